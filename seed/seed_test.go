package seed

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liuyuan/registry"
)

const day registry.Date = "2026-11-02"

// taxonomy is the taxonomy in force.
func taxonomy(t *testing.T) *registry.Taxonomy {
	t.Helper()
	tax, err := registry.LoadTaxonomy()
	if err != nil {
		t.Fatal(err)
	}
	return tax
}

func TestRegionsHoldThe139VillagesOfPengjiangInSixTowns(t *testing.T) {
	names := map[registry.RegionCode]string{}
	villages := map[string]int{}
	for _, r := range Regions() {
		if err := r.Validate(); err != nil {
			t.Errorf("%s: %v", r.Code, err)
		}
		if parent := r.Code.Parent(); parent != "" && names[parent] == "" {
			t.Errorf("%s comes before its container", r.Code)
		}
		if names[r.Code] != "" {
			t.Errorf("%s appears twice", r.Code)
		}
		names[r.Code] = r.Name
		if r.Code.Level() == registry.Village {
			villages[names[r.Code.Parent()]]++
			if r.Point == nil || !r.PointApprox {
				t.Errorf("%s needs a point that says it is approximate", r.Code)
			}
		}
	}
	want := map[string]int{"白沙街道": 42, "潮连街道": 6, "环市街道": 26, "棠下镇": 26, "荷塘镇": 14, "杜阮镇": 25}
	if d := cmp.Diff(want, villages); d != "" {
		t.Error(d)
	}
	if got := len(names); got != 2+7+82+139 {
		t.Errorf("%d regions", got)
	}
	if names["44"] != "广东省" || names["440703101203"] != "迳口村" || names["440781"] != "台山市" {
		t.Error("province, village or neighbouring city is misnamed")
	}
}

func TestAMergedStreetIsFoundUnderItsOldName(t *testing.T) {
	for _, r := range Regions() {
		for _, a := range r.Aliases {
			if a == "仓后" && r.Code != "440703002" {
				t.Errorf("仓后 leads to %s", r.Code)
			}
		}
		if r.Code == "440703002" && !strings.Contains(strings.Join(r.Aliases, " "), "白沙 仓后 堤东 北街") {
			t.Errorf("白沙街道 is also known as %v", r.Aliases)
		}
	}
}

func TestAnAliasNamesOnePlaceOfPengjiang(t *testing.T) {
	known := map[string]registry.RegionCode{}
	for _, r := range Regions() {
		for _, name := range append([]string{r.Name}, r.Aliases...) {
			if other, dup := known[name]; dup && pengjiang.Contains(r.Code) {
				t.Errorf("%s names %s and %s", name, other, r.Code)
			}
			if pengjiang.Contains(r.Code) {
				known[name] = r.Code
			}
		}
	}
}

func TestAllPointsOfPengjiangLieWithinItsBoundary(t *testing.T) {
	b := pengjiangBorder()
	distinct := map[registry.Point]bool{}
	for _, r := range Regions() {
		if !pengjiang.Contains(r.Code) {
			continue
		}
		if !b.contains(*r.Point) {
			t.Errorf("%s lies outside", r.Name)
		}
		if r.Code.Level() == registry.Village {
			distinct[*r.Point] = true
			if !b.contains(rounded(*r.Point, coarse)) {
				t.Errorf("%s lies outside when rounded for people", r.Name)
			}
		}
	}
	if len(distinct) != 139 {
		t.Errorf("%d distinct points for 139 villages", len(distinct))
	}
	for _, m := range Mediators(day) {
		if m.Point == nil || !b.contains(*m.Point) {
			t.Errorf("%s lies outside", m.ID)
		}
	}
}

func TestEveryVillageHasItsSixSeatsFilled(t *testing.T) {
	holders := map[registry.Seat]int{}
	for _, m := range Mediators(day) {
		for _, s := range m.Seats {
			if !s.Covers(day) {
				t.Errorf("%s no longer holds the seat in %s", m.ID, s.Region)
			}
			s.Term = registry.Term{}
			holders[s]++
			if !m.Serves(s.Region) {
				t.Errorf("%s holds a seat in %s but does not serve it", m.ID, s.Region)
			}
		}
	}
	seats := 0
	for _, r := range Regions() {
		if r.Code.Level() != registry.Village {
			continue
		}
		for _, role := range registry.SixMembers() {
			seats++
			if n := holders[registry.Seat{Region: r.Code, Role: role}]; n < 1 || n > 3 || n > 1 && role != registry.RoleGridOfficer {
				t.Errorf("%s: %d holders as %s", r.Name, n, role)
			}
		}
	}
	if seats != 139*6 {
		t.Errorf("%d seats", seats)
	}
}

