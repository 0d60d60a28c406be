package index

import "liuyuan/registry"

// relaxed is for filters that fit nobody together. It asks for a little less, what is
// missed least first: a wider type, a wider place, then without a kind of filter. The
// chips show what still holds.
func (s *search) relaxed(text phrase) (reading, bool) {
	for _, sense := range s.senses() {
		if s.names(sense.left) {
			continue
		}
		for _, kept := range s.less(sense.filters) {
			sets, awards, chips := s.interpret(kept)
			r := reading{hits: share(append(sets, s.hard)), awards: append(s.look.phraseAwards(text), awards...), chips: chips, marks: marks(text)}
			if len(chips) > 0 && s.some(r.hits) {
				return r, true
			}
		}
	}
	return reading{}, false
}

// less are the ways to ask for less.
func (s *search) less(filters []registry.InterpretedFilter) [][]registry.InterpretedFilter {
	wide := s.families(filters)
	ways := [][]registry.InterpretedFilter{wide, without(filters, "time"), without(filters, "facet")}
	for range maxWiden {
		wide = s.wider(wide)
		ways = append(ways, wide)
	}
	for _, kind := range []string{"type", "region", "gender", "language"} {
		ways = append(ways, without(filters, kind))
	}
	return ways
}

// maxWiden is how often a place is widened: from a village to its district.
const maxWiden = 2

// families replaces types of level two by level one.
func (s *search) families(filters []registry.InterpretedFilter) []registry.InterpretedFilter {
	var out []registry.InterpretedFilter
	for _, f := range filters {
		if family, ok := s.index.options.Taxonomy.Type(registry.TypeCode(f.Value).Parent()); ok && f.Kind == "type" {
			f.Value, f.Label = string(family.Code), registry.Text{ZH: family.Name, EN: family.NameEN}
		}
		out = append(out, f)
	}
	return out
}

// wider replaces places by those that contain them, up to districts; nil if there are
// none that can be, or nothing but places.
func (s *search) wider(filters []registry.InterpretedFilter) []registry.InterpretedFilter {
	wide, some := s.around(filters)
	if !some || len(filterKinds(wide)) < 2 {
		return nil
	}
	return wide
}

// around replaces places by those that contain them, up to districts, and reports
// whether any was.
func (s *search) around(filters []registry.InterpretedFilter) (wide []registry.InterpretedFilter, some bool) {
	for _, f := range filters {
		if f.Kind == "region" {
			if parent, ok := s.region(registry.RegionCode(f.Value).Parent()); ok {
				f.Value, f.Label, some = string(parent.Code), registry.Text{ZH: parent.Name, EN: parent.Name}, true
			}
		}
		wide = append(wide, f)
	}
	return wide, some
}

// filterKinds are the kinds of filters.
func filterKinds(filters []registry.InterpretedFilter) map[string]bool {
	kinds := map[string]bool{}
	for _, f := range filters {
		kinds[f.Kind] = true
	}
	return kinds
}

// region is a known place that is no wider than a district.
func (s *search) region(code registry.RegionCode) (registry.Region, bool) {
	if s.index.options.Regions == nil || code.At(registry.District) == "" {
		return registry.Region{}, false
	}
	for _, r := range s.index.options.Regions() {
		if r.Code == code {
			return r, true
		}
	}
	return registry.Region{}, false
}

// without leaves out a kind of filter; none if it is not there or too few kinds
// would remain.
func without(filters []registry.InterpretedFilter, kind string) []registry.InterpretedFilter {
	var kept []registry.InterpretedFilter
	for _, f := range filters {
		if f.Kind != kind {
			kept = append(kept, f)
		}
	}
	kinds := filterKinds(filters)
	if !kinds[kind] || len(kinds) < minRelaxed(kind) {
		return nil
	}
	return kept
}

// minRelaxed is from how many kinds of filters one is given up. A time or a trait is
// asked for beside something that matters more.
func minRelaxed(kind string) int {
	if kind == "time" || kind == "facet" {
		return 2
	}
	return 3
}
