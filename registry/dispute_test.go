package registry

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func statuses() []DisputeStatus {
	var all []DisputeStatus
	for _, n := range DisputeStatuses() {
		all = append(all, n.Status)
	}
	return all
}

func TestADisputeOnlyMovesAlongTheTableAndEndsForGood(t *testing.T) {
	allowed := map[DisputeStatus]map[DisputeStatus]bool{}
	for _, n := range DisputeStatuses() {
		allowed[n.Status] = map[DisputeStatus]bool{n.Status: true}
		for _, x := range n.Next {
			allowed[n.Status][x] = true
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		d := Dispute{Status: DisputeRegistered}
		for _, next := range rapid.SliceOfN(rapid.SampledFrom(statuses()), 1, 40).Draw(t, "wishes") {
			before := d.Status
			err := d.Move(next)
			if (err == nil) != allowed[before][next] {
				t.Fatalf("%s to %s: %v", before, next, err)
			}
			if err != nil && (d.Status != before || CodeOf(err) != CodeState) {
				t.Fatalf("a refused move left %s with %v", d.Status, err)
			}
			if before.Final() && d.Status != before {
				t.Fatalf("%s was not the end", before)
			}
		}
	})
}

func TestEveryStatusIsReachedAndEveryOpenOneCanEnd(t *testing.T) {
	reach := func(from DisputeStatus) map[DisputeStatus]bool {
		seen := map[DisputeStatus]bool{from: true}
		for queue := []DisputeStatus{from}; len(queue) > 0; queue = queue[1:] {
			for _, n := range statuses() {
				if queue[0].May(n) && !seen[n] {
					seen[n] = true
					queue = append(queue, n)
				}
			}
		}
		return seen
	}
	all := reach(DisputeRegistered)
	for _, s := range statuses() {
		if !all[s] {
			t.Errorf("%s is never reached", s)
		}
		if ends := reach(s); !s.Final() && !ends[DisputeClosed] && !ends[DisputeTerminated] {
			t.Errorf("%s never ends", s)
		}
	}
	if DisputeStatus("DRAFT").May(DisputeClosed) {
		t.Error("an unknown status moves")
	}
}

func TestAnOfferIsSettledOnceAndCountsWhileItIsLive(t *testing.T) {
	var all []AssignmentStatus
	for _, n := range AssignmentStatuses() {
		all = append(all, n.Status)
	}
	at := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	rapid.Check(t, func(t *rapid.T) {
		a := Assignment{Status: AssignmentOffered, Weight: rapid.IntRange(1, 9).Draw(t, "weight")}
		for _, next := range rapid.SliceOfN(rapid.SampledFrom(all), 1, 20).Draw(t, "wishes") {
			before := a
			err := a.Move(next, at)
			if err != nil {
				if !reflect.DeepEqual(a, before) || CodeOf(err) != CodeState {
					t.Fatalf("a refused move changed %+v to %+v: %v", before, a, err)
				}
				continue
			}
			if !before.Status.Live() {
				t.Fatalf("%s moved on to %s", before.Status, next)
			}
			if (a.Load() == a.Weight) != a.Status.Live() || !a.Status.Live() && a.EndedAt.IsZero() || a.Status == AssignmentAccepted && a.AcceptedAt.IsZero() {
				t.Fatalf("after %s: %+v", next, a)
			}
		}
	})
}

func TestOnlyAHumanLookLetsADangerousMatterGoOn(t *testing.T) {
	d := Dispute{Risk: RiskHigh}
	if !d.NeedsAssessment() {
		t.Error("HIGH needs no assessment")
	}
	d.Assessed = &Assessment{Risk: RiskMedium}
	if !d.NeedsAssessment() {
		t.Error("an assessment of medium risk covers a later HIGH")
	}
	d.Assessed.Risk = RiskHigh
	if d.NeedsAssessment() {
		t.Error("an assessed HIGH waits still")
	}
	if d = (Dispute{Risk: RiskLow, Safety: []SafetyFlag{SafetyViolence}}); !d.NeedsAssessment() || !d.TwoPersons() {
		t.Error("a safety flag asks for nothing")
	}
}

func TestIdentityNumbersAreCheckedByTheirLastCharacter(t *testing.T) {
	valid := "11010519491231002X" // the example of GB 11643
	if !ValidIdentityNumber(PartyPerson, valid) || !ValidIdentityNumber(PartyPerson, strings.ToLower(valid)) || !ValidIdentityNumber(PartyPerson, "H12345678") {
		t.Error("a valid number is refused")
	}
	rapid.Check(t, func(t *rapid.T) { // any one digit changed, or two neighbours swapped, is found out (MOD 11-2)
		i := rapid.IntRange(0, 16).Draw(t, "place")
		other := byte('0' + rapid.IntRange(0, 9).Draw(t, "digit"))
		if changed := valid[:i] + string(other) + valid[i+1:]; changed != valid && ValidIdentityNumber(PartyPerson, changed) {
			t.Fatalf("%s passes", changed)
		}
	})
	for _, wrong := range []string{"110105194912310021", "11010519490230002X", "1101051949123100", "", "1101051949123100２X", "123456"} {
		if ValidIdentityNumber(PartyPerson, wrong) {
			t.Errorf("%q passes", wrong)
		}
	}
	// 91350100M000100Y43 is the example of GB 32100-2015.
	if !ValidIdentityNumber(PartyOrganization, "91350100M000100Y43") || ValidIdentityNumber(PartyOrganization, "91350100M000100Y44") || ValidIdentityNumber(PartyOrganization, valid) {
		t.Error("credit codes are judged wrongly")
	}
}

