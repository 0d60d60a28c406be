package roster

import (
	"bytes"
	"fmt"
	"iter"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/google/uuid"
	"pgregory.net/rapid"

	"liuyuan/registry"
)

func taxonomy(t testing.TB) *registry.Taxonomy {
	t.Helper()
	tax, err := registry.LoadTaxonomy()
	if err != nil {
		t.Fatal(err)
	}
	return tax
}

// Lists without entries are equal whether nil or empty.
func equal() cmp.Option { return cmpopts.EquateEmpty() }

func anyID(t *rapid.T) string {
	var id uuid.UUID
	copy(id[:], rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "id"))
	return id.String()
}

func anyDay(t *rapid.T) registry.Date {
	return registry.Date("2024-01-01").AddDays(rapid.IntRange(-3000, 3000).Draw(t, "day"))
}

func anyTerm(t *rapid.T) registry.Term {
	term := registry.Term{}
	if rapid.Bool().Draw(t, "from") {
		term.From = anyDay(t)
	}
	if rapid.Bool().Draw(t, "to") {
		term.To = anyDay(t)
	}
	if term.From != "" && term.To != "" && term.To < term.From {
		term.From, term.To = term.To, term.From
	}
	return term
}

func anyPoint(t *rapid.T) *registry.Point {
	if rapid.Bool().Draw(t, "nowhere") {
		return nil
	}
	return &registry.Point{Lat: rapid.Float64Range(-90, 90).Draw(t, "lat"), Lng: rapid.Float64Range(-180, 180).Draw(t, "lng")}
}

func anyRegionCode(t *rapid.T) registry.RegionCode {
	return registry.RegionCode(rapid.StringMatching(`[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{12}-[0-9]{2}`).Draw(t, "region"))
}

