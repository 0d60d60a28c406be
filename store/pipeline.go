package store

import (
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"liuyuan/registry"
)

// On PostgreSQL every statement costs a round trip. What a transaction writes
// without looking at the outcome is kept, and sent in one go: history and outbox
// with its next statement or before its commit, the feed before its commit.

// statement is one text with its arguments.
type statement struct {
	text string
	args []any
}

// maxKept bounds what is kept, for transactions of many rows.
const maxKept = 1000

// later runs a statement whose outcome nobody looks at: its fault comes with the
// next statement, or ends the transaction before the commit.
func (t *tx) later(text string, args ...any) error {
	if t.conn == nil {
		_, err := t.exec(text, args...)
		return err
	}
	if err := t.usable(); err != nil {
		return err
	}
	t.kept = append(t.kept, statement{text, args})
	return t.bounded()
}

// number keeps a change, which the sweeper numbers after the commit.
func (t *tx) number(kind registry.ChangeKind, id string) error {
	t.kinds, t.records = append(t.kinds, string(kind)), append(t.records, id)
	return t.bounded()
}

func (t *tx) bounded() error {
	if len(t.kept)+len(t.kinds) < maxKept {
		return nil
	}
	return t.finish()
}

// flush sends what a reader must see; changes, which nobody reads before they are
// numbered, wait for the end.
func (t *tx) flush() error {
	if len(t.kept) == 0 {
		return nil
	}
	_, err := t.send()
	return err
}

// finish sends all that is kept, changes in one statement.
func (t *tx) finish() error {
	if len(t.kinds) == 0 {
		return t.flush()
	}
	changes := statement{`INSERT INTO change (kind, record) SELECT * FROM unnest($1::text[], $2::text[])`, []any{t.kinds, t.records}}
	t.kinds, t.records = nil, nil
	_, err := t.send(changes)
	return err
}

// send sends what is kept, then the statements, and gives the rows that the last touched.
func (t *tx) send(more ...statement) (n int64, err error) {
	if err := t.usable(); err != nil {
		return 0, err
	}
	all := append(t.kept, more...)
	t.kept = nil
	err = t.conn.Raw(func(driver any) error {
		batch := &pgx.Batch{}
		for _, s := range all {
			batch.Queue(s.text, s.args...)
		}
		results := driver.(*stdlib.Conn).Conn().SendBatch(t.ctx, batch)
		for range all {
			done, err := results.Exec()
			if err != nil {
				_ = results.Close() // it repeats the fault
				return err
			}
			n = done.RowsAffected()
		}
		return results.Close()
	})
	return n, t.fail(err)
}
