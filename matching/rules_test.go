package matching

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"liuyuan/registry"
)

// TestRulesSayWhatTheRegistrySays holds the packed rules against the registry's
// own words about a record.
func TestRulesSayWhatTheRegistrySays(t *testing.T) {
	tax, policy := testTaxonomy(t), mustPolicy(t)
	rapid.Check(t, func(rt *rapid.T) {
		e := drawEntry(rt, personID(1))
		m := &e.Mediator
		if m.Status == registry.MediatorRemoved {
			m.Status = registry.MediatorSuspended // removed people are not encoded
		}
		tables := newTables(tax)
		for _, o := range smallOrganizations() {
			tables.putOrganization(o)
		}
		packed := tables.encode(m)
		p := packed.person(loadOf(e.Workload))
		q := drawQuestion(rt, []Entry{e})
		a := tables.ask(policy, q)
		day := registry.DateOf(q.At)
		lead := q.Part == "" || q.Part == registry.PartLead
		video := q.Online && m.Online
		for _, c := range []struct {
			name string
			got  verdict
			want bool
		}{
			{"suspended", suspended(a, &p), !m.ActiveOn(day)},
			{"on leave", onLeave(a, &p), m.OnLeave(day)},
			{"may not lead", mayNotLead(a, &p), lead && !registry.Strongest(m.Standings, day).Kind.MayLead()},
			{"excluded", excludedByQuestion(a, &p), slices.Contains(slices.Concat(q.Exclude, q.Conflicted, q.Asked), m.ID)},
			{"full", full(a, &p), m.Capacity == 0 || e.Workload.Open+policy.Weight(a.q.Risk, q.Headcount) > m.Capacity},
			{"role", otherRole(a, &p), len(q.Roles) > 0 && !slices.ContainsFunc(q.Roles, func(r registry.Role) bool { return slices.Contains(m.Roles, r) })},
			{"gender", otherGender(a, &p), q.Gender != "" && q.Gender != m.Gender},
			{"languages", speechless(a, &p), slices.ContainsFunc(q.Languages, func(l registry.Language) bool { return !slices.Contains(m.Languages, l) })},
			{"stale", yes(rateFreshness(a, &p).score == 0), m.StaleOn(day)},
			{"duty", offRota(a, &p), len(m.Posts) > 0 && !slices.ContainsFunc(m.Posts, func(p registry.Post) bool {
				return p.Presence != registry.PresenceRotating || len(p.Hours) == 0 || p.OnDuty(q.At)
			})},
			{"speciality", unskilled(a, &p), lacksSpeciality(tax, policy, m, q)},
		} {
			if (c.got != 0) != c.want {
				rt.Fatalf("%s: the rule says %v, the record %v", c.name, c.got, c.want)
			}
		}
		if q.Region.Level() != "" && (outOfArea(a, &p) != 0) != !(video || m.Serves(q.Region) || slices.ContainsFunc(m.ServiceAreas, q.Region.Contains)) {
			rt.Fatalf("area %s against %v", q.Region, m.ServiceAreas)
		}
	})
}

// lacksSpeciality is the speciality rule in the words of the registry.
func lacksSpeciality(tax *registry.Taxonomy, policy *Policy, m *registry.Mediator, q registry.MatchQuestion) bool {
	code, ok := tax.Resolve(q.Type)
	if !ok {
		return false
	}
	general := slices.ContainsFunc(policy.Speciality.GeneralRoles, func(r registry.Role) bool { return slices.Contains(m.Roles, r) })
	if general && (len(m.Specialties) == 0 || code.Family() == policy.Speciality.OtherFamily) {
		return false
	}
	for _, s := range m.Specialties {
		has, _ := tax.Resolve(s.Type)
		if has.Family() == code.Family() {
			return false
		}
		for _, second := range q.Secondary {
			if second, ok := tax.Resolve(second); ok && has.Covers(second) {
				return false
			}
		}
	}
	return true
}

