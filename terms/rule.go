package terms

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"sort"

	"liuyuan/registry"
)

//go:embed data/rules.json
var rulesFile []byte

// rule gives points to types when words stand together: of every list in All at
// least one, of Any at least one (if it is given), of None none.
type rule struct {
	Name    string                        `json:"name"`
	All     [][]string                    `json:"all"`
	Any     []string                      `json:"any"`
	None    []string                      `json:"none"`
	Boost   map[registry.TypeCode]float64 `json:"boost"`
	Example string                        `json:"example"` // a text it holds for
	Type    registry.TypeCode             `json:"type"`    // what the example is
	votes   []vote
}

func loadRules(t *registry.Taxonomy) ([]rule, error) {
	var file struct{ Rules []rule }
	if err := json.Unmarshal(rulesFile, &file); err != nil {
		return nil, fmt.Errorf("rules.json: %w", err)
	}
	for i := range file.Rules {
		r := &file.Rules[i]
		for code, points := range r.Boost {
			if _, ok := t.Type(code); !ok {
				return nil, fmt.Errorf("rules.json: %q gives points to the unknown type %s", r.Name, code)
			}
			r.votes = append(r.votes, vote{code, points})
		}
		sort.Slice(r.votes, func(i, j int) bool { return r.votes[i].code < r.votes[j].code })
		for _, list := range r.All {
			foldAll(list)
		}
		foldAll(r.Any)
		foldAll(r.None)
	}
	return file.Rules, nil
}

func foldAll(list []string) {
	for i := range list {
		list[i] = Fold(list[i])
	}
}

// holds gives the words that made the rule hold.
func (r *rule) holds(text []rune, denied denial) ([]string, bool) {
	for _, w := range r.None {
		if index(text, w, denied) >= 0 {
			return nil, false
		}
	}
	var terms []string
	for _, list := range r.All {
		w, ok := anyOf(text, list, denied)
		if !ok {
			return nil, false
		}
		terms = append(terms, w)
	}
	if len(r.Any) > 0 {
		w, ok := anyOf(text, r.Any, denied)
		if !ok {
			return nil, false
		}
		terms = append(terms, w)
	}
	return terms, true
}

// anyOf finds the first word of a list that stands in the text and is not denied.
func anyOf(text []rune, list []string, denied denial) (string, bool) {
	for _, w := range list {
		if index(text, w, denied) >= 0 {
			return w, true
		}
	}
	return "", false
}

// index is the place of a word that is not denied, -1 if there is none.
func index(text []rune, word string, denied denial) int {
	w := []rune(word)
	for from := 0; from+len(w) <= len(text); from++ {
		if equal(text[from:from+len(w)], w) && !denied.covers(span{from, from + len(w), 0}) {
			return from
		}
	}
	return -1
}

func equal(a, b []rune) bool {
	for i := range b {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
