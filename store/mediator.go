package store

import (
	"database/sql"
	"slices"

	"liuyuan/registry"
)

var mediators = table{"mediator", "id"}

// Mediator gives one person, also a removed one.
func (t *tx) Mediator(id registry.MediatorID) (registry.Mediator, error) {
	if !storable(id) {
		return registry.Mediator{}, missing(mediators.id)
	}
	if doc, held := t.held[id]; held {
		return decodeMediator(doc, nil)
	}
	found, err := list(t, `SELECT doc FROM mediator WHERE id = $1`, []any{string(id)}, scanMediator)
	if err != nil {
		return registry.Mediator{}, err
	}
	if len(found) == 0 {
		return registry.Mediator{}, missing(mediators.id)
	}
	return found[0], nil
}

// MediatorsByID gives the records that exist, in the order asked; an identifier
// asked twice is given twice.
func (t *tx) MediatorsByID(ids []registry.MediatorID) ([]registry.Mediator, error) {
	return inOrder(t, ids, `SELECT doc FROM mediator WHERE id IN `, scanMediator,
		func(m registry.Mediator) registry.MediatorID { return m.ID })
}

// inOrder reads the rows of the people asked and gives them in the order asked.
func inOrder[T any](t *tx, ids []registry.MediatorID, text string, scan func(*sql.Rows) (T, error), id func(T) registry.MediatorID) ([]T, error) {
	found := make(map[registry.MediatorID]T, len(ids))
	for chunk := range slices.Chunk(ids, 500) {
		args := make([]any, 0, len(chunk))
		for _, id := range chunk {
			if storable(id) {
				args = append(args, string(id))
			}
		}
		if len(args) == 0 {
			continue
		}
		records, err := list(t, text+placeholders(1, len(args)), args, scan)
		if err != nil {
			return nil, err
		}
		for _, r := range records {
			found[id(r)] = r
		}
	}
	var ordered []T
	for _, id := range ids {
		if r, ok := found[id]; ok {
			ordered = append(ordered, r)
		}
	}
	return ordered, nil
}

// PutMediator inserts or replaces a person. It never touches the live load.
func (t *tx) PutMediator(m registry.Mediator) (int, error) {
	if !storable(m.ID) || m.ID == "" {
		return 0, unstorable("id")
	}
	delete(t.held, m.ID)
	version := m.Version
	m.Version++
	doc, err := encode(m)
	if err != nil {
		return 0, err
	}
	d := t.db.draw(&m)
	columns := []any{string(m.ID), d.version, doc, d.sortKey, d.status, d.until, d.assured, d.capacity}
	if version == 0 {
		err = t.insertMediator(&m, columns)
	} else {
		err = t.replaceMediator(&m, version, columns)
	}
	if err != nil {
		return 0, err
	}
	return m.Version, t.append(registry.ChangedMediator, string(m.ID))
}

func (t *tx) insertMediator(m *registry.Mediator, columns []any) error {
	var no int64
	found, err := t.one(`INSERT INTO mediator (id, version, doc, sort_key, status, status_until, assured, capacity)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING RETURNING no`, columns, &no)
	if err != nil {
		return err
	}
	if !found {
		return stale(0)
	}
	return t.putTraits(no, nil, traits(m))
}

func (t *tx) replaceMediator(m *registry.Mediator, version int, columns []any) error {
	no, old, err := t.lockMediator(m.ID)
	if err != nil {
		return err
	}
	if old.Version != version {
		return stale(version)
	}
	if _, err := t.exec(`UPDATE mediator SET version = $2, doc = $3, sort_key = $4, status = $5, status_until = $6, assured = $7, capacity = $8
		WHERE id = $1`, columns...); err != nil {
		return err
	}
	return t.putTraits(no, traits(&old), traits(m))
}

// lockMediator reads a person's row and, where rows have locks, holds it until
// the transaction ends: people are locked first, in the order of identifiers.
func (t *tx) lockMediator(id registry.MediatorID) (int64, registry.Mediator, error) {
	var no int64
	var doc string
	var m registry.Mediator
	found, err := t.one(`SELECT no, doc FROM mediator WHERE id = $1`+t.db.dialect.forUpdate, []any{string(id)}, &no, &doc)
	if err != nil {
		return 0, m, err
	}
	if !found {
		return 0, m, missing(mediators.id)
	}
	m, err = decodeMediator(doc, nil)
	return no, m, err
}

// DeleteMediator removes a person and the live load for good; to keep the files
// a person is marked REMOVED instead.
func (t *tx) DeleteMediator(id registry.MediatorID) error {
	if !storable(id) {
		return missing(mediators.id)
	}
	delete(t.held, id)
	no, old, err := t.lockMediator(id)
	if err != nil {
		return err
	}
	for _, gone := range traits(&old) {
		if _, err := t.exec(`DELETE FROM trait WHERE kind = $1 AND value = $2 AND mediator = $3 AND since = $4 AND until = $5`,
			gone.kind, gone.value, no, string(gone.since), string(gone.until)); err != nil {
			return err
		}
	}
	if _, err := t.exec(`DELETE FROM mediator WHERE no = $1`, no); err != nil {
		return err
	}
	return t.append(registry.ChangedMediator, string(id))
}

func scanMediator(row *sql.Rows) (registry.Mediator, error) {
	var doc string
	if err := row.Scan(&doc); err != nil {
		return registry.Mediator{}, err
	}
	return decodeMediator(doc, nil)
}
