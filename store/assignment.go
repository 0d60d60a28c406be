package store

import (
	"cmp"
	"database/sql"
	"errors"
	"slices"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"liuyuan/registry"
)

var assignments = table{"assignment", "id"}

// Assignment gives one assignment; NOT_FOUND if the scope hides its dispute.
func (t *tx) Assignment(s registry.Scope, id registry.AssignmentID) (registry.Assignment, error) {
	if !storable(id) {
		return registry.Assignment{}, missing("id")
	}
	q := &clause{}
	q.and("a.id = " + q.arg(string(id)))
	q.shown(s, "a.dispute")
	found, err := list(t, `SELECT a.doc FROM assignment a WHERE `+q.where(), q.args, scanAssignment)
	if err != nil {
		return registry.Assignment{}, err
	}
	if len(found) == 0 {
		return registry.Assignment{}, missing("id")
	}
	return found[0], nil
}

// Assignments gives the assignments of disputes that the scope shows.
func (t *tx) Assignments(s registry.Scope, ids []registry.DisputeID) ([]registry.Assignment, error) {
	ids = storables(ids)
	if len(ids) == 0 {
		return nil, nil
	}
	q := &clause{}
	q.and("a.dispute IN (" + oneOf(q, ids) + ")")
	q.shown(s, "a.dispute")
	return list(t, `SELECT a.doc FROM assignment a WHERE `+q.where()+` ORDER BY a.dispute, a.offered, a.id`, q.args, scanAssignment)
}

// AssignmentsLive gives the live assignments of disputes.
func (t *tx) AssignmentsLive(ids []registry.DisputeID) ([]registry.Assignment, error) {
	ids = storables(ids)
	if len(ids) == 0 {
		return nil, nil
	}
	q := &clause{}
	q.and("dispute IN (" + oneOf(q, ids) + ")")
	// Sorted here: for ORDER BY, SQLite would walk all that a dispute ever had.
	live, err := list(t, `SELECT doc FROM assignment WHERE `+q.where()+` AND status IN ('OFFERED', 'ACCEPTED')`, q.args, scanAssignment)
	slices.SortFunc(live, func(a, b registry.Assignment) int {
		return cmp.Or(cmp.Compare(a.Dispute, b.Dispute), a.OfferedAt.Compare(b.OfferedAt), cmp.Compare(a.ID, b.ID))
	})
	return live, err
}

// AssignmentsOf gives a person's assignments, newest first.
func (t *tx) AssignmentsOf(id registry.MediatorID, in []registry.AssignmentStatus, limit int) ([]registry.Assignment, error) {
	if !storable(id) || limit <= 0 || len(in) == 0 {
		return nil, nil
	}
	q := &clause{}
	q.and("a.mediator = " + q.arg(string(id)))
	q.and("a.status IN (" + oneOf(q, in) + ")")
	return list(t, `SELECT a.doc FROM assignment a WHERE `+q.where()+` ORDER BY a.offered DESC, a.id DESC LIMIT `+q.arg(limit), q.args, scanAssignment)
}

// Acquainted gives who led other disputes of the same parties, last time first.
func (t *tx) Acquainted(s registry.Scope, id registry.DisputeID, limit int) ([]registry.MediatorID, error) {
	if !storable(id) || limit <= 0 {
		return nil, nil
	}
	q := &clause{}
	own := q.arg(string(id))
	q.and("a.part = 'LEAD' AND a.status IN ('ACCEPTED', 'COMPLETED') AND a.dispute <> " + own)
	q.and(`a.dispute IN (SELECT p.dispute FROM party p WHERE p.phone_hash IN (SELECT o.phone_hash FROM party o WHERE o.dispute = ` + own + ` AND o.phone_hash IS NOT NULL)
		UNION SELECT p.dispute FROM party p WHERE p.identity_hash IN (SELECT o.identity_hash FROM party o WHERE o.dispute = ` + own + ` AND o.identity_hash IS NOT NULL))`)
	q.shown(s, "a.dispute")
	return list(t, `SELECT a.mediator FROM assignment a WHERE `+q.where()+` GROUP BY a.mediator ORDER BY max(a.offered) DESC, a.mediator LIMIT `+q.arg(limit), q.args, text[registry.MediatorID])
}

// Overdue gives offers that nobody answered in time.
func (t *tx) Overdue(limit int) ([]registry.Assignment, error) {
	return list(t, `SELECT doc FROM assignment WHERE status = 'OFFERED' AND expires <= $1 ORDER BY expires, id LIMIT $2`,
		[]any{micros(t.Now()), limit}, scanAssignment)
}

// PutAssignment inserts or replaces an assignment and keeps the person's load in
// step with it: load and rows cannot part, whoever writes.
func (t *tx) PutAssignment(a registry.Assignment) (int, error) {
	if !storable(a.ID) || a.ID == "" || !storable(a.Dispute) || !storable(a.Mediator) {
		return 0, unstorable("id")
	}
	version := a.Version
	a.Version++
	var old registry.Assignment
	if version > 0 {
		var err error
		if old, err = document[registry.Assignment](t, assignments, string(a.ID)); err != nil {
			return 0, err
		}
		if old.Version != version || old.Mediator != a.Mediator || old.Dispute != a.Dispute {
			return 0, stale(version)
		}
	}
	if err := t.changeLoad(old, a); err != nil {
		return 0, err
	}
	if err := t.writeAssignment(a, version); err != nil {
		return 0, err
	}
	return a.Version, t.append(registry.ChangedAssignment, string(a.ID))
}

