package terms

import (
	"math"
	"slices"

	"liuyuan/registry"
)

// Classifier tells what the text of a dispute is about. It is read-only and safe
// for concurrent use.
//
// How it decides: cues (data/cues.json and the taxonomy's own words) that stand in
// the text, and are not denied there ("不是打架", "跟工资没关系"), give points to their
// types; each further cue for a type counts less than the one before. A model of the
// small words (model.go) judges every type as well: it decides between types that
// have few points, and finds one where no cue holds. Points and judgement are added.
type Classifier struct {
	taxonomy *registry.Taxonomy
	cues     *cueBook
	model    *model
	speech   *speech
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
)

// NewClassifier builds a classifier of a taxonomy that finds the known places.
func NewClassifier(t *registry.Taxonomy, regions []registry.Region) (*Classifier, error) {
	c := (&Classifier{taxonomy: t, speech: newSpeech()}).With(regions)
	var err error
	if c.cues, err = newCueBook(t); err != nil {
		return nil, err
	}
	if c.facets, err = loadFacets(); err != nil {
		return nil, err
	}
	return c.Judging(modelFile, riskModelFile)
}

// Judging is the classifier with other models, as Train and TrainRisk write them.
func (c *Classifier) Judging(types, dangers string) (*Classifier, error) {
	other := *c
	var err error
	if other.model, err = readModel(types, func(code string) bool { _, ok := c.taxonomy.Type(registry.TypeCode(code)); return ok }); err != nil {
		return nil, err
	}
	if other.risks, err = loadRiskCues(); err != nil {
		return nil, err
	}
	other.risks.model, err = readModel(dangers, func(class string) bool {
		return registry.TypeCode(class) == alarming || registry.TypeCode(class) == harmless
	})
	return &other, err
}

// Warier is the classifier with a risk model that calls a text dangerous by so much
// less evidence, or by more if it is negative. It serves to choose the model's limits.
func (c *Classifier) Warier(by float64) *Classifier {
	other, risks := *c, *c.risks
	risks.wary += by
	other.risks = &risks
	return &other
}

// With is the classifier with other known places; all else is shared.
func (c *Classifier) With(regions []registry.Region) *Classifier {
	next := *c
	next.regions, next.codes = newTrie(), nil
	for _, r := range regions {
		for _, name := range placeNames(r) {
			if len([]rune(name)) >= 2 {
				next.regions.put(Fold(name), len(next.codes))
			}
		}
		next.codes = append(next.codes, r.Code)
	}
	return &next
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
			if !slices.Contains(shares[f], d.Code) {
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
	seen := c.cues.look(folded, denied)
	for _, h := range c.cues.holding(seen) {
		var words []string
		for _, s := range h.spans {
			words = append(words, string(folded[s.from:s.to]))
		}
		b.give(c.cues.cues[h.cue].vote, words)
	}
	b.count()
	b.hear(c.model, folded, c.speech.signs(folded, denied, c.cues, seen))
	var w registry.Words
	w.Suggestions = b.rank()
	w.Secondary = b.secondary(w.Suggestions)
	people := headcount(folded)
	w.People, w.Headcount = people.found, people.figure
	w.Facets = c.facets.find(folded, denied, w.Headcount)
	w.Risk, w.RiskTerms = c.risks.grade(folded, denied, w.Headcount)
	w.Amounts = amounts(folded)
	w.Places = c.places(folded)
	return w
}

// places gives the known places a text names, the smallest first found once each.
func (c *Classifier) places(text []rune) []registry.RegionCode {
	var found []registry.RegionCode
	for _, s := range clearPlaces(text, longest(c.regions.find(text))) {
		if code := c.codes[s.word]; !slices.Contains(found, code) {
			found = append(found, code)
		}
	}
	return found
}
