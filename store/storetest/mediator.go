package storetest

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"liuyuan/registry"
	"liuyuan/store"
)

func mediatorTests() map[string]func(*testing.T, Factory) {
	return map[string]func(*testing.T, Factory){
		"every field of a person comes back as it was put":         peopleKept,
		"people are given in the order asked, missing ones not":    peopleInOrder,
		"the live load survives changes of the record":             loadSurvives,
		"a deleted person is gone with all traces and may be anew": deletedGone,
		"the whole roster is streamed by identifier with loads":    rosterStreamed,
		"an error of the receiver ends the stream":                 streamEnds,
		"the rows for matching are everyone's but the removed":     rowsStreamed,
		"an error of the receiver ends the rows":                   rowsEnd,
		"the pages follow the sort key, not the name":              sortKeyUsed,
	}
}

// filled puts a random roster; the records come back with their stored versions.
func filled(t testing.TB, db *store.DB, seed uint64, n int) ([]registry.Mediator, map[registry.MediatorID]int) {
	t.Helper()
	people, loads := randomRoster(rand.New(rand.NewPCG(seed, 0)), n)
	update(t, db, func(w registry.Writer) error {
		for i := range people {
			m := people[i]
			m.Version = 0
			if _, err := w.PutMediator(m); err != nil {
				return err
			}
		}
		return nil
	})
	if _, err := db.SetWorkload(testContext(t), loads...); err != nil {
		t.Fatal(err)
	}
	open := map[registry.MediatorID]int{}
	for i := range people {
		people[i].Version = 1
		open[people[i].ID] = loads[i].Open
	}
	return people, open
}

func peopleKept(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	people, _ := filled(t, db, 1, 60)
	view(t, db, func(r registry.Reader) error {
		for _, m := range people {
			got, err := r.Mediator(m.ID)
			if diff := different(m, got); diff != "" || err != nil {
				t.Errorf("%v %s", err, diff)
			}
		}
		return nil
	})
}

