package index

import (
	"liuyuan/registry"
)

// understood reads words as filters and the rest as text. Records whose name or
// brand holds the text itself belong to the answer as well, and come first.
func (s *search) understood(text phrase) (reading, bool) {
	typed := s.typed()
	return s.withOffice(s.meaning(text, typed.filters, typed.left), typed), true
}

// meaning is the reading of a text with filters and what they leave as text.
func (s *search) meaning(text phrase, filters []registry.InterpretedFilter, left phrase) reading {
	named := all{s.hard, s.look.phrase(text, namedFields())}
	r := reading{awards: s.look.phraseAwards(text), marks: marks(text)}
	sets, awards, chips := s.interpret(filters)
	if len(chips) == 0 {
		r.hits = share(all{s.hard, s.look.phrase(text, textFields())})
		return r
	}
	sets = append(sets, s.hard)
	if !left.empty() {
		if !left.common || left.level.rank != "" {
			sets = append(sets, s.look.phrase(left, textFields()))
		}
		r.awards = append(r.awards, s.look.phraseAwards(left)...)
		r.marks = append(r.marks, marks(left)...)
	}
	meant := share(sets)
	r.awards = append(r.awards, awards...)
	if s.some(meant) {
		r.chips = chips
	}
	r.hits = share(anyOf{meant, named})
	return r
}

// interpret makes sets of filters. Filters of one kind are joined by OR, except
// languages and traits, which one person is to have together; a place or type that
// contains another one of the query is implied by it. Kinds are joined by AND.
func (s *search) interpret(filters []registry.InterpretedFilter) (all, []award, []registry.InterpretedFilter) {
	var sum all
	byKind := map[string]anyOf{}
	var order []string
	var awards []award
	var chips []registry.InterpretedFilter
	for _, f := range filters {
		one, more := understood(f, s.index.options.Taxonomy)
		if one == nil {
			continue
		}
		awards = append(awards, more...)
		chips = append(chips, f)
		switch {
		case implied(f, filters):
		case f.Kind == "language" || f.Kind == "facet":
			sum = append(sum, one)
		default:
			if byKind[f.Kind] == nil {
				order = append(order, f.Kind)
			}
			byKind[f.Kind] = append(byKind[f.Kind], one)
		}
	}
	for _, k := range order {
		sum = append(sum, byKind[k])
	}
	return sum, awards, chips
}

// implied reports whether a filter follows from another one: 蓬江区 from 棠下镇.
func implied(f registry.InterpretedFilter, filters []registry.InterpretedFilter) bool {
	for _, g := range filters {
		if g.Kind != f.Kind || g.Value == f.Value {
			continue
		}
		switch f.Kind {
		case "region":
			if registry.RegionCode(f.Value).Contains(registry.RegionCode(g.Value)) {
				return true
			}
		case "type":
			if registry.TypeCode(f.Value).Covers(registry.TypeCode(g.Value)) {
				return true
			}
		}
	}
	return false
}

// called finds who is called exactly what no filter took: 陈国平律师 finds 陈国平, who
// is no lawyer, before lawyers of a similar name. It has no chips.
func (s *search) called(phrase) (reading, bool) {
	left := s.typed().left
	if left.whole == "" {
		return reading{}, false
	}
	return reading{
		hits:   share(all{s.hard, term{fieldWhole, left.whole}}),
		awards: s.look.phraseAwards(left),
		marks:  marks(left),
	}, true
}

// loose keeps the filters and takes what is left as a wish only: 会粤语的心理辅导老师
// finds counsellors though nothing says 老师. It is not for text that looks like a
// person's name: who asks for 棠下 王小二 is not helped by everybody in 棠下.
func (s *search) loose(text phrase) (reading, bool) {
	for _, sense := range s.senses() {
		sets, awards, chips := s.interpret(sense.filters)
		if len(chips) == 0 {
			continue
		}
		r := reading{
			awards: append(append(s.look.phraseAwards(text), s.look.phraseAwards(sense.left)...), awards...),
			chips:  chips,
			marks:  marks(text),
		}
		for _, who := range s.anybody(text, sense.left) {
			if r.hits = share(append(sets[:len(sets):len(sets)], s.hard, who)); s.some(r.hits) {
				return r, true
			}
		}
	}
	return reading{}, false
}

// anybody is who may be found though nobody has what is left of a text: institutions of
// the kinds that it names, since who names one wants no person, and everybody unless what
// is left could be a person's name.
func (s *search) anybody(text, left phrase) []set {
	var ways []set
	if len(text.kinds) > 0 {
		ways = append(ways, oneOf(fieldKind, text.kinds))
	}
	if !s.names(left) {
		ways = append(ways, all{})
	}
	return ways
}

// names reports whether text could hold a person's name.
func (s *search) names(text phrase) bool {
	for _, p := range text.pieces {
		if s.namelike(p) {
			return true
		}
	}
	return false
}

// namelike reports whether a piece could be a person's name: two to four
// characters, the first of which begins the name of somebody in the directory.
func (s *search) namelike(p piece) bool {
	if !p.Han || len(p.chars) < 2 || len(p.chars) > 4 {
		return !p.Han
	}
	return s.some(all{term{fieldName, startMark + p.chars[0]}, term{fieldKind, string(registry.HitMediator)}})
}
