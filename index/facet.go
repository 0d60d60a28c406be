package index

import (
	"cmp"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"

	"liuyuan/registry"
)

// Names of the facets.
const (
	FacetKind     = "kind"
	FacetRole     = "role"
	FacetRegion   = "region"
	FacetType     = "type"
	FacetLanguage = "language"
)

// tally counts the traits of all hits. Each count is what Total would be if the
// value were added to the filter.
type tally struct {
	search *search
	counts map[string]map[string]int
}

func newTally(s *search) *tally {
	t := &tally{search: s, counts: map[string]map[string]int{}}
	for _, name := range facetNames() {
		t.counts[name] = map[string]int{}
	}
	return t
}

func facetNames() []string {
	return []string{FacetKind, FacetRole, FacetRegion, FacetType, FacetLanguage}
}

// add counts the hits of one segment.
func (t *tally) add(p *part, hits *roaring.Bitmap) {
	if hits.IsEmpty() {
		return
	}
	t.traits(p.cols, hits)
	t.towns(p.cols, hits)
}

// manyHits is the share of a segment, one in so many, from which it is cheaper to
// intersect the hits with the set of each trait than to look at each hit.
const manyHits = 16

func (t *tally) traits(c *columns, hits *roaring.Bitmap) {
	if hits.GetCardinality()*manyHits > uint64(len(c.tie)) {
		for _, v := range c.traits {
			t.counts[v.facet][v.value] += int(v.docs.AndCardinality(hits))
		}
		return
	}
	words := c.words()
	for w := range words {
		var sum bitTally
		visit(hits, func(d uint32) { sum.add(c.masks[int(d)*words+w]) })
		sum.flush()
		for i, v := range c.traits[w*64 : min(len(c.traits), w*64+64)] {
			t.counts[v.facet][v.value] += sum.counts[i]
		}
	}
}

// familyOf reads a family term: 10.* is 10.
func familyOf(term string) (string, bool) {
	if len(term) > 2 && term[len(term)-2:] == ".*" {
		return term[:len(term)-2], true
	}
	return "", false
}

// towns counts where the hits are: for few hits name by name, for many in an
// array over all towns of the segment.
func (t *tally) towns(c *columns, hits *roaring.Bitmap) {
	out := t.counts[FacetRegion]
	if hits.GetCardinality()*8 < uint64(len(c.towns)) {
		visit(hits, func(d uint32) {
			for _, town := range c.town[c.first[d]:c.first[d+1]] {
				out[c.towns[town]]++
			}
		})
		return
	}
	counts := make([]int, len(c.towns))
	visit(hits, func(d uint32) {
		for _, town := range c.town[c.first[d]:c.first[d+1]] {
			counts[town]++
		}
	})
	for i, n := range counts {
		if n > 0 {
			out[c.towns[i]] += n
		}
	}
}

// facets gives the counts, largest first, then by value.
func (t *tally) facets() []registry.DirectoryFacet {
	t.spread(t.counts[FacetRegion])
	var all []registry.DirectoryFacet
	for _, name := range facetNames() {
		f := registry.DirectoryFacet{Name: name, Values: make([]registry.FacetCount, 0, len(t.counts[name]))}
		for v, n := range t.counts[name] {
			if n == 0 {
				continue
			}
			f.Values = append(f.Values, registry.FacetCount{Value: v, Count: n})
		}
		slices.SortFunc(f.Values, func(a, b registry.FacetCount) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Value, b.Value))
		})
		all = append(all, f)
	}
	return all
}

// spread counts people who serve a whole district for each of its towns instead.
func (t *tally) spread(counts map[string]int) {
	wide := map[registry.RegionCode]int{}
	for v, n := range counts {
		if c := registry.RegionCode(v); c.Level() != registry.Town {
			wide[c] = n
			delete(counts, v)
		}
	}
	if len(wide) == 0 {
		return
	}
	serving := func(town registry.RegionCode) (n int) {
		for c := town.Parent(); c != ""; c = c.Parent() {
			n += wide[c]
		}
		return n
	}
	for town := range counts {
		counts[town] += serving(registry.RegionCode(town))
	}
	if regions := t.search.index.options.Regions; regions != nil {
		for _, r := range regions() {
			if _, counted := counts[string(r.Code)]; !counted && r.Code.Level() == registry.Town {
				counts[string(r.Code)] = serving(r.Code)
			}
		}
	}
}
