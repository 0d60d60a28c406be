package index

import (
	"context"
	"os"
	"strings"
	"testing"

	"liuyuan/registry"
	"liuyuan/seed"
	"liuyuan/terms"
)

// understanding is an Options as the service wires it.
func understanding(t testing.TB) Options {
	t.Helper()
	o := literal(t)
	regions := seed.Regions()
	o.Understand = terms.NewLexicon(o.Taxonomy, regions).Understand
	o.Regions = func() []registry.Region { return regions }
	return o
}

func TestLabelledQueriesAreAnsweredAmongTheFirstThree(t *testing.T) {
	for _, file := range []string{"queries-dev", "queries-test", "queries-dev-3", "queries-counter-test", "staff-dev", "staff-test"} {
		r, err := EvaluateFile(context.Background(), "testdata/"+file+".jsonl", understanding(t))
		if err != nil {
			t.Fatal(err)
		}
		wantRecall(t, file, r, 0.95, 100)
		for _, k := range r.Kinds {
			if k.Recall < 0.9 {
				t.Errorf("%s: recall@3 of %s is %.3f", file, k.Kind, k.Recall)
			}
		}
	}
}

// wantRecall shows the report if it finds too little over a set, or the set is too small.
func wantRecall(t *testing.T, file string, r EvalReport, least float64, cases int) {
	t.Helper()
	if r.Total.Cases >= cases && r.Total.Recall >= least {
		return
	}
	t.Errorf("%s: recall@3 %.3f over %d cases, want at least %.2f over %d", file, r.Total.Recall, r.Total.Cases, least, cases)
	if err := r.WriteText(os.Stdout); err != nil {
		t.Error(err)
	}
}

func TestTheReportShowsFiguresAndMisses(t *testing.T) {
	x := filled(t, literal(t), []registry.IndexDocument{person("a", "陈国强", 1), person("b", "陈国强", 2)})
	r, err := Evaluate(context.Background(), x, map[string]string{"a": "陈国强", "b": "陈国强"}, []EvalCase{
		{Query: "陈国强", Kind: "name", Want: []string{"陈国强"}},
		{Query: "陈国强", Kind: "name", Want: []string{"陈国强", "梁丽芳"}},
		{Query: "梁丽芳", Kind: "miss", Want: []string{"梁丽芳"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if r.Total.Cases != 3 || r.Total.Recall != 0.5 || r.Total.MRR < 0.66 || r.Total.MRR > 0.67 || len(r.Misses) != 2 {
		t.Errorf("%+v", r)
	}
	var b strings.Builder
	if err := r.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"recall@3", "0.500", "0.667", "miss 0.00  梁丽芳 (miss)"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the report lacks %q:\n%s", want, &b)
		}
	}
}
