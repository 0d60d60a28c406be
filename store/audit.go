package store

import (
	"database/sql"
	"time"

	"liuyuan/registry"
)

// AddAudit appends to the audit log in the transaction of what it tells.
func (t *tx) AddAudit(a registry.Audit) error {
	if !storable(a.By, a.Action, a.Object) {
		return unstorable("object")
	}
	doc, err := encode(a)
	if err != nil {
		return err
	}
	if _, err := t.exec(`INSERT INTO audit (at, principal, action, object, doc) VALUES ($1, $2, $3, $4, $5)`, micros(a.At), a.By, a.Action, a.Object, doc); err != nil {
		return err
	}
	if t.audited = true; t.db.dialect.numbersAtInsert {
		_, err = t.chain(false)
	}
	return err
}

// CountAudit counts what someone did since a time.
func (t *tx) CountAudit(principal, action string, since time.Time) (int, error) {
	n := 0
	_, err := t.one(`SELECT count(*) FROM audit WHERE principal = $1 AND action = $2 AND at > $3`, []any{principal, action, micros(since)}, &n)
	return n, err
}

// Audits gives what was done to an object, newest first.
func (t *tx) Audits(object string, limit int) ([]registry.Audit, error) {
	if !storable(object) {
		return nil, nil
	}
	return list(t, `SELECT doc FROM audit WHERE object = $1 ORDER BY no DESC LIMIT $2`, []any{object, limit}, func(row *sql.Rows) (registry.Audit, error) {
		return scanDocument[registry.Audit](row)
	})
}

// MatchRecord gives a kept answer; NOT_FOUND if the scope hides its dispute.
func (t *tx) MatchRecord(s registry.Scope, id registry.MatchRecordID) (registry.MatchRecord, error) {
	m, err := document[registry.MatchRecord](t, table{"match_record", "id"}, string(id))
	if err != nil {
		return m, err
	}
	_, err = t.Dispute(s, m.Dispute)
	return m, err
}

// LastMatchRecord gives the newest kept answer of a dispute.
func (t *tx) LastMatchRecord(s registry.Scope, id registry.DisputeID) (registry.MatchRecord, error) {
	if _, err := t.Dispute(s, id); err != nil {
		return registry.MatchRecord{}, err
	}
	found, err := list(t, `SELECT doc FROM match_record WHERE dispute = $1 ORDER BY at DESC, id DESC LIMIT 1`, []any{string(id)}, func(row *sql.Rows) (registry.MatchRecord, error) {
		return scanDocument[registry.MatchRecord](row)
	})
	if err == nil && len(found) == 0 {
		err = missing("id")
	}
	if err != nil {
		return registry.MatchRecord{}, err
	}
	return found[0], nil
}

// PutMatchRecord keeps an answer; it is never changed.
func (t *tx) PutMatchRecord(m registry.MatchRecord) error {
	if !storable(m.ID) || m.ID == "" || !storable(m.Dispute) {
		return unstorable("id")
	}
	doc, err := encode(m)
	if err != nil {
		return err
	}
	_, err = t.exec(`INSERT INTO match_record (id, dispute, at, doc) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`, string(m.ID), string(m.Dispute), micros(m.At), doc)
	return err
}
