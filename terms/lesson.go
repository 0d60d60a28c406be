package terms

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"slices"
	"sort"
	"strings"

	"liuyuan/registry"
)

// Lesson is a text of a known class to learn from. Weight says how much it counts; a
// code of level one is right by any of its types.
type Lesson struct {
	Text   string
	Code   registry.TypeCode
	Weight float64
}

// How the model of types is learnt.
var typeSchooling = schooling{step: 1, leastTexts: 3, leastTenths: 6}

// A single word of a list counts less than a whole text.
const wordWeight = 0.3

// TextLesson is a whole text.
func TextLesson(text string, code registry.TypeCode) Lesson { return Lesson{text, code, 1} }

// WordLesson is a word or short phrase that points to a type.
func WordLesson(word string, code registry.TypeCode) Lesson { return Lesson{word, code, wordWeight} }

// Train writes the model of types that NewClassifier reads. The same lessons give the
// same file. The names and words of the taxonomy are lessons as well.
func Train(w io.Writer, t *registry.Taxonomy, lessons []Lesson) error {
	book, err := newCueBook(t)
	if err != nil {
		return err
	}
	school := newSchool()
	for _, d := range t.Types {
		if d.Code.Parent() != "" || d.Code == other {
			school.open(d.Code, d.Code)
			school.open(d.Code.Family(), d.Code)
		}
		if d.Code != other {
			for _, word := range append(typeWords(d), d.Name) {
				lessons = append(lessons, WordLesson(word, d.Code))
			}
		}
	}
	spoken := newSpeech()
	for _, l := range lessons {
		folded := []rune(Fold(l.Text))
		denied := denials(folded)
		if err := school.enrol(l, spoken.signs(folded, denied, book, book.look(folded, denied))); err != nil {
			return err
		}
	}
	return school.write(w, typeSchooling)
}

// school gathers lessons as numbers.
type school struct {
	classes []registry.TypeCode
	right   map[registry.TypeCode][]int // the classes that are right for a code
	signs   map[string]int
	names   []string
	texts   []int // by sign: how many lessons show it
	words   map[string]bool
	pupils  []pupil
}

func newSchool() *school {
	return &school{right: map[registry.TypeCode][]int{}, signs: map[string]int{}, words: map[string]bool{}}
}

// open makes a class right for a code.
func (s *school) open(code, class registry.TypeCode) {
	at := len(s.classes)
	for i, c := range s.classes {
		if c == class {
			at = i
		}
	}
	if at == len(s.classes) {
		s.classes = append(s.classes, class)
	}
	if list := s.right[code]; len(list) == 0 || list[len(list)-1] != at {
		s.right[code] = append(list, at)
	}
}

func (s *school) enrol(l Lesson, signs []sign) error {
	right, ok := s.right[l.Code]
	if !ok {
		return fmt.Errorf("a lesson names the unknown type %s", l.Code)
	}
	if word := []rune(Fold(l.Text)); l.Weight == wordWeight && len(word) > 1 && len(word) <= maxGram {
		s.words[string(word)] = true
	}
	p := pupil{right: right, weight: l.Weight}
	for _, sign := range signs {
		i, ok := s.signs[sign.name]
		if !ok {
			i = len(s.names)
			s.signs[sign.name] = i
			s.names = append(s.names, sign.name)
			s.texts = append(s.texts, 0)
		}
		s.texts[i]++
		p.signs = append(p.signs, i)
	}
	s.pupils = append(s.pupils, p)
	return nil
}

// rarity is the inverse document frequency of a sign in tenths: what few lessons show
// tells more than what stands in most of them.
func (s *school) rarity(sign int) int {
	return tenths(1 + math.Log(float64(len(s.pupils)+1)/float64(s.texts[sign]+1)))
}

// settle leaves out the signs that too few lessons show and gives the others their
// shares, which are as in model.scores.
func (s *school) settle(leastTexts int) {
	for i := range s.pupils {
		p := &s.pupils[i]
		p.signs = slices.DeleteFunc(p.signs, func(sign int) bool { return s.texts[sign] < leastTexts })
		p.shares = make([]float64, len(p.signs))
		sum := 0.0
		for j, sign := range p.signs {
			p.shares[j] = unit * float64(s.rarity(sign))
			sum += float64(p.shares[j] * p.shares[j])
		}
		for j := range p.shares {
			p.shares[j] /= math.Sqrt(sum)
		}
	}
}

// write learns and writes the weights of the signs that enough lessons show.
func (s *school) write(w io.Writer, how schooling) error {
	s.settle(how.leastTexts)
	l := newLearner(len(s.names), len(s.classes))
	l.learn(s.pupils, how.step)
	b := bufio.NewWriter(w)
	fmt.Fprintln(b, "# The rarity of signs and their weights by class, in tenths; written by \"go run ./terms/train\", read by terms/model.go.")
	b.WriteString("types")
	for _, c := range s.classes {
		b.WriteString("\t" + string(c))
	}
	b.WriteString("\nbias")
	for _, v := range l.bias {
		fmt.Fprintf(b, "\t%d", tenths(v))
	}
	b.WriteByte('\n')
	order := make([]int, 0, len(s.names))
	for i := range s.names {
		if s.texts[i] >= how.leastTexts {
			order = append(order, i)
		}
	}
	sort.Slice(order, func(i, j int) bool { return s.names[order[i]] < s.names[order[j]] })
	for _, i := range order {
		mark := ""
		if s.words[s.names[i]] {
			mark = "*"
		}
		if weights := pairs(l.weights[i*l.classes:(i+1)*l.classes], how.leastTenths); weights != "" {
			fmt.Fprintf(b, "%s%s\t%d\t%s\n", s.names[i], mark, s.rarity(i), weights)
		}
	}
	return b.Flush()
}

func tenths(v float64) int { return int(math.Round(v / unit)) }

func pairs(row []float64, least int) string {
	var b strings.Builder
	for class, v := range row {
		if n := tenths(v); n >= least || n <= -least {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			fmt.Fprintf(&b, "%d:%d", class, n)
		}
	}
	return b.String()
}
