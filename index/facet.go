package index

import "liuyuan/registry"

// Names of the facets.
const (
	FacetKind     = "kind"
	FacetRole     = "role"
	FacetRegion   = "region"
	FacetType     = "type"
	FacetLanguage = "language"
)

func facetNames() []string {
	return []string{FacetKind, FacetRole, FacetRegion, FacetType, FacetLanguage}
}

// tally counts the traits and towns of all hits by their numbers. Each count is what
// Total would be if the value were added to the filter.
type tally struct {
	traits   []bitTally // of 64 numbers each
	towns    []uint32
	ofTraits values
	ofTowns  values
}

// newTally numbers the known towns, which only a search may ask for: while the index
// is opened nobody can tell them yet.
func newTally(v *view) *tally {
	traits, towns := v.columns.numbered()
	return &tally{traits: make([]bitTally, len(traits.list)/64+1), towns: make([]uint32, len(towns.list)), ofTraits: traits, ofTowns: towns}
}

// add counts the hits of one segment.
func (t *tally) add(c *columns, hits []uint32) {
	for w, masks := range c.masks[1:] {
		for _, d := range hits {
			t.traits[w+1].add(masks[c.rows[d].traits])
		}
	}
	first, masks := &t.traits[0], c.masks[0]
	var eight [8]uint64
	for len(hits) >= len(eight) {
		for i, d := range hits[:len(eight)] {
			r := c.rows[d]
			eight[i] = masks[r.traits]
			t.addTown(c, r.town)
		}
		first.addEight(&eight)
		hits = hits[len(eight):]
	}
	for _, d := range hits {
		first.add(masks[c.rows[d].traits])
		t.addTown(c, c.rows[d].town)
	}
}

func (t *tally) addTown(c *columns, at uint32) {
	if at < several {
		t.towns[at]++
		return
	}
	for _, town := range c.lists[at-several] {
		t.towns[town]++
	}
}

// facets gives the counts, largest first, then by value.
func (t *tally) facets() []registry.DirectoryFacet {
	t.spread()
	traits := t.traitCounts()
	var all []registry.DirectoryFacet
	for _, name := range facetNames() {
		f := registry.DirectoryFacet{Name: name}
		if name == FacetRegion {
			f.Values = t.ofTowns.counted(name, t.towns)
		} else {
			f.Values = t.ofTraits.counted(name, traits)
		}
		all = append(all, f)
	}
	return all
}

func (t *tally) traitCounts() []uint32 {
	var counts []uint32
	for i := range t.traits {
		t.traits[i].flush()
		counts = append(counts, t.traits[i].counts[:]...)
	}
	return counts
}

// spread counts people who serve a whole district in each of its towns. In the order of
// values the wide places come first, and a district's towns stand together.
func (t *tally) spread() {
	towns := t.ofTowns
	for _, i := range towns.order {
		wide := towns.list[i]
		if wide.facet != facetWide {
			break
		}
		if t.towns[i] == 0 {
			continue
		}
		for _, j := range towns.beginning(facetValue{FacetRegion, wide.value}) {
			t.towns[j] += t.towns[i]
		}
	}
}
