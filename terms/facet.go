package terms

import (
	_ "embed"
	"encoding/json"
	"fmt"

	"liuyuan/registry"
)

//go:embed data/facets.json
var facetsFile []byte

// facetFinder finds the traits that are not types.
type facetFinder struct {
	words  *trie
	facets []registry.Facet // by word
}

func loadFacets() (*facetFinder, error) {
	var file struct {
		Facets []struct {
			Facet registry.Facet
			Words []string
		}
	}
	if err := json.Unmarshal(facetsFile, &file); err != nil {
		return nil, fmt.Errorf("facets.json: %w", err)
	}
	f := &facetFinder{words: newTrie()}
	for _, entry := range file.Facets {
		for _, w := range append(entry.Words, string(entry.Facet)) {
			f.words.put(Fold(w), len(f.facets))
		}
		f.facets = append(f.facets, entry.Facet)
	}
	return f, nil
}

// find gives the traits in the order of registry.Facets.
func (f *facetFinder) find(text []rune, denied denial, headcount int) []registry.Facet {
	has := map[registry.Facet]bool{}
	for _, s := range f.words.find(text) {
		if !denied.covers(s) {
			has[f.facets[s.word]] = true
		}
	}
	if headcount >= mediumCrowd {
		has[registry.FacetGroup] = true
	}
	var found []registry.Facet
	for _, n := range registry.Facets() {
		if has[n.Facet] {
			found = append(found, n.Facet)
		}
	}
	return found
}
