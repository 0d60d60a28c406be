package registry

import "testing"

// People say a matter in many ways; a type with few words is one that search and
// classification miss.
func TestEveryTypeHasEightWords(t *testing.T) {
	tax, err := LoadTaxonomy()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range tax.Types {
		distinct := map[string]bool{}
		for _, list := range [][]string{d.Formal, d.Spoken, d.Cantonese} {
			for _, w := range list {
				distinct[w] = true
			}
		}
		if len(distinct) < 8 {
			t.Errorf("%s %s has %d words: %v", d.Code, d.Name, len(distinct), distinct)
		}
	}
}
