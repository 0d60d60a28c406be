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

// Feed gives changes after a position in the order of commits, at most limit. A
// position before what Prune has left is STATE: there is a gap after it.
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
		var m registry.Mark
		err := t.mark(&m)
		if err == nil && after < m.Pruned {
			err = registry.Refuse(registry.CodeState, nil, "变更记录已清理，不能从这个位置继续；请重建投影",
				"the feed is pruned and does not go on from this position: rebuild the projection")
		}
		if err != nil {
			return err
		}
		changes, err = list(t, `SELECT seq, kind, record FROM change WHERE seq > $1 ORDER BY seq LIMIT $2`, []any{after, limit},
			func(row *sql.Rows) (registry.Change, error) {
				var c registry.Change
				return c, row.Scan(&c.Seq, &c.Kind, &c.ID)
			})
		return err
	})
	return changes, err
}

// Mark is the newest numbered position, what was pruned, and the database's epoch.
func (db *DB) Mark(ctx context.Context) (registry.Mark, error) {
	var m registry.Mark
	err := db.view(ctx, func(t *tx) error { return t.mark(&m) })
	return m, err
}

func (t *tx) mark(m *registry.Mark) error {
	_, err := t.one(t.db.dialect.mark, nil, &m.Epoch, &m.Seq, &m.Pruned)
	return err
}

// pruneBatch bounds the rows that one transaction removes, and so the time others wait.
const pruneBatch = 5000

// Prune removes the oldest changes and keeps at least the newest so many, and one.
// It looks at Mark before each batch, so several nodes may do so at once.
func (db *DB) Prune(ctx context.Context, keep int64) error {
	for {
		m, err := db.Mark(ctx)
		if err != nil {
			return err
		}
		end := min(m.Pruned+pruneBatch, m.Seq-max(keep, 1))
		if end <= m.Pruned {
			return nil
		}
		if _, err := db.update(ctx, func(t *tx) error {
			_, err := t.exec(`DELETE FROM change WHERE seq <= $1`, end)
			return err
		}, false); err != nil {
			return err
		}
	}
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
