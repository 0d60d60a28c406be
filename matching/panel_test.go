package matching

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"liuyuan/registry"
)

const testVillage registry.RegionCode = "440703101201"

// sixOf seats the six of the test village, each by a person of their own; who has
// a standing may lead.
func sixOf(standing map[registry.Role]registry.Standing) []Entry {
	var list []Entry
	for i, role := range registry.SixMembers() {
		m := registry.Mediator{
			ID: personID(i * 7), Name: "某人", Roles: []registry.Role{role}, Status: registry.MediatorActive, Capacity: 3, Home: testVillage,
			ServiceAreas: []registry.RegionCode{testVillage}, Languages: []registry.Language{"cmn"}, AssuredAt: "2026-03-01",
			Seats: []registry.Seat{{Region: testVillage, Role: role}},
		}
		if kind, ok := standing[role]; ok {
			m.Standings = []registry.StandingTerm{{Kind: kind}}
		}
		list = append(list, Entry{m, registry.Workload{Mediator: m.ID}})
	}
	return list
}

func panelPool(t *testing.T, people []Entry) (*Pool, *Policy) {
	return newTestPool(testTaxonomy(t), &Roster{Regions: smallRegions(), Organizations: smallOrganizations(), People: people}), mustPolicy(t)
}

func wageQuestion() registry.MatchQuestion {
	return registry.MatchQuestion{Type: "10.01", Region: testVillage, At: asOf()}
}

func seatOf(p registry.Panel, role registry.Role) *registry.PanelSeat {
	for i := range p.Seats {
		if p.Seats[i].Role == role {
			return &p.Seats[i]
		}
	}
	return nil
}

func gapCodes(p registry.Panel) []registry.ReasonCode {
	var codes []registry.ReasonCode
	for _, g := range p.Gaps {
		codes = append(codes, g.Code)
	}
	return codes
}

func TestWagesNeedLawyerPoliceAndGridOfficerAndOneOfTheSixLeads(t *testing.T) {
	pool, policy := panelPool(t, sixOf(map[registry.Role]registry.Standing{registry.RoleVillageSecretary: registry.StandingCommitteeMember, registry.RoleVillageLawyer: registry.StandingInvited}))
	p := pool.ProposePanel(policy, wageQuestion())
	if len(p.Seats) != 6 || p.Lead == nil || p.PolicyVersion != policy.Version {
		t.Fatalf("%+v", p)
	}
	for _, s := range p.Seats {
		required := slices.Contains([]registry.Role{registry.RoleVillageLawyer, registry.RoleVillagePolice, registry.RoleGridOfficer}, s.Role)
		want := registry.PartInvited
		if s.Role == registry.RoleVillageSecretary {
			want = registry.PartLead
		}
		if s.Candidate == nil || s.Required != required || s.Part != want {
			t.Errorf("%s: %+v", s.Role, s)
		}
	}
	if p.Lead.Mediator != seatOf(p, registry.RoleVillageSecretary).Candidate.Mediator {
		t.Errorf("lead %s", p.Lead.Mediator)
	}
}

func TestWhoIsLinkedToAPartyIsInvitedAndNeverLeads(t *testing.T) {
	people := sixOf(map[registry.Role]registry.Standing{registry.RoleVillageSecretary: registry.StandingCommitteeMember, registry.RoleDelegate: registry.StandingEngaged})
	pool, policy := panelPool(t, people)
	secretary := people[1].Mediator.ID
	p := pool.ProposePanel(policy, wageQuestion(), secretary)
	seat := seatOf(p, registry.RoleVillageSecretary)
	if p.Lead == nil || p.Lead.Mediator == secretary || seat.Part != registry.PartInvited || seat.Reason.Code != PanelInvolved {
		t.Fatalf("lead %+v, seat %+v", p.Lead, seat)
	}
	p = pool.ProposePanel(policy, wageQuestion(), secretary, people[5].Mediator.ID)
	if p.Lead != nil || !slices.Contains(gapCodes(p), GapNoLead) {
		t.Fatalf("both who may lead are linked to a party: %+v", p.Lead)
	}
}

func TestNobodySitsTwiceAndASecondHolderOpensTheSeat(t *testing.T) {
	people := sixOf(map[registry.Role]registry.Standing{registry.RoleClanElder: registry.StandingEngaged})
	people[0].Mediator.Seats = append(people[0].Mediator.Seats, registry.Seat{Region: testVillage, Role: registry.RoleDelegate})
	people = people[:5] // the elder is the only delegate
	pool, policy := panelPool(t, people)
	p := pool.ProposePanel(policy, wageQuestion())
	if elder, delegate := seatOf(p, registry.RoleClanElder), seatOf(p, registry.RoleDelegate); (elder.Candidate == nil) == (delegate.Candidate == nil) || !slices.Contains(gapCodes(p), GapTaken) {
		t.Fatalf("elder %+v, delegate %+v, gaps %v", elder, delegate, gapCodes(p))
	}
	second := sixOf(nil)[5]
	pool.Put(&second.Mediator, second.Workload)
	p = pool.ProposePanel(policy, wageQuestion())
	if seatOf(p, registry.RoleDelegate).Candidate == nil || seatOf(p, registry.RoleClanElder).Candidate == nil {
		t.Fatalf("%+v", gapCodes(p))
	}
}

