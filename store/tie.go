package store

import (
	"database/sql"

	"liuyuan/registry"
)

var ties = table{"tie", "id"}

// Ties gives the ties of a dispute and of its parties' subjects, by identifier.
func (t *tx) Ties(id registry.DisputeID) ([]registry.Tie, error) {
	if !storable(id) || id == "" {
		return nil, nil
	}
	return list(t, `SELECT x.doc FROM tie x WHERE x.dispute = $1
		OR x.subject IN (SELECT p.phone_hash FROM party p WHERE p.dispute = $1 UNION ALL SELECT p.identity_hash FROM party p WHERE p.dispute = $1)
		ORDER BY x.id`, []any{string(id)}, func(row *sql.Rows) (registry.Tie, error) {
		return scanDocument[registry.Tie](row)
	})
}

// Tie gives one tie.
func (t *tx) Tie(id registry.TieID) (registry.Tie, error) {
	return document[registry.Tie](t, ties, string(id))
}

// PutTie inserts or replaces a tie.
func (t *tx) PutTie(x registry.Tie) (int, error) {
	if !storable(x.ID) || x.ID == "" || !storable(x.Mediator) || !storable(x.Dispute) {
		return 0, unstorable("id")
	}
	version := x.Version
	x.Version++
	doc, err := encode(x)
	if err != nil {
		return 0, err
	}
	var n int64
	if version == 0 {
		n, err = t.exec(`INSERT INTO tie (id, version, doc, mediator, dispute, subject) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING`,
			string(x.ID), x.Version, doc, string(x.Mediator), string(x.Dispute), orNull(x.Subject))
	} else {
		n, err = t.exec(`UPDATE tie SET version = $2, doc = $3 WHERE id = $1 AND version = $4`, string(x.ID), x.Version, doc, version)
	}
	if err == nil && n == 0 {
		err = t.refusal(ties, string(x.ID), version)
	}
	return x.Version, err
}
