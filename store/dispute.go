package store

import (
	"database/sql"
	"slices"

	"liuyuan/registry"
)

var disputes = table{"dispute", "id"}

// Dispute gives one dispute; NOT_FOUND if there is none or the scope hides it.
func (t *tx) Dispute(s registry.Scope, id registry.DisputeID) (registry.Dispute, error) {
	found, err := t.DisputesByID(s, []registry.DisputeID{id})
	if err != nil {
		return registry.Dispute{}, err
	}
	if len(found) == 0 {
		return registry.Dispute{}, missing(disputes.id)
	}
	return found[0], nil
}

// DisputesByID gives the disputes that exist and are shown, in the order asked.
func (t *tx) DisputesByID(s registry.Scope, ids []registry.DisputeID) ([]registry.Dispute, error) {
	found := map[registry.DisputeID]registry.Dispute{}
	for chunk := range slices.Chunk(storables(ids), 500) {
		q := &clause{}
		q.and("d.id IN (" + oneOf(q, chunk) + ")")
		q.scope(s, "d")
		page, err := list(t, `SELECT d.doc FROM dispute d WHERE `+q.where(), q.args, scanDispute)
		if err != nil {
			return nil, err
		}
		for _, d := range page {
			found[d.ID] = d
		}
	}
	var ordered []registry.Dispute
	for _, id := range ids {
		if d, ok := found[id]; ok {
			ordered = append(ordered, d)
		}
	}
	return ordered, nil
}

// PutDispute inserts or replaces a dispute.
func (t *tx) PutDispute(d registry.Dispute) (int, error) {
	if !storable(d.ID) || d.ID == "" || !storable(d.Number) {
		return 0, unstorable("id")
	}
	version := d.Version
	d.Version++
	doc, err := encode(d)
	if err != nil {
		return 0, err
	}
	columns := []any{string(d.ID), d.Version, doc, d.Number, string(d.Status), clean(string(d.Type)), riskRank(d.Risk), string(d.Source), clean(string(d.Region)), micros(d.CreatedAt)}
	var n int64
	if version == 0 {
		n, err = t.exec(`INSERT INTO dispute (id, version, doc, number, status, type, risk, source, region, created)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO NOTHING`, columns...)
	} else {
		n, err = t.exec(`UPDATE dispute SET version = $2, doc = $3, number = $4, status = $5, type = $6, risk = $7, source = $8, region = $9, created = $10
			WHERE id = $1 AND version = $11`, append(columns, version)...)
	}
	if err != nil {
		return 0, err
	}
	if n == 0 {
		return 0, t.refusal(disputes, string(d.ID), version)
	}
	return d.Version, t.append(registry.ChangedDispute, string(d.ID))
}

// Lock holds people, in the one order that all writers use, then the dispute, and
// gives it as it is from then on. On SQLite the one writer holds everything.
func (t *tx) Lock(s registry.Scope, people []registry.MediatorID, id registry.DisputeID) (registry.Dispute, error) {
	if t.db.dialect.forUpdate == "" || !storable(id) {
		return t.Dispute(s, id)
	}
	q := &clause{}
	q.and("id IN (SELECT a.mediator FROM assignment a WHERE a.dispute = " + q.arg(string(id)) + " AND a.status IN ('OFFERED', 'ACCEPTED')" + union(q, storables(people)) + ")")
	t.held = map[registry.MediatorID]string{}
	if err := t.each(`SELECT id, doc FROM mediator WHERE `+q.where()+` ORDER BY id`+t.db.dialect.forUpdate, q.args, func(row *sql.Rows) error {
		var id, doc string
		err := row.Scan(&id, &doc)
		t.held[registry.MediatorID(id)] = doc
		return err
	}); err != nil {
		return registry.Dispute{}, err
	}
	q = &clause{}
	q.and("d.id = " + q.arg(string(id)))
	q.scope(s, "d")
	var now int64
	found, err := list(t, `SELECT d.doc, (extract(epoch FROM now()) * 1000000)::bigint FROM dispute d WHERE `+q.where()+t.db.dialect.forUpdate+` OF d`, q.args,
		func(row *sql.Rows) (d registry.Dispute, err error) {
			var doc []byte
			if err = row.Scan(&doc, &now); err == nil {
				err = decode(doc, &d)
			}
			return d, err
		})
	if err != nil {
		return registry.Dispute{}, err
	}
	if len(found) == 0 {
		return registry.Dispute{}, missing(disputes.id)
	}
	t.now = fromMicros(now)
	return found[0], nil
}

// union adds identifiers to a subquery.
func union[T ~string](q *clause, ids []T) string {
	text := ""
	for _, id := range ids {
		text += " UNION ALL SELECT " + q.arg(string(id))
	}
	return text
}

// Next counts up a named counter.
func (t *tx) Next(name string) (int64, error) {
	var n int64
	_, err := t.one(`INSERT INTO counter (name, n) VALUES ($1, 1) ON CONFLICT (name) DO UPDATE SET n = counter.n + 1 RETURNING n`, []any{name}, &n)
	return n, err
}

func scanDispute(row *sql.Rows) (registry.Dispute, error) { return scanDocument[registry.Dispute](row) }

// storables leaves out identifiers that no record can have.
func storables[T ~string](ids []T) []T {
	kept := make([]T, 0, len(ids))
	for _, id := range ids {
		if storable(id) {
			kept = append(kept, id)
		}
	}
	return kept
}

func riskRank(r registry.RiskLevel) int {
	return map[registry.RiskLevel]int{registry.RiskMedium: 1, registry.RiskHigh: 2}[r]
}