// lone is a pool of one person whom a question fits in every respect.
func lone(t *testing.T, change func(*registry.Mediator), load int) (*Pool, *Policy, registry.MatchQuestion) {
	t.Helper()
	m := registry.Mediator{
		ID: personID(1), Name: "某人", Gender: registry.Female, Roles: []registry.Role{registry.RoleLawyer}, Status: registry.MediatorActive,
		Standings:   []registry.StandingTerm{{Kind: registry.StandingEngaged, Organization: "committee"}},
		Specialties: []registry.Specialty{{Type: "10.01", Level: 3}}, ServiceAreas: []registry.RegionCode{"440703101"}, Home: "440703101201",
		Languages: []registry.Language{"cmn", "yue"}, Capacity: 3, AssuredAt: registry.DateOf(asOf()).AddDays(-10),
	}
	if change != nil {
		change(&m)
	}
	pool := NewPool(testTaxonomy(t), smallRegions(), smallOrganizations(), 1)
	pool.Put(&m, registry.Workload{Mediator: m.ID, Open: load})
	return pool, mustPolicy(t), registry.MatchQuestion{Type: "10.01", Region: "440703101201", Part: registry.PartLead, At: asOf(), First: 10}
}

func TestEachRuleNamesItsReasonAndTheChangeThatWouldAdmit(t *testing.T) {
	rotating := registry.Post{Organization: "room-labour", Presence: registry.PresenceRotating, Hours: []registry.DutyHours{{Weekday: 4, From: 540, To: 1020}}}
	for _, c := range []struct {
		name      string
		person    func(*registry.Mediator)
		question  func(*registry.MatchQuestion)
		load      int
		funnel    registry.ReasonCode
		detail    registry.ReasonCode
		temporary bool
		change    registry.ReasonCode
		param     string // of the change
		binding   registry.ReasonCode
	}{
		{name: "excluded", question: func(q *registry.MatchQuestion) { q.Exclude = []registry.MediatorID{personID(1)} },
			funnel: ReasonExcluded, detail: ReasonExcluded, change: "CHANGE_EXCLUSION", binding: "BINDING_EXCLUSION"},
		{name: "suspended", person: func(m *registry.Mediator) { m.Status, m.StatusUntil = registry.MediatorSuspended, "2026-03-20" },
			funnel: ReasonSuspended, detail: ReasonSuspendedUntil, change: "CHANGE_AFTER", param: "2026-03-21", binding: "BINDING_STATUS"},
		{name: "suspended without end", person: func(m *registry.Mediator) { m.Status = registry.MediatorSuspended },
			funnel: ReasonSuspended, detail: ReasonSuspended, change: "CHANGE_STATUS"},
		{name: "invited", person: func(m *registry.Mediator) { m.Standings = nil }, funnel: ReasonNoStanding, detail: ReasonNoStanding, change: "CHANGE_PART"},
		{name: "court-invited", person: func(m *registry.Mediator) { m.Standings[0].Kind = registry.StandingCourtInvited },
			funnel: ReasonCourtOnly, detail: ReasonCourtOnly, change: "CHANGE_PART"},
		{name: "term over", person: func(m *registry.Mediator) { m.Standings[0].To = "2026-03-09" }, funnel: ReasonExpired, detail: ReasonExpired, change: "CHANGE_RENEW"},
		{name: "other role", question: func(q *registry.MatchQuestion) { q.Roles = []registry.Role{registry.RoleCounsellor} },
			funnel: ReasonOtherRole, detail: ReasonOtherRole, change: "CHANGE_ROLES", param: "LAWYER"},
		{name: "lay person", person: func(m *registry.Mediator) { m.Roles = []registry.Role{registry.RoleRider} },
			question: func(q *registry.MatchQuestion) { q.Facets = []registry.Facet{registry.FacetDomesticViolence} },
			funnel:   ReasonGuard, detail: ReasonGuard, change: "CHANGE_PART", binding: "BINDING_GUARD"},
		{name: "no speciality", question: func(q *registry.MatchQuestion) { q.Type = "01.01" },
			funnel: ReasonNoSpeciality, detail: ReasonNoSpeciality, change: "CHANGE_SPECIALITY", param: "01.01"},
		{name: "elsewhere", person: func(m *registry.Mediator) { m.ServiceAreas = []registry.RegionCode{"440703102"} },
			funnel: ReasonOutOfArea, detail: ReasonOutOfArea, change: "CHANGE_AREA", param: "440703101201"},
		{name: "language", question: func(q *registry.MatchQuestion) { q.Languages = []registry.Language{"yue", "hak", "vi"} },
			funnel: ReasonNoLanguage, detail: ReasonNoLanguage, change: "CHANGE_INTERPRETER", param: "hak,vi"},
		{name: "gender", question: func(q *registry.MatchQuestion) { q.Gender = registry.Male }, funnel: ReasonOtherGender, detail: ReasonOtherGender, change: "CHANGE_GENDER"},
		{name: "gender unknown", person: func(m *registry.Mediator) { m.Gender = "" }, question: func(q *registry.MatchQuestion) { q.Gender = registry.Male },
			funnel: ReasonGenderUnknown, detail: ReasonGenderUnknown, change: "CHANGE_GENDER_RECORD"},
		{name: "stop", person: func(m *registry.Mediator) { m.Capacity = 0 }, funnel: ReasonStopped, detail: ReasonStopped, change: "CHANGE_CAPACITY", param: "1"},
		{name: "full", load: 3, funnel: ReasonFull, detail: ReasonFullWith, temporary: true, change: "CHANGE_CLOSE_WORK", param: "1"},
		{name: "capacity lowered below load", load: 5, funnel: ReasonFull, detail: ReasonFullWith, temporary: true, change: "CHANGE_CLOSE_WORK", param: "3"},
		{name: "a heavy dispute", load: 1, question: func(q *registry.MatchQuestion) { q.Risk, q.Headcount = registry.RiskHigh, 30 },
			funnel: ReasonFull, detail: ReasonFullWith, temporary: true, change: "CHANGE_RAISE_CAPACITY", param: "5"},
		{name: "on leave", person: func(m *registry.Mediator) {
			m.Leaves = []registry.Leave{{Term: registry.Term{From: "2026-03-10", To: "2026-03-12"}}}
		}, funnel: ReasonOnLeave, detail: ReasonOnLeaveUntil, temporary: true, change: "CHANGE_AFTER", param: "2026-03-13"},
		{name: "off the rota", person: func(m *registry.Mediator) { m.Posts = []registry.Post{rotating} },
			funnel: ReasonOffDuty, detail: ReasonOffDuty, temporary: true, change: "CHANGE_DUTY", param: "2026-03-12"},
	} {
		t.Run(c.name, func(t *testing.T) {
			pool, policy, q := lone(t, c.person, c.load)
			if c.question != nil {
				c.question(&q)
			}
			answer := pool.Match(policy, q)
			if s := answer.Summary; len(answer.Candidates) != 0 || s.Considered != 1 && c.name != "elsewhere" || len(s.Excluded) != 1 ||
				s.Excluded[0].Reason.Code != c.funnel || s.Excluded[0].Temporary != c.temporary {
				t.Fatalf("funnel %+v", s)
			}
			if b := answer.Binding; b == nil || b.Code == ReasonNoBinding || c.binding != "" && b.Code != c.binding {
				t.Fatalf("binding %+v, want %s", b, c.binding)
			}
			e, ok := pool.Explain(policy, q, personID(1))
			if !ok || e.Candidate != nil || len(e.Exclusions) != 1 || e.Exclusions[0].Reason.Code != c.detail || len(e.WhatWouldChange) != 1 {
				t.Fatalf("explanation %+v", e)
			}
			change := e.WhatWouldChange[0]
			if change.Code != c.change || c.param != "" && change.Params[0].Value != c.param {
				t.Fatalf("change %+v, want %s %s", change, c.change, c.param)
			}
		})
	}
}