func TestFamilyAndViolenceBringACounsellorWhoIsNotOneOfTheSix(t *testing.T) {
	people := sixOf(map[registry.Role]registry.Standing{registry.RoleVillageSecretary: registry.StandingCommitteeMember})
	pool, policy := panelPool(t, people)
	q := registry.MatchQuestion{Type: "01.01", Region: testVillage, At: asOf()}
	p := pool.ProposePanel(policy, q)
	if s := seatOf(p, registry.RoleCounsellor); s == nil || !s.Required || s.Candidate != nil || !slices.Contains(gapCodes(p), GapOutside) {
		t.Fatalf("without any counsellor there is a gap: %+v", s)
	}
	counsellor := registry.Mediator{ID: "c", Status: registry.MediatorActive, Roles: []registry.Role{registry.RoleCounsellor}, Capacity: 2,
		ServiceAreas: []registry.RegionCode{"440703102"}, Home: "440703102"}
	pool.Put(&counsellor, registry.Workload{})
	p = pool.ProposePanel(policy, q)
	if s := seatOf(p, registry.RoleCounsellor); s.Candidate == nil || s.Candidate.Mediator != "c" || s.Part != registry.PartInvited {
		t.Fatalf("the district's counsellor comes: %+v", s)
	}
	q.Type, q.Facets = "10.01", []registry.Facet{registry.FacetDomesticViolence}
	if seatOf(pool.ProposePanel(policy, q), registry.RoleCounsellor) == nil {
		t.Error("violence asks for a counsellor, whatever the type")
	}
	q.Facets = nil
	if seatOf(pool.ProposePanel(policy, q), registry.RoleCounsellor) != nil {
		t.Error("an ordinary wage matter asks for none")
	}
}

func TestSomeoneFromOutsideLeadsWhenNoneOfTheSixMay(t *testing.T) {
	pool, policy := panelPool(t, sixOf(nil))
	if p := pool.ProposePanel(policy, wageQuestion()); p.Lead != nil || !slices.Contains(gapCodes(p), GapNoLead) {
		t.Fatalf("%+v", p.Lead)
	}
	mediator := registry.Mediator{ID: "m", Status: registry.MediatorActive, Roles: []registry.Role{registry.RoleMediator}, Capacity: 2,
		ServiceAreas: []registry.RegionCode{"440703101"}, Standings: []registry.StandingTerm{{Kind: registry.StandingEngaged}}}
	pool.Put(&mediator, registry.Workload{})
	p := pool.ProposePanel(policy, wageQuestion())
	if p.Lead == nil || p.Lead.Mediator != "m" || len(p.Seats) != 7 || p.Seats[6].Reason.Code != PanelOutsideLead {
		t.Fatalf("%+v", p)
	}
}

// TestEveryPanelHoldsItsPromises draws rosters and checks what no panel may break.
func TestEveryPanelHoldsItsPromises(t *testing.T) {
	tax, policy := testTaxonomy(t), mustPolicy(t)
	rapid.Check(t, func(rt *rapid.T) {
		r := smallRoster(rt, tax, 40)
		pool := newTestPool(tax, r)
		q := drawQuestion(rt, r.People)
		var involved []registry.MediatorID
		if len(r.People) > 0 {
			involved = append(involved, r.People[0].Mediator.ID)
		}
		p := pool.ProposePanel(policy, q, involved...)
		seatsAreTheOnesAskedFor(rt, policy, q, p)
		seen, leads := map[registry.MediatorID]bool{}, 0
		for _, s := range p.Seats {
			for _, c := range []*registry.Candidate{s.Candidate, s.Reserve} {
				if c == nil {
					continue
				}
				if seen[c.Mediator] {
					rt.Fatalf("%s has two places", c.Mediator)
				}
				seen[c.Mediator] = true
				holdsPromises(rt, r, q, policy, c)
			}
			if s.Reason.Code == "" || s.Candidate == nil && s.Part != registry.PartInvited {
				rt.Fatalf("seat %+v", s)
			}
			if s.Part == registry.PartLead {
				leads++
				m := record(r, s.Candidate.Mediator)
				if p.Lead == nil || p.Lead.Mediator != m.ID || m.ID == involved[0] || !registry.Strongest(m.Standings, registry.DateOf(q.At)).Kind.MayLead() {
					rt.Fatalf("%s leads", m.ID)
				}
			}
		}
		if leads > 1 || (leads == 1) != (p.Lead != nil) || (p.Lead == nil) != slices.Contains(gapCodes(p), GapNoLead) {
			rt.Fatalf("%d leads, lead %v, gaps %v", leads, p.Lead, gapCodes(p))
		}
		for _, s := range p.Seats[:6] {
			seatIsHeld(rt, r, q, policy, s, seen)
		}
	})
}