func peopleInOrder(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	people, loads := filled(t, db, 2, 700) // more than one statement asks for
	shuffled := slices.Clone(people)
	rand.New(rand.NewPCG(3, 0)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	ids := []registry.MediatorID{"missing"}
	for _, m := range shuffled {
		ids = append(ids, m.ID)
	}
	ids, shuffled = append(ids, shuffled[0].ID), append(shuffled, shuffled[0])
	view(t, db, func(r registry.Reader) error {
		got, err := r.MediatorsByID(ids)
		if diff := different(shuffled, got); diff != "" || err != nil {
			t.Errorf("MediatorsByID: %v %s", err, diff)
		}
		live, err := r.Workloads(ids)
		if err != nil || len(live) != len(shuffled) {
			t.Fatalf("Workloads: %d of %d, %v", len(live), len(shuffled), err)
		}
		for i, w := range live {
			if w.Mediator != shuffled[i].ID || w.Open != loads[w.Mediator] || !w.LastAssignedAt.IsZero() {
				t.Errorf("load %d is %+v", i, w)
			}
		}
		none, err := r.MediatorsByID(nil)
		if none != nil || err != nil {
			t.Errorf("nobody asked: %v, %v", none, err)
		}
		return nil
	})
}

func loadSurvives(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	update(t, db, func(w registry.Writer) error { _, err := w.PutMediator(person("m", "陈")); return err })
	load := registry.Workload{Mediator: "m", Open: 2, LastAssignedAt: time.Date(2026, 5, 4, 3, 2, 1, 123456000, time.UTC)}
	if _, err := db.SetWorkload(testContext(t), load); err != nil {
		t.Fatal(err)
	}
	update(t, db, func(w registry.Writer) error {
		m := person("m", "李")
		m.Version, m.Capacity = 1, 9
		_, err := w.PutMediator(m)
		return err
	})
	view(t, db, func(r registry.Reader) error {
		got, err := r.Workloads([]registry.MediatorID{"m"})
		if diff := different([]registry.Workload{load}, got); diff != "" || err != nil {
			t.Errorf("%v %s", err, diff)
		}
		return nil
	})
	_, err := db.SetWorkload(testContext(t), registry.Workload{Mediator: "missing"})
	wantCode(t, err, registry.CodeNotFound)
}

func deletedGone(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	people, _ := filled(t, db, 4, 20)
	update(t, db, func(w registry.Writer) error {
		for _, m := range people[:19] {
			if err := w.DeleteMediator(m.ID); err != nil {
				return err
			}
		}
		return nil
	})
	_, err := db.Update(testContext(t), func(w registry.Writer) error { return w.DeleteMediator(people[0].ID) })
	wantCode(t, err, registry.CodeNotFound)
	loads := map[registry.MediatorID]int{}
	wantRoster(t, db, people[19:], loads)
	again := people[0]
	again.Version = 0
	update(t, db, func(w registry.Writer) error { _, err := w.PutMediator(again); return err })
	again.Version = 1
	wantRoster(t, db, []registry.Mediator{again, people[19]}, loads)
}

// wantRoster checks every way to list people that does not look at loads.
func wantRoster(t testing.TB, db *store.DB, people []registry.Mediator, loads map[registry.MediatorID]int) {
	t.Helper()
	view(t, db, func(r registry.Reader) error {
		all, err := r.Mediators(registry.MediatorPage{Limit: 1000})
		if diff := different(page(people, loads, registry.MediatorPage{Limit: 1000}), all); diff != "" || err != nil {
			t.Errorf("Mediators: %v %s", err, diff)
		}
		for _, p := range places {
			held, err := r.Seats(p, "2026-03-15")
			if diff := different(seats(people, p, "2026-03-15"), held); diff != "" || err != nil {
				t.Errorf("Seats(%s): %v %s", p, err, diff)
			}
		}
		for _, o := range institutions {
			ids, err := r.Members(o, "", 1000)
			if diff := different(members(people, o, "", 1000), ids); diff != "" || err != nil {
				t.Errorf("Members(%s): %v %s", o, err, diff)
			}
		}
		return nil
	})
	problems, err := db.Check(testContext(t))
	if len(problems) > 0 || err != nil {
		t.Errorf("Check: %v %v", problems, err)
	}
}

func rosterStreamed(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	people, loads := filled(t, db, 5, 2500) // more than two pages of the stream
	view(t, db, func(r registry.Reader) error {
		i := 0
		err := r.EachMediator(func(m registry.Mediator, w registry.Workload) error {
			if diff := different(people[i], m); diff != "" {
				t.Fatalf("person %d: %s", i, diff)
			}
			if w.Mediator != m.ID || w.Open != loads[m.ID] {
				t.Fatalf("person %d has the load %+v", i, w)
			}
			if i++; i%1000 == 0 { // the function may read in the same transaction
				_, err := r.Mediator(m.ID)
				return err
			}
			return nil
		})
		if i != len(people) {
			t.Errorf("%d of %d people", i, len(people))
		}
		return err
	})
}

func streamEnds(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	filled(t, db, 6, 10)
	enough := errors.New("enough")
	err := db.View(testContext(t), func(r registry.Reader) error {
		n := 0
		return r.EachMediator(func(registry.Mediator, registry.Workload) error {
			if n++; n == 3 {
				return enough
			}
			if n > 3 {
				t.Error("the stream goes on after an error")
			}
			return nil
		})
	})
	if !errors.Is(err, enough) {
		t.Errorf("got %v", err)
	}
}

// bare is a person without the texts that only people read.
func bare(m registry.Mediator) registry.Mediator {
	m.Name, m.Introduction, m.DutyPhone, m.StatusReason = "", "", "", ""
	return m
}

func rowsStreamed(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	people, loads := filled(t, db, 5, 2500)
	want := map[registry.MediatorID]registry.Mediator{}
	for _, m := range people {
		if m.Status != registry.MediatorRemoved {
			want[m.ID] = bare(m)
		}
	}
	if len(want) == len(people) || len(want) < 1500 {
		t.Fatalf("%d of %d are not removed: the test sees too little", len(want), len(people))
	}
	view(t, db, func(r registry.Reader) error {
		return r.EachRow(func(m *registry.Mediator, w registry.Workload) error {
			if diff := different(want[m.ID], *m); diff != "" {
				t.Errorf("%s (given twice, if all is missing): %s", m.ID, diff)
			}
			if w.Mediator != m.ID || w.Open != loads[m.ID] {
				t.Errorf("%s has the load %+v", m.ID, w)
			}
			delete(want, m.ID)
			return nil
		})
	})
	if len(want) > 0 {
		t.Errorf("%d people are missing", len(want))
	}
}

func rowsEnd(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	filled(t, db, 6, 2500)
	enough := errors.New("enough")
	n := 0
	err := db.View(testContext(t), func(r registry.Reader) error {
		return r.EachRow(func(*registry.Mediator, registry.Workload) error {
			if n++; n >= 3 {
				return enough
			}
			return nil
		})
	})
	if !errors.Is(err, enough) || n != 3 {
		t.Errorf("got %v after %d people", err, n)
	}
}

func sortKeyUsed(t *testing.T, open Factory) {
	keys := map[string]string{"区": "ou", "陈": "chen", "李": "li"}
	db := open(t, store.Options{SortKey: func(name string) string { return keys[name] }})
	update(t, db, func(w registry.Writer) error {
		for i, name := range []string{"区", "李", "陈"} {
			if _, err := w.PutMediator(person(string(rune('a'+i)), name)); err != nil {
				return err
			}
		}
		return nil
	})
	names := func(p registry.MediatorPage) string {
		var b strings.Builder
		view(t, db, func(r registry.Reader) error {
			found, err := r.Mediators(p)
			for _, m := range found {
				b.WriteString(m.Name)
			}
			return err
		})
		return b.String()
	}
	if got := names(registry.MediatorPage{Order: registry.OrderByName, Limit: 5}); got != "陈李区" {
		t.Errorf("by name: %s", got)
	}
	after := &registry.MediatorPlace{Value: "chen", ID: "c"}
	if got := names(registry.MediatorPage{Order: registry.OrderByName, After: after, Limit: 5}); got != "李区" {
		t.Errorf("after 陈: %s", got)
	}
}
