package main

import (
	"fmt"
	"strings"
	"testing"

	"liuyuan/registry"
)

func TestAllExactContendersGiveTheSameTenTotalsAsANaiveScan(t *testing.T) {
	w, err := newWorld(2000, 40)
	if err != nil {
		t.Fatal(err)
	}
	list, stop, err := contenders(t.Context(), w, options{peers: true, served: true, log: t.Logf})
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	reference := &contender{name: "naive", exact: true, group: "reduced", ask: func(_ int, q *question) ([]int, error) { return w.naive(q), nil }}
	results, err := compare(append([]*contender{reference}, list...), w.questions)
	if err != nil {
		t.Fatal(err)
	}
	if results[0].of < 300 || len(results) < 8 {
		t.Fatalf("%d totals of %d contenders compared: too few to mean anything", results[0].of, len(results))
	}
	for _, r := range results {
		t.Logf("%s: %d of %d", r.name, r.agreed, r.of)
	}
}

func TestAWrongAnswerOfAnExactContenderStopsTheRun(t *testing.T) {
	answer := func(totals ...int) func(int, *question) ([]int, error) {
		return func(int, *question) ([]int, error) { return totals, nil }
	}
	right := &contender{name: "right", exact: true, group: "a", ask: answer(9, 8, 8, 2)}
	if _, err := compare([]*contender{right, {name: "wrong", exact: true, group: "a", ask: answer(9, 8, 7, 2)}}, make([]question, 1)); err == nil {
		t.Error("a wrong answer was let pass")
	}
	results, err := compare([]*contender{right, {name: "rough", group: "a", ask: answer(9, 8, 7, 2)}, {name: "other", exact: true, group: "b", ask: answer(1)}}, make([]question, 1))
	if err != nil {
		t.Fatal(err)
	}
	if results[1].agreed != 3 || results[1].of != 4 {
		t.Errorf("recall %d of %d, want 3 of 4", results[1].agreed, results[1].of)
	}
}

func TestEverySearcherFindsWhatThePeersFind(t *testing.T) {
	w, err := newWorld(2000, 1)
	if err != nil {
		t.Fatal(err)
	}
	s := newSearchWorld(w, 30)
	list, stop, err := searchers(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	if err := sameHits(s, list); err != nil {
		t.Error(err)
	}
	for _, kind := range searchKinds() {
		if len(s.queries[kind]) == 0 {
			t.Errorf("no queries of kind %s", kind)
		}
		out := newTable("query", "contender", "p50 ms", "p99 ms", "CPU ms", "hits")
		if err := searchRows(out, kind, s.queries[kind], list); err != nil { // fewer hits than the peers is an error
			t.Error(err)
		}
		for _, r := range out.rows[1:] {
			if r[5] == "0.0" {
				t.Errorf("%s: %s finds nothing", r[0], r[1])
			}
		}
	}
}

func TestWritersAreAnsweredOnBothStores(t *testing.T) {
	w, err := newWorld(1000, 1)
	if err != nil {
		t.Fatal(err)
	}
	stores, err := openStores(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	people := firstPeople(w, 500)
	for _, s := range stores {
		defer s.close()
		if _, err := importWorld(t.Context(), s.db, w); err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
		done := 0
		for i := range 40 {
			if _, err := s.db.Update(t.Context(), func(tx registry.Writer) error { return offer(tx, people, fmt.Sprint(s.name, i), i) }); err != nil && registry.CodeOf(err) != registry.CodeCapacityFull {
				t.Fatalf("%s: %v", s.name, err)
			} else if err == nil {
				done++
			}
		}
		if done < 30 {
			t.Errorf("%s: %d of 40 offers were taken", s.name, done)
		}
	}
}

func TestTablesAreAlignedWithWideCharacters(t *testing.T) {
	table := newTable("名", "n")
	table.add("六员 pool", "12")
	table.add("PG", "7")
	lines := strings.Split(strings.TrimSpace(table.text()), "\n")
	for _, l := range lines {
		if columns(l) != columns(lines[0]) {
			t.Errorf("%q is %d columns wide, the head is %d", l, columns(l), columns(lines[0]))
		}
	}
	if !strings.HasSuffix(lines[3], "|  7 |") {
		t.Errorf("figures are not set to the right: %q", lines[3])
	}
}
