package matching

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"liuyuan/registry"
)

func stepOf(a registry.MatchAnswer, code registry.ReasonCode) *registry.Relaxation {
	for i := range a.Relaxations {
		if a.Relaxations[i].Change.Code == code {
			return &a.Relaxations[i]
		}
	}
	return nil
}

func TestEachStepOfTheLadderSaysHowManyAndWhoFirst(t *testing.T) {
	rotating := func(weekday int) []registry.Post {
		return []registry.Post{{Organization: "committee", Presence: registry.PresenceRotating, Hours: []registry.DutyHours{{Weekday: weekday, From: 480, To: 600}}}}
	}
	for _, c := range []struct {
		name     string
		person   func(*registry.Mediator)
		question func(*registry.MatchQuestion)
		step     registry.ReasonCode
		param    string
		binding  registry.ReasonCode
	}{
		{name: "another village of the town", person: func(m *registry.Mediator) { m.ServiceAreas = []registry.RegionCode{"440703101202"} }, step: RelaxTown, param: "440703101", binding: "BINDING_AREA"},
		{name: "the neighbouring town", person: func(m *registry.Mediator) { m.ServiceAreas = []registry.RegionCode{"440703102"} }, step: RelaxNeighbour, param: "440703102", binding: "BINDING_AREA"},
		{name: "the district", person: func(m *registry.Mediator) { m.ServiceAreas = []registry.RegionCode{"440703102"} }, step: RelaxDistrict, param: "440703", binding: "BINDING_AREA"},
		{name: "the rota of tomorrow morning", person: func(m *registry.Mediator) { m.Posts = rotating(3) }, step: RelaxDutySoon, binding: "BINDING_DUTY"},
		{name: "who takes any matter", person: func(m *registry.Mediator) { m.Roles = []registry.Role{registry.RoleMediator} },
			question: func(q *registry.MatchQuestion) { q.Type = "01.01" }, step: RelaxGeneral, binding: "BINDING_SPECIALITY"},
		{name: "an interpreter", question: func(q *registry.MatchQuestion) { q.Languages = []registry.Language{"hak"} }, step: RelaxLanguage, param: "hak", binding: "BINDING_LANGUAGES"},
		{name: "any role", question: func(q *registry.MatchQuestion) { q.Roles = []registry.Role{registry.RoleDelegate} }, step: RelaxRoles, binding: "BINDING_ROLE"},
		{name: "all together", person: func(m *registry.Mediator) { m.ServiceAreas = []registry.RegionCode{"440703102"} },
			question: func(q *registry.MatchQuestion) { q.Languages = []registry.Language{"hak"} }, step: RelaxAll},
		{name: "the room's list", person: func(m *registry.Mediator) {
			m.ServiceAreas, m.Home = []registry.RegionCode{"440704"}, "440703101"
			m.Posts = []registry.Post{{Organization: "room-labour", Presence: registry.PresenceResident}}
			m.Specialties = []registry.Specialty{{Type: "04", Level: 1}}
		}, step: RelaxRoomList, param: "room-labour"},
		{name: "the next level", person: func(m *registry.Mediator) { m.ServiceAreas = []registry.RegionCode{"440703101202"} }, step: ReasonEscalate, param: "440703101", binding: "BINDING_AREA"},
	} {
		t.Run(c.name, func(t *testing.T) {
			pool, policy, q := lone(t, c.person, 0)
			if c.question != nil {
				c.question(&q)
			}
			answer := pool.Match(policy, q)
			s := stepOf(answer, c.step)
			if len(answer.Candidates) != 0 || s == nil || s.Eligible != 1 || s.First == nil || s.First.Mediator != personID(1) || s.First.Rank != 1 {
				t.Fatalf("%+v", answer.Relaxations)
			}
			if c.param != "" && s.Change.Params[0].Value != c.param {
				t.Fatalf("%+v", s.Change)
			}
			if answer.Binding == nil || c.binding != "" && (answer.Binding.Code != c.binding || answer.Binding.Params[0].Value != "1") {
				t.Fatalf("binding %+v, want %s", answer.Binding, c.binding)
			}
			if answer.Relaxations[len(answer.Relaxations)-1].Change.Code != ReasonWhistle {
				t.Fatalf("the last step is 吹哨: %+v", answer.Relaxations)
			}
		})
	}
}

func TestWhatMustNotBeRelaxedNeverIs(t *testing.T) {
	tax, policy := testTaxonomy(t), mustPolicy(t)
	rapid.Check(t, func(rt *rapid.T) {
		r := smallRoster(rt, tax, 25)
		pool := newTestPool(tax, r)
		q := drawQuestion(rt, r.People)
		for _, s := range pool.Match(policy, q).Relaxations {
			if s.First == nil {
				continue
			}
			m, day := record(r, s.First.Mediator), registry.DateOf(q.At)
			lead := q.Part == "" || q.Part == registry.PartLead
			lay := func(x registry.Role) bool { return slices.Contains(policy.Guards[0].LayRoles, x) }
			switch {
			case slices.Contains(slices.Concat(q.Exclude, q.Conflicted, q.Asked), m.ID), !m.ActiveOn(day), m.Capacity == 0, q.Gender != "" && q.Gender != m.Gender,
				lead && !registry.Strongest(m.Standings, day).Kind.MayLead(),
				lead && slices.Contains(q.Facets, registry.FacetDomesticViolence) && !slices.Contains(m.Facets, registry.FacetDomesticViolence) && all(m.Roles, lay):
				rt.Fatalf("%s would bring %+v", s.Change.Code, m)
			}
		}
	})
}

func TestEnoughPeopleNeedNoLadder(t *testing.T) {
	tax, policy := testTaxonomy(t), mustPolicy(t)
	n := newNation(tax, 2000)
	pool := n.pool(2000)
	asked := 0
	for i := range 50 {
		q := n.question(i)
		if i%2 == 1 {
			q.Languages = []registry.Language{"hak", "cmn"} // spoken together by nobody
		}
		answer := pool.Match(policy, q)
		if few := answer.Summary.Eligible < policy.Few; few != (answer.Binding != nil) || few != (len(answer.Relaxations) > 0) {
			t.Fatalf("%d eligible, ladder %+v", answer.Summary.Eligible, answer.Relaxations)
		} else if !few {
			asked++
		}
	}
	if asked == 0 || asked == 50 {
		t.Fatalf("%d of 50 questions have enough: the test shows one side only", asked)
	}
}
