package store

import (
	"context"
	"database/sql"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"

	"liuyuan/registry"
)

var postgresDialect = dialect{
	name:       "postgres",
	migrations: "migrations/postgres",
	forUpdate:  " FOR UPDATE",
	mark:       `SELECT value, (SELECT n FROM change_counter), coalesce((SELECT min(seq) - 1 FROM change WHERE seq IS NOT NULL), 0) FROM meta WHERE name = 'epoch'`,
	restart:    `UPDATE change_counter SET n = 0`,
}

// postgres is the side of a store that is PostgreSQL's own.
type postgres struct {
	config  *pgx.ConnConfig
	sweeper sweeper
}

// A transaction is tried this often after a serialization failure, a deadlock or
// a connection that broke before the commit was sent.
const maxTries = 4

// maxWrite ends a write whose caller set no deadline: with its synchronous
// standby gone, PostgreSQL would let a commit wait for ever.
const maxWrite = 30 * time.Second

// OpenPostgres opens the store in a database of PostgreSQL. The URL may name
// several hosts (target_session_attrs=read-write finds the primary). It refuses
// (INVALID) a database that holds something else, and schemas as OpenSQLite does.
func OpenPostgres(ctx context.Context, url string, options Options) (*DB, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, registry.Fault(registry.CodeInvalid, err, // pgx hides the password in it
			"数据库地址不对；应写作 postgres://用户@主机/库", "the database address is wrong: write postgres://user@host/database")
	}
	for name, value := range map[string]string{
		"application_name":                    "liuyuan",
		"timezone":                            "UTC",
		"lock_timeout":                        "10s",
		"idle_in_transaction_session_timeout": "60s",
	} {
		if _, set := config.RuntimeParams[name]; !set {
			config.RuntimeParams[name] = value
		}
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = 5 * time.Second
	}
	db := newDB(postgresDialect, options)
	db.pg = &postgres{config: config}
	db.pool = stdlib.OpenDB(*config)
	db.pool.SetMaxOpenConns(db.connections())
	db.pool.SetMaxIdleConns(db.connections())
	db.pool.SetConnMaxIdleTime(5 * time.Minute)
	if err := startPostgres(ctx, db); err != nil {
		return nil, fault(errors.Join(err, db.pool.Close()))
	}
	db.listen(func(ctx context.Context) { db.pg.listen(ctx, db) })
	return db, nil
}

func startPostgres(ctx context.Context, db *DB) error {
	stored, err := storedSchema(ctx, db.pool, `SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'goose_db_version'`)
	if err != nil {
		return err
	}
	ours := `SELECT count(*) = 0 FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'goose_db_version'`
	if stored > 0 {
		ours = `SELECT count(*) = 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'change_counter'`
	}
	var ok bool
	if err := db.pool.QueryRowContext(ctx, ours).Scan(&ok); err != nil {
		return err
	}
	if !ok {
		// Another node may be setting it up at this moment: the lock inside the
		// migration decides, and what it finds is looked at again.
		if stored, err = storedSchema(ctx, db.pool, `SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'change_counter'`); err != nil {
			return err
		}
		if stored == 0 {
			return registry.Invalid(nil,
				"这个数据库里有别的数据；请为 Liuyuan 建一个空库",
				"the database holds other data: make an empty one for Liuyuan")
		}
	}
	return migrate(ctx, db.pool, db.dialect, stored, db.options.Migrate)
}

func (p *postgres) view(ctx context.Context, db *DB, fn func(*tx) error) error {
	return p.again(ctx, db, func() error {
		if err := db.open(); err != nil {
			return err
		}
		transaction, err := db.pool.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
		if err != nil {
			return err
		}
		defer func() { _ = transaction.Rollback() }() // nothing was written
		return (&tx{ctx: ctx, db: db, q: transaction}).run(fn)
	})
}

