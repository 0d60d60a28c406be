package store

import (
	"cmp"
	"context"
	"database/sql"
	"iter"
	"slices"
	"strings"

	"liuyuan/registry"
)

// Imported counts what an import did with the records it was given.
type Imported = registry.Imported

// importChunk is how many people one transaction of an import holds. It bounds
// memory, and how long other writers wait.
const importChunk = 5000

// prepared is a person to be imported with what is drawn from the record, as it is
// stored if nobody of the identifier is there yet.
type prepared struct {
	registry.Mediator
	doc    string
	drawn  drawn
	traits []trait
}

// columns appends the values of mediatorColumns.
func (p *prepared) columns(values []any) []any {
	d := &p.drawn
	return append(values, string(p.ID), d.version, p.doc, d.sortKey, d.status, d.until, d.assured, d.capacity)
}

// Import puts many people fast. A new identifier is added; a known one is
// replaced if the record differs in anything but its version, which is not
// looked at. Each chunk is one transaction: an import that ends early leaves the
// chunks before it, and running it again finishes it. An error of the sequence,
// which is walked on another goroutine, ends the import.
func (db *DB) Import(ctx context.Context, people iter.Seq2[registry.Mediator, error]) (Imported, error) {
	making, stop := context.WithCancel(ctx)
	defer stop()
	chunks := make(chan []prepared) // one is made while the one before is written
	var ended error
	go func() {
		defer close(chunks)
		ended = db.prepare(making, people, chunks)
	}()
	var total Imported
	var err error
	for chunk := range chunks {
		if err != nil {
			continue // until the sequence is left
		}
		if err = db.importChunk(ctx, chunk, &total); err != nil {
			stop()
		}
	}
	if err == nil {
		err = ended
	}
	if total.Added > 0 {
		db.remeasure(ctx)
	}
	return total, err
}

// prepare makes chunks of the people.
func (db *DB) prepare(ctx context.Context, people iter.Seq2[registry.Mediator, error], chunks chan<- []prepared) error {
	var chunk []prepared
	send := func() error {
		select {
		case chunks <- chunk:
			chunk = make([]prepared, 0, importChunk)
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	for m, err := range people {
		if err != nil {
			return err
		}
		m.Version = 1
		p := prepared{Mediator: m, drawn: db.draw(&m), traits: traits(&m)}
		if p.doc, err = encode(&m); err != nil {
			return err
		}
		if chunk = append(chunk, p); len(chunk) == importChunk {
			if err := send(); err != nil {
				return err
			}
		}
	}
	if len(chunk) == 0 {
		return ctx.Err()
	}
	return send()
}

func (db *DB) importChunk(ctx context.Context, chunk []prepared, total *Imported) error {
	var done Imported
	_, err := db.update(ctx, func(t *tx) error {
		var err error
		if done, err = t.importChunk(chunk); err != nil {
			return err
		}
		return db.at("import.chunk")
	}, true)
	total.Added, total.Changed, total.Same = total.Added+done.Added, total.Changed+done.Changed, total.Same+done.Same
	return err
}

func (t *tx) importChunk(people []prepared) (Imported, error) {
	var done Imported
	fresh, known, err := t.split(people)
	if err != nil {
		return done, err
	}
	if err := t.addAll(fresh); err != nil {
		return done, err
	}
	done.Added = len(fresh)
	for _, p := range known { // in the order of identifiers, as rows are locked
		changed, err := t.replaceIfDifferent(p.Mediator)
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
func (t *tx) split(people []prepared) (fresh, known []prepared, err error) {
	sorted := slices.Clone(people)
	slices.SortStableFunc(sorted, func(a, b prepared) int { return compareIDs(a.ID, b.ID) })
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
func (t *tx) addAll(people []prepared) error {
	if len(people) == 0 {
		return nil
	}
	if err := t.fill("mediator", mediatorColumns(), len(people), func(i int, values []any) []any {
		return people[i].columns(values)
	}); err != nil {
		return err
	}
	if err := t.fillTraits(people); err != nil {
		return err
	}
	return t.appendAll(registry.ChangedMediator, len(people), func(i int) string { return string(people[i].ID) })
}

func (t *tx) fillTraits(people []prepared) error {
	numbers, err := t.numbers(people)
	if err != nil {
		return err
	}
	all := ownedTraits(people, numbers)
	return t.fill("trait", []string{"kind", "value", "mediator", "since", "until"}, len(all), func(i int, values []any) []any {
		a := &all[i]
		return append(values, int64(a.kind), a.value, a.no, string(a.since), string(a.until))
	})
}

// numbers reads the row numbers of people, in their order.
func (t *tx) numbers(people []prepared) ([]int64, error) {
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

// owned is a trait with the row number of whose it is.
type owned struct {
	trait
	no int64
}

// ownedTraits gives the traits of people in the order of the table's key.
func ownedTraits(people []prepared, numbers []int64) []owned {
	n := 0
	for i := range people {
		n += len(people[i].traits)
	}
	all := make([]owned, 0, n)
	for i := range people {
		for _, a := range people[i].traits {
			all = append(all, owned{a, numbers[i]})
		}
	}
	slices.SortFunc(all, func(a, b owned) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), strings.Compare(a.value, b.value), cmp.Compare(a.no, b.no))
	})
	return all
}
