package store

import (
	"context"
	"database/sql"
	"strings"
	"time"
	"unicode/utf8"

	"liuyuan/registry"
)

// querier runs statements in one transaction: a *sql.Tx of PostgreSQL or a
// *session of SQLite.
type querier interface {
	ExecContext(ctx context.Context, text string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error)
}

// tx is one transaction: the registry's Reader and Writer. Its methods stand in
// the files of their nouns.
type tx struct {
	ctx     context.Context
	db      *DB
	q       querier
	conn    *sql.Conn // of a writing transaction on PostgreSQL, for COPY
	now     time.Time // zero: not asked yet
	changes int       // appended to the feed
	last    int64     // the newest of them, where numbers are given at insert
	audited bool      // the audit log has a new line
	broken  error     // the first fault: nothing more is run, and nothing is kept

	held           map[registry.MediatorID]string // records of people who are locked, as they stand
	kept           []statement                    // not sent yet: see pipeline.go
	kinds, records []string                       // of changes not sent yet
}

var _ registry.Writer = (*tx)(nil)

// Now is the database's clock at the start of the transaction, UTC, in microseconds.
func (t *tx) Now() time.Time {
	if t.now.IsZero() {
		var micros int64
		_, _ = t.one(`SELECT (extract(epoch FROM now()) * 1000000)::bigint`, nil, &micros) // a fault is kept in t.broken
		t.now = fromMicros(micros)
	}
	return t.now
}

// exec runs a writing statement and gives the number of rows it touched.
func (t *tx) exec(text string, args ...any) (int64, error) {
	if err := t.usable(); err != nil {
		return 0, err
	}
	if len(t.kept)+len(t.kinds) > 0 {
		return t.send(statement{text, args})
	}
	done, err := t.q.ExecContext(t.ctx, text, args...)
	if err != nil {
		return 0, t.fail(err)
	}
	n, err := done.RowsAffected()
	return n, t.fail(err)
}

// usable refuses to go on after a fault: the database may have rolled back what
// was written so far, and a function that ignored the fault would keep half.
func (t *tx) usable() error {
	if t.broken != nil {
		return t.broken
	}
	return t.ctx.Err()
}

func (t *tx) fail(err error) error {
	if err = fault(err); err != nil && t.broken == nil {
		t.broken = err
	}
	return err
}

// one reads a single row into dest; false if there is none.
func (t *tx) one(text string, args []any, dest ...any) (bool, error) {
	found := false
	err := t.each(text, args, func(row *sql.Rows) error {
		found = true
		return row.Scan(dest...)
	})
	return found, err
}

// each reads all rows; scan must not use the transaction.
func (t *tx) each(text string, args []any, scan func(*sql.Rows) error) error {
	if err := t.usable(); err != nil {
		return err
	}
	if err := t.flush(); err != nil { // a reader sees what its transaction wrote
		return err
	}
	rows, err := t.q.QueryContext(t.ctx, text, args...)
	if err != nil {
		return t.fail(err)
	}
	defer func() { _ = rows.Close() }() // an error of the reading comes from Err
	for rows.Next() {
		if err := scan(rows); err != nil {
			return t.fail(err)
		}
	}
	if err := t.ctx.Err(); err != nil {
		return t.fail(err)
	}
	return t.fail(rows.Err())
}

// list collects what scan makes of each row; nil if there are none.
func list[T any](t *tx, text string, args []any, scan func(*sql.Rows) (T, error)) ([]T, error) {
	var all []T
	err := t.each(text, args, func(row *sql.Rows) error {
		v, err := scan(row)
		all = append(all, v)
		return err
	})
	if err != nil {
		return nil, err
	}
	return all, nil
}

// text scans a row of one text column.
func text[T ~string](row *sql.Rows) (T, error) {
	var v T
	err := row.Scan(&v)
	return v, err
}

// storable reports whether both databases can hold the text in an identifier:
// PostgreSQL refuses NUL and broken UTF-8, which SQLite would keep.
func storable[T ~string](texts ...T) bool {
	for _, s := range texts {
		if strings.IndexByte(string(s), 0) >= 0 || !utf8.ValidString(string(s)) {
			return false
		}
	}
	return true
}

func unstorable(field string) error {
	return registry.Invalid([]string{field}, "标识里有不能保存的字符", "the identifier holds characters that cannot be stored")
}

// clean drops from a drawn column what PostgreSQL cannot hold.
func clean(s string) string {
	return strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", ""), "")
}

// micros is a time as stored: microseconds since 1970, 0 for the zero time.
func micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

func fromMicros(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.UnixMicro(n).UTC()
}
