package terms

import (
	_ "embed"
	"fmt"
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"

	"liuyuan/registry"
)

//go:embed data/model.tsv
var modelFile string

//go:embed data/riskmodel.tsv
var riskModelFile string

// model is a multinomial logistic regression over the signs of a text (gram.go). It
// knows what the cues do not: the thousand small words that go with a matter. It is
// trained by "go run ./terms/train" (learn.go); data/model.tsv holds the weights.
//
//	score(class) = bias(class) + Σ weight(sign, class) × rarity(sign) / √Σ rarity(sign)²
type model struct {
	types []registry.TypeCode
	bias  []float64
	signs map[string]knownSign
	whole map[string]bool // signs that are words by themselves and fit to be shown
}

// knownSign is a sign that the model learnt. Rarity is its inverse document frequency.
type knownSign struct {
	rarity  float64
	weights []weight
}

// weight is what a sign gives a class.
type weight struct {
	at int32
	by float32
}

// unit is what 1 in a model file stands for: weights are kept as whole tenths.
const unit = 0.1

// The model's constants, chosen by cross-validation on the training texts.
const (
	floor   = 1e-6 // least probability
	kinship = 0.5  // how much the family's probability counts beside the type's
)

// readModel reads a line with the classes, one with their biases, then a sign a line:
// the sign, "*" if it is a word to show, its rarity, and class:weight pairs.
func readModel(file string, known func(class string) bool) (*model, error) {
	m := &model{signs: make(map[string]knownSign, strings.Count(file, "\n")), whole: map[string]bool{}}
	weights := make([]weight, 0, strings.Count(file, ":")) // of all signs, in one piece: it is read at every start
	for n, line := range strings.Split(strings.TrimSpace(file), "\n") {
		name, rest, _ := strings.Cut(line, "\t")
		var err error
		switch {
		case strings.HasPrefix(line, "#"):
		case name == "types":
			err = m.readTypes(known, strings.Fields(rest))
		case name == "bias":
			err = m.readBias(strings.Fields(rest))
		default:
			weights, err = m.readSign(name, rest, weights)
		}
		if err != nil {
			return nil, fmt.Errorf("model, line %d: %w", n+1, err)
		}
	}
	if len(m.bias) != len(m.types) {
		return nil, fmt.Errorf("model: %d types with %d biases", len(m.types), len(m.bias))
	}
	return m, nil
}

func (m *model) readTypes(known func(class string) bool, codes []string) error {
	for _, c := range codes {
		if !known(c) {
			return fmt.Errorf("unknown type %s", c)
		}
		m.types = append(m.types, registry.TypeCode(c))
	}
	return nil
}

func (m *model) readBias(fields []string) error {
	for _, f := range fields {
		n, err := strconv.Atoi(f)
		if err != nil {
			return fmt.Errorf("%q is no number", f)
		}
		m.bias = append(m.bias, unit*float64(n))
	}
	return nil
}

// readSign reads a sign and puts its weights behind those of the others.
func (m *model) readSign(name, rest string, weights []weight) ([]weight, error) {
	name, shown := strings.CutSuffix(name, "*")
	if shown {
		m.whole[name] = true
	}
	rarity, pairs, _ := strings.Cut(rest, "\t")
	tenths, err := strconv.Atoi(rarity)
	if err != nil {
		return nil, fmt.Errorf("%q has no rarity", name)
	}
	from := len(weights)
	for more := pairs != ""; more; {
		var pair string
		pair, pairs, more = strings.Cut(pairs, " ")
		at, by, _ := strings.Cut(pair, ":")
		class, err := strconv.Atoi(at)
		if err != nil || class < 0 || class >= len(m.types) {
			return nil, fmt.Errorf("%q names no type", pair)
		}
		n, err := strconv.Atoi(by)
		if err != nil {
			return nil, fmt.Errorf("%q has no weight", pair)
		}
		weights = append(weights, weight{int32(class), float32(unit * float64(n))})
	}
	m.signs[name] = knownSign{unit * float64(tenths), weights[from:]}
	return weights, nil
}

