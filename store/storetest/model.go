package storetest

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"liuyuan/registry"
	"liuyuan/store"
)

func modelTests() map[string]func(*testing.T, Factory) {
	return map[string]func(*testing.T, Factory){
		"any sequence of operations does what a small reference does": likeReference,
	}
}

// model is the reference: maps and plain loops.
type model struct {
	people   map[registry.MediatorID]registry.Mediator
	loads    map[registry.MediatorID]int
	regions  map[registry.RegionCode]registry.Region
	receipts map[string]registry.Receipt
	feed     []registry.Change
}

func newModel() *model {
	return &model{map[registry.MediatorID]registry.Mediator{}, map[registry.MediatorID]int{}, map[registry.RegionCode]registry.Region{}, map[string]registry.Receipt{}, nil}
}

func (m *model) clone() *model {
	return &model{maps.Clone(m.people), maps.Clone(m.loads), maps.Clone(m.regions), maps.Clone(m.receipts), slices.Clone(m.feed)}
}

func (m *model) tell(kind registry.ChangeKind, id string) {
	m.feed = append(m.feed, registry.Change{Seq: int64(len(m.feed) + 1), Kind: kind, ID: id})
}

func (m *model) roster() []registry.Mediator {
	return slices.SortedFunc(maps.Values(m.people), byID)
}

// expected is the refusal of a put of the version over what is stored.
func expected(stored, version int) registry.ErrorCode {
	switch {
	case stored == version:
		return ""
	case stored == 0:
		return registry.CodeNotFound
	}
	return registry.CodeVersionConflict
}

// operation is one random write, on the store and on the model.
type operation struct {
	name  string
	write func(registry.Writer) error
	model func(*model) registry.ErrorCode
}

var modelIDs = []registry.MediatorID{"a", "b", "c", "d", "e"}

func randomOperation(r *rand.Rand, m *model) operation {
	id := pick(r, modelIDs)
	switch r.IntN(6) {
	case 0, 1, 2:
		p := randomPerson(r, 0)
		p.ID, p.Version = id, m.people[id].Version
		if r.IntN(5) == 0 {
			p.Version += r.IntN(3) - 1
		}
		return operation{"PutMediator", func(w registry.Writer) error {
			v, err := w.PutMediator(p)
			if err == nil && v != p.Version+1 {
				return fmt.Errorf("version %d after %d", v, p.Version)
			}
			return err
		}, func(m *model) registry.ErrorCode {
			refused := expected(m.people[id].Version, p.Version)
			if refused == "" {
				stored := p
				stored.Version++
				m.people[id] = stored
				m.tell(registry.ChangedMediator, string(id))
			}
			return refused
		}}
	case 3:
		return operation{"DeleteMediator", func(w registry.Writer) error { return w.DeleteMediator(id) }, func(m *model) registry.ErrorCode {
			if _, ok := m.people[id]; !ok {
				return registry.CodeNotFound
			}
			delete(m.people, id)
			delete(m.loads, id)
			m.tell(registry.ChangedMediator, string(id))
			return ""
		}}
	case 4:
		region := registry.Region{Code: pick(r, places), Name: pick(r, surnames)}
		region.Version = m.regions[region.Code].Version + r.IntN(5)/4
		return operation{"PutRegion", func(w registry.Writer) error { _, err := w.PutRegion(region); return err }, func(m *model) registry.ErrorCode {
			refused := expected(m.regions[region.Code].Version, region.Version)
			if refused == "" {
				stored := region
				stored.Version++
				m.regions[region.Code] = stored
				m.tell(registry.ChangedRegion, string(region.Code))
			}
			return refused
		}}
	}
	kept := receipt
	kept.Key, kept.Answer = pick(r, []string{"k1", "k2", "k3", "k4"}), []byte{byte(r.IntN(256))}
	return operation{"PutReceipt", func(w registry.Writer) error { return w.PutReceipt(kept) }, func(m *model) registry.ErrorCode {
		if _, ok := m.receipts[kept.Key]; ok {
			return registry.CodeKeyReused
		}
		m.receipts[kept.Key] = kept
		return ""
	}}
}

// likeReference runs some 3,000 steps, four times as many under LIUYUAN_TORTURE.
func likeReference(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	empty := filepath.Join(t.TempDir(), "empty")
	if _, err := db.Backup(testContext(t), empty); err != nil {
		t.Fatal(err)
	}
	rounds := 1
	if os.Getenv("LIUYUAN_TORTURE") != "" {
		rounds = 4
	}
	for range rounds {
		rapid.Check(t, func(rt *rapid.T) {
			if _, err := db.Restore(testContext(t), empty, true); err != nil {
				rt.Fatal(err)
			}
			m := newModel()
			rt.Repeat(map[string]func(*rapid.T){
				"write":   func(rt *rapid.T) { m = m.write(t, rt, db) },
				"load":    func(rt *rapid.T) { m.load(t, rt, db) },
				"records": func(rt *rapid.T) { m.records(t, rt, db) },
				"roster":  func(rt *rapid.T) { m.lists(t, rt, db) },
				"feed":    func(rt *rapid.T) { m.changes(t, rt, db) },
			})
		})
	}
}

func source(rt *rapid.T) *rand.Rand { return rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 0)) }

