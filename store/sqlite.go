package store

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"sync/atomic"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"liuyuan/registry"
)

var sqliteDialect = dialect{
	name:            "sqlite",
	migrations:      "migrations/sqlite",
	numbersAtInsert: true,
	mark:            `SELECT value, coalesce((SELECT max(seq) FROM change), 0), coalesce((SELECT min(seq) - 1 FROM change), 0) FROM meta WHERE name = 'epoch'`,
	restart:         `DELETE FROM sqlite_sequence WHERE name = 'change'`,
}

// lite is the side of a store that is SQLite's own: one writer, many readers.
type lite struct {
	writer  *sql.DB
	train   *train
	readers chan *session // nil entries are opened when first taken
	guard   *fileLock     // nil unless exclusive
	path    string
	version atomic.Int64 // PRAGMA data_version as last seen
}

// dsn names the file with the settings of every connection. Durability comes
// first: FULL syncs the log at each commit, NORMAL may lose the last ones when
// power fails. The writer never waits for readers, nor they for it (WAL).
func dsn(path string, writer bool) string {
	q := url.Values{"_pragma": {"busy_timeout(10000)", "synchronous(FULL)", "temp_store(MEMORY)", "journal_size_limit(67108864)"}}
	if writer {
		q.Add("_pragma", "journal_mode(WAL)")
		q.Add("_pragma", "cache_size(-65536)") // KiB
	} else {
		q.Add("_pragma", "cache_size(-16384)")
		q.Add("_pragma", "query_only(1)")
	}
	return address(path, q)
}

func address(path string, q url.Values) string {
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: q.Encode()}).String()
}

func (l *lite) view(ctx context.Context, db *DB, fn func(*tx) error) (err error) {
	var s *session
	select {
	case s = <-l.readers:
	case <-ctx.Done():
		return ctx.Err()
	case <-db.closing:
		return unavailable(errClosed)
	}
	defer func() { l.readers <- s }()
	if s == nil {
		if s, err = newSession(ctx, db.pool); err != nil {
			return err
		}
	}
	defer func() {
		if _, end := s.ExecContext(context.Background(), "ROLLBACK"); end != nil { // it never began, or an interrupt ended it, or the connection is bad
			_ = s.close()
			s = nil
		}
	}()
	if _, err := s.ExecContext(ctx, "BEGIN"); err != nil {
		return err
	}
	t := &tx{ctx: ctx, db: db, q: s, now: db.clock()}
	return t.run(fn)
}

func (l *lite) update(ctx context.Context, db *DB, fn func(*tx) error, alone bool) (int64, error) {
	for {
		t, err := l.ride(ctx, db, fn, alone)
		if errors.Is(err, errAgain) {
			if alone {
				return 0, unavailable(err)
			}
			alone = true
			continue
		}
		if err != nil {
			return 0, err
		}
		if t.changes > 0 {
			db.ring()
		}
		return t.last, nil
	}
}

// ride runs the function as one passenger of the train. The turn is passed on
// even if the function panics.
func (l *lite) ride(ctx context.Context, db *DB, fn func(*tx) error, alone bool) (*tx, error) {
	if err := l.train.acquire(ctx); err != nil {
		return nil, err
	}
	j, err := l.train.board(ctx, alone)
	if err != nil {
		if j != nil {
			l.train.abandon(errAgain)
		}
		l.train.release()
		return nil, err
	}
	// Statements of the writer are not interrupted: see train.control. Between
	// them the transaction looks at the caller's context itself.
	t := &tx{ctx: ctx, db: db, q: uninterrupted{l.train.session}, now: db.clock()}
	keep := false
	func() {
		defer func() { l.train.leave(keep, alone) }()
		if err = t.run(fn); err == nil {
			err = db.at("commit.before")
		}
		keep = err == nil
	}()
	<-j.done
	if j.err != nil && (err == nil || !wholeRollback(err)) {
		return nil, j.err
	}
	if err == nil {
		err = db.at("commit.after")
	}
	return t, err
}

// wholeRollback reports whether the error is of the kinds on which SQLite may
// roll back the whole transaction: its cause is told, not a retry.
func wholeRollback(err error) bool {
	code := registry.CodeOf(err)
	return code == registry.CodeStorageFull || code == registry.CodeUnavailable
}

// uninterrupted hides the context's end from the driver.
type uninterrupted struct{ s *session }

func (u uninterrupted) ExecContext(ctx context.Context, text string, args ...any) (sql.Result, error) {
	return u.s.ExecContext(context.WithoutCancel(ctx), text, args...)
}

func (u uninterrupted) QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	return u.s.QueryContext(context.WithoutCancel(ctx), text, args...)
}

// commitFault tells a commit that certainly failed from one whose fate is
// unknown: after a failed sync the log may or may not be on the disk.
func commitFault(err error) error {
	var lite *sqlite.Error
	if errors.As(err, &lite) && lite.Code()&0xff == sqlite3.SQLITE_IOERR {
		return unknown(err)
	}
	return fault(err)
}

func (db *DB) clock() time.Time {
	now := time.Now
	if db.options.Clock != nil {
		now = db.options.Clock
	}
	return now().UTC().Truncate(time.Microsecond)
}

// otherWrites is how often another process's commits are looked for.
const otherWrites = 100 * time.Millisecond

// watch rings when another process has committed.
func (l *lite) watch(ctx context.Context, db *DB) {
	ticker := time.NewTicker(otherWrites)
	defer ticker.Stop()
	conn, err := db.pool.Conn(ctx)
	if err != nil {
		return
	}
	defer func() { _ = conn.Close() }()
	for {
		var v int64
		if err := conn.QueryRowContext(ctx, "PRAGMA data_version").Scan(&v); err == nil && l.version.Swap(v) != v {
			db.ring()
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// close waits for the transactions in progress.
func (l *lite) close(db *DB) error {
	l.train.stop()
	err := l.train.session.close()
	for range cap(l.readers) {
		if s := <-l.readers; s != nil {
			err = errors.Join(err, s.close())
		}
	}
	return errors.Join(err, l.release(db))
}

// release closes what was opened so far.
func (l *lite) release(db *DB) error {
	var err error
	for _, pool := range []*sql.DB{db.pool, l.writer} {
		if pool != nil {
			err = errors.Join(err, pool.Close())
		}
	}
	if l.guard != nil {
		err = errors.Join(err, l.guard.release())
	}
	return err
}
