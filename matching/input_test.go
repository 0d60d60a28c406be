package matching

import (
	"fmt"
	"math"
	"testing"

	"liuyuan/registry"
)

func TestAbsurdCoordinatesCountAsNone(t *testing.T) {
	for _, point := range []registry.Point{{Lat: math.NaN(), Lng: 113}, {Lat: 22, Lng: math.Inf(1)}, {Lat: 91, Lng: 113}, {Lat: 22, Lng: -1e300}} {
		t.Run(fmt.Sprint(point), func(t *testing.T) {
			pool, policy, q := lone(t, func(m *registry.Mediator) { m.Point = &point }, 0)
			got := pool.Match(policy, q).Candidates
			if len(got) != 1 || got[0].Metres < 0 || got[0].Metres > 5000 {
				t.Fatalf("a person with an absurd point stands at home: %+v", got)
			}
			pool, policy, q = lone(t, nil, 0)
			q.Point = &point
			if got := pool.Match(policy, q).Candidates; len(got) != 1 || got[0].Metres < 0 || got[0].Metres > 5000 {
				t.Fatalf("a dispute with an absurd point is at its region's: %+v", got)
			}
		})
	}
}

func TestAnEmptyRosterAndAVillageWithoutPeopleAreAnsweredWithTheWaysOut(t *testing.T) {
	policy := mustPolicy(t)
	empty := NewPool(testTaxonomy(t), smallRegions(), smallOrganizations(), 0)
	full, _, q := lone(t, func(m *registry.Mediator) { m.ServiceAreas, m.Home = []registry.RegionCode{"440704"}, "440704001" }, 0)
	for name, pool := range map[string]*Pool{"empty roster": empty, "village without people": full} {
		answer := pool.Match(policy, q)
		last := len(answer.Relaxations) - 1
		if len(answer.Candidates) != 0 || answer.Summary.Considered != 0 || last < 1 || answer.Binding == nil ||
			answer.Relaxations[last].Change.Code != ReasonWhistle || answer.Relaxations[last-1].Change.Code != ReasonEscalate {
			t.Errorf("%s: %+v", name, answer)
		}
		if p := pool.ProposePanel(policy, q); p.Lead != nil || len(p.Seats) != 6 || len(p.Gaps) != 7 {
			t.Errorf("%s: panel %+v", name, p)
		}
		plan := planned(pool, policy, []registry.PlanCase{{Dispute: "d", Question: q, Weight: 1}}, 50)
		if len(plan.Assigned) != 0 || len(plan.Unassigned) != 1 {
			t.Errorf("%s: plan %+v", name, plan)
		}
	}
}

func TestFirstIsHeldBetweenNobodyAndAHundred(t *testing.T) {
	tax, policy := testTaxonomy(t), mustPolicy(t)
	n := newNation(tax, 4000)
	pool := n.pool(4000)
	q := n.question(0)
	q.Region, q.Part, q.Type = q.Region[:6], registry.PartInvited, "99"
	for first, want := range map[int]int{-5: 0, 0: 0, 1: 1, 100: 100, 1000: 100} {
		q.First = first
		answer := pool.Match(policy, q)
		if len(answer.Candidates) != want || answer.Summary.Eligible < 100 {
			t.Errorf("first %d gives %d of %d", first, len(answer.Candidates), answer.Summary.Eligible)
		}
	}
}

func TestNobodyIsExplainedAsNobody(t *testing.T) {
	pool, policy, q := lone(t, nil, 0)
	for _, id := range []registry.MediatorID{"", "nobody", personID(2)} {
		if _, ok := pool.Explain(policy, q, id); ok {
			t.Errorf("%q is explained", id)
		}
	}
	pool.Remove(personID(1))
	if _, ok := pool.Explain(policy, q, personID(1)); ok || pool.Has(personID(1)) {
		t.Error("a removed person is explained")
	}
	if pool.SetLoad(registry.Workload{Mediator: personID(1)}) {
		t.Error("a removed person has a load")
	}
}

func TestExplainingAnEligiblePersonGivesTheRankOfTheMatch(t *testing.T) {
	tax, policy := testTaxonomy(t), mustPolicy(t)
	n := newNation(tax, 4000)
	pool := n.pool(4000)
	for i := range 20 {
		q := n.question(i)
		q.First = 100
		for _, c := range pool.Match(policy, q).Candidates {
			e, ok := pool.Explain(policy, q, c.Mediator)
			if !ok || e.Candidate == nil || e.Candidate.Rank != c.Rank || e.Candidate.Total != c.Total || len(e.WhatWouldChange) != 0 {
				t.Fatalf("question %d, rank %d: %+v", i, c.Rank, e)
			}
		}
	}
}

func TestAnyTextMayBeAnIdentifier(t *testing.T) {
	pool, policy, q := lone(t, nil, 0)
	ids := []registry.MediatorID{"", "甲", "FFFFFFFF-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-0000-000000000000", "ffffffff-ffff-ffff-0000-000000000001", personID(3)}
	for _, id := range ids {
		m := registry.Mediator{ID: id, Status: registry.MediatorActive, Roles: []registry.Role{registry.RoleMediator}, Capacity: 1,
			Standings: []registry.StandingTerm{{Kind: registry.StandingEngaged}}, ServiceAreas: []registry.RegionCode{"4407"}}
		pool.Put(&m, registry.Workload{Mediator: id})
	}
	if pool.Len() != len(ids)+1 {
		t.Fatalf("%d people", pool.Len())
	}
	seen := map[registry.MediatorID]bool{}
	for _, c := range pool.Match(policy, q).Candidates {
		seen[c.Mediator] = true
	}
	for _, id := range ids {
		if !seen[id] {
			t.Errorf("%q is lost", id)
		}
	}
}

func TestMalformedRegionsHaveNobodyAndUnknownTypesExcludeNobody(t *testing.T) {
	pool, policy, q := lone(t, nil, 0)
	q.Type = "77.01"
	if got := pool.Match(policy, q); len(got.Candidates) != 1 {
		t.Errorf("unknown type: %+v", got.Summary)
	}
	q.Region = "440703101999"
	if got := pool.Match(policy, q); len(got.Candidates) != 1 {
		t.Errorf("a village that is not in the registry still lies in its town: %+v", got.Summary)
	}
}
