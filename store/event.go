package store

import (
	"database/sql"

	"liuyuan/registry"
)

// Events gives a dispute's history after a number.
func (t *tx) Events(s registry.Scope, id registry.DisputeID, after, limit int) ([]registry.Event, error) {
	if !storable(id) || limit <= 0 {
		return nil, nil
	}
	q := eventsOf(s, id)
	q.and("e.no > " + q.arg(after))
	return list(t, `SELECT e.no, e.doc FROM dispute_event e WHERE `+q.where()+` ORDER BY e.no LIMIT `+q.arg(limit), q.args, func(row *sql.Rows) (registry.Event, error) {
		var e registry.Event
		var no int
		var doc []byte
		if err := row.Scan(&no, &doc); err != nil {
			return e, err
		}
		err := decode(doc, &e)
		e.Dispute, e.No = id, no
		return e, err
	})
}

// CountEvents counts a dispute's history.
func (t *tx) CountEvents(s registry.Scope, id registry.DisputeID) (int, error) {
	if !storable(id) {
		return 0, nil
	}
	q := eventsOf(s, id)
	n := 0
	_, err := t.one(`SELECT count(*) FROM dispute_event e WHERE `+q.where(), q.args, &n)
	return n, err
}

func eventsOf(s registry.Scope, id registry.DisputeID) *clause {
	q := &clause{}
	q.and("e.dispute = " + q.arg(string(id)))
	q.shown(s, "e.dispute")
	return q
}

// AddEvent appends to a dispute's history. Writers hold the dispute, so numbers
// have no gaps; without the lock a twin is refused by the key.
func (t *tx) AddEvent(e registry.Event) error {
	if !storable(e.Dispute) {
		return unstorable("dispute")
	}
	doc, err := encode(e)
	if err != nil {
		return err
	}
	return t.later(`INSERT INTO dispute_event (dispute, no, doc) VALUES ($1, (SELECT coalesce(max(o.no), 0) + 1 FROM dispute_event o WHERE o.dispute = $1), $2)`,
		string(e.Dispute), doc)
}
