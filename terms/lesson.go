package terms

import (
	"bufio"
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"

	"liuyuan/registry"
)

// Lesson is a text of a known type to learn from. A whole text counts more than a
// single word of a list; the weight is how often it is counted, at least 1.
type Lesson struct {
	Text   string
	Code   registry.TypeCode
	Weight int
}

// Weights of lessons.
const (
	textWeight = 2
	wordWeight = 1
)

// TextLesson is a whole text, WordLesson a word that points to a type.
func TextLesson(text string, code registry.TypeCode) Lesson { return Lesson{text, code, textWeight} }

// WordLesson is a word or short phrase that points to a type.
func WordLesson(word string, code registry.TypeCode) Lesson { return Lesson{word, code, wordWeight} }

// Train counts the signs of lessons and writes the model that NewClassifier reads.
// The same lessons give the same file. The names and words of the taxonomy are
// lessons as well. A sign of three characters seen once is left out: it would make
// half of the file and decides nothing.
func Train(w io.Writer, t *registry.Taxonomy, lessons []Lesson) error {
	book, err := newCueBook(t)
	if err != nil {
		return err
	}
	all := append([]Lesson(nil), lessons...)
	shown := map[string]bool{}
	for _, d := range t.Types {
		for _, word := range append(typeWords(d), d.Name) {
			all = append(all, WordLesson(word, d.Code))
		}
	}
	k := newCounter()
	for _, l := range all {
		if _, ok := t.Type(l.Code); !ok {
			return fmt.Errorf("a lesson names the unknown type %s", l.Code)
		}
		folded := []rune(Fold(l.Text))
		if l.Weight == wordWeight && len(folded) <= maxGram {
			shown[string(folded)] = true
		}
		denied := denials(folded)
		k.count(signs(folded, denied, book, book.look(folded, denied)), l)
	}
	return k.write(w, shown)
}

// counter counts the signs of lessons.
type counter struct {
	types  []registry.TypeCode
	index  map[registry.TypeCode]int
	totals []int
	signs  map[string]map[int]int
	texts  map[string]int // how many lessons show a sign
}

func newCounter() *counter {
	return &counter{index: map[registry.TypeCode]int{}, signs: map[string]map[int]int{}, texts: map[string]int{}}
}

// TrainRisk counts the signs of texts of high risk and of all others, and writes the
// model that tells danger where no cue of data/risk.json holds. The cues that are
// single words, and the harmless words, are lessons as well; so are the words of the
// types, which are of matters rather than of danger.
func TrainRisk(w io.Writer, t *registry.Taxonomy, cases []Case, words []Lesson) error {
	g, err := loadRiskCues()
	if err != nil {
		return err
	}
	d, err := readRisks()
	if err != nil {
		return err
	}
	var all []Lesson
	shown := map[string]bool{}
	for _, group := range d.High {
		for _, word := range group.Words {
			if strings.ContainsAny(word, "@!") {
				continue
			}
			word = strings.NewReplacer("+", "", "&", "").Replace(word)
			all = append(all, WordLesson(word, alarming))
			if len([]rune(word)) <= maxGram {
				shown[Fold(word)] = true
			}
		}
	}
	for _, group := range d.Medium { // care, but no danger
		all = append(all, Lesson{group.Example, harmless, 6 * textWeight})
		for _, word := range group.Words {
			if !strings.ContainsAny(word, "@!+&") {
				all = append(all, WordLesson(word, harmless))
			}
		}
	}
	for _, d := range t.Types {
		for _, word := range typeWords(d) {
			all = append(all, WordLesson(word, harmless))
		}
	}
	for _, word := range words {
		all = append(all, WordLesson(word.Text, harmless))
	}
	for _, word := range d.Never {
		all = append(all, WordLesson(word, harmless))
	}
	for _, c := range cases {
		if c.Risk == registry.RiskHigh {
			all = append(all, TextLesson(c.Text, alarming))
		} else {
			all = append(all, TextLesson(c.Text, harmless))
		}
	}
	k := newCounter()
	for _, l := range all {
		k.count(g.signs([]rune(Fold(l.Text))), l)
	}
	return k.write(w, shown)
}

func (k *counter) count(signs []string, l Lesson) {
	at, ok := k.index[l.Code]
	if !ok {
		at = len(k.types)
		k.index[l.Code] = at
		k.types = append(k.types, l.Code)
		k.totals = append(k.totals, 0)
	}
	for _, s := range signs {
		if k.signs[s] == nil {
			k.signs[s] = map[int]int{}
		}
		k.signs[s][at] += l.Weight
		k.totals[at] += l.Weight
		k.texts[s]++
	}
}

func (k *counter) write(w io.Writer, shown map[string]bool) error {
	b := bufio.NewWriter(w)
	fmt.Fprintln(b, "# Counts of signs by type; written by \"go run ./terms/train\", read by terms/model.go.")
	b.WriteString("types")
	for _, c := range k.types {
		b.WriteString("\t" + string(c))
	}
	b.WriteString("\ntotals")
	for _, n := range k.totals {
		fmt.Fprintf(b, "\t%d", n)
	}
	b.WriteByte('\n')
	names := make([]string, 0, len(k.signs))
	for s := range k.signs {
		if n := len([]rune(s)); k.texts[s] > 1 || shown[s] || n < maxGram {
			names = append(names, s)
		}
	}
	sort.Strings(names)
	for _, s := range names {
		mark := ""
		if shown[s] && len([]rune(s)) > 1 {
			mark = "*"
		}
		fmt.Fprintf(b, "%s%s\t%s\n", s, mark, pairs(k.signs[s]))
	}
	return b.Flush()
}

func pairs(counts map[int]int) string {
	places := make([]int, 0, len(counts))
	for at := range counts {
		places = append(places, at)
	}
	sort.Ints(places)
	list := make([]string, 0, len(places))
	for _, at := range places {
		if counts[at] == textWeight { // the commonest count is left out: the file is a third smaller
			list = append(list, strconv.Itoa(at))
		} else {
			list = append(list, fmt.Sprintf("%d:%d", at, counts[at]))
		}
	}
	return strings.Join(list, " ")
}
