package index

import (
	"strings"

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

func facetNames() []string {
	return []string{FacetKind, FacetRole, FacetRegion, FacetType, FacetLanguage}
}

// tally counts the traits and towns of all hits by their numbers. Each count is what
// Total would be if the value were added to the filter.
type tally struct {
	view   *view
	traits []bitTally // of 64 numbers each
	towns  []uint32
}

func newTally(v *view) *tally {
	return &tally{view: v, traits: make([]bitTally, maskWords(len(v.traits.list))), towns: make([]uint32, len(v.towns.list))}
}

// add counts the hits of one segment, which are ascending.
func (t *tally) add(c *columns, hits []uint32) {
	for w := range c.words {
		t.addTraits(&t.traits[w], c, w, hits)
	}
	for _, d := range hits {
		at := c.town[d]
		if at < several {
			t.towns[at]++
			continue
		}
		for _, town := range c.lists[at-several] {
			t.towns[town]++
		}
	}
}

// addTraits counts the traits of one word of the masks.
func (t *tally) addTraits(sum *bitTally, c *columns, word int, hits []uint32) {
	var eight [8]uint64
	for len(hits) >= len(eight) {
		for i, d := range hits[:len(eight)] {
			eight[i] = c.masks[int(d)*c.words+word]
		}
		sum.addEight(&eight)
		hits = hits[len(eight):]
	}
	for _, d := range hits {
		sum.add(c.masks[int(d)*c.words+word])
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
			f.Values = t.view.towns.counted(name, t.towns)
		} else {
			f.Values = t.view.traits.counted(name, traits)
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

// spread counts people who serve a whole district for each of its towns instead.
// In the order of codes a district's towns follow it.
func (t *tally) spread() {
	towns := t.view.towns
	for at, i := range towns.order {
		wide := registry.RegionCode(towns.list[i].value)
		if t.towns[i] == 0 || wide.Level() == registry.Town {
			continue
		}
		for _, j := range towns.order[at+1:] {
			within := registry.RegionCode(towns.list[j].value)
			if !strings.HasPrefix(string(within), string(wide)) {
				break
			}
			if within.Level() == registry.Town {
				t.towns[j] += t.towns[i]
			}
		}
		t.towns[i] = 0
	}
}
