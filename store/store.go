package store

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"time"

	"liuyuan/registry"
)

// Options say how a store is opened. The zero value opens an up-to-date database
// for use beside other processes.
type Options struct {
	// SortKey gives the text by which a name is ordered (pinyin). It is stored with
	// the record: after a change of its results, Resort must run. Nil: the name itself.
	SortKey func(name string) string
	// Migrate brings an older schema up to date; without it, one is refused.
	// An empty database is always set up.
	Migrate bool
	// Exclusive refuses to open a SQLite data directory that another process has
	// opened exclusively (a running serve). It means nothing on PostgreSQL.
	Exclusive bool
	// Connections bounds the connections to PostgreSQL and the readers of SQLite;
	// 0 takes 10.
	Connections int
	// Clock is SQLite's clock; nil takes time.Now. PostgreSQL has its own.
	Clock func() time.Time
	// Fail is called at the named points in builds with the tag failpoint; an
	// error it returns takes the place of the step. Other builds ignore it.
	Fail func(point string) error
}

// DB is a store on SQLite or PostgreSQL. Methods may be called by many
// goroutines; an Update must not call View or Update of the same DB inside its
// function.
type DB struct {
	dialect dialect
	options Options
	pool    *sql.DB // of readers on SQLite, of all on PostgreSQL
	wake    chan struct{}
	once    sync.Once          // of Close
	closing chan struct{}      // closed by Close
	stop    context.CancelFunc // ends the goroutine that listens to other processes
	stopped chan struct{}

	lite *lite     // SQLite only
	pg   *postgres // PostgreSQL only
}

var _ registry.Store = (*DB)(nil)

// dialect is all in which the two databases differ as SQL.
type dialect struct {
	name            string
	migrations      string // folder
	numbersAtInsert bool
	forUpdate       string
	mark            string // reads the epoch, the newest number and the newest that was pruned
	restart         string // lets numbers begin at 1 again
}

// View reads a consistent snapshot.
func (db *DB) View(ctx context.Context, fn func(registry.Reader) error) error {
	return db.view(ctx, func(t *tx) error { return fn(t) })
}

// Update reads and writes in one transaction. The function may run several
// times. The position covers the commit; it is 0 if nothing changed.
func (db *DB) Update(ctx context.Context, fn func(registry.Writer) error) (int64, error) {
	return db.update(ctx, func(t *tx) error { return fn(t) }, false)
}

func (db *DB) view(ctx context.Context, fn func(*tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if db.lite != nil {
		return fault(db.lite.view(ctx, db, fn))
	}
	return fault(db.pg.view(ctx, db, fn))
}

// update runs a writing transaction; alone keeps a long one from sharing its
// commit with short ones.
func (db *DB) update(ctx context.Context, fn func(*tx) error, alone bool) (int64, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	if db.lite != nil {
		seq, err := db.lite.update(ctx, db, fn, alone)
		return seq, fault(err)
	}
	seq, err := db.pg.update(ctx, db, fn, alone)
	return seq, fault(err)
}

// run calls the function and adds the faults of methods that cannot return one.
func (t *tx) run(fn func(*tx) error) error {
	if err := fn(t); err != nil {
		return err
	}
	if t.broken != nil {
		return t.broken
	}
	return t.ctx.Err()
}

func (db *DB) sortKey(name string) string {
	if db.options.SortKey != nil {
		name = db.options.SortKey(name)
	}
	return clean(name)
}

func newDB(d dialect, options Options) *DB {
	return &DB{dialect: d, options: options, wake: make(chan struct{}, 1), closing: make(chan struct{})}
}

func (db *DB) connections() int {
	if db.options.Connections > 0 {
		return db.options.Connections
	}
	return 10
}

// listen starts the goroutine that hears of other processes' commits.
func (db *DB) listen(hear func(context.Context)) {
	ctx, cancel := context.WithCancel(context.Background())
	db.stop, db.stopped = cancel, make(chan struct{})
	go func() {
		defer close(db.stopped)
		hear(ctx)
	}()
}

// Close ends the listening to other processes and releases the database.
// Transactions in progress end first; later ones are UNAVAILABLE.
func (db *DB) Close() error {
	var err error
	db.once.Do(func() {
		close(db.closing)
		db.stop()
		<-db.stopped
		if db.lite != nil {
			err = db.lite.close(db)
		} else {
			err = db.pool.Close()
		}
	})
	return err
}

// open refuses work after Close.
func (db *DB) open() error {
	select {
	case <-db.closing:
		return unavailable(errClosed)
	default:
		return nil
	}
}

// errClosed is the cause of UNAVAILABLE after Close.
var errClosed = errors.New("the store is closed")
