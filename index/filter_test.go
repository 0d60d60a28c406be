package index

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"liuyuan/registry"
)

// naive is the meaning of a filter, written down plainly.
func naive(d registry.IndexDocument, f registry.DirectoryFilter, tax *registry.Taxonomy) bool {
	return naiveKind(d, f.Kinds) && naiveRegion(d, f.Region) && naiveType(d, f.DisputeType, tax) &&
		some(f.Roles, func(r registry.Role) bool { return d.Mediator != nil && has(d.Mediator.Roles, r) }) &&
		some(f.Languages, func(l registry.Language) bool { return d.Mediator != nil && has(d.Mediator.Languages, l) })
}

func kindOf(d registry.IndexDocument) registry.DirectoryKind {
	if d.Mediator != nil {
		return registry.HitMediator
	}
	return registry.DirectoryKindOf(d.Organization.Kind)
}

func naiveKind(d registry.IndexDocument, kinds []registry.DirectoryKind) bool {
	return some(kinds, func(k registry.DirectoryKind) bool { return k == kindOf(d) })
}

func naiveRegion(d registry.IndexDocument, r registry.RegionCode) bool {
	if r == "" {
		return true
	}
	if d.Organization != nil {
		return r.Contains(d.Organization.Region)
	}
	places := append([]registry.RegionCode{d.Mediator.Home}, d.Mediator.ServiceAreas...)
	for _, s := range d.Mediator.Seats {
		places = append(places, s.Region)
	}
	for _, p := range places {
		if r.Contains(p) || p.Contains(r) {
			return true
		}
	}
	return false
}

func naiveType(d registry.IndexDocument, c registry.TypeCode, tax *registry.Taxonomy) bool {
	if c == "" {
		return true
	}
	var types []registry.TypeCode
	if d.Organization != nil {
		types = d.Organization.Specialties
	} else {
		for _, s := range d.Mediator.Specialties {
			types = append(types, s.Type)
		}
	}
	for _, t := range types {
		if t, ok := tax.Resolve(t); ok && c.Covers(t) {
			return true
		}
	}
	return false
}

func some[T any](list []T, fn func(T) bool) bool {
	for _, v := range list {
		if fn(v) {
			return true
		}
	}
	return len(list) == 0
}

func has[T comparable](list []T, v T) bool {
	for _, w := range list {
		if v == w {
			return true
		}
	}
	return false
}

func drawFilter(t *rapid.T, tax *registry.Taxonomy) registry.DirectoryFilter {
	var f registry.DirectoryFilter
	f.Kinds = rapid.SliceOfNDistinct(rapid.SampledFrom([]registry.DirectoryKind{registry.HitMediator, registry.HitRoom, registry.HitStudio, registry.HitCommittee, registry.HitCentre, registry.HitOther}), 0, 2, rapid.ID).Draw(t, "kinds")
	f.Region = rapid.SampledFrom([]registry.RegionCode{"", "", "44", "440703", "440703101", "440703102", "440703002", "440703101201", "440703002101", "4407", "440703101201-01"}).Draw(t, "region")
	codes := []registry.TypeCode{"", ""}
	for _, d := range tax.Types {
		codes = append(codes, d.Code)
	}
	f.DisputeType = rapid.SampledFrom(codes).Draw(t, "type")
	var roles []registry.Role
	for _, r := range registry.Roles() {
		roles = append(roles, r.Role)
	}
	f.Roles = rapid.SliceOfNDistinct(rapid.SampledFrom(roles), 0, 2, rapid.ID).Draw(t, "roles")
	f.Languages = rapid.SliceOfNDistinct(rapid.SampledFrom([]registry.Language{"cmn", "yue", "hak", "yue-x-siyap", "en", "es"}), 0, 2, rapid.ID).Draw(t, "languages")
	return f
}

func TestAFilterFindsWhatAScanOfAllRecordsFinds(t *testing.T) {
	o, docs := literal(t), directory(t)
	x := filled(t, o, docs)
	rapid.Check(t, func(t *rapid.T) {
		f := drawFilter(t, o.Taxonomy)
		var want []string
		for _, d := range docs {
			if naive(d, f, o.Taxonomy) {
				want = append(want, d.ID())
			}
		}
		sort.Strings(want)
		got := all100(t, x, registry.DirectoryQuestion{Filter: f})
		sort.Strings(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%+v: %s", f, diff)
		}
	})
}

