package terms

import (
	"math"
	"sort"

	"liuyuan/registry"
)

// Classifier tells what the text of a dispute is about. It is read-only and safe
// for concurrent use.
//
// How it decides: cues (data/cues.json and the taxonomy's own words) that stand in
// the text, and are not denied there ("不是打架", "跟工资没关系"), give points to their
// types; each further cue for a type counts less than the one before. Points of a
// family help its second level a little; confidence is a type's share of all points.
type Classifier struct {
	taxonomy *registry.Taxonomy
	cues     *cueBook
	facets   *facetFinder
	risks    *riskGrader
	regions  *trie
	codes    []registry.RegionCode // by word of regions
}

// vote is what a cue gives to a type.
type vote struct {
	code   registry.TypeCode
	points float64
}

// Points of the taxonomy's words, and how points add up.
const (
	secondLevel = 2.0  // a word of a level-two type
	firstLevel  = 0.8  // a word of a family
	fromFamily  = 0.35 // share of a family's points that each of its types has
	further     = 0.7  // each further cue of a type counts this much of the one before
	maxSuggest  = 5
	minPoints   = 0.7 // below this there is nothing to go by
)

// NewClassifier builds a classifier of a taxonomy that finds the known places.
func NewClassifier(t *registry.Taxonomy, regions []registry.Region) (*Classifier, error) {
	c := &Classifier{taxonomy: t, regions: newTrie()}
	for _, r := range regions {
		for _, name := range placeNames(r) {
			if len([]rune(name)) >= 2 {
				c.regions.put(Fold(name), len(c.codes))
			}
		}
		c.codes = append(c.codes, r.Code)
	}
	var err error
	if c.cues, err = newCueBook(t); err != nil {
		return nil, err
	}
	if c.facets, err = loadFacets(); err != nil {
		return nil, err
	}
	c.risks, err = loadRisks()
	return c, err
}

// other is the family of what no type fits.
const other registry.TypeCode = "99"

// addTaxonomy enters the words of every type; a word of several types is shared. A
// word that the data lists as a cue of the same type counts there alone.
func (b *cueBook) addTaxonomy(t *registry.Taxonomy) error {
	shares := map[string][]registry.TypeCode{}
	var order []string
	for _, d := range t.Types {
		if d.Code.Family() == other { // its words are those of no type
			continue
		}
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
	listed := map[vote]bool{}
	for _, c := range b.cues {
		if len(c.need) == 1 {
			listed[vote{c.vote.code, float64(c.need[0])}] = true
		}
	}
	for _, w := range order {
		for _, code := range shares[w] {
			if s, ok := b.byName[w]; ok && listed[vote{code, float64(s)}] {
				continue
			}
			points := secondLevel
			if code.Parent() == "" {
				points = firstLevel
			}
			points *= math.Sqrt(float64(len([]rune(w)))/2) / math.Sqrt(float64(len(shares[w])))
			if err := b.add(w, -1, vote{code, points}); err != nil {
				return err
			}
		}
	}
	return nil
}

// Classify reads a text. The same text gives the same words.
func (c *Classifier) Classify(text string) registry.Words {
	folded := []rune(Fold(text))
	denied := denials(folded)
	b := newBallot(c.taxonomy)
	for _, h := range c.cues.holding(c.cues.look(folded, denied)) {
		var words []string
		for _, s := range h.spans {
			words = append(words, string(folded[s.from:s.to]))
		}
		b.give(c.cues.cues[h.cue].vote, words)
	}
	var w registry.Words
	b.count()
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
	given    map[registry.TypeCode][]gift
	points   map[registry.TypeCode]float64
	terms    map[registry.TypeCode][]string
}

// gift is what one cue gave.
type gift struct {
	points float64
	words  []string
}

func newBallot(t *registry.Taxonomy) *ballot {
	return &ballot{t, map[registry.TypeCode][]gift{}, map[registry.TypeCode]float64{}, map[registry.TypeCode][]string{}}
}

func (b *ballot) give(v vote, words []string) {
	b.given[v.code] = append(b.given[v.code], gift{v.points, words})
}

// count adds up the points of each type, the strongest cue first.
func (b *ballot) count() {
	for code, gifts := range b.given {
		sort.SliceStable(gifts, func(i, j int) bool { return gifts[i].points > gifts[j].points })
		weight := 1.0
		for _, g := range gifts {
			b.points[code] += weight * g.points
			weight *= further
			for _, w := range g.words {
				if !contains(b.terms[code], w) && len(b.terms[code]) < maxTerms {
					b.terms[code] = append(b.terms[code], w)
				}
			}
		}
	}
}

// maxTerms is how many deciding words a suggestion shows.
const maxTerms = 6

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
