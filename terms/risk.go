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
// (劏房, 打电话). Senses are words of a kind (means, farewells, lurking, but also goods
// and trades) that no cue needs: the model learns what they tell beside each other.
type riskData struct {
	Concepts     map[string][]string
	Senses       map[string][]string
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
	speech *speech
	wary   float64 // added to each margin of the model
}

// The classes of the risk model.
const (
	alarming registry.TypeCode = "HIGH"
	harmless registry.TypeCode = "LOW"
)

// How far the model must go. Chosen on files that it had not seen ("go run
// ./terms/train -strangers"): a missed danger weighs more than a false alarm.
const (
	alarm     = -0.9 // it calls a text dangerous
	partial   = 3.5  // more than that for a stretch, since the calmest text has a hot sentence
	overrules = -2.0 // it takes a cue of danger for a figure of speech
	nobody    = -4.0 // it takes a great number for one of things, or of people who take no part
	minSigns  = 5    // known signs; of fewer it judges nothing
)

func readRisks() (riskData, error) {
	var d riskData
	if err := json.Unmarshal(riskFile, &d); err != nil {
		return d, fmt.Errorf("risk.json: %w", err)
	}
	return d, nil
}

// loadRiskCues builds the grader without its model.
func loadRiskCues() (*riskGrader, error) {
	d, err := readRisks()
	if err != nil {
		return nil, err
	}
	g := &riskGrader{book: emptyBook(), high: len(d.High), hiders: newTrie(), speech: newSpeech()}
	g.book.conceive(d.Concepts)
	g.book.conceive(d.Senses)
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

// reading is what cues find in a text.
type reading struct {
	text   []rune
	hidden denial
	seen   sighting
	held   []held
	heads  int // of the largest crowd
	level  registry.RiskLevel
	terms  []string
}

func (r *reading) raise(to registry.RiskLevel, term string) {
	if rank(to) > rank(r.level) {
		r.level, r.terms = to, nil
	}
	if rank(to) == rank(r.level) && !slices.Contains(r.terms, term) {
		r.terms = append(r.terms, term)
	}
}

// read lets the cues read a text of which the largest crowd has so many heads.
func (g *riskGrader) read(text []rune, denied denial, heads int) reading {
	r := reading{text: text, heads: heads, hidden: g.hide(text, denied), level: registry.RiskLow}
	denyDeeds(text, g.book.words.find(text), r.hidden)
	r.seen = g.book.look(text, r.hidden)
	r.held = g.book.holding(r.seen)
	g.raise(&r, registry.RiskHigh)
	return r
}

// raise gives a reading the level of its cues, at most so high.
func (g *riskGrader) raise(r *reading, most registry.RiskLevel) {
	for _, h := range r.held {
		to := registry.RiskMedium
		if g.book.cues[h.cue].entry < g.high {
			to = registry.RiskHigh
		}
		for _, s := range h.spans {
			if rank(to) <= rank(most) {
				r.raise(to, string(r.text[s.from:s.to]))
			}
		}
	}
}

// grade gives the level and the words that decided it.
func (g *riskGrader) grade(text []rune, denied denial, heads int) (registry.RiskLevel, []string) {
	r := g.read(text, denied, heads)
	j := g.worst(text, denied, r)
	if j.known >= minSigns {
		g.weigh(&r, j)
	}
	switch {
	case r.heads >= highCrowd && (j.known < minSigns || j.margin > nobody):
		r.raise(registry.RiskHigh, fmt.Sprintf("%d人", r.heads))
	case r.heads >= mediumCrowd:
		r.raise(registry.RiskMedium, fmt.Sprintf("%d人", r.heads))
	}
	return r.level, outermost(r.terms)
}

// worst is the judgement of the whole text, or of the stretch that is clearly worse.
func (g *riskGrader) worst(text []rune, denied denial, r reading) judgement {
	worst := g.judge(text, r)
	for _, s := range stretches(text) {
		part := text[s.from:s.to]
		j := g.judge(part, g.read(part, denied[s.from:s.to], headcount(part).figure))
		if j.margin -= partial; j.known >= minSigns && j.margin > worst.margin {
			worst = j
		}
	}
	return worst
}

// weigh lets the judgement decide on what the cues found: a cue of danger that the
// model does not share is a reason for care, and where the model is sure, none.
func (g *riskGrader) weigh(r *reading, j judgement) {
	switch {
	case j.margin > alarm && r.level != registry.RiskHigh:
		r.level, r.terms = registry.RiskHigh, append(g.telling(j), r.terms...)
	case j.margin <= alarm && r.level == registry.RiskHigh:
		r.level = registry.RiskMedium
		if j.margin < overrules {
			r.level, r.terms = registry.RiskLow, nil
			g.raise(r, registry.RiskMedium)
		}
	}
}

// judgement is what the model holds of a text or a stretch of it.
type judgement struct {
	text   []rune
	signs  []sign
	margin float64 // by how much it is held for dangerous
	known  int     // signs that the model knew
}

// judge lets the model judge what was read.
func (g *riskGrader) judge(text []rune, r reading) judgement {
	j := judgement{text: text, signs: g.signs(text, r)}
	scores, known := g.model.scores(j.signs)
	j.margin, j.known = g.wary, known
	for i, class := range g.model.types {
		if class == alarming {
			j.margin += scores[i]
		} else {
			j.margin -= scores[i]
		}
	}
	return j
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

// signs are what the model sees of a text: beside its words, which concepts stand
// together, which groups of cues hold, and whether a crowd is told.
func (g *riskGrader) signs(text []rune, r reading) []sign {
	list := append(g.speech.signs(text, r.hidden, g.book, r.seen), g.book.pairs(r.seen)...)
	before := -1
	for _, h := range r.held {
		if entry := g.book.cues[h.cue].entry; entry != before {
			list = append(list, sign{fmt.Sprintf("@@%d", entry), h.spans[0]})
			before = entry
		}
	}
	switch {
	case r.heads >= highCrowd:
		list = append(list, sign{name: "@@crowd"})
	case r.heads >= mediumCrowd:
		list = append(list, sign{name: "@@group"})
	}
	return list
}

// telling are the words that made the model call a text dangerous, at the least the
// text's beginning.
func (g *riskGrader) telling(j judgement) []string {
	if words := g.model.hottest(j.text, j.signs, alarming, maxTerms/2); len(words) > 0 {
		return words
	}
	return []string{string(j.text[:min(len(j.text), shown)])}
}

// shown is how much of a text is shown where no single word decided, in characters.
const shown = 12

func rank(l registry.RiskLevel) int {
	switch l {
	case registry.RiskHigh:
		return 2
	case registry.RiskMedium:
		return 1
	}
	return 0
}
