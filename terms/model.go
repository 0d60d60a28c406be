package terms

import (
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"

	"liuyuan/registry"
)

//go:embed data/model.tsv
var modelFile string

// model is a multinomial naive Bayes classifier over the signs of a text: runs of
// one to three characters (gram.go) and the concepts that stand in it. It knows what
// the cues do not: the thousand small words that go with a matter. It is trained by
// "go run ./terms/train"; data/model.tsv holds the counts.
//
// The probability of a sign in a type is smoothed towards its share of all types
// (Jelinek–Mercer with a weight that shrinks as a type has more text):
//
//	P(sign|type) = (count + smoothing·share(sign)) / (total(type) + smoothing)
type model struct {
	types []registry.TypeCode
	base  []float64 // by type: what a sign gives that the type has never shown
	signs map[string][]lift
	whole map[string]bool // signs that are words by themselves and fit to be shown
}

// lift is what a sign gives a type beyond its base.
type lift struct {
	at int
	by float64
}

// The model's constants, chosen on the development texts.
const (
	smoothing = 4000.0 // counts
	sharpness = 6.0    // of the mean over the signs of a text
	floor     = 1e-6   // least probability
	kinship   = 0.5    // how much the family's probability counts beside the type's
)

// readModel reads the counts: a line with the types, one with their totals, then a
// sign a line: the sign, "*" if it is a word to show, and type:count pairs.
func readModel(t *registry.Taxonomy) (*model, error) {
	m := &model{signs: map[string][]lift{}, whole: map[string]bool{}}
	var totals []float64
	for n, line := range strings.Split(strings.TrimSpace(modelFile), "\n") {
		fields := strings.Split(line, "\t")
		var err error
		switch {
		case strings.HasPrefix(line, "#"):
		case fields[0] == "types":
			err = m.readTypes(t, fields[1:])
		case fields[0] == "totals":
			totals, err = readCounts(fields[1:])
			m.begin(totals)
		default:
			err = m.readSign(fields, totals)
		}
		if err != nil {
			return nil, fmt.Errorf("model.tsv, line %d: %w", n+1, err)
		}
	}
	if len(totals) != len(m.types) {
		return nil, fmt.Errorf("model.tsv: %d types with %d totals", len(m.types), len(totals))
	}
	return m, nil
}

func (m *model) readTypes(t *registry.Taxonomy, codes []string) error {
	for _, c := range codes {
		if _, ok := t.Type(registry.TypeCode(c)); !ok {
			return fmt.Errorf("unknown type %s", c)
		}
		m.types = append(m.types, registry.TypeCode(c))
	}
	return nil
}

// begin computes what an unseen sign gives each type.
func (m *model) begin(totals []float64) {
	for _, n := range totals {
		m.base = append(m.base, math.Log(smoothing/(n+smoothing)))
	}
}

func readCounts(fields []string) ([]float64, error) {
	var list []float64
	for _, f := range fields {
		n, err := strconv.ParseFloat(f, 64)
		if err != nil || n <= 0 {
			return nil, fmt.Errorf("%q is no count", f)
		}
		list = append(list, n)
	}
	return list, nil
}

// readSign turns the counts of a sign into lifts.
func (m *model) readSign(fields []string, totals []float64) error {
	if len(fields) != 2 || len(totals) == 0 {
		return fmt.Errorf("want a sign and its counts")
	}
	sign, shown := strings.CutSuffix(fields[0], "*")
	m.whole[sign] = shown
	pairs := strings.Split(fields[1], " ")
	counts := make([]float64, len(pairs))
	places := make([]int, len(pairs))
	sum := 0.0
	for i, p := range pairs {
		at, n, _ := strings.Cut(p, ":")
		var err error
		if places[i], err = strconv.Atoi(at); err != nil || places[i] < 0 || places[i] >= len(totals) {
			return fmt.Errorf("%q names no type", p)
		}
		if counts[i], err = strconv.ParseFloat(n, 64); err != nil || counts[i] <= 0 {
			return fmt.Errorf("%q has no count", p)
		}
		sum += counts[i]
	}
	all := 0.0
	for _, n := range totals {
		all += n
	}
	share := sum / all
	for i, n := range counts {
		at := places[i]
		p := (n + smoothing*share) / (totals[at] + smoothing)
		m.signs[sign] = append(m.signs[sign], lift{at, math.Log(p/share) - m.base[at]})
	}
	return nil
}

// judge gives the logarithm of each type's probability, and how many signs of two
// characters and more it knew. The evidence is a mean rather than a sum, so that a
// long text is not surer than a short one.
func (m *model) judge(signs []string) (judged map[registry.TypeCode]float64, known int) {
	scores := make([]float64, len(m.types))
	seen := 0
	for _, s := range signs {
		lifts, ok := m.signs[s]
		if !ok {
			continue
		}
		seen++
		if len(s) > 3 { // longer than one Chinese character
			known++
		}
		for _, l := range lifts {
			scores[l.at] += l.by
		}
	}
	for i := range scores {
		scores[i] = (scores[i] + float64(seen)*m.base[i]) * sharpness / math.Sqrt(float64(max(seen, 1)))
	}
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

// words gives the words among the signs that speak for a type most, best first.
func (m *model) words(signs []string, code registry.TypeCode, most int) []string {
	type spoken struct {
		word string
		by   float64
	}
	var best []spoken
	for _, s := range signs {
		if !m.whole[s] {
			continue
		}
		for _, l := range m.signs[s] {
			if m.types[l.at] == code && l.by > 1 {
				best = append(best, spoken{s, l.by})
				break
			}
		}
	}
	var list []string
	for len(list) < most && len(best) > 0 {
		top := 0
		for i := range best {
			if best[i].by > best[top].by {
				top = i
			}
		}
		list = append(list, best[top].word)
		best = append(best[:top], best[top+1:]...)
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
