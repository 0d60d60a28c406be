package store

import (
	"slices"

	"liuyuan/registry"
)

// AddPlaces inserts many regions and institutions at once; a province has more than
// a hundred thousand. One that exists, or is given twice, is a VERSION_CONFLICT.
func (t *tx) AddPlaces(places []registry.Region, institutions []registry.Organization) error {
	var rows []added
	for _, r := range places {
		r.Version = 1
		if err := collect(&rows, string(r.Code), "code", r); err != nil {
			return err
		}
	}
	if err := t.add(regions, registry.ChangedRegion, rows); err != nil {
		return err
	}
	rows = nil
	for _, o := range institutions {
		o.Version = 1
		if err := collect(&rows, string(o.ID), "id", o); err != nil {
			return err
		}
	}
	return t.add(organizations, registry.ChangedOrganization, rows)
}

// added is a new record.
type added struct{ id, doc string }

func collect(rows *[]added, id, field string, record any) error {
	if !storable(id) || id == "" {
		return unstorable(field)
	}
	doc, err := encode(record)
	*rows = append(*rows, added{id, doc})
	return err
}

func (t *tx) add(in table, kind registry.ChangeKind, rows []added) error {
	given := map[string]bool{}
	for chunk := range slices.Chunk(rows, 500) {
		args := make([]any, len(chunk))
		for i, r := range chunk {
			if given[r.id] {
				return stale(0)
			}
			given[r.id], args[i] = true, r.id
		}
		known := 0
		if _, err := t.one(`SELECT count(*) FROM `+in.name+` WHERE `+in.id+` IN `+placeholders(1, len(args)), args, &known); err != nil {
			return err
		}
		if known > 0 {
			return stale(0)
		}
	}
	if err := t.fill(in.name, []string{in.id, "version", "doc"}, len(rows), func(i int, values []any) []any {
		return append(values, rows[i].id, 1, rows[i].doc)
	}); err != nil {
		return err
	}
	return t.appendAll(kind, len(rows), func(i int) string { return rows[i].id })
}

// appendAll adds many changes of a kind to the feed.
func (t *tx) appendAll(kind registry.ChangeKind, n int, id func(i int) string) error {
	if n == 0 {
		return nil
	}
	t.changes += n
	if err := t.fill("change", []string{"kind", "record"}, n, func(i int, values []any) []any {
		return append(values, string(kind), id(i))
	}); err != nil || !t.db.dialect.numbersAtInsert {
		return err
	}
	_, err := t.one(`SELECT max(seq) FROM change`, nil, &t.last)
	return err
}
