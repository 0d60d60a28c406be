package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"liuyuan/registry"
	"liuyuan/seed"
	"liuyuan/terms"
)

// maxLine is the longest line of input that is read, in bytes.
const maxLine = 1 << 20

type classifyCommand struct {
	JSON bool   `help:"One JSON object a line, for programs." name:"json"`
	On   string `help:"Day of the report, from which 上个月 counts; today if absent. 反映日期。" placeholder:"DATE"`
}

// classified is one line of the output; names are part of the contract.
type classified struct {
	Text        string             `json:"text"`
	Suggestions []suggested        `json:"suggestions"`
	Facets      []registry.Facet   `json:"facets"`
	RiskLevel   registry.RiskLevel `json:"riskLevel"`
	RiskTerms   []string           `json:"riskTerms"`
	Headcount   int                `json:"headcount,omitempty"`

	Secondary []registry.TypeCode   `json:"secondaryTypes,omitempty"`
	Amounts   []float64             `json:"amounts,omitempty"` // in yuan
	Places    []registry.RegionCode `json:"places,omitempty"`
	Dates     []registry.Date       `json:"dates,omitempty"`
	People    *people               `json:"people,omitempty"`
	Times     []period              `json:"times,omitempty"`
}

type people struct {
	Said  string `json:"said"`
	Least int    `json:"least"`
	Most  int    `json:"most,omitempty"`
}

type period struct {
	Said string        `json:"said"`
	From registry.Date `json:"from"`
	To   registry.Date `json:"to"`
}

type suggested struct {
	Code       registry.TypeCode `json:"code"`
	Name       string            `json:"name"`
	Confidence float64           `json:"confidence"`
	Terms      []string          `json:"terms"`
}

// Run reads one text a line and writes what each is about, best suggestion first.
func (c *classifyCommand) Run(ctx context.Context, s streams) error {
	taxonomy, err := registry.LoadTaxonomy()
	if err != nil {
		return err
	}
	classifier, err := newClassifier(taxonomy)
	if err != nil {
		return err
	}
	on, err := c.day()
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(s.in)
	lines.Buffer(nil, maxLine)
	out := bufio.NewWriter(s.out)
	n := 1
	for ; lines.Scan(); n++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		text := string(bytes.ToValidUTF8(bytes.TrimPrefix(lines.Bytes(), []byte("\ufeff")), []byte("\ufffd")))
		words := classifier.Classify(text)
		words.Times = terms.Times(text, on)
		result := describe(taxonomy, text, words)
		if c.JSON {
			line, err := json.Marshal(result)
			if err != nil {
				return err
			}
			fmt.Fprintf(out, "%s\n", line)
		} else {
			printClassified(out, result)
		}
		if err := out.Flush(); err != nil { // at once: a program may wait for the answer before it writes the next
			return err
		}
	}
	if errors.Is(lines.Err(), bufio.ErrTooLong) {
		return registry.Invalid([]string{"line"}, fmt.Sprintf("第 %d 行太长，一行最多 %d 字节", n, maxLine), fmt.Sprintf("line %d is too long: a line has at most %d bytes", n, maxLine))
	}
	return lines.Err()
}

// day is the day of the report.
func (c *classifyCommand) day() (registry.Date, error) {
	if c.On == "" {
		return registry.DateOf(time.Now()), nil
	}
	return registry.ParseDate(c.On)
}

// newClassifier classifies with the places that the binary carries, without a database.
func newClassifier(t *registry.Taxonomy) (*terms.Classifier, error) {
	return terms.NewClassifier(t, seed.Regions())
}

func describe(t *registry.Taxonomy, text string, w registry.Words) classified {
	c := classified{Text: text, Suggestions: []suggested{}, Facets: w.Facets, RiskLevel: w.Risk, RiskTerms: w.RiskTerms, Headcount: w.Headcount,
		Secondary: w.Secondary, Amounts: w.Amounts, Places: w.Places, Dates: w.Days()}
	if w.People.Said != "" {
		c.People = &people{w.People.Said, w.People.Least, w.People.Most}
	}
	for _, t := range w.Times {
		c.Times = append(c.Times, period{t.Said, t.From, t.To})
	}
	for _, x := range w.Suggestions {
		d, _ := t.Type(x.Type)
		if x.Terms == nil {
			x.Terms = []string{}
		}
		c.Suggestions = append(c.Suggestions, suggested{x.Type, d.Name, x.Confidence, x.Terms})
	}
	if c.Facets == nil {
		c.Facets = []registry.Facet{}
	}
	if c.RiskTerms == nil {
		c.RiskTerms = []string{}
	}
	return c
}

func printClassified(w *bufio.Writer, c classified) {
	if len(c.Suggestions) == 0 {
		fmt.Fprintf(w, "–  %s\n", c.RiskLevel)
		return
	}
	best := c.Suggestions[0]
	fmt.Fprintf(w, "%s %s  %.2f  %s  %s\n", best.Code, best.Name, best.Confidence, c.RiskLevel, strings.Join(best.Terms, "、"))
}
