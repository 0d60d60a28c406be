package store

import (
	"database/sql"

	"liuyuan/registry"
)

var regions = table{"region", "code"}

// Region gives one region.
func (t *tx) Region(code registry.RegionCode) (registry.Region, error) {
	return document[registry.Region](t, regions, string(code))
}

// Regions gives all regions, by code.
func (t *tx) Regions() ([]registry.Region, error) {
	return list(t, `SELECT doc FROM region ORDER BY code`, nil, scanDocument[registry.Region])
}

// PutRegion inserts or replaces a region.
func (t *tx) PutRegion(r registry.Region) (int, error) {
	if !storable(r.Code) || r.Code == "" {
		return 0, unstorable("code")
	}
	next := r
	next.Version++
	if err := t.put(regions, string(r.Code), r.Version, next); err != nil {
		return 0, err
	}
	return next.Version, t.append(registry.ChangedRegion, string(r.Code))
}

func scanDocument[T any](row *sql.Rows) (T, error) {
	var record T
	var doc []byte
	if err := row.Scan(&doc); err != nil {
		return record, err
	}
	return record, decode(doc, &record)
}

// document reads one record of a table of documents.
func document[T any](t *tx, in table, id string) (T, error) {
	var record T
	if !storable(id) {
		return record, missing(in.id)
	}
	var doc []byte
	found, err := t.one(`SELECT doc FROM `+in.name+` WHERE `+in.id+` = $1`, []any{id}, &doc)
	if err != nil {
		return record, err
	}
	if !found {
		return record, missing(in.id)
	}
	return record, decode(doc, &record)
}

func missing(field string) error { return registry.NotFound(field) }
