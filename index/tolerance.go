package index

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/vellum"
	"github.com/blevesearch/vellum/levenshtein"

	"liuyuan/terms"
)

// Bounds of tolerance. Terms are per segment; more would cost time and bring
// nothing a person would look at.
const (
	minEditName   = 3  // characters of a name from which one edit is forgiven
	minEditPinyin = 4  // letters of pinyin from which one edit is forgiven
	minPrefix     = 2  // letters from which a word may be the begin of a name
	maxNear       = 64 // terms within one edit, or with a prefix
	maxEditName   = 24 // characters of a piece up to which an edit is forgiven: automata grow
	maxPieces     = 12 // pieces of a text up to which slips are forgiven
)

// tolerance forgives slips. Its automata are made of the query, never parsed.
type tolerance struct {
	one, two *levenshtein.LevenshteinAutomatonBuilder
}

func newTolerance() (*tolerance, error) {
	one, err := levenshtein.NewLevenshteinAutomatonBuilder(1, true)
	if err != nil {
		return nil, err
	}
	two, err := levenshtein.NewLevenshteinAutomatonBuilder(2, true)
	return &tolerance{one: one, two: two}, err
}

// within lists the terms at most one (or two) edits from a text: a character
// replaced, added, left out, or two neighbours swapped.
func (t *tolerance) within(text string, edits uint8) acceptor {
	builder := t.one
	if edits == 2 {
		builder = t.two
	}
	return func(p *part, field string, limit int) []string {
		a, err := builder.BuildDfa(text, edits)
		if err != nil {
			return nil // too long to be a name
		}
		var automaton vellum.Automaton = a
		return p.accepted(field, automaton, limit)
	}
}

func beginning(prefix string) acceptor {
	return func(p *part, field string, limit int) []string { return p.prefixed(field, prefix, limit) }
}

// tolerant reads the text once more, forgiving one slip in each piece; filters
// that were understood stay.
func (s *search) tolerant(text phrase) (reading, bool) {
	if len(text.pieces) > maxPieces {
		return reading{}, false
	}
	r := reading{awards: s.look.phraseAwards(text), marks: append(marks(text), text.spoken()...)}
	named := all{s.hard, s.forgive(text, &r, len(s.senses()[0].filters) == 0)}
	for _, sense := range s.senses() {
		sets, awards, chips := s.interpret(sense.filters)
		if len(chips) == 0 || sense.left.empty() {
			continue
		}
		meant := share(append(sets, s.hard, s.forgive(sense.left, &r, sense.shortHouse())))
		if s.some(meant) {
			r.hits, r.chips, r.awards = share(anyOf{meant, named}), chips, append(r.awards, awards...)
			return r, true
		}
	}
	r.hits = share(named)
	return r, true
}

// houseEnds are the characters by which abbreviations of institutions end.
const houseEnds = "局所办联会委院队室站处"

// shortHouse reports whether beside places nothing is asked for but what may be the
// abbreviation of an institution: 环市 物调室.
func (in sense) shortHouse() bool {
	for _, f := range in.filters {
		if f.Kind != "region" {
			return false
		}
	}
	for _, p := range in.left.pieces {
		if !p.Han || !strings.Contains(houseEnds, p.chars[len(p.chars)-1]) {
			return false
		}
	}
	return true
}

// forgive is the documents that hold each piece, or nearly. Abbreviations are the
// weakest likeness: they count only where no filter but a place tells more.
func (s *search) forgive(text phrase, r *reading, abbreviations bool) set {
	var sum all
	for _, p := range text.pieces {
		if !p.needed() {
			continue
		}
		exact := s.look.piece(p, textFields())
		nearly := s.nearly(p)
		if abbreviations && p.Han && len(p.chars) > 1 && len(p.chars) <= maxEditName {
			nearly = append(nearly, share(abbreviated(p)))
		}
		r.awards = append(r.awards, award{of: exact, points: pointsCovered})
		for i, n := range nearly {
			r.awards = append(r.awards, award{of: n, points: max(pointsName-i*pointsFirst, pointsFilter), close: true, chars: max(len(p.chars), 1)})
		}
		sum = append(sum, append(anyOf{exact}, nearly...))
	}
	if len(sum) == 0 {
		return anyOf{}
	}
	if len(text.pieces) > 1 && isLetters(text.whole) { // mai jq
		return append(anyOf(abbreviatedLetters(text.whole)), sum)
	}
	return sum
}

