package terms

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"

	"liuyuan/registry"
)

//go:embed data/risk.json
var riskFile []byte

// Crowds, by local policy (domain notes, "Risk as local policy").
const (
	highCrowd   = 30 // people
	mediumCrowd = 10
)

// riskGroup is a reason for care with its cues, written as in cues.json.
type riskGroup struct {
	Why     string
	Example string // a text that the group grades
	Words   []string
}

// riskData is data/risk.json: by level, and harmless words that hide others
// (劏房, 打电话).
type riskData struct {
	Concepts     map[string][]string
	High, Medium []riskGroup
	Never        []string
}

// riskGrader grades the risk of a text: words in it are a reason for care, never
// proof of danger.
type riskGrader struct {
	book   *cueBook
	high   int // entries below it are of level HIGH, the others MEDIUM
	hiders *trie
	model  *model
}

// The classes of the risk model, and how much the evidence for danger must outweigh
// the evidence against it: at these values about 3 of 100 texts of which most tell no
// danger are graded HIGH, by cues and model together.
const (
	alarming        registry.TypeCode = "HIGH"
	harmless        registry.TypeCode = "LOW"
	alarm                             = 0.2
	alarmAgainstCue                   = 2.0
	minSigns                          = 8 // known signs, so that two rare words alone raise no alarm
)

func readRisks() (riskData, error) {
	var d riskData
	if err := json.Unmarshal(riskFile, &d); err != nil {
		return d, fmt.Errorf("risk.json: %w", err)
	}
	return d, nil
}

// loadRisks builds the grader of cues and model.
func loadRisks() (*riskGrader, error) {
	g, err := loadRiskCues()
	if err != nil {
		return nil, err
	}
	g.model, err = readModel(riskModelFile, func(class string) bool {
		return registry.TypeCode(class) == alarming || registry.TypeCode(class) == harmless
	})
	return g, err
}

// loadRiskCues builds the grader without its model.
func loadRiskCues() (*riskGrader, error) {
	d, err := readRisks()
	if err != nil {
		return nil, err
	}
	g := &riskGrader{book: emptyBook(), high: len(d.High), hiders: newTrie()}
	g.book.conceive(d.Concepts)
	for i, group := range append(slices.Clone(d.High), d.Medium...) {
		for _, w := range group.Words {
			if err := g.book.add(w, i, vote{}); err != nil {
				return nil, err
			}
		}
	}
	for i, w := range d.Never {
		g.hiders.put(Fold(w), i)
	}
	return g, nil
}

// grade gives the level and the words that decided it.
func (g *riskGrader) grade(text []rune, denied denial, headcount int) (registry.RiskLevel, []string) {
	hidden := g.hide(text, denied)
	level := registry.RiskLow
	var terms []string
	raise := func(to registry.RiskLevel, term string) {
		if rank(to) > rank(level) {
			level, terms = to, nil
		}
		if rank(to) == rank(level) && !contains(terms, term) {
			terms = append(terms, term)
		}
	}
	seen := g.book.look(text, hidden)
	for _, h := range g.book.holding(seen) {
		to := registry.RiskMedium
		if g.book.cues[h.cue].entry < g.high {
			to = registry.RiskHigh
		}
		for _, s := range h.spans {
			raise(to, string(text[s.from:s.to]))
		}
	}
	if level != registry.RiskHigh {
		bar := alarm
		if level == registry.RiskMedium { // a cue has said what it is
			bar = alarmAgainstCue
		}
		for _, term := range g.alarms(signs(text, hidden, g.book, seen), bar) {
			raise(registry.RiskHigh, term)
		}
	}
	switch {
	case headcount >= highCrowd:
		raise(registry.RiskHigh, fmt.Sprintf("%d人", headcount))
	case headcount >= mediumCrowd:
		raise(registry.RiskMedium, fmt.Sprintf("%d人", headcount))
	}
	return level, outermost(terms)
}

// hide adds the harmless words to what is denied.
func (g *riskGrader) hide(text []rune, denied denial) denial {
	hidden := slices.Clone(denied)
	for _, s := range g.hiders.find(text) {
		for i := s.from; i < s.to; i++ {
			hidden[i] = true
		}
	}
	return hidden
}

// signs are what the model sees of a text.
func (g *riskGrader) signs(text []rune) []string {
	hidden := g.hide(text, denials(text))
	return signs(text, hidden, g.book, g.book.look(text, hidden))
}

// alarms gives the words by which the model takes a text for dangerous; none if it
// does not.
func (g *riskGrader) alarms(signs []string, bar float64) []string {
	scores, known := g.model.evidence(signs)
	margin := 0.0
	for i, class := range g.model.types {
		if class == alarming {
			margin += scores[i]
		} else {
			margin -= scores[i]
		}
	}
	if margin < bar || known < minSigns {
		return nil
	}
	return g.model.strongest(signs, alarming, maxTerms/2)
}

func rank(l registry.RiskLevel) int {
	switch l {
	case registry.RiskHigh:
		return 2
	case registry.RiskMedium:
		return 1
	}
	return 0
}