// write runs a few operations in one transaction; refusals are looked at and gone
// over, and sometimes the whole is given up.
func (m *model) write(t *testing.T, rt *rapid.T, db *store.DB) *model {
	giveUp := rapid.IntRange(0, 4).Draw(rt, "give up") == 0
	n := rapid.IntRange(1, 4).Draw(rt, "operations")
	seed := rapid.Uint64().Draw(rt, "seed")
	var next *model
	seq, err := db.Update(testContext(t), func(w registry.Writer) error {
		next = m.clone() // the function may run again
		r := rand.New(rand.NewPCG(seed, 0))
		for range n {
			op := randomOperation(r, next)
			want := op.model(next)
			if err := op.write(w); registry.CodeOf(err) != want {
				rt.Fatalf("%s: %v, want the code %q", op.name, err, want)
			}
		}
		if giveUp {
			return errMine
		}
		return nil
	})
	if giveUp {
		return m
	}
	want := int64(len(next.feed))
	if len(next.feed) == len(m.feed) {
		want = 0
	}
	if err != nil || seq != want {
		rt.Fatalf("position %d, want %d, %v", seq, want, err)
	}
	return next
}

func (m *model) load(t *testing.T, rt *rapid.T, db *store.DB) {
	r := source(rt)
	id, load := pick(r, modelIDs), r.IntN(4)
	_, err := db.SetWorkload(testContext(t), registry.Workload{Mediator: id, Open: load})
	if _, ok := m.people[id]; !ok {
		if registry.CodeOf(err) != registry.CodeNotFound {
			rt.Fatalf("load of nobody: %v", err)
		}
		return
	}
	if err != nil {
		rt.Fatal(err)
	}
	m.loads[id] = load
	m.tell(registry.ChangedLoad, string(id))
}

func (m *model) records(t *testing.T, rt *rapid.T, db *store.DB) {
	must := func(name string, want, got any, err error) {
		if diff := different(want, got); diff != "" || err != nil {
			rt.Fatalf("%s: %v %s", name, err, diff)
		}
	}
	if err := db.View(testContext(t), func(r registry.Reader) error {
		people, err := r.MediatorsByID(modelIDs)
		must("MediatorsByID", m.roster(), people, err)
		regions, err := r.Regions()
		must("Regions", slices.SortedFunc(maps.Values(m.regions), func(a, b registry.Region) int {
			return comparePlaces(registry.MediatorPlace{Value: string(a.Code)}, registry.MediatorPlace{Value: string(b.Code)})
		}), regions, err)
		for _, id := range modelIDs {
			one, err := r.Mediator(id)
			if want, ok := m.people[id]; ok {
				must("Mediator", want, one, err)
			} else if registry.CodeOf(err) != registry.CodeNotFound {
				rt.Fatalf("Mediator(%s): %v", id, err)
			}
		}
		for key, want := range m.receipts {
			got, err := r.Receipt(want.Principal, key)
			must("Receipt", want, got, err)
		}
		return nil
	}); err != nil {
		rt.Fatal(err)
	}
}

func (m *model) lists(t *testing.T, rt *rapid.T, db *store.DB) {
	r := source(rt)
	people := m.roster()
	must := func(name string, want, got any, err error) {
		if diff := different(want, got); diff != "" || err != nil {
			rt.Fatalf("%s: %v %s", name, err, diff)
		}
	}
	if err := db.View(testContext(t), func(reader registry.Reader) error {
		p := registry.MediatorPage{Filter: randomFilter(r), Order: pick(r, orders), Descending: r.IntN(2) == 0, Backward: r.IntN(2) == 0, Limit: r.IntN(6)}
		got, err := reader.Mediators(p)
		must("Mediators", page(people, m.loads, p), got, err)
		n, err := reader.CountMediators(p.Filter)
		must("CountMediators", len(page(people, m.loads, registry.MediatorPage{Filter: p.Filter, Limit: 100})), n, err)
		region, day, org := pick(r, places), pick(r, days), pick(r, institutions)
		held, err := reader.Seats(region, day)
		must("Seats", seats(people, region, day), held, err)
		ids, err := reader.Members(org, "b", 2)
		must("Members", members(people, org, "b", 2), ids, err)
		var streamed []registry.Mediator
		err = reader.EachMediator(func(p registry.Mediator, w registry.Workload) error {
			streamed = append(streamed, p)
			if w.Open != m.loads[p.ID] {
				rt.Fatalf("the load of %s is %d, want %d", p.ID, w.Open, m.loads[p.ID])
			}
			return nil
		})
		must("EachMediator", people, streamed, err)
		return nil
	}); err != nil {
		rt.Fatal(err)
	}
}

func (m *model) changes(t *testing.T, rt *rapid.T, db *store.DB) {
	after := rapid.IntRange(0, len(m.feed)).Draw(rt, "after")
	limit := rapid.IntRange(1, 20).Draw(rt, "limit")
	var want []registry.Change
	if rest := m.feed[after:]; len(rest) > 0 {
		want = rest[:min(limit, len(rest))]
	}
	got, err := db.Feed(testContext(t), int64(after), limit)
	if diff := different(want, got); diff != "" || err != nil {
		rt.Fatalf("Feed: %v %s", err, diff)
	}
	if problems, err := db.Check(testContext(t)); len(problems) > 0 || err != nil {
		rt.Fatalf("Check: %v, %v", problems, err)
	}
}