func TestEveryRecordIsValidAndRefersToWhatExists(t *testing.T) {
	tax := taxonomy(t)
	regions := map[registry.RegionCode]bool{}
	for _, r := range Regions() {
		regions[r.Code] = true
	}
	kinds := map[registry.OrganizationID]registry.OrganizationKind{}
	for _, o := range Organizations() {
		if _, dup := kinds[o.ID]; dup {
			t.Errorf("%s appears twice", o.Name)
		}
		kinds[o.ID] = o.Kind
	}
	for _, o := range Organizations() {
		if err := o.Validate(tax); err != nil {
			t.Errorf("%s: %v", o.Name, err)
		}
		if !regions[o.Region] || o.Committee != "" && kinds[o.Committee] != registry.KindCommittee {
			t.Errorf("%s: region %s, committee %s", o.Name, o.Region, o.Committee)
		}
	}
	seen := map[registry.MediatorID]bool{}
	for _, m := range Mediators(day) {
		if err := m.Validate(tax); err != nil {
			t.Errorf("%s: %v", m.ID, err)
		}
		if seen[m.ID] || !m.Synthetic || !regions[m.Home] || !strings.HasPrefix(m.DutyPhone, "0750-0000") {
			t.Errorf("%s is repeated, not marked synthetic, homeless or has a real number", m.ID)
		}
		seen[m.ID] = true
		for _, a := range m.ServiceAreas {
			if !regions[a] {
				t.Errorf("%s serves the unknown %s", m.ID, a)
			}
		}
		for _, p := range m.Posts {
			if kinds[p.Organization] == "" {
				t.Errorf("%s is posted at an unknown institution", m.ID)
			}
		}
		for _, s := range m.Standings {
			if k := kinds[s.Organization]; k != registry.KindCommittee && (k != registry.KindCourt || s.Kind != registry.StandingCourtInvited) {
				t.Errorf("%s: %s at %q", m.ID, s.Kind, k)
			}
		}
		if strings.ContainsAny(m.Introduction, "{}") || m.Introduction == "" {
			t.Errorf("%s: %q", m.ID, m.Introduction)
		}
	}
	if n := len(seen); n < 1800 || n > 2000 {
		t.Errorf("%d people, want about 1,900", n)
	}
}

func TestOnlyWhatTheDistrictNamesIsNotSynthetic(t *testing.T) {
	var real []string
	for _, o := range Organizations() {
		if !o.Synthetic {
			real = append(real, o.Name)
		}
	}
	want := []string{"蓬江区综治中心", "棠下镇劳资纠纷专项调解室", "荷塘镇“一家人”婚姻家庭调解室", "白沙街道涉侨纠纷调解室", "“船哥”个人调解品牌工作室"}
	if d := cmp.Diff(want, real); d != "" {
		t.Error(d)
	}
}

func TestTheRealRoomsHaveExpertsWhoMayLeadAtAnyHour(t *testing.T) {
	for _, want := range []struct {
		key  string
		kind registry.TypeCode
		in   registry.RegionCode
	}{
		{"room/440703101/labour", "10.01", "440703101"},
		{"room/440703102/family", "01.01", "440703102"},
		{"room/440703002/overseas", "03.05", "440703002"},
		{"studio/440703/chuange", "24.02", "440703006"},
	} {
		reachable := 0
		for _, m := range Mediators(day) {
			if len(m.Posts) == 0 || m.Posts[0].Organization != organizationID(want.key) {
				continue
			}
			if !m.Serves(want.in) || !m.ActiveOn(day) || m.OnLeave(day) || m.StaleOn(day) {
				t.Errorf("%s of %s cannot take work", m.ID, want.key)
			}
			knows := false
			for _, s := range m.Specialties {
				knows = knows || s.Type == want.kind && s.Level == 3
			}
			if knows && registry.Strongest(m.Standings, day).Kind.MayLead() && len(m.Posts[0].Hours) == 0 {
				reachable++
			}
		}
		if reachable == 0 {
			t.Errorf("%s has nobody on call", want.key)
		}
	}
}

func TestTheRosterShowsEveryRoleStandingAndSeason(t *testing.T) {
	count := map[string]int{}
	for _, m := range Mediators(day) {
		count[string(m.Roles[0])]++
		count[string(m.Gender)]++
		count[string(m.Standings[0].Kind)]++
		for _, l := range m.Languages {
			count[string(l)]++
		}
		for what, is := range map[string]bool{
			"stale": m.StaleOn(day), "leave": m.OnLeave(day), "suspended": !m.ActiveOn(day),
			"lapsed": !m.Standings[0].Covers(day), "online": m.Online,
		} {
			if is {
				count[what]++
			}
		}
	}
	for _, r := range registry.Roles() {
		if r.Role != registry.RoleOther && count[string(r.Role)] < 6 {
			t.Errorf("%d people are %s", count[string(r.Role)], r.Role)
		}
	}
	for _, what := range []string{"FEMALE", "MALE", "COMMITTEE_MEMBER", "ENGAGED", "COURT_INVITED", "INVITED", "hak", "yue-x-siyap", "en", "es", "stale", "leave", "suspended", "lapsed", "online"} {
		if count[what] < 3 {
			t.Errorf("%s: %d", what, count[what])
		}
	}
}

// The sums change when the data or a draw changes: look at the difference, then
// write the new sum.
func TestTheSeedIsTheSameOnEveryMachine(t *testing.T) {
	for name, want := range map[string]struct {
		value any
		sum   string
	}{
		"regions":       {Regions(), "d907bcde59dedb8b"},
		"organizations": {Organizations(), "8ca2cbd9596039bc"},
		"mediators":     {Mediators(day), "1bf1c8898111e95e"},
	} {
		text, err := json.Marshal(want.value)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(text)
		if got := hex.EncodeToString(sum[:8]); got != want.sum {
			t.Errorf("%s: %s, want %s", name, got, want.sum)
		}
	}
	if d := cmp.Diff(Mediators(day), Mediators(day)); d != "" {
		t.Error(d)
	}
}
