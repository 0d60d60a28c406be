package seed

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liuyuan/registry"
)

func TestMattersAreTheSameForTheSameDayAndStandEverywhere(t *testing.T) {
	taxonomy, err := registry.LoadTaxonomy()
	if err != nil {
		t.Fatal(err)
	}
	all := Matters("2026-11-23")
	if diff := cmp.Diff(all, Matters("2026-11-23")); diff != "" {
		t.Errorf("made twice, they differ: %s", diff)
	}
	states, months := map[registry.DisputeStatus]int{}, map[string]int{}
	last := ""
	for _, m := range all {
		if err := m.Validate(taxonomy); err != nil {
			t.Errorf("%s: %v", m.Narrative, err)
		}
		if strings.ContainsAny(m.Narrative, "{}") || !m.Synthetic || len(m.Parties) < 2 {
			t.Errorf("unfinished: %+v", m)
		}
		for _, p := range m.Parties {
			if err := p.Facts.Validate(p.Kind); err != nil {
				t.Errorf("a party: %v", err)
			}
		}
		states[m.Status]++
		day := string(registry.DateOf(m.CreatedAt))
		months[day[:7]]++
		if day < last || day > "2026-11-23" {
			t.Errorf("registered on %s after %s", day, last)
		}
		last = day
	}
	if len(all) < 300 || len(months) < 6 {
		t.Errorf("%d matters in %d months", len(all), len(months))
	}
	for _, n := range registry.DisputeStatuses() {
		if states[n.Status] == 0 {
			t.Errorf("none is %s", n.Status)
		}
	}
}
