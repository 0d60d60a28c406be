package terms

import (
	"slices"
	"sort"
	"strings"

	"liuyuan/registry"
)

// Understand tells which words of a query are filters and what is left as text.
// The longest word wins; of a kind that admits one value (gender, time) the first.
// A word that is only part of a run of other characters, as 棠下 in a room's whole
// name 棠下镇劳资纠纷专项调解室, is a filter as well: the index looks for the whole
// query as text first, so that a proper name finds its bearer.
func (l *Lexicon) Understand(query string) ([]registry.InterpretedFilter, string) {
	original := []rune(query)
	text, at := foldAt(original)
	spans := l.meant(text, longest(l.words.find(text)))
	sort.SliceStable(spans, func(i, j int) bool { return spans[i].to-spans[i].from > spans[j].to-spans[j].from })
	taken := make([]bool, len(text))
	var chosen []span
	for _, s := range spans {
		if anyTaken(taken[s.from:s.to]) || !l.standsAlone(text, s, spans) {
			continue
		}
		for i := s.from; i < s.to; i++ {
			taken[i] = true
		}
		chosen = append(chosen, s)
	}
	sort.Slice(chosen, func(i, j int) bool { return chosen[i].from < chosen[j].from })
	var filters []registry.InterpretedFilter
	for _, s := range chosen {
		if len(filters) == maxFilters { // what is too much stays text
			for i := s.from; i < s.to; i++ {
				taken[i] = false
			}
			continue
		}
		f := l.filters[s.word]
		f.Text = string(original[at[s.from] : at[s.to-1]+1])
		if !repeats(filters, f) {
			filters = append(filters, f)
		}
	}
	shown := make([]rune, len(at))
	for i, o := range at {
		shown[i] = original[o]
	}
	return filters, rest(shown, taken, fillersBeside(filters))
}

// foldAt folds a text and tells where each character stood: some are dropped.
func foldAt(original []rune) (text []rune, at []int) {
	for i, r := range original {
		for _, f := range Fold(string(r)) {
			text, at = append(text, f), append(at, i)
		}
	}
	return text, at
}

// meant drops what only looks like a filter: everyday words that are also villages.
func (l *Lexicon) meant(text []rune, spans []span) []span {
	var places, kept []span
	for _, s := range spans {
		if l.filters[s.word].Kind == "region" {
			places = append(places, s)
		}
	}
	places = clearPlaces(text, places)
	for _, s := range spans {
		switch {
		case l.filters[s.word].Kind != "region":
			kept = append(kept, s)
		case slices.Contains(places, s):
			kept = append(kept, withMark(text, s))
		}
	}
	return kept
}

// standsAlone keeps words from being read out of names and numbers: letters and
// figures must not touch further ones, and a single character no other Chinese one,
// except 女 and 男 before a role (女律师), and a role of one character behind them (女警).
func (l *Lexicon) standsAlone(text []rune, s span, others []span) bool {
	if isWordRune(text[s.from]) {
		return !(s.from > 0 && isWordRune(text[s.from-1])) && !(s.to < len(text) && isWordRune(text[s.to]))
	}
	if s.to-s.from > 1 || apart(text, s) {
		return true
	}
	for _, o := range others {
		switch l.filters[s.word].Kind {
		case "gender":
			if o.from == s.to && l.filters[o.word].Kind == "role" {
				return true
			}
		case "role":
			if o.to == s.from && l.filters[o.word].Kind == "gender" {
				return true
			}
		}
	}
	return false
}

func isWordRune(r rune) bool { return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' }

func isHan(r rune) bool { return r >= 0x3400 && r <= 0x9fff || r >= 0x20000 && r <= 0x323af }

func anyTaken(taken []bool) bool {
	for _, t := range taken {
		if t {
			return true
		}
	}
	return false
}

func repeats(filters []registry.InterpretedFilter, f registry.InterpretedFilter) bool {
	for _, g := range filters {
		if g.Kind == f.Kind && (g.Value == f.Value || f.Kind == "gender" || f.Kind == "time") {
			return true
		}
	}
	return false
}

// rest is what no filter took, without the fillers at both ends of its pieces.
func rest(text []rune, taken []bool, fillers []string) string {
	var pieces []string
	var b strings.Builder
	flush := func() {
		p := strings.TrimSpace(b.String())
		b.Reset()
		if len(fillers) > 0 {
			p = trimWords(p, fillers)
		}
		if p != "" {
			pieces = append(pieces, p)
		}
	}
	for i, r := range text {
		if taken[i] {
			flush()
			continue
		}
		b.WriteRune(r)
	}
	flush()
	return strings.Join(pieces, " ")
}
