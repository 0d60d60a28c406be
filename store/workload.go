package store

import (
	"context"
	"database/sql"

	"liuyuan/registry"
)

// Workloads gives the live load of the people asked that exist, in their order.
func (t *tx) Workloads(ids []registry.MediatorID) ([]registry.Workload, error) {
	return inOrder(t, ids, `SELECT id, open_load, last_assigned FROM mediator WHERE id IN `,
		func(row *sql.Rows) (registry.Workload, error) {
			var w registry.Workload
			var last int64
			err := row.Scan(&w.Mediator, &w.Open, &last)
			w.LastAssignedAt = fromMicros(last)
			return w, err
		}, func(w registry.Workload) registry.MediatorID { return w.Mediator })
}

// eachPage is how many people EachMediator reads at a time: between pages no
// cursor is open, so the function may read in the same transaction.
const eachPage = 1000

// EachMediator streams the whole roster by identifier with the live load, removed
// people included. An error of the function ends the stream and is returned.
func (t *tx) EachMediator(fn func(registry.Mediator, registry.Workload) error) error {
	type person struct {
		m registry.Mediator
		w registry.Workload
	}
	after, w := "", newWords()
	for {
		page, err := list(t, `SELECT doc, open_load, last_assigned FROM mediator WHERE id > $1 ORDER BY id LIMIT $2`, []any{after, eachPage},
			func(row *sql.Rows) (person, error) {
				var p person
				var doc string
				var last int64
				if err := row.Scan(&doc, &p.w.Open, &last); err != nil {
					return p, err
				}
				p.w.LastAssignedAt = fromMicros(last)
				var err error
				p.m, err = decodeMediator(doc, w)
				return p, err
			})
		if err != nil {
			return err
		}
		for _, p := range page {
			p.w.Mediator = p.m.ID
			if err := fn(p.m, p.w); err != nil {
				return err
			}
			after = string(p.m.ID)
		}
		if len(page) < eachPage {
			return nil
		}
	}
}

// SetWorkload states the live load of people: for demonstration data and for
// repair. Work itself changes the load in the transaction of its assignment.
func (db *DB) SetWorkload(ctx context.Context, loads ...registry.Workload) (int64, error) {
	return db.Update(ctx, func(w registry.Writer) error {
		t := w.(*tx)
		for _, l := range loads {
			n, err := t.exec(`UPDATE mediator SET open_load = $2, last_assigned = $3 WHERE id = $1`, string(l.Mediator), l.Open, micros(l.LastAssignedAt))
			if err != nil {
				return err
			}
			if n == 0 {
				return missing(mediators.id)
			}
			if err := t.append(registry.ChangedLoad, string(l.Mediator)); err != nil {
				return err
			}
		}
		return nil
	})
}
