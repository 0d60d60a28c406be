package store

import "liuyuan/registry"

var organizations = table{"organization", "id"}

// Organization gives one institution.
func (t *tx) Organization(id registry.OrganizationID) (registry.Organization, error) {
	return document[registry.Organization](t, organizations, string(id))
}

// Organizations gives all institutions, by identifier.
func (t *tx) Organizations() ([]registry.Organization, error) {
	return list(t, `SELECT doc FROM organization ORDER BY id`, nil, scanDocument[registry.Organization])
}

// PutOrganization inserts or replaces an institution.
func (t *tx) PutOrganization(o registry.Organization) (int, error) {
	if !storable(o.ID) || o.ID == "" {
		return 0, unstorable("id")
	}
	next := o
	next.Version++
	if err := t.put(organizations, string(o.ID), o.Version, next); err != nil {
		return 0, err
	}
	return next.Version, t.append(registry.ChangedOrganization, string(o.ID))
}

// Members gives the people with a post at the institution after an identifier,
// at most limit; removed people are left out.
func (t *tx) Members(org registry.OrganizationID, after registry.MediatorID, limit int) ([]registry.MediatorID, error) {
	if !storable(org) || !storable(after) || limit <= 0 {
		return nil, nil
	}
	return list(t, `SELECT DISTINCT m.id FROM trait p JOIN mediator m ON m.no = p.mediator
		WHERE p.kind = $1 AND p.value = $2 AND m.status <> 'REMOVED' AND m.id > $3 ORDER BY m.id LIMIT $4`,
		[]any{traitPost, string(org), string(after), limit}, text[registry.MediatorID])
}

// CountMembers counts the people with a post at the institution.
func (t *tx) CountMembers(org registry.OrganizationID) (int, error) {
	if !storable(org) {
		return 0, nil
	}
	n := 0
	_, err := t.one(`SELECT count(DISTINCT m.no) FROM trait p JOIN mediator m ON m.no = p.mediator
		WHERE p.kind = $1 AND p.value = $2 AND m.status <> 'REMOVED'`, []any{traitPost, string(org)}, &n)
	return n, err
}
