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
func readModel(file string, known func(class string) bool) (*model, error) {
	m := &model{signs: map[string][]lift{}, whole: map[string]bool{}}
	var totals []float64
	for n, line := range strings.Split(strings.TrimSpace(file), "\n") {
		fields := strings.Split(line, "\t")
		var err error
		switch {
		case strings.HasPrefix(line, "#"):
		case fields[0] == "types":
			err = m.readTypes(known, fields[1:])
		case fields[0] == "totals":
			totals, err = readCounts(fields[1:])
			m.begin(totals)
		default:
			err = m.readSign(fields, totals)
		}
		if err != nil {
			return nil, fmt.Errorf("model, line %d: %w", n+1, err)
		}
	}
	if len(totals) != len(m.types) {
		return nil, fmt.Errorf("model: %d types with %d totals", len(m.types), len(totals))
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
		at, n, told := strings.Cut(p, ":")
		if !told {
			n = strconv.Itoa(textWeight)
		}
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

// evidence gives what the signs speak for each type, and how many of two characters
// and more were known. It is divided by the root of their number, so that a long text
// is not surer than a short one by its length alone.
func (m *model) evidence(signs []string) (scores []float64, known int) {
	scores = make([]float64, len(m.types))
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
		scores[i] = (scores[i] + float64(seen)*m.base[i]) / math.Sqrt(float64(max(seen, 1)))
	}
	return scores, known
}

// judge gives the logarithm of each type's probability, and how many signs it knew.
func (m *model) judge(signs []string) (judged map[registry.TypeCode]float64, known int) {
	scores, known := m.evidence(signs)
	for i := range scores {
		scores[i] *= sharpness
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
	return m.best(signs, code, most, func(s string) bool { return m.whole[s] })
}

// strongest is like words, but takes runs of characters where there are no words.
func (m *model) strongest(signs []string, code registry.TypeCode, most int) []string {
	if words := m.words(signs, code, most); len(words) > 0 {
		return words
	}
	return m.best(signs, code, most, func(s string) bool { return len(s) > 3 && s[0] != '@' })
}

// best gives the signs of a kind that speak for a type by more than one unit.
func (m *model) best(signs []string, code registry.TypeCode, most int, kind func(string) bool) []string {
	type spoken struct {
		sign string
		by   float64
	}
	var all []spoken
	for _, s := range signs {
		if !kind(s) {
			continue
		}
		for _, l := range m.signs[s] {
			if m.types[l.at] == code && l.by > 1 {
				all = append(all, spoken{s, l.by})
			}
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].by > all[j].by })
	var list []string
	for _, s := range all {
		if len(list) < most && !slices.ContainsFunc(list, func(t string) bool { return shareRun(t, s.sign) }) {
			list = append(list, s.sign)
		}
	}
	return list
}

// shareRun reports whether two signs have a character in common, as overlapping runs
// of one place do.
func shareRun(a, b string) bool {
	for _, r := range []rune(b) {
		if strings.ContainsRune(a, r) {
			return true
		}
	}
	return false
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
