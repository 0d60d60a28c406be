package index

import (
	"slices"

	"liuyuan/registry"
	"liuyuan/terms"
)

// withOffice adds the offices that a query asks for to a reading, before all else:
// 国土局 蓬江 finds 蓬江区自然资源局, 北街派出所 that of 白沙街道 and then its police. The
// office must be all that is asked for, beside places and matters: 派出所民警 is a person.
func (s *search) withOffice(r reading, in sense) reading {
	names, rest := terms.Office(in.words)
	if len(names) == 0 {
		return r
	}
	meant, left := s.index.options.Understand(rest)
	at, ok := onlyLevel(left)
	if !ok || slices.ContainsFunc(meant, ofPeople) {
		return r
	}
	filters := slices.DeleteFunc(slices.Clone(in.filters), func(f registry.InterpretedFilter) bool { return !means(meant, f) })
	house := all{s.hard, term{fieldHouse, "1"}, s.look.anyWord(names, fieldName)}
	hits, chips, awards := s.seated(house, filters)
	if !s.some(hits) {
		return r
	}
	if len(r.chips) == 0 {
		r.chips = chips
	}
	r.awards = slices.Concat(r.awards, awards, at.awards(), []award{{of: hits, points: pointsOffice}})
	r.hits = share(anyOf{r.hits, hits})
	r.marks = append(r.marks, names...)
	return r
}

// seated is the houses in the places of a query; if there are none, in those that contain
// them, up to the district: a town has no 自然资源局, its district's is meant. What else was
// understood is a wish.
func (s *search) seated(house set, filters []registry.InterpretedFilter) (set, []registry.InterpretedFilter, []award) {
	var places, wishes []registry.InterpretedFilter
	for _, f := range filters {
		if f.Kind == "region" {
			places = append(places, f)
		} else {
			wishes = append(wishes, f)
		}
	}
	_, wished, _ := s.interpret(wishes)
	for {
		sets, awards, chips := s.interpret(places)
		hits := share(append(sets, house))
		wide, widened := s.around(places)
		if s.some(hits) || !widened {
			return hits, chips, slices.Concat(awards, wished)
		}
		places = wide
	}
}

// ofPeople reports whether a filter asks for what only people have.
func ofPeople(f registry.InterpretedFilter) bool {
	return f.Kind != "region" && f.Kind != "type" && f.Kind != "facet"
}

// means reports whether a filter is among others.
func means(filters []registry.InterpretedFilter, f registry.InterpretedFilter) bool {
	return slices.ContainsFunc(filters, func(g registry.InterpretedFilter) bool { return g.Kind == f.Kind && g.Value == f.Value })
}
