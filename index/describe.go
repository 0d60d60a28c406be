package index

import (
	"strings"

	"liuyuan/registry"
	"liuyuan/terms"
)

// description is what a query tells of a person beside filters that are facts.
type description struct {
	filters []registry.InterpretedFilter
	said    [][]string // each in words for the same: 当过兵, 退伍, 部队
	rest    phrase
}

// descriptions are the ways to read a sense as a description: with all its filters,
// and with words for a matter, a trait or a time taken as words (夜间 of 夜间巡楼).
func (s sense) descriptions() []description {
	left := []string{s.left.text()}
	var facts []registry.InterpretedFilter
	for _, f := range s.filters {
		switch f.Kind {
		case "type", "facet", "time":
			left = append(left, f.Text)
		default:
			facts = append(facts, f)
		}
	}
	out := []description{describe(s.filters, left[0])}
	if len(left) > 1 {
		out = append(out, describe(facts, strings.Join(left, " ")))
	}
	return out
}

func describe(filters []registry.InterpretedFilter, text string) description {
	said, rest := terms.Alike(text)
	return description{filters: filters, said: said, rest: newPhrase(rest)}
}

// described finds people by what their introductions say in other words: 当过兵的代表
// finds the delegate who is a 退伍军人. All that has other words must be there; what is
// left is a wish, and where nothing has others, it must be there itself.
func (s *search) described(text phrase) (reading, bool) {
	return s.asDescribed(text, func(d description) set {
		if len(d.said) > 0 {
			return s.told(d)
		}
		if len(d.filters) > 0 || d.rest.empty() || d.rest.whole == text.whole {
			return anyOf{}
		}
		return s.look.phrase(d.rest, textFields())
	})
}

// partly finds people beside filters by a part of what else is said: 写水乡那本书的网格员
// finds the grid officer in whose introduction 水乡 stands.
func (s *search) partly(text phrase) (reading, bool) {
	return s.asDescribed(text, func(d description) set {
		if len(d.filters) == 0 {
			return anyOf{}
		}
		var ways anyOf
		for _, words := range d.said {
			ways = append(ways, s.look.anyWord(words, fieldIntro))
		}
		return append(ways, s.telling(d.rest)...)
	})
}

// asDescribed is the first description that fits somebody; fit says whom.
func (s *search) asDescribed(text phrase, fit func(description) set) (reading, bool) {
	if len(text.kinds) > 0 {
		return reading{}, false // an institution is wanted
	}
	for _, sense := range s.senses() {
		for _, d := range sense.descriptions() {
			sets, awards, chips := s.interpret(d.filters)
			r := reading{chips: chips, hits: share(append(sets, s.hard, fit(d)))}
			if s.couldName(d.rest, len(chips) > 0) || !s.some(r.hits) {
				continue
			}
			r.awards = append(s.look.phraseAwards(text), awards...)
			r.marks = marks(text)
			for _, words := range d.said {
				r.awards = append(r.awards, award{of: s.look.anyWord(words, fieldIntro), points: pointsSaid})
				r.marks = append(r.marks, words...)
			}
			for _, pair := range s.telling(d.rest) {
				r.awards = append(r.awards, award{of: pair, points: pointsSaid})
			}
			return r, true
		}
	}
	return reading{}, false
}

// couldName reports whether what is left may be a person's name, so that nobody else
// is offered: 陈老师 is no teacher of another name. Beside filters one character is none,
// nor is what an introduction holds (龙舟队, though somebody is named 龙).
func (s *search) couldName(rest phrase, beside bool) bool {
	for _, p := range rest.pieces {
		if len(p.chars) == 1 && !beside {
			return true
		}
	}
	return s.names(rest) && (!beside || len(s.telling(rest)) == 0)
}

// told is who has all that is said.
func (s *search) told(d description) set {
	var sum all
	for _, words := range d.said {
		sum = append(sum, s.look.anyWord(words, fieldIntro))
	}
	return sum
}

// anyWord is the documents that hold one of the words in a field.
func (l *looker) anyWord(words []string, field string) set {
	return l.once(field+"\x00said\x00"+words[0], func() set {
		var ways anyOf
		for _, w := range words {
			for _, r := range terms.Runs(w) {
				if r.Han {
					chars := terms.Chars(r.Text)
					ways = append(ways, l.strict(piece{Run: r, chars: chars, optional: make([]bool, len(chars))}, field))
				} else {
					ways = append(ways, term{field, r.Text})
				}
			}
		}
		return ways
	})
}

// Bounds of pairs that tell something: in at most one of rare introductions, and so
// many of them in one query.
const (
	rare       = 16
	maxTelling = 16
)

// telling are the introductions that hold a pair of a text which few hold.
func (s *search) telling(text phrase) []set {
	var out []set
	for _, p := range text.pieces {
		for i := 1; i < len(p.chars) && len(out) < maxTelling; i++ {
			if pair := p.chars[i-1] + p.chars[i]; !p.optional[i-1] && !p.optional[i] && s.few(term{fieldIntro, pair}) {
				out = append(out, s.look.inFields(pair, []string{fieldIntro}))
			}
		}
	}
	return out
}

// few reports whether some hold a term, and not many.
func (s *search) few(t term) bool {
	holders, documents := uint64(0), uint64(0)
	for _, p := range s.view.segments {
		holders, documents = holders+t.size(p), documents+p.seg.Count()
	}
	return holders > 0 && holders <= 1+documents/rare
}
