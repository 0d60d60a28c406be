package terms

import (
	"math"
	"sort"

	"liuyuan/registry"
)

// Classifier tells what the text of a dispute is about. It is read-only and safe
// for concurrent use.
//
// How it decides: every word of the taxonomy that stands in the text, and is not
// denied there ("不是打架", "跟工资没关系"), gives points to its types — more for a
// longer word, fewer for one that several types share. Rules (data/rules.json) tell
// overlapping types apart by what stands together. Points of a family help its
// second level a little; confidence is a type's share of all points.
type Classifier struct {
	taxonomy *registry.Taxonomy
	words    *trie
	votes    [][]vote // by word
	texts    []string // the words as the taxonomy writes them
	rules    []rule
	facets   *facetFinder
	risks    *riskGrader
	regions  *trie
	codes    []registry.RegionCode // by word of regions
}

// vote is what a word gives to a type.
type vote struct {
	code   registry.TypeCode
	points float64
}

// Points of words and how they spread.
const (
	secondLevel = 2.0  // a word of a level-two type
	firstLevel  = 0.8  // a word of a family
	fromFamily  = 0.25 // share of a family's points that each of its types has
	maxSuggest  = 5
	minPoints   = 0.7 // below this there is nothing to go by
)

// NewClassifier builds a classifier of a taxonomy that finds the known places.
func NewClassifier(t *registry.Taxonomy, regions []registry.Region) (*Classifier, error) {
	c := &Classifier{taxonomy: t, words: newTrie(), regions: newTrie()}
	c.addTypes()
	for _, r := range regions {
		for _, name := range placeNames(r) {
			if len([]rune(name)) >= 2 {
				c.regions.put(Fold(name), len(c.codes))
			}
		}
		c.codes = append(c.codes, r.Code)
	}
	var err error
	if c.rules, err = loadRules(t); err != nil {
		return nil, err
	}
	if c.facets, err = loadFacets(); err != nil {
		return nil, err
	}
	c.risks, err = loadRisks()
	return c, err
}

// addTypes enters the words of every type; a word of several types is shared.
func (c *Classifier) addTypes() {
	shares := map[string][]registry.TypeCode{}
	var order []string
	for _, d := range c.taxonomy.Types {
		for _, w := range typeWords(d) {
			f := Fold(w)
			if len(shares[f]) == 0 {
				order = append(order, f)
			}
			if !contains(shares[f], d.Code) {
				shares[f] = append(shares[f], d.Code)
			}
		}
	}
	for _, w := range order {
		c.words.put(w, len(c.votes))
		var votes []vote
		for _, code := range shares[w] {
			points := secondLevel
			if code.Parent() == "" {
				points = firstLevel
			}
			points *= math.Sqrt(float64(len([]rune(w)))/2) / math.Sqrt(float64(len(shares[w])))
			votes = append(votes, vote{code, points})
		}
		c.votes = append(c.votes, votes)
		c.texts = append(c.texts, w)
	}
}

// Classify reads a text. The same text gives the same words.
func (c *Classifier) Classify(text string) registry.Words {
	folded := []rune(Fold(text))
	denied := denials(folded)
	b := newBallot(c.taxonomy)
	for _, s := range longest(c.words.find(folded)) {
		if !denied.covers(s) {
			b.word(c.texts[s.word], c.votes[s.word])
		}
	}
	for _, r := range c.rules {
		if terms, ok := r.holds(folded, denied); ok {
			b.rule(r, terms)
		}
	}
	var w registry.Words
	w.Suggestions = b.rank()
	w.Secondary = b.secondary(w.Suggestions)
	w.Headcount = headcount(folded)
	w.Facets = c.facets.find(folded, denied, w.Headcount)
	w.Risk, w.RiskTerms = c.risks.grade(folded, denied, w.Headcount)
	w.Amounts = amounts(folded)
	w.Places = c.places(folded)
	w.Dates = dates(folded)
	return w
}

// places gives the known places a text names, the smallest first found once each.
func (c *Classifier) places(text []rune) []registry.RegionCode {
	var found []registry.RegionCode
	for _, s := range longest(c.regions.find(text)) {
		if code := c.codes[s.word]; !contains(found, code) {
			found = append(found, code)
		}
	}
	return found
}

// ballot gathers the points of one text.
type ballot struct {
	taxonomy *registry.Taxonomy
	points   map[registry.TypeCode]float64
	terms    map[registry.TypeCode][]string
	counted  map[string]bool
}

func newBallot(t *registry.Taxonomy) *ballot {
	return &ballot{t, map[registry.TypeCode]float64{}, map[registry.TypeCode][]string{}, map[string]bool{}}
}

// word counts a word once, however often it stands in the text.
func (b *ballot) word(word string, votes []vote) {
	if b.counted[word] {
		return
	}
	b.counted[word] = true
	for _, v := range votes {
		b.give(v.code, v.points, word)
	}
}

func (b *ballot) rule(r rule, terms []string) {
	for _, v := range r.votes {
		b.give(v.code, v.points, terms...)
	}
}

func (b *ballot) give(code registry.TypeCode, points float64, terms ...string) {
	b.points[code] += points
	for _, t := range terms {
		if !contains(b.terms[code], t) {
			b.terms[code] = append(b.terms[code], t)
		}
	}
}

// rank gives the types with points, best first. A family is suggested itself only
// when none of its types has points of its own.
func (b *ballot) rank() []registry.TypeSuggestion {
	totals := map[registry.TypeCode]float64{}
	sum := 0.0
	for _, d := range b.taxonomy.Types {
		p := b.points[d.Code]
		if parent := d.Code.Parent(); parent != "" && p > 0 {
			p += fromFamily * b.points[parent]
		} else if parent == "" && b.hasChildPoints(d.Code) {
			p = 0
		}
		if p >= minPoints {
			totals[d.Code] = p
			sum += p
		}
	}
	var list []registry.TypeSuggestion
	for code, p := range totals {
		list = append(list, registry.TypeSuggestion{Type: code, Confidence: confidence(p, sum), Terms: b.terms[code]})
	}
	sort.Slice(list, func(i, j int) bool {
		if a, c := totals[list[i].Type], totals[list[j].Type]; a != c {
			return a > c
		}
		return list[i].Type < list[j].Type
	})
	return list[:min(len(list), maxSuggest)]
}

func (b *ballot) hasChildPoints(family registry.TypeCode) bool {
	for code := range b.points {
		if code.Parent() == family {
			return true
		}
	}
	return false
}

// confidence is a type's share of the points, less when there are few points at
// all; two decimals.
func confidence(points, sum float64) float64 {
	return math.Round(100*points/sum*points/(points+1)) / 100
}

// secondary are further types that a matter clearly touches: at least a third of
// the first one's confidence, and of another kind of matter or named by a rule.
func (b *ballot) secondary(list []registry.TypeSuggestion) []registry.TypeCode {
	var more []registry.TypeCode
	for i, s := range list {
		if i > 0 && len(more) < 3 && b.points[s.Type] >= b.points[list[0].Type]/3 && b.points[s.Type] >= secondLevel {
			more = append(more, s.Type)
		}
	}
	return more
}