func (p *postgres) update(ctx context.Context, db *DB, fn func(*tx) error, alone bool) (int64, error) {
	if _, limited := ctx.Deadline(); !limited && !alone {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, maxWrite)
		defer cancel()
	}
	changes, audited := 0, false
	err := p.again(ctx, db, func() error {
		var err error
		changes, err = p.try(ctx, db, func(t *tx) error {
			if alone { // a plan kept from when the tables were small would scan them whole
				if _, err := t.exec(`SET LOCAL plan_cache_mode = force_custom_plan`); err != nil {
					return err
				}
			}
			err := fn(t)
			audited = t.audited
			return err
		})
		return err
	})
	if err == nil && audited {
		_ = db.chainAll(ctx, false) // the line stands; if it cannot be chained now, the next one does it
	}
	if err != nil || changes == 0 {
		return 0, err
	}
	db.ring()
	// The write stands; if its number cannot be learned now, none is promised.
	seq, err := db.sweep(ctx)
	if err != nil {
		seq = 0
	}
	return seq, db.at("commit.after")
}

// remeasure tells the planner of many new rows at once, on all connections;
// without it autovacuum would, some time later.
func (db *DB) remeasure(ctx context.Context) {
	if db.pg != nil {
		_, _ = db.pool.ExecContext(ctx, `ANALYZE`) // the rows stand whether it works or not
	}
}

// try runs the function once and commits. Rows are locked in one order
// everywhere: receipt, people by identifier, dispute, assignment.
func (p *postgres) try(ctx context.Context, db *DB, fn func(*tx) error) (int, error) {
	if err := db.open(); err != nil {
		return 0, err
	}
	conn, err := db.pool.Conn(ctx)
	if err != nil {
		return 0, err
	}
	defer func() { _ = conn.Close() }() // gives it back to the pool
	transaction, err := conn.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelReadCommitted})
	if err != nil {
		return 0, err
	}
	t := &tx{ctx: ctx, db: db, q: transaction, conn: conn}
	defer func() { _ = transaction.Rollback() }() // nothing is left to do after a commit
	if err := t.run(fn); err != nil {
		return 0, err
	}
	if err := t.finish(); err != nil {
		return 0, err
	}
	if err := db.at("commit.before"); err != nil {
		return 0, err
	}
	return t.changes, committed(transaction.Commit())
}

// committed tells a commit that PostgreSQL refused (an ERROR aborts the
// transaction) from one whose answer was lost: a FATAL may come after a commit
// that was still waiting for its standby.
func committed(err error) error {
	var pg *pgconn.PgError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &pg) && pg.Severity == "ERROR", errors.Is(err, sql.ErrTxDone), errors.Is(err, pgx.ErrTxCommitRollback):
		return err
	}
	return unknown(err)
}

// again repeats what certainly had no effect: after a serialization failure, a
// deadlock, or a connection that broke before the commit.
func (p *postgres) again(ctx context.Context, db *DB, try func() error) error {
	for n := 1; ; n++ {
		err := try()
		if err == nil || n == maxTries || registry.CodeOf(err) == registry.CodeOutcomeUnknown || ctx.Err() != nil {
			return err
		}
		switch {
		case lostConnection(err) || shutDown(err):
			// The others in the pool are likely dead, too.
			db.pool.SetMaxIdleConns(0)
			db.pool.SetMaxIdleConns(db.connections())
		case !conflict(err):
			return err
		}
		pause(ctx, time.Duration(n)*(5*time.Millisecond+rand.N(15*time.Millisecond)))
	}
}

// conflict reports a collision with another transaction: a serialization failure,
// a deadlock, or (of two imports that add the same person; other inserts say ON
// CONFLICT) a duplicate key.
func conflict(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && (pg.Code == "40001" || pg.Code == "40P01" || pg.Code == "23505")
}

func shutDown(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && (pg.Code == "57P01" || pg.Code == "57P02" || pg.Code == "57P03" || pg.Code == "25006")
}

func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}

// channel is the name under which sweepers tell of new numbers. A notification
// is a hint: it may be lost, readers poll as well.
const channel = "liuyuan_feed"

// listen rings when any process has numbered changes.
func (p *postgres) listen(ctx context.Context, db *DB) {
	for ctx.Err() == nil {
		if conn, err := pgx.ConnectConfig(ctx, p.config); err == nil {
			_, err = conn.Exec(ctx, "LISTEN "+channel)
			db.ring() // what happened while nobody listened
			for err == nil {
				if _, err = conn.WaitForNotification(ctx); err == nil {
					db.ring()
				}
			}
			_ = conn.Close(context.Background())
		}
		pause(ctx, 300*time.Millisecond)
	}
}
