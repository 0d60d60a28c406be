package store

import (
	"database/sql"

	"liuyuan/registry"
)

// Key gives the record of an API key.
func (t *tx) Key(id registry.KeyID) (registry.Key, error) {
	return document[registry.Key](t, table{"api_key", "id"}, string(id))
}

// Keys gives the records of all API keys, by identifier.
func (t *tx) Keys() ([]registry.Key, error) {
	return list(t, `SELECT doc FROM api_key ORDER BY id`, nil, func(row *sql.Rows) (registry.Key, error) {
		return scanDocument[registry.Key](row)
	})
}

// PutKey inserts or replaces the record of an API key. Keys are no part of any
// projection, so the feed does not tell of them.
func (t *tx) PutKey(k registry.Key) error {
	if !storable(k.ID) || k.ID == "" {
		return unstorable("id")
	}
	doc, err := encode(k)
	if err != nil {
		return err
	}
	_, err = t.exec(`INSERT INTO api_key (id, doc) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET doc = excluded.doc`, string(k.ID), doc)
	return err
}
