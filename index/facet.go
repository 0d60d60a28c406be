package index

import (
	"sort"

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

// fewHits is the share of a segment below which hits are counted one by one: a
// document has about seven traits, a segment about fifty sets of them.
const fewHits = 8

func (t *tally) traits(c *columns, hits *roaring.Bitmap) {
	if c.begin == nil || hits.GetCardinality()*fewHits > uint64(len(c.begin)) {
		for _, v := range c.traits {
			t.counts[v.facet][v.value] += int(v.docs.AndCardinality(hits))
		}
		return
	}
	counts := make([]int, len(c.traits))
	visit(hits, func(d uint32) {
		for _, at := range c.held[c.begin[d]:c.begin[d+1]] {
			counts[at]++
		}
	})
	for i, n := range counts {
		t.counts[c.traits[i].facet][c.traits[i].value] += n
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
	t.counts[FacetRegion] = t.spread(t.counts[FacetRegion])
	var all []registry.DirectoryFacet
	for _, name := range facetNames() {
		f := registry.DirectoryFacet{Name: name}
		for v, n := range t.counts[name] {
			if n == 0 {
				continue
			}
			f.Values = append(f.Values, registry.FacetCount{Value: v, Count: n})
		}
		sort.Slice(f.Values, func(i, j int) bool {
			a, b := f.Values[i], f.Values[j]
			return a.Count > b.Count || a.Count == b.Count && a.Value < b.Value
		})
		all = append(all, f)
	}
	return all
}

// spread adds people who serve a whole district to each of its towns.
func (t *tally) spread(raw map[string]int) map[string]int {
	wide := map[registry.RegionCode]int{}
	towns := map[registry.RegionCode]bool{}
	for v, n := range raw {
		c := registry.RegionCode(v)
		if c.Level() == registry.Town {
			towns[c] = true
		} else {
			wide[c] = n
		}
	}
	if regions := t.search.index.options.Regions; len(wide) > 0 && regions != nil {
		for _, r := range regions() {
			if r.Code.Level() == registry.Town {
				towns[r.Code] = true
			}
		}
	}
	out := map[string]int{}
	for town := range towns {
		n := raw[string(town)]
		for c := town.Parent(); c != ""; c = c.Parent() {
			n += wide[c]
		}
		if n > 0 {
			out[string(town)] = n
		}
	}
	return out
}
