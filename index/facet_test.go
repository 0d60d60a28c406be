package index

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"liuyuan/registry"
)

// Counts over several segments with deletions, of people with no town, one, several
// and whole districts: each is what the filter finds, and no town is missing.
func TestFacetsOfManySegmentsAreWhatTheFilterWouldFind(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	o := literal(t)
	regions := []registry.Region{{Code: "4407"}, {Code: "440703"}, {Code: "440703101201"}}
	o.Regions = func() []registry.Region { return regions }
	areas := []registry.RegionCode{"440703", "4407", "440703101", "440703102", "440703103", "440703101201", "440704101", "440705101"}
	x := filled(t, o, nil)
	for batch := range 12 {
		b := registry.IndexBatch{At: registry.Mark{Epoch: "test", Seq: int64(batch) + 2}}
		for range 40 {
			n := random.IntN(150)
			d := person(fmt.Sprintf("p-%d", n), "陈一", 1)
			d.Mediator.Home, d.Mediator.ServiceAreas = "", nil
			for range random.IntN(4) {
				d.Mediator.ServiceAreas = append(d.Mediator.ServiceAreas, areas[random.IntN(len(areas))])
			}
			d.Mediator.Languages = []registry.Language{"cmn", registry.Language(fmt.Sprintf("x-%03d", n))}
			b.Put = append(b.Put, d)
		}
		if err := x.Apply(context.Background(), b); err != nil {
			t.Fatal(err)
		}
	}
	checkFacets(t, x)
	regions = append(slices.Clone(regions), registry.Region{Code: "440703104"}) // a new town, nobody's home
	if towns := checkFacets(t, x); !strings.Contains(towns, "440703104") {
		t.Errorf("towns %s", towns)
	}
}

// checkFacets holds every count against the filter and the order, and gives the towns.
func checkFacets(t *testing.T, x *Index) (towns string) {
	t.Helper()
	for _, f := range answer(t, x, registry.DirectoryQuestion{Text: "陈", First: 1, Facets: true}).Facets {
		for i, v := range f.Values {
			q := registry.DirectoryQuestion{Text: "陈", First: 1}
			narrow(&q.Filter, f.Name, v.Value)
			if n := answer(t, x, q).Total; n != v.Count {
				t.Errorf("%s %s: %d, the filter finds %d", f.Name, v.Value, v.Count, n)
			}
			if i > 0 && (v.Count > f.Values[i-1].Count || v.Count == f.Values[i-1].Count && v.Value <= f.Values[i-1].Value) {
				t.Errorf("%s: %v after %v", f.Name, v, f.Values[i-1])
			}
			if f.Name == FacetRegion {
				towns += v.Value + " "
			}
		}
	}
	return towns
}

func TestMostFirstIsAStableSortByCount(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for _, most := range []int{1, 2, 300, 70_000, 1 << 25} {
		numbers, counts := random.Perm(500), make([]uint32, 500)
		var got []uint32
		for i, n := range numbers {
			counts[i] = uint32(random.IntN(most))
			got = append(got, uint32(n))
		}
		want := slices.Clone(got)
		slices.SortStableFunc(want, func(a, b uint32) int { return cmp.Compare(counts[b], counts[a]) })
		if got = mostFirst(got, counts); !slices.Equal(got, want) {
			t.Errorf("counts below %d: %v, want %v", most, got, want)
		}
	}
}