// nearly lists the ways to forgive a piece, closest first.
func (s *search) nearly(p piece) []set {
	t := s.index.tolerance
	if utf8.RuneCountInString(p.Text) > maxEditName {
		return nil
	}
	if p.Han {
		ways := []set{}
		if len(p.chars) > 1 {
			ways = append(ways, share(s.look.soundCover(p, exactly)), share(s.look.soundCover(p, terms.Confused)))
		}
		if len(p.chars) >= minEditName {
			ways = append(ways, share(near{fieldWhole, t.within(p.Text, 1), maxNear}), share(s.look.missing(p)))
		}
		if name := strings.Join(slices.Concat(p.segments()...), ""); name != p.Text && utf8.RuneCountInString(name) >= minEditName {
			ways = append(ways, share(near{fieldWhole, t.within(name, 1), maxNear}))
		}
		return ways
	}
	ways := []set{}
	if len(p.Text) >= minPrefix {
		ways = append(ways, share(near{fieldPinyin, beginning(p.Text), maxNear}), share(near{fieldInitials, beginning(p.Text), maxNear}))
	}
	if len(p.Text) >= minEditPinyin {
		one := t.within(p.Text, 1)
		ways = append(ways, share(near{fieldPinyin, one, maxNear}), share(near{fieldSyllables, one, maxNear}), share(near{fieldWhole, one, maxNear}))
	}
	ways = append(ways, abbreviatedLetters(p.Text)...)
	return ways
}

// abbreviated is the institutions whose name holds all characters of a piece,
// wherever they stand: 妇联 is 妇女联合会, 人社局 人力资源和社会保障局.
func abbreviated(p piece) set {
	sum := all{term{fieldHouse, "1"}}
	for _, c := range p.chars {
		sum = append(sum, term{fieldName, c})
	}
	return sum
}

// exactly is a syllable as it is.
func exactly(syllable string) []string { return []string{syllable} }

// soundCover is cover with pairs that only sound alike; alike gives the syllables that
// one may be taken for.
func (l *looker) soundCover(p piece, alike func(string) []string) set {
	syl := terms.Syllables(p.chars)
	pair := func(i, j int) set {
		var ways anyOf
		for _, a := range alike(syl[i]) {
			for _, b := range alike(syl[j]) {
				ways = append(ways, term{fieldSyllables, a + b})
			}
		}
		return ways
	}
	var sum all
	for i := range p.chars {
		if p.optional[i] {
			continue
		}
		var ways anyOf
		if i > 0 && syl[i-1] != "" && syl[i] != "" {
			ways = append(ways, pair(i-1, i))
		}
		if i+1 < len(p.chars) && syl[i] != "" && syl[i+1] != "" {
			ways = append(ways, pair(i, i+1))
		}
		if p.alone(i, -1) {
			ways = append(ways, term{fieldSyllables, syl[i]})
		}
		sum = append(sum, ways)
	}
	return sum
}

// missing is the documents whose names hold all but one character of the piece.
func (l *looker) missing(p piece) set {
	var ways anyOf
	required := 0
	for _, o := range p.optional {
		if !o {
			required++
		}
	}
	if required <= minEditName {
		return ways // what is left would fit too many
	}
	for i := range p.chars {
		if !p.optional[i] {
			ways = append(ways, l.cover(p, namedFields(), i))
		}
	}
	return ways
}

// nearest is the name closest to a text that nothing fits; empty if none is
// within two edits of its pinyin.
func (s *search) nearest(text phrase) string {
	spoken := text.whole
	if ways := terms.Soundings(text.whole); len(ways) > 0 {
		spoken = ways[0].Whole()
	}
	if len(spoken) < minEditPinyin || len(spoken) > maxSpelled {
		return ""
	}
	top := &best{n: 1}
	for edits := uint8(1); edits <= 2 && len(top.kept) == 0; edits++ {
		way := near{fieldPinyin, s.index.tolerance.within(spoken, edits), maxNear}
		for _, p := range s.view.segments {
			top.rank(p, p.without(all{s.hard, way}.in(p)), nil)
		}
	}
	if len(top.kept) > 0 {
		c := top.kept[0].part.card(top.kept[0].doc)
		if c.Brand != "" && len([]rune(text.whole)) <= len([]rune(c.Brand))+1 {
			return c.Brand
		}
		return c.Name
	}
	return ""
}