// anyText is text of all sorts, often with what CSV and spreadsheets stumble over.
func anyText(t *rapid.T, limit int) string {
	awkward := rapid.SampledFrom([]string{"", "=1+1", "'", "''", "'=", "+86", "-", "@a", "\t", "\r", "\n", "\r\n", "a\r\nb", "＝", "＠x", "'＋", `"`, `""`, ",", ";", `\`, " ", "\ufeff", "\x00"})
	return rapid.OneOf(awkward, rapid.StringN(0, limit, -1), rapid.Custom(func(t *rapid.T) string {
		head := awkward.Draw(t, "head")
		return head + rapid.StringN(0, limit-utf8.RuneCountInString(head), -1).Draw(t, "tail")
	})).Draw(t, "text")
}

func anyName(t *rapid.T) string {
	return rapid.StringOfN(rapid.Rune().Filter(func(r rune) bool { return r >= ' ' && r != 0x7f }), 1, registry.MaxName, -1).Draw(t, "name")
}

func someOf[T comparable](t *rapid.T, all []T, least int) []T {
	return rapid.SliceOfNDistinct(rapid.SampledFrom(all), least, min(len(all), registry.MaxList), rapid.ID[T]).Draw(t, "some")
}

func listOf[T any](t *rapid.T, most int, one func(*rapid.T) T) []T {
	return rapid.SliceOfN(rapid.Custom(one), 0, most).Draw(t, "list")
}

func anyHours(t *rapid.T) registry.DutyHours {
	from := rapid.IntRange(0, 1439).Draw(t, "from")
	return registry.DutyHours{
		Weekday: rapid.IntRange(1, 7).Draw(t, "weekday"), From: registry.Clock(from),
		To: registry.Clock(rapid.IntRange(from+1, 1440).Draw(t, "to")),
	}
}

func allRoles() []registry.Role {
	var all []registry.Role
	for _, n := range registry.Roles() {
		all = append(all, n.Role)
	}
	return all
}

func allFacets() []registry.Facet {
	var all []registry.Facet
	for _, n := range registry.Facets() {
		all = append(all, n.Facet)
	}
	return all
}

func allTypes(tax *registry.Taxonomy) []registry.TypeCode {
	var all []registry.TypeCode
	for _, d := range tax.Types {
		all = append(all, d.Code)
	}
	for alias := range tax.Aliases {
		all = append(all, alias)
	}
	return all
}

func anyMediator(tax *registry.Taxonomy) func(*rapid.T) registry.Mediator {
	return func(t *rapid.T) registry.Mediator {
		m := registry.Mediator{
			ID: registry.MediatorID(anyID(t)), Name: anyName(t),
			Gender: rapid.SampledFrom([]registry.Gender{"", registry.Female, registry.Male}).Draw(t, "gender"),
			Roles:  someOf(t, allRoles(), 1), Facets: someOf(t, allFacets(), 0),
			ServiceAreas: rapid.SliceOfN(rapid.Custom(anyRegionCode), 1, 20).Draw(t, "areas"),
			Point:        anyPoint(t),
			Languages:    someOf(t, []registry.Language{"cmn", "yue", "yue-x-siyap", "zh-Hant-HK", "es-419", "en"}, 1),
			Introduction: anyText(t, 300), DutyPhone: anyText(t, registry.MaxPhone), StatusReason: anyText(t, 50),
			Online: rapid.Bool().Draw(t, "online"), Synthetic: rapid.Bool().Draw(t, "synthetic"),
			Capacity: rapid.IntRange(0, registry.MaxCapacity).Draw(t, "capacity"),
			Status:   rapid.SampledFrom([]registry.MediatorStatus{registry.MediatorActive, registry.MediatorSuspended, registry.MediatorRemoved}).Draw(t, "status"),
			Version:  rapid.IntRange(0, 1<<40).Draw(t, "version"),
			Leaves:   listOf(t, 3, func(t *rapid.T) registry.Leave { return registry.Leave{Term: anyTerm(t)} }),
			Seats: listOf(t, 4, func(t *rapid.T) registry.Seat {
				return registry.Seat{Region: anyRegionCode(t), Role: rapid.SampledFrom(allRoles()).Draw(t, "role"), Term: anyTerm(t)}
			}),
			Standings: listOf(t, 3, func(t *rapid.T) registry.StandingTerm {
				s := registry.StandingTerm{Kind: rapid.SampledFrom(registry.Standings()).Draw(t, "standing").Standing, Term: anyTerm(t)}
				if rapid.Bool().Draw(t, "committee") {
					s.Organization = registry.OrganizationID(anyID(t))
				}
				return s
			}),
			Posts: listOf(t, 3, func(t *rapid.T) registry.Post {
				p := rapid.SampledFrom([]registry.Presence{registry.PresenceResident, registry.PresenceOnCall, registry.PresenceRotating}).Draw(t, "presence")
				return registry.Post{Organization: registry.OrganizationID(anyID(t)), Presence: p, Hours: listOf(t, 10, anyHours)}
			}),
		}
		for _, c := range someOf(t, allTypes(tax), 0) {
			m.Specialties = append(m.Specialties, registry.Specialty{Type: c, Level: rapid.IntRange(1, 3).Draw(t, "level")})
		}
		if rapid.Bool().Draw(t, "dates") {
			m.Home, m.AssuredAt, m.StatusUntil = anyRegionCode(t), anyDay(t), anyDay(t)
		}
		if err := m.Validate(tax); err != nil {
			t.Fatalf("the test's own record is not valid: %v", err)
		}
		return m
	}
}

func anyRecord(tax *registry.Taxonomy) func(*rapid.T) []Record {
	return func(t *rapid.T) []Record {
		var all []Record
		for range rapid.IntRange(0, 2).Draw(t, "regions") {
			all = append(all, Record{Region: &registry.Region{
				Code: anyRegionCode(t), Name: anyName(t), Point: anyPoint(t), PointApprox: rapid.Bool().Draw(t, "approx"),
				Aliases: listOf(t, 4, func(t *rapid.T) string { return anyText(t, 10) }), Version: rapid.IntRange(0, 9).Draw(t, "version"),
			}})
		}
		for range rapid.IntRange(0, 2).Draw(t, "organizations") {
			o := &registry.Organization{
				ID: registry.OrganizationID(anyID(t)), Kind: rapid.SampledFrom(registry.OrganizationKinds()).Draw(t, "kind").Kind,
				Name: anyName(t), Brand: anyText(t, registry.MaxName), Region: anyRegionCode(t), Point: anyPoint(t),
				Specialties: someOf(t, allTypes(tax), 0), Facets: someOf(t, allFacets(), 0),
				Synthetic: rapid.Bool().Draw(t, "synthetic"), Version: rapid.IntRange(0, 9).Draw(t, "version"),
			}
			if rapid.Bool().Draw(t, "committee") {
				o.Committee = registry.OrganizationID(anyID(t))
			}
			all = append(all, Record{Organization: o})
		}
		for range rapid.IntRange(0, 2).Draw(t, "mediators") {
			m := anyMediator(tax)(t)
			all = append(all, Record{Mediator: &m})
		}
		return all
	}
}

// written is a file with the records.
func written(t interface{ Fatal(...any) }, records []Record) []byte {
	var file bytes.Buffer
	n, err := Write(&file, func(yield func(Record, error) bool) {
		for _, r := range records {
			if !yield(r, nil) {
				return
			}
		}
	})
	if err != nil || n != len(records) {
		t.Fatal(n, err)
	}
	return file.Bytes()
}

// collected are the records and errors of a file; lines are left out.
func collected(all iter.Seq2[Record, error]) (records []Record, errs []error) {
	for r, err := range all {
		if err != nil {
			errs = append(errs, err)
			continue
		}
		r.Line = 0
		records = append(records, r)
	}
	return records, errs
}

func TestWhatIsWrittenIsReadAgainWithoutLoss(t *testing.T) {
	tax := taxonomy(t)
	rapid.Check(t, func(t *rapid.T) {
		want := anyRecord(tax)(t)
		file := written(t, want)
		if rapid.Bool().Draw(t, "bom") {
			file = append([]byte(BOM), file...)
		}
		got, errs := collected(Read(bytes.NewReader(file), Options{Taxonomy: tax}))
		if len(errs) > 0 {
			t.Fatalf("%v\n%q", errs, file)
		}
		if d := cmp.Diff(want, got, equal()); d != "" {
			t.Fatalf("%s\n%q", d, file)
		}
	})
}

func TestNoCellOfAFileIsAFormula(t *testing.T) {
	tax := taxonomy(t)
	rapid.Check(t, func(t *rapid.T) {
		s, err := newScanner(bytes.NewReader(written(t, anyRecord(tax)(t))), UTF8)
		if err != nil {
			t.Fatal(err)
		}
		for {
			cells, err := s.read()
			if err != nil {
				return
			}
			for _, c := range cells {
				if strings.IndexAny(c, "=+-@\t\r\n＝＋－＠") == 0 {
					t.Fatalf("a spreadsheet would run %q", c)
				}
			}
		}
	})
}

func TestDefusingIsUndoneExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("''''=+-@\t\r\n＝＋－＠ab"))).Draw(t, "cell")
		if got := undo(defuse(text)); got != text {
			t.Fatalf("%q became %q", text, got)
		}
	})
}

func TestNewPeopleKeepOneIdentifierHoweverOftenTheFileIsRead(t *testing.T) {
	tax := taxonomy(t)
	file := "name,roles,serviceAreas,languages,capacity\n甲,调解员,440703101,普通话;yue,3\n甲,MEDIATOR,440703102,cmn,3\n"
	file = strings.Replace(file, "调解员", "人民调解员", 1)
	read := func() []Record {
		got, errs := collected(Read(strings.NewReader(file), Options{Taxonomy: tax}))
		if len(errs) > 0 || len(got) != 2 {
			t.Fatal(got, errs)
		}
		return got
	}
	a, b := read(), read()
	if d := cmp.Diff(a, b); d != "" {
		t.Error(d)
	}
	if a[0].Mediator.ID == a[1].Mediator.ID || len(a[0].Mediator.ID) != 36 {
		t.Error(fmt.Sprint("identifiers ", a[0].Mediator.ID, a[1].Mediator.ID))
	}
	want := registry.Mediator{
		ID: a[0].Mediator.ID, Name: "甲", Roles: []registry.Role{"MEDIATOR"}, ServiceAreas: []registry.RegionCode{"440703101"},
		Languages: []registry.Language{"cmn", "yue"}, Capacity: 3, Status: registry.MediatorActive,
	}
	if d := cmp.Diff(want, *a[0].Mediator, equal()); d != "" {
		t.Error(d)
	}
}
