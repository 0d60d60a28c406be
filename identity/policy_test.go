package identity

import (
	"strings"
	"testing"

	"liuyuan/registry"
)

func TestWhatIsNotListedIsDeniedToAll(t *testing.T) {
	p := NewPolicy()
	for _, a := range registry.Accesses() {
		v := Viewer{Roles: []registry.Access{a}}
		for _, f := range [][2]string{{"Query", "secrets"}, {"Mediator", "identityNumber"}, {"", ""}, {"Mediator", ""}} {
			if p.May(v, f[0], f[1]) {
				t.Errorf("%s may %s.%s", a, f[0], f[1])
			}
		}
	}
	if p.May(Viewer{}, "Query", "node") {
		t.Error("the zero viewer may read")
	}
}

func TestAFieldStandsInOneRowOnly(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range rows() {
		for _, f := range strings.Fields(r.fields) {
			if key := r.typ + "." + f; seen[key] {
				t.Errorf("%s stands twice", key)
			} else {
				seen[key] = true
			}
		}
	}
}

func TestPowersAreSeparate(t *testing.T) {
	p := NewPolicy()
	for _, c := range []struct {
		role   registry.Access
		field  string
		expect bool
	}{
		{registry.AccessPublicApp, "Query.searchDirectory", true},
		{registry.AccessPublicApp, "Query.matchMediators", false},
		{registry.AccessPublicApp, "Mediator.capacity", false},
		{registry.AccessPublicApp, "Mediator.dutyPhone", false},
		{registry.AccessPublicApp, "Mediator.available", true},
		{registry.AccessRosterAdmin, "Mutation.registerMediator", true},
		{registry.AccessRosterAdmin, "Query.dispute", false},
		{registry.AccessStaff, "Mutation.registerMediator", false},
		{registry.AccessStaff, "Query.matchMediators", true},
		{registry.AccessSystemAdmin, "Query.disputes", false},
		{registry.AccessSystemAdmin, "Mutation.registerMediator", false},
		{registry.AccessAuditor, "Mutation.offerAssignment", false},
		{registry.AccessMediator, "Mutation.updateMediator", false},
	} {
		typ, field, _ := strings.Cut(c.field, ".")
		if got := p.May(Viewer{Roles: []registry.Access{c.role}}, typ, field); got != c.expect {
			t.Errorf("%s may %s: %v", c.role, c.field, got)
		}
	}
}