// changeLoad takes the units of new work only if they fit; work that is already
// there may change its weight and ends whatever the capacity is meanwhile.
func (t *tx) changeLoad(old, a registry.Assignment) error {
	delta := a.Load() - old.Load()
	accepted := a.Status == registry.AssignmentAccepted && old.Status != registry.AssignmentAccepted
	if delta == 0 && !accepted {
		return nil
	}
	condition := ""
	if !old.Status.Live() && a.Status.Live() {
		condition = " AND open_load + $2 <= capacity"
	}
	last := int64(0)
	if accepted {
		last = micros(a.AcceptedAt)
	}
	n, err := t.exec(`UPDATE mediator SET open_load = open_load + $2, last_assigned = CASE WHEN last_assigned < $3 THEN $3 ELSE last_assigned END WHERE id = $1`+condition,
		string(a.Mediator), delta, last)
	if err != nil {
		return err
	}
	if n == 0 {
		return t.whyNoLoad(a.Mediator)
	}
	return t.append(registry.ChangedLoad, string(a.Mediator))
}

func (t *tx) whyNoLoad(id registry.MediatorID) error {
	var one int
	found, err := t.one(`SELECT 1 FROM mediator WHERE id = $1`, []any{string(id)}, &one)
	if err != nil {
		return err
	}
	if !found {
		return missing("mediatorId")
	}
	return registry.Refuse(registry.CodeCapacityFull, []string{"mediatorId"},
		"这位调解员的在办负荷已满，请另选一位", "this person's load is full: choose another")
}

func (t *tx) writeAssignment(a registry.Assignment, version int) error {
	doc, err := encode(a)
	if err != nil {
		return err
	}
	columns := []any{string(a.ID), a.Version, doc, string(a.Dispute), string(a.Mediator), string(a.Part), string(a.Status), a.Slot, a.Weight, micros(a.OfferedAt), micros(a.ExpiresAt)}
	var n int64
	if version == 0 {
		n, err = t.exec(`INSERT INTO assignment (id, version, doc, dispute, mediator, part, status, slot, weight, offered, expires)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, columns...)
	} else {
		n, err = t.exec(`UPDATE assignment SET version = $2, doc = $3, dispute = $4, mediator = $5, part = $6, status = $7, slot = $8, weight = $9, offered = $10, expires = $11
			WHERE id = $1 AND version = $12`, append(columns, version)...)
	}
	switch {
	case repeated(err):
		return leadTaken()
	case err == nil && n == 0:
		return stale(version)
	}
	return err
}

// repeated reports whether a unique index refused the row.
func repeated(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code == "23505"
	}
	var lite *sqlite.Error
	return errors.As(err, &lite) && lite.Code() == sqlite3.SQLITE_CONSTRAINT_UNIQUE
}

func leadTaken() error {
	return registry.Refuse(registry.CodeLeadTaken, []string{"disputeId"},
		"这件纠纷已有在办的主持人，或已派给同一人；请先撤回原派单", "the dispute has a live lead, or an offer to the same person, already: take that back first")
}

func scanAssignment(row *sql.Rows) (registry.Assignment, error) {
	return scanDocument[registry.Assignment](row)
}

// OpenLoads recounts the load of every person with live work.
func (t *tx) OpenLoads() (map[registry.MediatorID]int, error) {
	loads := map[registry.MediatorID]int{}
	err := t.each(`SELECT mediator, sum(weight) FROM assignment WHERE status IN ('OFFERED', 'ACCEPTED') GROUP BY mediator`, nil, func(row *sql.Rows) error {
		var id registry.MediatorID
		var n int
		err := row.Scan(&id, &n)
		loads[id] = n
		return err
	})
	return loads, err
}

// Ledger sums what people were asked and did in a period.
func (t *tx) Ledger(s registry.Scope, l registry.LedgerQuestion) ([]registry.LedgerLine, error) {
	q := &clause{}
	q.and("a.offered >= " + q.arg(micros(l.From)))
	q.and("a.offered < " + q.arg(micros(l.To)))
	q.scope(s, "d")
	if l.Region != "" {
		if l.Region.Level() == "" {
			return nil, nil
		}
		q.and(q.inRegion(l.Region, "d.region"))
	}
	if l.Mediator != "" {
		q.and("a.mediator = " + q.arg(clean(string(l.Mediator))))
	}
	// An undone offer stays for the file and is kept out of every count.
	q.and("a.slot > 0")
	return list(t, `SELECT a.mediator, d.type, a.status, count(*), sum(a.weight) FROM assignment a JOIN dispute d ON d.id = a.dispute
		WHERE `+q.where()+` GROUP BY a.mediator, d.type, a.status ORDER BY a.mediator, d.type, a.status`, q.args, func(row *sql.Rows) (registry.LedgerLine, error) {
		var l registry.LedgerLine
		return l, row.Scan(&l.Mediator, &l.Type, &l.Status, &l.Count, &l.Weight)
	})
}
