package terms

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"strings"

	"liuyuan/registry"
)

//go:embed data/cues.json
var cuesFile []byte

// cueData is data/cues.json. A cue is a word, or several joined by "+" that stand
// near each other in any order, or by "&" that follow each other closely; "@boss" is any word of a concept, "!x" a word that
// must not stand in the text. A cue gives its entry's points to its type.
type cueData struct {
	Version  string
	Concepts map[string][]string
	Cues     []cueEntry
}

type cueEntry struct {
	Type    registry.TypeCode
	Points  float64
	Words   []string
	Example string // a text that the entry decides
}

// window is how far apart the words of a cue may stand, in characters: about two
// clauses, so that a long story does not join what has nothing to do with each other.
const window = 26

// slack is how far apart the words of a cue joined by "&" may stand.
const slack = 4

// cue is a compiled cue: symbols that must stand near each other, and symbols that
// must not stand in the text.
type cue struct {
	need   []int
	refuse []int
	tight  bool // in order, with at most slack characters between
	entry  int  // of cueData.Cues; -1: a word of the taxonomy
	vote   vote
}

// cueBook finds cues. A symbol is a literal word or a concept.
type cueBook struct {
	words    *trie
	symbols  [][]int // by word: what it stands for
	byName   map[string]int
	concepts []string // by symbol: the first symbols are the concepts, "@boss"
	cues     []cue
	first    [][]int // by symbol: the cues whose first needed symbol it is
}

func readCues() (cueData, error) {
	var d cueData
	if err := json.Unmarshal(cuesFile, &d); err != nil {
		return d, fmt.Errorf("cues.json: %w", err)
	}
	return d, nil
}

func emptyBook() *cueBook { return &cueBook{words: newTrie(), byName: map[string]int{}} }

// conceive enters the concepts, which are the first symbols of a book.
func (b *cueBook) conceive(concepts map[string][]string) {
	names := make([]string, 0, len(concepts))
	for name := range concepts {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		s := b.symbol("@" + name)
		b.concepts = append(b.concepts, "@"+name)
		for _, w := range concepts[name] {
			b.stand(w, s)
		}
	}
}

// newCueBook compiles the cues of the data and of the taxonomy's own words.
func newCueBook(t *registry.Taxonomy) (*cueBook, error) {
	d, err := readCues()
	if err != nil {
		return nil, err
	}
	b := emptyBook()
	b.conceive(d.Concepts)
	for i, e := range d.Cues {
		if _, ok := t.Type(e.Type); !ok {
			return nil, fmt.Errorf("cues.json: unknown type %s", e.Type)
		}
		for _, w := range e.Words {
			if err := b.add(w, i, vote{e.Type, e.Points}); err != nil {
				return nil, err
			}
		}
	}
	return b, b.addTaxonomy(t)
}

// symbol gives the number of a concept or a literal word.
func (b *cueBook) symbol(name string) int {
	s, ok := b.byName[name]
	if !ok {
		s = len(b.first)
		b.byName[name] = s
		b.first = append(b.first, nil)
	}
	return s
}

// stand makes a word stand for a symbol.
func (b *cueBook) stand(word string, symbol int) {
	word = Fold(word)
	i := b.words.put(word, len(b.symbols))
	if i == len(b.symbols) {
		b.symbols = append(b.symbols, nil)
	}
	if !slices.Contains(b.symbols[i], symbol) {
		b.symbols[i] = append(b.symbols[i], symbol)
	}
}

func (b *cueBook) add(pattern string, entry int, v vote) error {
	c := cue{entry: entry, vote: v, tight: strings.Contains(pattern, "&")}
	for _, part := range strings.FieldsFunc(pattern, func(r rune) bool { return r == '+' || r == '&' }) {
		part, refused := strings.CutPrefix(part, "!")
		if part == "" {
			return fmt.Errorf("cue %q has an empty part", pattern)
		}
		s, known := b.byName[part]
		if strings.HasPrefix(part, "@") && !known {
			return fmt.Errorf("cue %q names an unknown concept", pattern)
		}
		if !known {
			s = b.symbol(part)
			b.stand(part, s)
		}
		if refused {
			c.refuse = append(c.refuse, s)
		} else {
			c.need = append(c.need, s)
		}
	}
	if len(c.need) == 0 {
		return fmt.Errorf("cue %q needs nothing", pattern)
	}
	b.first[c.need[0]] = append(b.first[c.need[0]], len(b.cues))
	b.cues = append(b.cues, c)
	return nil
}

// sighting is what a text holds: places of symbols, in order.
type sighting map[int][]span

func (b *cueBook) look(text []rune, denied denial) sighting {
	seen := sighting{}
	for _, s := range b.words.find(text) {
		if denied.covers(s) {
			continue
		}
		for _, symbol := range b.symbols[s.word] {
			seen[symbol] = append(seen[symbol], s)
		}
	}
	return seen
}

// holding gives the cues that hold, in the order of the data, with the words that
// made them hold.
func (b *cueBook) holding(seen sighting) []held {
	var out []held
	for symbol := range seen {
		for _, i := range b.first[symbol] {
			if spans := b.cues[i].match(seen); spans != nil {
				out = append(out, held{i, spans})
			}
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].cue < out[j].cue })
	return out
}

// held is a cue that holds, with the places of its words.
type held struct {
	cue   int
	spans []span
}

func (c *cue) match(seen sighting) []span {
	for _, s := range c.refuse {
		if len(seen[s]) > 0 {
			return nil
		}
	}
	for _, start := range seen[c.need[0]] {
		if spans := c.near(seen, []span{start}); spans != nil {
			return spans
		}
	}
	return nil
}

// near completes a match: each further word is the first place within the window of
// the one before that overlaps none.
func (c *cue) near(seen sighting, have []span) []span {
	if len(have) == len(c.need) {
		return have
	}
	last := have[len(have)-1]
	for _, s := range seen[c.need[len(have)]] {
		if s.from > last.to+window {
			break
		}
		if s.to+window < last.from || overlapsAny(s, have) || c.tight && (s.from < last.to || s.from > last.to+slack) {
			continue
		}
		if spans := c.near(seen, append(have, s)); spans != nil {
			return spans
		}
	}
	return nil
}

func overlapsAny(s span, others []span) bool {
	for _, o := range others {
		if s.from < o.to && o.from < s.to {
			return true
		}
	}
	return false
}
