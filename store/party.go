package store

import (
	"database/sql"

	"liuyuan/registry"
)

const partyColumns = `p.id, p.dispute, p.kind, p.side, p.sealed, p.phone_hash, p.identity_hash, p.typed_by, p.typed_at`

// Parties gives the parties of the disputes that the scope shows.
func (t *tx) Parties(s registry.Scope, ids []registry.DisputeID) ([]registry.Party, error) {
	ids = storables(ids)
	if len(ids) == 0 {
		return nil, nil
	}
	q := &clause{}
	q.and("p.dispute IN (" + oneOf(q, ids) + ")")
	q.shown(s, "p.dispute")
	return list(t, `SELECT `+partyColumns+` FROM party p WHERE `+q.where()+` ORDER BY p.dispute, p.no`, q.args, scanParty)
}

// Party gives one party; NOT_FOUND if the scope hides its dispute.
func (t *tx) Party(s registry.Scope, id registry.PartyID) (registry.Party, error) {
	if !storable(id) {
		return registry.Party{}, missing("id")
	}
	q := &clause{}
	q.and("p.id = " + q.arg(string(id)))
	q.shown(s, "p.dispute")
	found, err := list(t, `SELECT `+partyColumns+` FROM party p WHERE `+q.where(), q.args, scanParty)
	if err != nil {
		return registry.Party{}, err
	}
	if len(found) == 0 {
		return registry.Party{}, missing("id")
	}
	return found[0], nil
}

// PutParty inserts a party or replaces its facts. Order of entry is kept.
func (t *tx) PutParty(p registry.Party) error {
	if !storable(p.ID) || p.ID == "" || !storable(p.Dispute) || !storable(p.TypedBy) {
		return unstorable("id")
	}
	_, err := t.exec(`INSERT INTO party (id, no, dispute, kind, side, sealed, phone_hash, identity_hash, typed_by, typed_at)
		VALUES ($1, (SELECT count(*) FROM party o WHERE o.dispute = $2), $2, $3, $4, $5, $6, $7, $8, $9)
		ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, side = excluded.side, sealed = excluded.sealed,
		phone_hash = excluded.phone_hash, identity_hash = excluded.identity_hash, typed_by = excluded.typed_by, typed_at = excluded.typed_at`,
		string(p.ID), string(p.Dispute), string(p.Kind), string(p.Side), present(p.Sealed), orNull(p.PhoneHash), orNull(p.IdentityHash), p.TypedBy, micros(p.TypedAt))
	return err
}

func scanParty(row *sql.Rows) (registry.Party, error) {
	var p registry.Party
	var at int64
	err := row.Scan(&p.ID, &p.Dispute, &p.Kind, &p.Side, &p.Sealed, &p.PhoneHash, &p.IdentityHash, &p.TypedBy, &at)
	p.TypedAt = fromMicros(at)
	return p, err
}

// orNull is NULL for bytes that are not given.
func orNull(b []byte) any {
	if len(b) == 0 {
		return nil
	}
	return b
}
