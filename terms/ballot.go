package terms

import (
	"math"
	"slices"
	"sort"
	"strings"

	"liuyuan/registry"
)

// What a suggestion needs and shows, and how points and the model's judgement weigh.
const (
	maxSuggest   = 5
	maxSecondary = 3
	minPoints    = 0.7  // of cues; below this, and
	minKnown     = 4    // signs known to the model, there is nothing to go by
	cueTrust     = 0.4  // a point of a cue beside the logarithm of the model's probability
	vague        = 0.3  // a family is suggested itself where no type has so much of its share
	caution      = 1.5  // divides the sums before they become shares, so that 0.9 is right nine times in ten
	least        = 0.01 // least confidence that is shown
)

// ballot gathers the points of one text.
type ballot struct {
	taxonomy *registry.Taxonomy
	given    map[registry.TypeCode][]gift
	points   map[registry.TypeCode]float64
	terms    map[registry.TypeCode][]string
	judged   map[registry.TypeCode]float64 // by the model, logarithms
	known    int                           // signs that the model knew
	words    func(code registry.TypeCode) []string
}

// gift is what one cue gave.
type gift struct {
	points float64
	words  []string
}

func newBallot(t *registry.Taxonomy) *ballot {
	return &ballot{taxonomy: t, given: map[registry.TypeCode][]gift{}, points: map[registry.TypeCode]float64{}, terms: map[registry.TypeCode][]string{}}
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
				if !slices.Contains(b.terms[code], w) && len(b.terms[code]) < maxGathered {
					b.terms[code] = append(b.terms[code], w)
				}
			}
		}
	}
}

// How many deciding words are gathered for a type, and how many a suggestion shows
// of those that are part of no other.
const (
	maxGathered = 12
	maxTerms    = 6
)

// hear adds the judgement of the model.
func (b *ballot) hear(m *model, text []rune, signs []sign) {
	b.judged, b.known = m.judge(signs)
	b.words = func(code registry.TypeCode) []string { return m.strongest(text, signs, code, maxTerms/2) }
}

// rank gives the types, best first, with their confidence: the share of the sums
// after caution. A family stands before its types where its share is spread among
// them. A text that neither a cue nor the model knows gets no suggestion.
func (b *ballot) rank() []registry.TypeSuggestion {
	top := 0.0
	for _, p := range b.points {
		top = max(top, p)
	}
	if top < minPoints && b.known < minKnown {
		return nil
	}
	var codes []registry.TypeCode
	var sums []float64
	for _, d := range b.taxonomy.Types {
		if judged, ok := b.judged[d.Code]; ok {
			codes = append(codes, d.Code)
			sums = append(sums, (judged+b.weight(d.Code))/caution)
		}
	}
	shares := softmax(sums)
	families := map[registry.TypeCode]float64{}
	for i, c := range codes {
		families[c.Family()] += shares[i]
	}
	order := make([]int, len(codes))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return shares[order[i]] > shares[order[j]] })
	var list []registry.TypeSuggestion
	suggest := func(code registry.TypeCode, share float64) {
		if share = math.Round(100*share) / 100; share >= least && len(list) < maxSuggest {
			list = append(list, registry.TypeSuggestion{Type: code, Confidence: share, Terms: b.deciding(code)})
		}
	}
	best := codes[order[0]].Family()
	if f := families[best]; best != other && f > shares[order[0]]/vague {
		suggest(best, f)
	}
	for _, i := range order[:min(len(order), maxSuggest)] {
		suggest(codes[i], shares[i])
	}
	return list
}

// weight is what cues give a type, in units of the model's logarithms.
func (b *ballot) weight(code registry.TypeCode) float64 {
	points := b.points[code]
	if parent := code.Parent(); parent != "" {
		points += fromFamily * b.points[parent]
	}
	return cueTrust * points
}

// deciding are the words that a suggestion shows: those of the cues, or else those
// of the model.
func (b *ballot) deciding(code registry.TypeCode) []string {
	if terms := outermost(b.terms[code]); len(terms) > 0 {
		return terms
	}
	return b.words(code)
}

// outermost drops the words that are part of another one.
func outermost(words []string) []string {
	var kept []string
	for _, w := range words {
		if !slices.ContainsFunc(words, func(o string) bool { return o != w && strings.Contains(o, w) }) {
			kept = append(kept, w)
		}
	}
	return kept[:min(len(kept), maxTerms)]
}

// secondary are further types that a matter clearly touches, most points first: at
// least a third of the points of the first suggestion, and of a cue that names the type.
func (b *ballot) secondary(list []registry.TypeSuggestion) []registry.TypeCode {
	if len(list) == 0 {
		return nil
	}
	var more []registry.TypeCode
	for _, d := range b.taxonomy.Types {
		p := b.points[d.Code]
		if d.Code != list[0].Type && p >= secondLevel && p >= b.points[list[0].Type]/3 {
			more = append(more, d.Code)
		}
	}
	sort.SliceStable(more, func(i, j int) bool { return b.points[more[i]] > b.points[more[j]] })
	return more[:min(len(more), maxSecondary)]
}
