package store

import (
	"context"
	"database/sql"

	"liuyuan/registry"
)

// append adds to the feed in the transaction of the write. On SQLite the number
// is given here; on PostgreSQL by the sweeper, after the commit.
func (t *tx) append(kind registry.ChangeKind, id string) error {
	t.changes++
	if !t.db.dialect.numbersAtInsert {
		return t.number(kind, id)
	}
	_, err := t.one(`INSERT INTO change (kind, record) VALUES ($1, $2) RETURNING seq`, []any{string(kind), id}, &t.last)
	return err
}

// Feed gives changes after a position in the order of commits, at most limit.
func (db *DB) Feed(ctx context.Context, after int64, limit int) ([]registry.Change, error) {
	if limit <= 0 {
		return nil, nil
	}
	if !db.dialect.numbersAtInsert {
		if _, err := db.sweep(ctx); err != nil {
			return nil, err
		}
	}
	var changes []registry.Change
	err := db.view(ctx, func(t *tx) error {
		var err error
		changes, err = list(t, `SELECT seq, kind, record FROM change WHERE seq > $1 ORDER BY seq LIMIT $2`, []any{after, limit},
			func(row *sql.Rows) (registry.Change, error) {
				var c registry.Change
				return c, row.Scan(&c.Seq, &c.Kind, &c.ID)
			})
		return err
	})
	return changes, err
}

// Mark is the newest numbered position and the database's epoch.
func (db *DB) Mark(ctx context.Context) (registry.Mark, error) {
	var m registry.Mark
	err := db.view(ctx, func(t *tx) error {
		_, err := t.one(db.dialect.mark, nil, &m.Epoch, &m.Seq)
		return err
	})
	return m, err
}

// Wake gives the channel that receives when this or another process has
// committed. There is one channel for one reader; wakes are coalesced.
func (db *DB) Wake() <-chan struct{} { return db.wake }

func (db *DB) ring() {
	select {
	case db.wake <- struct{}{}:
	default:
	}
}
