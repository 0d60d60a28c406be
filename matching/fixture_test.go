package matching

import (
	"fmt"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"liuyuan/registry"
)

// asOf is a Tuesday, 10:00 in Shanghai.
func asOf() time.Time { return time.Date(2026, 3, 10, 2, 0, 0, 0, time.UTC) }

// testTaxonomy has the families that the policy's tables name.
func testTaxonomy(t interface{ Fatal(...any) }) *registry.Taxonomy {
	data := `{"version":"t","aliases":{"06.05":"20.01"},"types":[`
	for i, f := range []string{"01", "02", "03", "04", "10", "20", "99"} {
		if i > 0 {
			data += ","
		}
		data += fmt.Sprintf(`{"code":%q,"name":"类%s","nameEn":"type %s"}`, f, f, f)
		for j := 1; j <= 5 && f != "99"; j++ {
			data += fmt.Sprintf(`,{"code":"%s.%02d","name":"类%s.%d","nameEn":"type %s.%d"}`, f, j, f, j, f, j)
		}
	}
	tax, err := registry.ParseTaxonomy([]byte(data + `]}`))
	if err != nil {
		t.Fatal(err)
	}
	return tax
}

func mustPolicy(t interface{ Fatal(...any) }) *Policy {
	p, err := DefaultPolicy()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// smallRegions are two districts and another city, with and without points.
func smallRegions() []registry.Region {
	point := func(lat, lng float64) *registry.Point { return &registry.Point{Lat: lat, Lng: lng} }
	return []registry.Region{
		{Code: "44", Name: "广东"}, {Code: "4407", Name: "江门", Point: point(22.58, 113.08)}, {Code: "440703", Name: "蓬江"},
		{Code: "440703101", Name: "棠下", Point: point(22.67, 113.03)}, {Code: "440703101201", Name: "甲村", Point: point(22.68, 113.02)},
		{Code: "440703101202", Name: "乙村"}, {Code: "440703102", Name: "荷塘", Point: point(22.66, 113.11)},
		{Code: "440703102201", Name: "丙村", Point: point(22.665, 113.115)}, {Code: "440704", Name: "江海", Point: point(22.56, 113.11)},
		{Code: "440704001", Name: "外海"}, {Code: "4406", Name: "佛山", Point: point(23.02, 113.12)}, {Code: "440605", Name: "南海"},
		{Code: "35", Name: "福建"},
	}
}

func smallOrganizations() []registry.Organization {
	return []registry.Organization{
		{ID: "room-labour", Kind: registry.KindRoom, Name: "劳资室", Region: "440703101", Specialties: []registry.TypeCode{"10"}},
		{ID: "room-family", Kind: registry.KindRoom, Name: "家事室", Region: "440703102", Specialties: []registry.TypeCode{"01", "20.02"}},
		{ID: "room-overseas", Kind: registry.KindStudio, Name: "涉侨室", Region: "440703", Facets: []registry.Facet{registry.FacetOverseasChinese}},
		{ID: "room-both", Kind: registry.KindRoom, Name: "侨房室", Region: "440704001", Specialties: []registry.TypeCode{"03.05"}, Facets: []registry.Facet{registry.FacetOverseasChinese}},
		{ID: "committee", Kind: registry.KindCommittee, Name: "调委会", Region: "440703101201"},
	}
}

func someOf[T any](t *rapid.T, list []T, most int, label string) []T {
	return rapid.SliceOfN(rapid.SampledFrom(list), 0, most).Draw(t, label)
}

func distinct[T comparable](list []T) []T {
	var out []T
	seen := map[T]bool{}
	for _, x := range list {
		if !seen[x] {
			seen[x] = true
			out = append(out, x)
		}
	}
	return out
}

func drawDate(t *rapid.T, label string) registry.Date {
	if rapid.IntRange(0, 3).Draw(t, label+" given") == 0 {
		return ""
	}
	return registry.DateOf(asOf()).AddDays(rapid.SampledFrom([]int{-400, -180, -181, -30, -1, 0, 1, 20, 300}).Draw(t, label))
}

func drawTerm(t *rapid.T, label string) registry.Term {
	term := registry.Term{From: drawDate(t, label+" from"), To: drawDate(t, label+" to")}
	if term.From != "" && term.To != "" && term.To < term.From {
		term.From, term.To = term.To, term.From
	}
	return term
}

func regionCodes() []registry.RegionCode {
	return []registry.RegionCode{"44", "4407", "440703", "440703101", "440703101201", "440703101201-01", "440703101202", "440703102", "440703102201", "440704", "440704001", "440605", "35"}
}

func typeCodes() []registry.TypeCode {
	return []registry.TypeCode{"01", "01.01", "01.02", "03", "03.05", "10", "10.01", "10.02", "20.02", "06.05", "99"}
}

func drawRoles(t *rapid.T, most int, label string) []registry.Role {
	var all []registry.Role
	for _, n := range registry.Roles() {
		all = append(all, n.Role)
	}
	return distinct(someOf(t, all, most, label))
}

func drawFacets(t *rapid.T, most int, label string) []registry.Facet {
	return distinct(someOf(t, []registry.Facet{registry.FacetOverseasChinese, registry.FacetMinor, registry.FacetDomesticViolence}, most, label))
}

func languageCodes() []registry.Language {
	return []registry.Language{"cmn", "yue", "yue-x-siyap", "hak", "en"}
}

// drawEntry is any person that a roster may hold, with missing data and many ties.
func drawEntry(t *rapid.T, id registry.MediatorID) Entry {
	m := registry.Mediator{ID: id, Name: "某人", Status: rapid.SampledFrom([]registry.MediatorStatus{
		registry.MediatorActive, registry.MediatorActive, registry.MediatorActive, registry.MediatorSuspended, registry.MediatorRemoved}).Draw(t, "status"),
		StatusUntil: drawDate(t, "until"), Gender: rapid.SampledFrom([]registry.Gender{"", registry.Female, registry.Male}).Draw(t, "gender"),
		Roles: distinct(append(drawRoles(t, 2, "roles"), registry.Roles()[rapid.IntRange(0, 12).Draw(t, "first role")].Role)), Facets: drawFacets(t, 2, "facets"), Languages: distinct(someOf(t, languageCodes(), 4, "languages")),
		ServiceAreas: distinct(someOf(t, regionCodes(), 3, "areas")), Online: rapid.Bool().Draw(t, "online"),
		Capacity: rapid.IntRange(0, 4).Draw(t, "capacity"), AssuredAt: drawDate(t, "assured"),
	}
	if rapid.Bool().Draw(t, "has home") {
		m.Home = rapid.SampledFrom(regionCodes()).Draw(t, "home")
	}
	if rapid.Bool().Draw(t, "has point") {
		m.Point = drawPoint(t)
	}
	for _, c := range distinct(someOf(t, typeCodes(), 4, "specialties")) {
		m.Specialties = append(m.Specialties, registry.Specialty{Type: c, Level: rapid.IntRange(1, 3).Draw(t, "level")})
	}
	for range rapid.IntRange(0, 2).Draw(t, "standings") {
		m.Standings = append(m.Standings, registry.StandingTerm{Kind: registry.Standings()[rapid.IntRange(0, 3).Draw(t, "kind")].Standing,
			Organization: rapid.SampledFrom([]registry.OrganizationID{"", "committee"}).Draw(t, "seal"), Term: drawTerm(t, "term")})
	}
	for range rapid.IntRange(0, 2).Draw(t, "posts") {
		m.Posts = append(m.Posts, drawPost(t))
	}
	for range rapid.IntRange(0, 2).Draw(t, "seats") {
		m.Seats = append(m.Seats, registry.Seat{Region: rapid.SampledFrom(regionCodes()).Draw(t, "seat"),
			Role: rapid.SampledFrom(registry.SixMembers()).Draw(t, "seat role"), Term: drawTerm(t, "seat term")})
	}
	for range rapid.IntRange(0, 2).Draw(t, "leaves") {
		m.Leaves = append(m.Leaves, registry.Leave{Term: drawTerm(t, "leave")})
	}
	return Entry{m, drawLoad(t, id)}
}

func drawPoint(t *rapid.T) *registry.Point {
	return &registry.Point{Lat: 22.5 + float64(rapid.IntRange(0, 60).Draw(t, "lat"))/100, Lng: 113 + float64(rapid.IntRange(0, 40).Draw(t, "lng"))/100}
}

func drawPost(t *rapid.T) registry.Post {
	p := registry.Post{Organization: rapid.SampledFrom([]registry.OrganizationID{"room-labour", "room-family", "room-overseas", "room-both", "committee", "not-known"}).Draw(t, "post"),
		Presence: rapid.SampledFrom([]registry.Presence{registry.PresenceResident, registry.PresenceOnCall, registry.PresenceRotating}).Draw(t, "presence")}
	if rapid.Bool().Draw(t, "has hours") {
		p.Hours = []registry.DutyHours{{Weekday: rapid.IntRange(1, 7).Draw(t, "weekday"), From: 540, To: 1020}, {Weekday: 2, From: 1200, To: 1260}}
	}
	return p
}

func drawLoad(t *rapid.T, id registry.MediatorID) registry.Workload {
	w := registry.Workload{Mediator: id, Open: rapid.IntRange(0, 4).Draw(t, "open")}
	if rapid.Bool().Draw(t, "assigned before") {
		w.LastAssignedAt = asOf().AddDate(0, 0, -rapid.IntRange(0, 40).Draw(t, "days ago"))
	}
	return w
}

func personID(i int) registry.MediatorID {
	if i%7 == 3 {
		return registry.MediatorID(fmt.Sprintf("person-%d", i))
	}
	return registry.MediatorID(uuid.NewSHA1(uuid.NameSpaceOID, []byte(fmt.Sprint(i))).String())
}

// drawQuestion is any question that the centre may pass on.
func drawQuestion(t *rapid.T, people []Entry) registry.MatchQuestion {
	q := registry.MatchQuestion{
		Type: rapid.SampledFrom(append(typeCodes(), "", "77")).Draw(t, "type"), Secondary: distinct(someOf(t, typeCodes(), 2, "secondary")),
		Facets: drawFacets(t, 2, "question facets"), Risk: rapid.SampledFrom([]registry.RiskLevel{"", registry.RiskLow, registry.RiskMedium, registry.RiskHigh}).Draw(t, "risk"),
		Headcount: rapid.SampledFrom([]int{0, 9, 10, 29, 30, 500}).Draw(t, "headcount"),
		Region:    rapid.SampledFrom(append(regionCodes(), "", "440703101209", "nonsense")).Draw(t, "region"),
		Online:    rapid.Bool().Draw(t, "video"), Part: rapid.SampledFrom([]registry.Part{"", registry.PartLead, registry.PartInvited}).Draw(t, "part"),
		Gender: rapid.SampledFrom([]registry.Gender{"", "", registry.Female}).Draw(t, "asked gender"),
		At:     asOf().Add(time.Duration(rapid.IntRange(0, 60).Draw(t, "hours later")) * time.Hour), First: rapid.SampledFrom([]int{0, 1, 3, 10, 100, 1000, -1}).Draw(t, "first"),
	}
	q.NoSummary = q.First > 0 && rapid.IntRange(0, 4).Draw(t, "in bulk") == 0
	if rapid.IntRange(0, 3).Draw(t, "asks roles") == 0 {
		q.Roles = drawRoles(t, 3, "asked roles")
	}
	if rapid.IntRange(0, 2).Draw(t, "asks languages") == 0 {
		q.Languages = distinct(someOf(t, append(languageCodes(), "vi"), 2, "asked languages"))
	}
	if rapid.Bool().Draw(t, "asks point") {
		q.Point = drawPoint(t)
	}
	if len(people) > 0 && rapid.IntRange(0, 3).Draw(t, "excludes") == 0 {
		q.Exclude = []registry.MediatorID{rapid.SampledFrom(people).Draw(t, "excluded").Mediator.ID, "nobody"}
		q.Conflicted = []registry.MediatorID{rapid.SampledFrom(people).Draw(t, "conflicted").Mediator.ID}
		q.Asked = []registry.MediatorID{rapid.SampledFrom(people).Draw(t, "asked").Mediator.ID}
	}
	return q
}

func newTestPool(tax *registry.Taxonomy, r *Roster) *Pool {
	p := NewPool(tax, r.Regions, r.Organizations, len(r.People))
	for i := range r.People {
		p.Put(&r.People[i].Mediator, r.People[i].Workload)
	}
	return p
}

func smallRoster(t *rapid.T, tax *registry.Taxonomy, most int) *Roster {
	r := &Roster{Taxonomy: tax, Regions: smallRegions(), Organizations: smallOrganizations()}
	n := rapid.IntRange(0, most).Draw(t, "people")
	for i := range n {
		r.People = append(r.People, drawEntry(t, personID(i)))
	}
	return r
}
