package terms

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"liuyuan/registry"
)

// Case is one labelled text: a line of an evaluation file. A code of level one is
// right when the first suggestion is of that family. Instead of a code it may have a
// category of public legal questions (LawBench 2-4), which any of its families
// answers. Risk and headcount are counted where they are given.
type Case struct {
	Text      string             `json:"text"`
	Code      registry.TypeCode  `json:"code"`
	Category  string             `json:"category,omitempty"`
	Risk      registry.RiskLevel `json:"risk"`
	Headcount int                `json:"headcount"`
}

// Evaluation is how well labelled texts were classified. Shares are 0…1.
type Evaluation struct {
	Cases      int
	First      float64 // the first suggestion is the code
	LevelOne   float64 // the first suggestion is of the code's family
	InThree    float64 // the code is among the first three
	MRR        float64 // mean of 1 ÷ place of the code among the suggestions
	Confidence float64 // mean of the first suggestion's: an honest one is near First
	High       int     // cases labelled HIGH
	Flagged    float64 // of these, graded HIGH
	False      float64 // of the cases labelled lower, graded HIGH
	Alarms     float64 // of all cases, graded HIGH
	Risk       float64 // of the cases with a risk, graded exactly so
	Headcount  float64 // of the cases with a headcount, counted exactly so
	Misses     []Miss  // in the order of the file
}

// Miss is a case that was answered wrongly, with what was answered.
type Miss struct {
	Case Case
	Got  registry.Words
	Why  string // type, risk, headcount: what was wrong
}

// maxCase is the longest line of an evaluation file, in bytes.
const maxCase = 1 << 20

// ReadCases reads one JSON object a line; empty lines are passed over. An error
// names the line.
func ReadCases(r io.Reader) ([]Case, error) {
	var all []Case
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxCase)
	for n := 1; lines.Scan(); n++ {
		if len(lines.Bytes()) == 0 {
			continue
		}
		var c Case
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if c.Category != "" && c.Code == "" {
			if len(categoryFamilies(c.Category)) > 0 { // others are not mediation's
				all = append(all, c)
			}
			continue
		}
		if !c.Code.Valid() {
			return nil, fmt.Errorf("line %d: code %q has not the shape LL or LL.SS", n, c.Code)
		}
		all = append(all, c)
	}
	return all, lines.Err()
}

// Evaluate classifies every case.
func (c *Classifier) Evaluate(cases []Case) Evaluation {
	var t Tally
	t.Add(c, cases)
	return t.Evaluation()
}

// Tally adds up what one or more classifiers answered.
type Tally struct {
	sum                 Evaluation // of counts
	lower, risks, heads int
}

// Add lets a classifier answer further cases.
func (t *Tally) Add(c *Classifier, cases []Case) {
	e := &t.sum
	e.Cases += len(cases)
	for _, k := range cases {
		w := c.Classify(k.Text)
		place := placeOf(w.Suggestions, k)
		count(&e.First, place == 1)
		count(&e.InThree, place >= 1 && place <= 3)
		count(&e.LevelOne, len(w.Suggestions) > 0 && k.family(w.Suggestions[0].Type))
		if place > 0 {
			e.MRR += 1 / float64(place)
		}
		if len(w.Suggestions) > 0 {
			e.Confidence += w.Suggestions[0].Confidence
		}
		if place != 1 {
			e.Misses = append(e.Misses, Miss{k, w, "type"})
		}
		count(&e.Alarms, w.Risk == registry.RiskHigh)
		t.addRisk(k, w)
		if k.Headcount > 0 {
			t.heads++
			count(&e.Headcount, w.Headcount == k.Headcount)
			if w.Headcount != k.Headcount {
				e.Misses = append(e.Misses, Miss{k, w, "headcount"})
			}
		}
	}
}

func (t *Tally) addRisk(k Case, w registry.Words) {
	if k.Risk == "" {
		return
	}
	t.risks++
	count(&t.sum.Risk, w.Risk == k.Risk)
	if k.Risk == registry.RiskHigh {
		t.sum.High++
		count(&t.sum.Flagged, w.Risk == registry.RiskHigh)
	} else {
		t.lower++
		count(&t.sum.False, w.Risk == registry.RiskHigh)
	}
	if w.Risk != k.Risk {
		t.sum.Misses = append(t.sum.Misses, Miss{k, w, "risk"})
	}
}

