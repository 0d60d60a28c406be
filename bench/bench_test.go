package main

import (
	"testing"
)

func TestAllExactContendersGiveTheSameTenTotalsAsANaiveScan(t *testing.T) {
	w, err := newWorld(2000, 40)
	if err != nil {
		t.Fatal(err)
	}
	list, stop, err := contenders(t.Context(), w, options{peers: true, log: t.Logf})
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
