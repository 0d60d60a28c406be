package index

import (
	"liuyuan/registry"
	"liuyuan/terms"
)

// filterSet is the documents that a filter lets stand.
func filterSet(f registry.DirectoryFilter, tax *registry.Taxonomy) set {
	var sum all
	if len(f.Kinds) > 0 {
		sum = append(sum, oneOf(fieldKind, words(f.Kinds)))
	}
	if f.Region != "" {
		sum = append(sum, regionSet(f.Region))
	}
	if f.DisputeType != "" {
		sum = append(sum, typeSet(f.DisputeType, tax))
	}
	if len(f.Roles) > 0 {
		sum = append(sum, oneOf(fieldRole, words(f.Roles)))
	}
	if len(f.Languages) > 0 {
		sum = append(sum, oneOf(fieldLanguage, words(f.Languages)))
	}
	return sum
}

func oneOf(field string, values []string) set {
	var ways anyOf
	for _, v := range values {
		ways = append(ways, term{field, v})
	}
	return ways
}

// regionSet is who is in the region, or serves a place that contains it.
func regionSet(r registry.RegionCode) set {
	ways := anyOf{term{fieldWithin, string(r)}}
	for c := r.Parent(); c != ""; c = c.Parent() {
		ways = append(ways, term{fieldArea, string(c)})
	}
	return ways
}

// typeSet is who has a speciality in the type or one of its second level.
func typeSet(c registry.TypeCode, tax *registry.Taxonomy) set {
	if to, ok := tax.Resolve(c); ok {
		c = to
	}
	if c.Parent() == "" {
		return term{fieldType, familyTerm(c)}
	}
	return term{fieldType, string(c)}
}

// understood is a filter that was read out of words. It is a little wider than
// one that was picked from a list: 欠薪 also finds who handles labour in general,
// 律师 also a village's lawyer.
func understood(f registry.InterpretedFilter, tax *registry.Taxonomy) (set, []award) {
	switch f.Kind {
	case "region":
		code := registry.RegionCode(f.Value)
		return regionSet(code), []award{{of: term{fieldWithin, f.Value}, points: pointsPlace}}
	case "type":
		code := registry.TypeCode(f.Value)
		exact := typeSet(code, tax)
		own := award{of: exact, points: pointsType}
		house := award{of: all{exact, anyOf{term{fieldKind, string(registry.HitRoom)}, term{fieldKind, string(registry.HitStudio)}}}, points: pointsHouse}
		if code.Parent() == "" {
			return exact, []award{own, house, {of: term{fieldType, f.Value}, points: pointsFilter}}
		}
		general := term{fieldType, string(code.Parent())}
		return anyOf{exact, general}, []award{own, house}
	case "role":
		return roleSet(f.Value), []award{{of: term{fieldRole, f.Value}, points: pointsRole}}
	case "language":
		return plain(fieldLanguage, f.Value)
	case "facet":
		return plain(fieldFacet, f.Value)
	case "gender":
		return plain(fieldGender, f.Value)
	case "time":
		return timeSet(f.Value)
	}
	return nil, nil
}

func plain(field, value string) (set, []award) {
	s := term{field, value}
	return s, []award{{of: s, points: pointsFilter}}
}

// timeSet is who has duty at a time of the week. Words that need a clock (今天) are
// made weekdays before they come here, by the centre; the index has none.
func timeSet(value string) (set, []award) {
	switch value {
	case terms.TimeWeekend:
		s := oneOf(fieldDuty, []string{"6", "7"})
		return s, []award{{of: s, points: pointsFilter}}
	case terms.TimeToday, terms.TimeTomorrow:
		return nil, nil
	}
	return plain(fieldDuty, value)
}

func roleSet(value string) set {
	if value == string(registry.RoleLawyer) {
		return oneOf(fieldRole, []string{value, string(registry.RoleVillageLawyer)})
	}
	return term{fieldRole, value}
}
