package seed

import (
	"strings"

	"liuyuan/registry"
)

// name draws gender and name. One in three surnames is of Wuyi, one in three
// common in Guangdong, the rest from anywhere.
func (m *maker) name(d *draw, role registry.Role) (registry.Gender, string) {
	women := 45
	switch role {
	case registry.RoleClanElder, registry.RoleVillagePolice, registry.RoleRider:
		women = 15
	case registry.RoleCounsellor, registry.RoleGridOfficer:
		women = 60
	}
	gender, given := registry.Male, m.names.Male
	if d.chance(women) {
		gender, given = registry.Female, m.names.Female
	}
	if d.chance(20) {
		given = m.names.Generic
	}
	surnames := m.names.Last
	switch d.below(3) {
	case 0:
		surnames = m.WuyiSurnames
	case 1:
		surnames = m.CommonSurnames
	}
	return gender, pick(d, surnames) + pick(d, given)
}

// languages: 普通话 and 粤语 almost everywhere, 四邑话 widespread, 客家话 in 杜阮
// (江门市志); foreign languages where overseas matters are handled.
func languages(d *draw, p post) []registry.Language {
	elder := p.role == registry.RoleClanElder
	overseas := has(p.facets, registry.FacetOverseasChinese)
	var all []registry.Language
	for _, l := range []struct {
		code    registry.Language
		percent int
	}{
		{"cmn", choose(elder, 85, 100)}, {"yue", 92}, {"yue-x-siyap", choose(elder, 85, 55)},
		{"hak", choose(p.town.hakka, 55, 3)}, {"nan-x-teoswa", 2},
		{"en", choose(overseas, 60, choose(p.role == registry.RoleLawyer, 25, 3))},
		{"es", choose(overseas, 45, 0)}, {"csl", choose(p.role == registry.RoleCounsellor, 8, 1)},
		{"za", choose(p.role == registry.RoleRider, 4, 0)}, {"vi", choose(overseas, 6, 0)},
	} {
		if d.chance(l.percent) {
			all = append(all, l.code)
		}
	}
	if len(all) == 0 {
		all = append(all, "yue")
	}
	return all
}

// specialties: staff of a room know all its types, mostly as experts; the
// others know two to five of their role's types, rarely as experts.
func (m *maker) specialties(d *draw, p post) []registry.Specialty {
	types := p.types
	if types == nil {
		types = m.roles[p.role].Types
	}
	if !p.expert {
		types = some(d, types, d.between(2, 5))
	}
	all := make([]registry.Specialty, 0, len(types)+1)
	for _, t := range types {
		l := level(d, p.expert)
		if t.Parent() == "" {
			l = min(l, 2) // nobody is an expert in a whole family
		}
		all = append(all, registry.Specialty{Type: t, Level: l})
	}
	if p.expert && all[0].Type.Parent() != "" {
		all[0].Level = 3 // what the room is named after
	}
	if family := all[0].Type.Family(); all[0].Type != family && d.chance(35) {
		all = append(all, registry.Specialty{Type: family, Level: choose(p.expert, 2, 1)})
	}
	return all
}

func level(d *draw, expert bool) int {
	if expert {
		return choose(d.chance(75), 3, 2)
	}
	switch n := d.below(20); {
	case n == 0:
		return 3
	case n < 12:
		return 2
	}
	return 1
}

func (m *maker) facets(d *draw, p post) []registry.Facet {
	all := append([]registry.Facet(nil), p.facets...)
	for _, f := range m.roles[p.role].Facets {
		if d.chance(30) && !has(all, f) {
			all = append(all, f)
		}
	}
	return all
}

// introduction says who, for how long, what and how: invented, and plain enough
// to be found by the words people use.
func (m *maker) introduction(d *draw, p post, known []registry.Specialty) string {
	place := p.place
	if place == "" {
		place = p.village.name
	}
	var topics []string
	for _, s := range known {
		if word, ok := m.topics[s.Type]; ok && len(topics) < 4 {
			topics = append(topics, word)
		}
	}
	var b strings.Builder
	b.Grow(320)
	fill := func(pattern, slot, value string) {
		head, tail, _ := strings.Cut(pattern, slot)
		b.WriteString(head)
		if len(head) < len(pattern) {
			b.WriteString(value)
		}
		b.WriteString(tail)
	}
	opening := strings.Replace(pick(d, m.roles[p.role].Openings), "{years}", decimal(d.between(3, 32)), 1)
	fill(opening, "{place}", place)
	b.WriteString("，")
	fill(pick(d, m.Topics), "{topics}", strings.Join(topics, "、"))
	b.WriteString("。")
	b.WriteString(pick(d, m.Manners))
	return b.String()
}

func decimal(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return string([]byte{byte('0' + n/10%10), byte('0' + n%10)})
}

func has[T comparable](list []T, x T) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}

func choose[T any](yes bool, a, b T) T {
	if yes {
		return a
	}
	return b
}