// scores gives the score of each class, and how many signs of two characters and
// more were known.
func (m *model) scores(signs []sign) (scores []float64, known int) {
	scores = make([]float64, len(m.types))
	squares := 0.0
	for _, s := range signs {
		sign, ok := m.signs[s.name]
		if !ok {
			continue
		}
		squares += float64(sign.rarity * sign.rarity)
		if len(s.name) > 3 { // longer than one Chinese character
			known++
		}
		for _, w := range sign.weights {
			scores[w.at] += float64(float64(w.by) * sign.rarity)
		}
	}
	root := math.Sqrt(max(squares, 1))
	for i := range scores {
		scores[i] = m.bias[i] + scores[i]/root
	}
	return scores, known
}

// judge gives the logarithm of each type's probability, with a share of its
// family's, and how many signs it knew.
func (m *model) judge(signs []sign) (judged map[registry.TypeCode]float64, known int) {
	scores, known := m.scores(signs)
	probabilities := softmax(scores)
	families := map[registry.TypeCode]float64{}
	for i, p := range probabilities {
		families[m.types[i].Family()] += p
	}
	judged = make(map[registry.TypeCode]float64, len(m.types))
	for i, p := range probabilities {
		judged[m.types[i]] = math.Log(p+floor) + kinship*math.Log(families[m.types[i].Family()]+floor)
	}
	return judged, known
}

// strongest gives what a text says that speaks for a class most, best first: words
// where there are any, else runs of characters.
func (m *model) strongest(text []rune, signs []sign, code registry.TypeCode, most int) []string {
	if words := m.best(text, signs, code, most, func(s string) bool { return m.whole[s] }); len(words) > 0 {
		return words
	}
	return m.hottest(text, signs, code, most)
}

// hottest gives the pieces of a text, of two characters and more, that speak for a
// class most. Every sign warms the characters it covers; a piece is at least half as
// warm as the warmest.
func (m *model) hottest(text []rune, signs []sign, code registry.TypeCode, most int) []string {
	heat := m.heat(len(text), signs, int32(slices.Index(m.types, code)))
	enough := slices.Max(append(heat, 0)) / 2
	if enough == 0 {
		return nil
	}
	type piece struct {
		span
		warm float64
	}
	var pieces []piece
	for from := 0; from < len(text); from++ {
		p := piece{span: span{from: from, to: from}}
		for p.to < len(text) && heat[p.to] >= enough {
			p.warm += heat[p.to]
			p.to++
		}
		if p.to > from+1 {
			pieces = append(pieces, p)
		}
		from = p.to
	}
	sort.SliceStable(pieces, func(i, j int) bool { return pieces[i].warm > pieces[j].warm })
	var list []string
	for _, p := range pieces[:min(most, len(pieces))] {
		list = append(list, string(text[p.from:p.to]))
	}
	return list
}

// heat is what each character of a text gives a class, by the words and runs that
// cover it.
func (m *model) heat(length int, signs []sign, class int32) []float64 {
	heat := make([]float64, length)
	for _, s := range signs {
		if s.name[0] == '@' && s.said.to-s.said.from > maxGram+1 {
			continue // two concepts and all that stands between them
		}
		known := m.signs[s.name]
		for _, w := range known.weights {
			for i := s.said.from; w.at == class && i < s.said.to; i++ {
				heat[i] += float64(w.by) * known.rarity / float64(s.said.to-s.said.from)
			}
		}
	}
	return heat
}

// best gives the words of the signs of a kind that speak for a class by more than one
// unit. A single character says nothing to a reader.
func (m *model) best(text []rune, signs []sign, code registry.TypeCode, most int, kind func(string) bool) []string {
	at := int32(slices.Index(m.types, code))
	type spoken struct {
		said span
		by   float32
	}
	var all []spoken
	for _, s := range signs {
		for _, w := range m.signs[s.name].weights {
			if w.at == at && w.by > 1 && s.said.to > s.said.from+1 && kind(s.name) {
				all = append(all, spoken{s.said, w.by})
			}
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].by > all[j].by })
	var list []string
	var taken []span
	for _, s := range all {
		if len(list) < most && !overlapsAny(s.said, taken) {
			taken = append(taken, s.said)
			list = append(list, string(text[s.said.from:s.said.to]))
		}
	}
	return list
}

func softmax(scores []float64) []float64 {
	top := math.Inf(-1)
	for _, s := range scores {
		top = max(top, s)
	}
	sum := 0.0
	out := make([]float64, len(scores))
	for i, s := range scores {
		out[i] = math.Exp(s - top)
		sum += out[i]
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}
