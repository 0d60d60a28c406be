package index

import (
	"strings"

	"github.com/blevesearch/vellum"

	"liuyuan/terms"
)

// Bounds of names that are typed with letters left out.
const (
	minLetters  = 4   // letters from which others may be missing between them
	maxGap      = 11  // letters missing in one place: the rest of a syllable and another
	gapFactor   = 3   // letters missing in all, for each that was typed
	maxExpanded = 512 // terms that are looked at
)

// between is an automaton that accepts terms which hold its letters in their order,
// the first one first, with no more others between them than the bounds allow.
type between string

// A state is a triple: letters found, others since the last, others in all.
const (
	gapBase   = maxGap + 2
	totalBase = 1 << 8
	nowhere   = -1
)

func (b between) Start() int               { return 0 }
func (b between) IsMatch(state int) bool   { return state >= 0 && state/(gapBase*totalBase) == len(b) }
func (b between) CanMatch(state int) bool  { return state >= 0 }
func (b between) WillAlwaysMatch(int) bool { return false }
func (b between) Accept(state int, c byte) int {
	if state < 0 {
		return nowhere
	}
	found, gap, total := state/(gapBase*totalBase), state/totalBase%gapBase, state%totalBase
	if found < len(b) && b[found] == c {
		return (found+1)*gapBase*totalBase + total
	}
	if gap, total = gap+1, total+1; found == 0 || gap > maxGap || total > min(gapFactor*len(b), totalBase-1) {
		return nowhere
	}
	return (found*gapBase+gap)*totalBase + total
}

var _ vellum.Automaton = between("")

// shorter lists the terms of which a word of letters leaves out a part: keeps tells
// whether it may be left out.
func shorter(word string, keeps func(term, word string) bool) acceptor {
	return func(p *part, field string, limit int) []string {
		var out []string
		for _, t := range p.accepted(field, between(word), maxExpanded) {
			if len(out) < limit && keeps(t, word) {
				out = append(out, t)
			}
		}
		return out
	}
}

// personShortened reports whether a word gives the begin of each syllable of a name:
// ruanzk is 阮志凯.
func personShortened(name, word string) bool { return syllablesBegin(name, word, false) }

// houseShortened reports whether a word gives the begins of syllables of a name, the
// first among them, others being left out: txlaozi is 棠下镇劳资…; the name may be given
// in initials (txlzzxtjs).
func houseShortened(name, word string) bool {
	return len(name) <= len(word)+maxGap && len(terms.Cuts(name)) == 0 || syllablesBegin(name, word, true)
}

func syllablesBegin(name, word string, some bool) bool {
	for _, cut := range terms.Cuts(name) {
		if begins(cut, word, some) {
			return true
		}
	}
	return false
}

// begins reports whether a word is made of begins of the syllables; some of these
// may be missing, but not the first.
func begins(syllables terms.Sounding, word string, some bool) bool {
	reached := make([]bool, len(word)+1) // places of the word up to which it can be read
	reached[0] = true
	for i, s := range syllables {
		next := make([]bool, len(reached))
		if some && i > 0 {
			copy(next, reached)
		}
		for at, ok := range reached {
			for n := 1; ok && n <= len(s) && strings.HasPrefix(word[at:], s[:n]); n++ {
				next[at+n] = true
			}
		}
		reached = next
	}
	return reached[len(word)]
}

// abbreviatedLetters are the people and institutions whose name a word shortens.
func abbreviatedLetters(word string) []set {
	if len(word) < minLetters || len(word) > maxWholeLetters || !isLower(word) {
		return nil
	}
	return []set{
		share(near{fieldPinyin, shorter(word, personShortened), maxNear}),
		share(all{term{fieldHouse, "1"}, near{fieldSuggest, shorter(word, houseShortened), maxNear}}),
	}
}

// maxWholeLetters is the longest word that may shorten a name.
const maxWholeLetters = 24

func isLower(word string) bool {
	for i := range len(word) {
		if word[i] < 'a' || word[i] > 'z' {
			return false
		}
	}
	return true
}