// Evaluation gives the shares.
func (t *Tally) Evaluation() Evaluation {
	e := t.sum
	for _, s := range []*float64{&e.First, &e.LevelOne, &e.InThree, &e.MRR, &e.Confidence, &e.Alarms} {
		share(s, e.Cases)
	}
	share(&e.Flagged, e.High)
	share(&e.False, t.lower)
	share(&e.Risk, t.risks)
	share(&e.Headcount, t.heads)
	return e
}

// family reports whether a type is of a family that the case accepts.
func (k Case) family(code registry.TypeCode) bool {
	if k.Code == "" {
		return slices.Contains(categoryFamilies(k.Category), code.Family())
	}
	return code.Family() == k.Code.Family()
}

// right reports whether a type is what the case wants. A code of level one is met by
// any type of the family.
func (k Case) right(code registry.TypeCode) bool {
	if k.Code == "" {
		return k.family(code)
	}
	return k.Code.Covers(code)
}

// categoryFamilies says which families answer a category of public legal questions
// (LawBench 2-4); none for those that mediation does not handle: criminal defence,
// company law, administrative suits, foreign and maritime law, general questions.
func categoryFamilies(category string) []registry.TypeCode {
	switch category {
	case "婚姻家庭":
		return []registry.TypeCode{"01"}
	case "劳动纠纷":
		return []registry.TypeCode{"10"}
	case "交通事故":
		return []registry.TypeCode{"14"}
	case "债权债务", "抵押担保":
		return []registry.TypeCode{"04", "18"}
	case "合同纠纷":
		return []registry.TypeCode{"04", "03"}
	case "房产纠纷":
		return []registry.TypeCode{"03", "19"}
	case "侵权":
		return []registry.TypeCode{"06", "02", "16", "17"}
	case "医疗纠纷":
		return []registry.TypeCode{"13"}
	case "拆迁安置":
		return []registry.TypeCode{"08"}
	case "建设工程":
		return []registry.TypeCode{"22"}
	case "知识产权":
		return []registry.TypeCode{"16"}
	case "人身损害":
		return []registry.TypeCode{"06", "10"}
	case "消费权益":
		return []registry.TypeCode{"12", "15", "17"}
	}
	return nil
}

// placeOf is the place of what a case wants among suggestions, from 1; 0: not there.
func placeOf(list []registry.TypeSuggestion, k Case) int {
	for i, s := range list {
		if k.right(s.Type) {
			return i + 1
		}
	}
	return 0
}

func count(sum *float64, right bool) {
	if right {
		*sum++
	}
}

func share(sum *float64, of int) {
	if of > 0 {
		*sum /= float64(of)
	}
}

// Evaluate reads labelled texts, classifies them and prints the figures and misses.
func Evaluate(w io.Writer, c *Classifier, r io.Reader) (Evaluation, error) {
	cases, err := ReadCases(r)
	if err != nil {
		return Evaluation{}, err
	}
	e := c.Evaluate(cases)
	return e, e.WriteText(w)
}

// WriteText prints the figures, then the misses.
func (e Evaluation) WriteText(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "cases            %d\n", e.Cases)
	for _, row := range []struct {
		name  string
		value float64
	}{{"accuracy@1", e.First}, {"level one", e.LevelOne}, {"recall@3", e.InThree}, {"MRR", e.MRR}, {"confidence", e.Confidence}} {
		fmt.Fprintf(b, "%-16s %.3f\n", row.name, row.value)
	}
	if e.Risk > 0 {
		fmt.Fprintf(b, "%-16s %.3f\n%-16s %.3f of %d\n%-16s %.3f\n", "risk exact", e.Risk, "high flagged", e.Flagged, e.High, "false alarms", e.False)
	}
	for _, m := range e.Misses {
		fmt.Fprintf(b, "\nmiss (%s)  %s\n  wanted %s %s %d\n  got    %s %v %d\n", m.Why, m.Case.Text,
			string(m.Case.Code)+m.Case.Category, m.Case.Risk, m.Case.Headcount, m.Got.Risk, m.Got.RiskTerms, m.Got.Headcount)
		for _, s := range m.Got.Suggestions {
			fmt.Fprintf(b, "         %s %.2f %v\n", s.Type, s.Confidence, s.Terms)
		}
	}
	return b.Flush()
}
