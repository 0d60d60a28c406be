package seed

import (
	"testing"

	"liuyuan/registry"
)

// Matters with a public body (23) are sent on, not mediated.
func TestEveryTownHasTwoWhoMayLeadInEveryKindOfDispute(t *testing.T) {
	tax := taxonomy(t)
	people := Mediators(day)
	for _, d := range tax.Types {
		if d.Code.Parent() == "" || d.Code.Family() == "23" {
			continue
		}
		for _, town := range pengjiangTowns() {
			n := 0
			for _, m := range people {
				if m.Serves(town.Code) && m.ActiveOn(day) && registry.Strongest(m.Standings, day).Kind.MayLead() && knows(m, d.Code) {
					n++
				}
			}
			if n < 2 {
				t.Errorf("%s in %s: %d", d.Code, town.Name, n)
			}
		}
	}
}

// knows reports a speciality in the type or the whole family.
func knows(m registry.Mediator, c registry.TypeCode) bool {
	for _, s := range m.Specialties {
		if s.Type.Covers(c) {
			return true
		}
	}
	return false
}