// seatsAreTheOnesAskedFor: the six in their order with the subset of the type
// required, then the professionals and at most a lead from outside.
func seatsAreTheOnesAskedFor(t *rapid.T, policy *Policy, q registry.MatchQuestion, p registry.Panel) {
	family := q.Type.Family()
	if q.Type == "06.05" {
		family = "20"
	}
	needed, ok := policy.Panel.Families[family]
	if !ok {
		needed = policy.Panel.Usual
	}
	for i, role := range registry.SixMembers() {
		s := p.Seats[i]
		if want := slices.Contains(needed, role) || q.Risk == registry.RiskHigh && role == registry.RoleVillagePolice; s.Role != role || s.Required != want {
			t.Fatalf("%s: seat %d is %s, required %t", q.Type, i, s.Role, s.Required)
		}
	}
	counsellor := family == "01" || family == "20" || q.Risk == registry.RiskHigh ||
		slices.Contains(q.Facets, registry.FacetDomesticViolence) || slices.Contains(q.Facets, registry.FacetMinor)
	asked := slices.ContainsFunc(p.Seats[6:], func(s registry.PanelSeat) bool {
		return s.Role == registry.RoleCounsellor && s.Part != registry.PartLead || s.Reason.Code == PanelOutsideLead
	})
	if seat := seatOf(p, registry.RoleCounsellor); counsellor && seat == nil || !counsellor && seat != nil && !asked {
		t.Fatalf("%s %v: a counsellor is asked for: %t, seat %+v", q.Type, q.Facets, counsellor, seat)
	}
}

// seatIsHeld: the holder holds the seat in the village, the reserve in its town; a
// seat or a reserve is missing only when nobody who holds it is free.
func seatIsHeld(t *rapid.T, r *Roster, q registry.MatchQuestion, policy *Policy, s registry.PanelSeat, placed map[registry.MediatorID]bool) {
	village, town, day := placeOf(q.Region).at(min(placeOf(q.Region).level(), 5)), placeOf(q.Region).at(min(placeOf(q.Region).level(), 4)), registry.DateOf(q.At)
	holds := func(m *registry.Mediator, within place) bool {
		return slices.ContainsFunc(m.Seats, func(x registry.Seat) bool {
			return x.Role == s.Role && x.Term.Covers(day) && within.contains(placeOf(x.Region))
		})
	}
	if c := s.Candidate; c != nil && !holds(record(r, c.Mediator), village) {
		t.Fatalf("%s does not hold the seat %s", c.Mediator, s.Role)
	}
	if c := s.Reserve; c != nil && !holds(record(r, c.Mediator), town) {
		t.Fatalf("%s, in reserve, holds no seat %s", c.Mediator, s.Role)
	}
	for _, e := range r.People {
		m := &e.Mediator
		comes := m.ActiveOn(day) && !m.OnLeave(day) && !slices.Contains(slices.Concat(q.Exclude, q.Conflicted, q.Asked), m.ID) && m.Capacity > 0 &&
			e.Workload.Open+policy.Weight(q.Risk, q.Headcount) <= m.Capacity
		if !comes || placed[m.ID] {
			continue
		}
		if s.Candidate == nil && holds(m, village) || s.Candidate != nil && s.Reserve == nil && holds(m, town) {
			t.Fatalf("%s could sit in %s or be its reserve: %+v", m.ID, s.Role, s)
		}
	}
}

func holdsPromises(t *rapid.T, r *Roster, q registry.MatchQuestion, policy *Policy, c *registry.Candidate) {
	m, day := record(r, c.Mediator), registry.DateOf(q.At)
	if !m.ActiveOn(day) || m.OnLeave(day) || slices.Contains(slices.Concat(q.Exclude, q.Conflicted, q.Asked), m.ID) || c.OpenLoad+policy.Weight(q.Risk, q.Headcount) > m.Capacity {
		t.Fatalf("%+v has a place", m)
	}
}

func record(r *Roster, id registry.MediatorID) *registry.Mediator {
	for i := range r.People {
		if r.People[i].Mediator.ID == id {
			return &r.People[i].Mediator
		}
	}
	return nil
}