// all100 reads every page of an answer.
func all100(t rapid.TB, x *Index, q registry.DirectoryQuestion) []string {
	var ids []string
	for q.First = 7; ; q.Offset += q.First {
		a, err := x.Search(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range a.Hits {
			ids = append(ids, string(h.Mediator)+string(h.Organization))
		}
		if len(a.Hits) < q.First {
			if len(ids) != a.Total {
				t.Fatalf("%d hits on all pages, total %d", len(ids), a.Total)
			}
			return ids
		}
	}
}

// Adding a facet's value to the filter gives exactly as many hits as it counted.
func TestFacetCountsAreWhatTheFilterWouldFind(t *testing.T) {
	o, docs := literal(t), directory(t)
	o.Regions = func() []registry.Region {
		return []registry.Region{{Code: "440703101"}, {Code: "440703102"}, {Code: "440703103"}, {Code: "440703002"}, {Code: "440703005"}, {Code: "440703006"}}
	}
	nested := person("nested", "陈棠下", 1)
	nested.Mediator.ServiceAreas = []registry.RegionCode{"4407", "440703", "440703101", "440703101201"}
	x := filled(t, o, append(docs, nested))
	rapid.Check(t, func(t *rapid.T) {
		q := registry.DirectoryQuestion{First: 1, Facets: true, Filter: drawFilter(t, o.Taxonomy)}
		q.Text = rapid.SampledFrom([]string{"", "劳资", "调解", "陈", "棠下"}).Draw(t, "text")
		q.Filter.Kinds, q.Filter.Languages, q.Filter.Roles = nil, nil, nil
		a, err := x.Search(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range a.Facets {
			for _, v := range f.Values {
				narrowed := q
				if !narrow(&narrowed.Filter, f.Name, v.Value) {
					continue
				}
				b, err := x.Search(context.Background(), narrowed)
				if err != nil {
					t.Fatal(err)
				}
				if b.Total != v.Count {
					t.Fatalf("%q %+v: facet %s %s counts %d, the filter finds %d", q.Text, q.Filter, f.Name, v.Value, v.Count, b.Total)
				}
			}
		}
	})
}

// narrow adds a facet's value to a filter; false where the filter has one already.
func narrow(f *registry.DirectoryFilter, facet, value string) bool {
	switch facet {
	case FacetKind:
		f.Kinds = []registry.DirectoryKind{registry.DirectoryKind(value)}
	case FacetRole:
		f.Roles = []registry.Role{registry.Role(value)}
	case FacetLanguage:
		f.Languages = []registry.Language{registry.Language(value)}
	case FacetRegion:
		if f.Region != "" {
			return false
		}
		f.Region = registry.RegionCode(value)
	case FacetType:
		if f.DisputeType != "" {
			return false
		}
		f.DisputeType = registry.TypeCode(value)
	default:
		panic(fmt.Sprintf("unknown facet %s", facet))
	}
	return true
}

// More values than a mask of one word has bits.
func TestFacetsOfManyValuesAreCounted(t *testing.T) {
	var docs []registry.IndexDocument
	for i := range 150 {
		d := person(fmt.Sprintf("p-%d", i), "陈"+string(rune('一'+i)), 1)
		d.Mediator.Languages = []registry.Language{"cmn", registry.Language(fmt.Sprintf("x-%03d", i))}
		docs = append(docs, d)
	}
	x := filled(t, literal(t), docs)
	for _, i := range []int{0, 63, 64, 65, 149} {
		a := answer(t, x, registry.DirectoryQuestion{Text: "陈" + string(rune('一'+i)), First: 1, Facets: true})
		for _, f := range a.Facets {
			if f.Name != FacetLanguage {
				continue
			}
			if want := []registry.FacetCount{{Value: "cmn", Count: 1}, {Value: fmt.Sprintf("x-%03d", i), Count: 1}}; !slices.Equal(f.Values, want) {
				t.Errorf("person %d of %d: languages %v", i, a.Total, f.Values)
			}
		}
	}
}