func TestMaskedFactsShowNoMoreThanTheyMay(t *testing.T) {
	m := PartyFacts{Name: "欧阳明", Phone: "13812341234", IdentityNumber: "11010519491231002X", Address: "江门市蓬江区某路 1 号 202"}.Masked(PartyPerson)
	want := PartyFacts{Name: "欧**", Phone: "138****1234", IdentityNumber: "110***********002X", Address: "江门市蓬江区****"}
	if m != want {
		t.Errorf("%+v, want %+v", m, want)
	}
	rapid.Check(t, func(t *rapid.T) {
		f := PartyFacts{Name: rapid.StringN(2, 20, -1).Draw(t, "name"), Phone: rapid.StringMatching(`[0-9]{5,15}`).Draw(t, "phone"), Address: rapid.String().Draw(t, "address")}
		m := f.Masked(PartyPerson)
		if f.Name != UnknownName && m.Name == f.Name && !strings.Contains(f.Name, "*") || m.Phone == f.Phone || f.Address != "" && m.Address == f.Address {
			t.Fatalf("%+v shows through %+v", f, m)
		}
	})
	if n := (PartyFacts{Name: UnknownName}).Masked(PartyPerson).Name; n != UnknownName {
		t.Errorf("不详 is shown as %s", n)
	}
	if NormalPhone("+86 138-1234 1234") != NormalPhone("１３８12341234") {
		t.Error("the same number is two")
	}
}

func TestATieExcludesUntilAllHaveWaivedIt(t *testing.T) {
	both := []PartyID{"a", "b"}
	waived := map[PartyID]time.Time{"a": {}}
	for _, c := range []struct {
		name  string
		tie   Tie
		part  Part
		wants bool
	}{
		{"kin", Tie{Kind: TieKin}, PartLead, true},
		{"kin, waived by one", Tie{Kind: TieKin, Waivers: waived}, PartLead, true},
		{"kin, waived by all", Tie{Kind: TieKin, Waivers: map[PartyID]time.Time{"a": {}, "b": {}}}, PartLead, false},
		{"a party, waived by all", Tie{Kind: TieParty, Waivers: map[PartyID]time.Time{"a": {}, "b": {}}}, PartInvited, true},
		{"employer, invited", Tie{Kind: TieEmployer}, PartInvited, false},
		{"employer, leading", Tie{Kind: TieEmployer}, PartLead, true},
		{"withdrawn", Tie{Kind: TieKin, Withdrawn: time.Now()}, PartLead, false},
	} {
		if got := c.tie.Excludes(c.part, both); got != c.wants {
			t.Errorf("%s: excludes %v", c.name, got)
		}
	}
	if !(Tie{Kind: TieKin}).Excludes(PartLead, nil) {
		t.Error("nobody to ask is taken for consent")
	}
}

func TestTheCombinedRankingAddsBothSidesRanks(t *testing.T) {
	c := Choice{Names: []MediatorID{"a", "b", "c", "d"}, Ballots: map[PartySide]Ballot{
		SideApplicant:  {Strikes: []MediatorID{"d"}, Ranking: []MediatorID{"b", "a", "c"}},
		SideRespondent: {Ranking: []MediatorID{"a", "c", "b"}},
	}}
	if got := c.Order(); len(got) != 3 || got[0] != "a" || got[1] != "b" || got[2] != "c" { // a 1+0, b 0+2, c 2+1
		t.Errorf("order %v", got)
	}
	if !c.Complete() || (&Choice{Names: c.Names}).Complete() {
		t.Error("complete is judged wrongly")
	}
	for _, bad := range []Ballot{{Strikes: []MediatorID{"a", "b", "c"}}, {Ranking: []MediatorID{"x"}}, {Strikes: []MediatorID{"a"}, Ranking: []MediatorID{"a"}}} {
		if bad.Validate(&c) == nil {
			t.Errorf("%+v passes", bad)
		}
	}
}

func TestAScopeComparesWholeSegmentsAndTheZeroOneSeesNothing(t *testing.T) {
	s := Scope{Regions: []RegionCode{"440703101"}}
	if !s.Covers("440703101203") || s.Covers("4407031010") || s.Covers("440703102") || (Scope{}).Covers("440703101") || !(Scope{Everything: true}).Covers("44") {
		t.Error("a scope covers wrongly")
	}
}
