package store

import (
	"context"
	"database/sql"
	"iter"
	"slices"

	"liuyuan/registry"
)

// Imported counts what an import did with the records it was given.
type Imported = registry.Imported

// importChunk is how many people one transaction of an import holds: it bounds
// memory, and how long other writers wait.
const importChunk = 5000

// Import puts many people fast. A new identifier is added; a known one is
// replaced if the record differs in anything but its version, which is not
// looked at. Each chunk is one transaction: an import that ends early leaves the
// chunks before it, and running it again finishes it. An error of the sequence
// ends the import.
func (db *DB) Import(ctx context.Context, people iter.Seq2[registry.Mediator, error]) (Imported, error) {
	var total Imported
	chunk := make([]registry.Mediator, 0, importChunk)
	flush := func() error {
		if len(chunk) == 0 {
			return nil
		}
		var done Imported
		_, err := db.update(ctx, func(t *tx) error {
			var err error
			done, err = t.importChunk(chunk)
			if err == nil {
				err = db.at("import.chunk")
			}
			return err
		}, true)
		total.Added, total.Changed, total.Same = total.Added+done.Added, total.Changed+done.Changed, total.Same+done.Same
		chunk = chunk[:0]
		return err
	}
	for m, err := range people {
		if err != nil {
			return total, err
		}
		if chunk = append(chunk, m); len(chunk) == importChunk {
			if err := flush(); err != nil {
				return total, err
			}
		}
	}
	err := flush()
	if total.Added > 0 {
		db.remeasure(ctx)
	}
	return total, err
}

func (t *tx) importChunk(people []registry.Mediator) (Imported, error) {
	var done Imported
	fresh, known, err := t.split(people)
	if err != nil {
		return done, err
	}
	if err := t.addAll(fresh); err != nil {
		return done, err
	}
	done.Added = len(fresh)
	for _, m := range known { // in the order of identifiers, as rows are locked
		changed, err := t.replaceIfDifferent(m)
		if err != nil {
			return done, err
		}
		if changed {
			done.Changed++
		} else {
			done.Same++
		}
	}
	return done, nil
}

// split parts the people by whether the store knows them, both by identifier. Of
// a person given twice the last is taken as known.
func (t *tx) split(people []registry.Mediator) (fresh, known []registry.Mediator, err error) {
	sorted := slices.Clone(people)
	slices.SortStableFunc(sorted, func(a, b registry.Mediator) int { return compareIDs(a.ID, b.ID) })
	ids := make([]registry.MediatorID, len(sorted))
	for i, m := range sorted {
		if !storable(m.ID) || m.ID == "" {
			return nil, nil, unstorable("id")
		}
		ids[i] = m.ID
	}
	have, err := inOrder(t, ids, `SELECT id FROM mediator WHERE id IN `, text[registry.MediatorID], func(id registry.MediatorID) registry.MediatorID { return id })
	if err != nil {
		return nil, nil, err
	}
	for i, m := range sorted {
		_, stored := slices.BinarySearch(have, m.ID)
		if stored || i > 0 && sorted[i-1].ID == m.ID {
			known = append(known, m)
		} else {
			fresh = append(fresh, m)
		}
	}
	return fresh, known, nil
}

func compareIDs(a, b registry.MediatorID) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func (t *tx) replaceIfDifferent(m registry.Mediator) (bool, error) {
	_, old, err := t.lockMediator(m.ID)
	if err != nil {
		return false, err
	}
	m.Version, m.Quota = old.Version, old.Quota // a roster tells nothing of the week
	was, err := encode(old)
	if err != nil {
		return false, err
	}
	is, err := encode(m)
	if err != nil || was == is {
		return false, err
	}
	_, err = t.PutMediator(m)
	return true, err
}

func mediatorColumns() []string {
	return []string{"id", "version", "doc", "sort_key", "status", "status_until", "assured", "capacity"}
}

// addAll inserts people that the store does not know, with their traits sorted
// by key, so that neighbours go to neighbouring pages.
func (t *tx) addAll(people []registry.Mediator) error {
	if len(people) == 0 {
		return nil
	}
	rows := make([][]any, len(people))
	changes := make([][]any, len(people))
	for i := range people {
		m := &people[i]
		m.Version = 1
		doc, err := encode(m)
		if err != nil {
			return err
		}
		d := t.db.draw(m)
		rows[i] = []any{string(m.ID), d.version, doc, d.sortKey, d.status, d.until, d.assured, d.capacity}
		changes[i] = []any{string(registry.ChangedMediator), string(m.ID)}
	}
	if err := t.fill("mediator", mediatorColumns(), rows); err != nil {
		return err
	}
	if err := t.fillTraits(people); err != nil {
		return err
	}
	t.changes += len(changes)
	if err := t.fill("change", []string{"kind", "record"}, changes); err != nil || !t.db.dialect.numbersAtInsert {
		return err
	}
	_, err := t.one(`SELECT max(seq) FROM change`, nil, &t.last)
	return err
}

func (t *tx) fillTraits(people []registry.Mediator) error {
	numbers, err := t.numbers(people)
	if err != nil {
		return err
	}
	return t.fill("trait", []string{"kind", "value", "mediator", "since", "until"}, traitRows(people, numbers))
}

// numbers reads the row numbers of people, in their order.
func (t *tx) numbers(people []registry.Mediator) ([]int64, error) {
	ids := make([]registry.MediatorID, len(people))
	for i := range people {
		ids[i] = people[i].ID
	}
	type numbered struct {
		id registry.MediatorID
		no int64
	}
	found, err := inOrder(t, ids, `SELECT id, no FROM mediator WHERE id IN `, func(row *sql.Rows) (numbered, error) {
		var n numbered
		return n, row.Scan(&n.id, &n.no)
	}, func(n numbered) registry.MediatorID { return n.id })
	numbers := make([]int64, len(found))
	for i, n := range found {
		numbers[i] = n.no
	}
	return numbers, err
}

func traitRows(people []registry.Mediator, numbers []int64) [][]any {
	type owned struct {
		trait
		no int64
	}
	var all []owned
	for i := range people {
		for _, a := range traits(&people[i]) {
			all = append(all, owned{a, numbers[i]})
		}
	}
	slices.SortStableFunc(all, func(a, b owned) int { return compareTraits(a.trait, b.trait) })
	rows := make([][]any, len(all))
	for i, a := range all {
		rows[i] = []any{int64(a.kind), a.value, a.no, string(a.since), string(a.until)}
	}
	return rows
}
