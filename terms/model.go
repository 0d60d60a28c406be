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
//	score(class) = bias(class) + Σ weight(sign, class) / √(number of known signs)
type model struct {
	types []registry.TypeCode
	bias  []float64
	signs map[string][]weight
	whole map[string]bool // signs that are words by themselves and fit to be shown
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
// the sign, "*" if it is a word to show, and class:weight pairs.
func readModel(file string, known func(class string) bool) (*model, error) {
	m := &model{signs: map[string][]weight{}, whole: map[string]bool{}}
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
			err = m.readSign(name, rest)
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

func (m *model) readSign(name, pairs string) error {
	name, shown := strings.CutSuffix(name, "*")
	if shown {
		m.whole[name] = true
	}
	list := make([]weight, 0, 1+strings.Count(pairs, " "))
	for more := pairs != ""; more; {
		var pair string
		pair, pairs, more = strings.Cut(pairs, " ")
		at, by, _ := strings.Cut(pair, ":")
		class, err := strconv.Atoi(at)
		if err != nil || class < 0 || class >= len(m.types) {
			return fmt.Errorf("%q names no type", pair)
		}
		n, err := strconv.Atoi(by)
		if err != nil {
			return fmt.Errorf("%q has no weight", pair)
		}
		list = append(list, weight{int32(class), float32(unit * float64(n))})
	}
	m.signs[name] = list
	return nil
}

// scores gives the score of each class, and how many signs of two characters and
// more were known.
func (m *model) scores(signs []sign) (scores []float64, known int) {
	scores = make([]float64, len(m.types))
	seen := 0
	for _, s := range signs {
		list, ok := m.signs[s.name]
		if !ok {
			continue
		}
		seen++
		if len(s.name) > 3 { // longer than one Chinese character
			known++
		}
		for _, w := range list {
			scores[w.at] += float64(w.by)
		}
	}
	root := math.Sqrt(float64(max(seen, 1)))
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
	return m.best(text, signs, code, most, func(s string) bool { return len(s) > 3 && s[0] != '@' })
}

// best gives the signs of a kind that speak for a class by more than one unit.
func (m *model) best(text []rune, signs []sign, code registry.TypeCode, most int, kind func(string) bool) []string {
	at := int32(slices.Index(m.types, code))
	type spoken struct {
		said span
		by   float32
	}
	var all []spoken
	for _, s := range signs {
		for _, w := range m.signs[s.name] {
			if w.at == at && w.by > 1 && kind(s.name) {
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