func TestAnOnCallPostKeepsARotatingPersonInTheList(t *testing.T) {
	pool, policy, q := lone(t, func(m *registry.Mediator) {
		m.Posts = []registry.Post{
			{Organization: "room-labour", Presence: registry.PresenceRotating, Hours: []registry.DutyHours{{Weekday: 4, From: 540, To: 1020}}},
			{Organization: "committee", Presence: registry.PresenceOnCall},
		}
	}, 0)
	if got := pool.Match(policy, q); len(got.Candidates) != 1 {
		t.Fatalf("%+v", got.Summary)
	}
}

func TestResidentPeopleOffDutyScoreLowerAndStay(t *testing.T) {
	pool, policy, q := lone(t, func(m *registry.Mediator) {
		m.Posts = []registry.Post{{Organization: "room-labour", Presence: registry.PresenceResident, Hours: []registry.DutyHours{{Weekday: 2, From: 540, To: 720}}}}
	}, 0)
	presence := func() registry.Contribution {
		c := pool.Match(policy, q).Candidates[0].Contributions
		return c[slices.IndexFunc(c, func(x registry.Contribution) bool { return x.Criterion == CriterionPresence })]
	}
	on := presence()
	q.At = q.At.AddDate(0, 0, 1)
	if off := presence(); on.Reason.Code != ReasonOnDutyAt || off.Reason.Code != ReasonNotOnDutyNow || off.Score >= on.Score {
		t.Fatalf("on duty %+v, off duty %+v", on, off)
	}
}
