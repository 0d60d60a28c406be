package terms

import (
	_ "embed"
	"encoding/json"
	"fmt"

	"liuyuan/registry"
)

//go:embed data/risk.json
var riskFile []byte

// Crowds, by local policy (domain notes, "Risk as local policy").
const (
	highCrowd   = 30 // people
	mediumCrowd = 10
)

// riskGrader grades the risk of a text: words in it are a reason for care, never
// proof of danger.
type riskGrader struct {
	words *trie
	texts []string
	level []registry.RiskLevel // by word; empty: a harmless word that hides others
}

func loadRisks() (*riskGrader, error) {
	type group struct {
		Why   string
		Words []string
	}
	var file struct {
		High, Medium []group
		Never        []string
	}
	if err := json.Unmarshal(riskFile, &file); err != nil {
		return nil, fmt.Errorf("risk.json: %w", err)
	}
	g := &riskGrader{words: newTrie()}
	add := func(level registry.RiskLevel, words []string) {
		for _, w := range words {
			g.words.put(Fold(w), len(g.texts))
			g.texts, g.level = append(g.texts, w), append(g.level, level)
		}
	}
	add("", file.Never)
	for _, h := range file.High {
		add(registry.RiskHigh, h.Words)
	}
	for _, m := range file.Medium {
		add(registry.RiskMedium, m.Words)
	}
	return g, nil
}

// grade gives the level and the words that decided it.
func (g *riskGrader) grade(text []rune, denied denial, headcount int) (registry.RiskLevel, []string) {
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
	for _, s := range longest(g.words.find(text)) {
		if g.level[s.word] != "" && !denied.covers(s) {
			raise(g.level[s.word], g.texts[s.word])
		}
	}
	switch {
	case headcount >= highCrowd:
		raise(registry.RiskHigh, fmt.Sprintf("%d人", headcount))
	case headcount >= mediumCrowd:
		raise(registry.RiskMedium, fmt.Sprintf("%d人", headcount))
	}
	return level, terms
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
