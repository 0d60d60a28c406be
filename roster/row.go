package roster

import (
	"strconv"
	"strings"

	"liuyuan/registry"
)

// words are what people may write instead of codes.
type words struct {
	roles, standings, languages, kinds, facets map[string]string
}

func knownWords() words {
	w := words{map[string]string{}, map[string]string{}, map[string]string{}, map[string]string{}, map[string]string{}}
	for _, n := range registry.Roles() {
		w.roles[n.Name.ZH] = string(n.Role)
	}
	for _, n := range registry.Standings() {
		w.standings[n.Name.ZH] = string(n.Standing)
	}
	for _, n := range registry.Languages() {
		w.languages[n.Name.ZH] = string(n.Code)
	}
	for _, n := range registry.OrganizationKinds() {
		w.kinds[n.Name.ZH] = string(n.Kind)
	}
	for _, n := range registry.Facets() {
		w.facets[string(n.Facet)] = string(n.Facet)
	}
	return w
}

func (d *decoder) regionRow() *registry.Region {
	r := &registry.Region{
		Code: d.region("id", d.required("id", d.code("id"))), Name: d.cell("name"), Point: d.point("point"),
		PointApprox: d.flag("pointApprox"), Version: d.number("version"),
	}
	aliases, ok := splitWords(d.cell("aliases"))
	if !ok {
		d.refuse("aliases", `反斜杠只用于 \; 和 \\`, `a backslash only stands before ; or \`)
	}
	r.Aliases = aliases
	return r
}

func (d *decoder) organizationRow(w words) *registry.Organization {
	return &registry.Organization{
		ID:     registry.OrganizationID(d.required("id", d.identifier("id", d.code("id")))),
		Kind:   registry.OrganizationKind(named(d.code("kind"), w.kinds)),
		Name:   d.cell("name"),
		Brand:  d.cell("brand"),
		Region: d.region("region", d.required("region", d.code("region"))),
		Point:  d.point("point"),
		Specialties: each(d, "specialties", func(e string) registry.TypeCode {
			return registry.TypeCode(e)
		}),
		Facets:    d.facets(w),
		Committee: registry.OrganizationID(d.identifier("committee", d.code("committee"))),
		Synthetic: d.flag("synthetic"),
		Version:   d.number("version"),
	}
}

func (d *decoder) mediatorRow(w words) *registry.Mediator {
	d.required("capacity", d.code("capacity"))
	return &registry.Mediator{
		ID:        registry.MediatorID(d.identifier("id", d.code("id"))),
		Name:      d.cell("name"),
		Gender:    registry.Gender(named(d.code("gender"), map[string]string{"女": "FEMALE", "男": "MALE"})),
		Roles:     each(d, "roles", func(e string) registry.Role { return registry.Role(named(e, w.roles)) }),
		Standings: each(d, "standings", func(e string) registry.StandingTerm { return d.standing(e, w) }),
		Specialties: each(d, "specialties", func(e string) registry.Specialty {
			return d.specialty(e)
		}),
		Facets:       d.facets(w),
		Posts:        each(d, "posts", d.post),
		Seats:        each(d, "seats", func(e string) registry.Seat { return d.seat(e, w) }),
		ServiceAreas: each(d, "serviceAreas", func(e string) registry.RegionCode { return d.region("serviceAreas", e) }),
		Home:         d.region("home", d.code("home")),
		Point:        d.point("point"),
		Languages: each(d, "languages", func(e string) registry.Language {
			return registry.Language(named(e, w.languages))
		}),
		Introduction: d.cell("introduction"),
		DutyPhone:    d.cell("dutyPhone"),
		Online:       d.flag("online"),
		Capacity:     d.number("capacity"),
		Leaves:       each(d, "leaves", func(e string) registry.Leave { return registry.Leave{Term: d.term("leaves", e)} }),
		AssuredAt:    d.date("assuredAt"),
		Status:       d.status(),
		StatusReason: d.cell("statusReason"),
		StatusUntil:  d.date("statusUntil"),
		Synthetic:    d.flag("synthetic"),
		Version:      d.number("version"),
	}
}

func (d *decoder) required(key, text string) string {
	if text == "" {
		d.refuse(key, "必须填写", "must be filled in")
	}
	return text
}

func (d *decoder) status() registry.MediatorStatus {
	s := named(d.code("status"), map[string]string{"": "ACTIVE", "在册": "ACTIVE", "暂停": "SUSPENDED", "移除": "REMOVED"})
	return registry.MediatorStatus(s)
}

func (d *decoder) facets(w words) []registry.Facet {
	return each(d, "facets", func(e string) registry.Facet {
		if _, ok := w.facets[e]; !ok {
			d.refuse("facets", "不认识的涉及特征，可用的如 涉侨、涉家暴、新业态", "unknown facet; known ones are such as 涉侨, 涉家暴, 新业态")
		}
		return registry.Facet(e)
	})
}

func (d *decoder) standing(e string, w words) registry.StandingTerm {
	p := d.split("standings", e, 3)
	return registry.StandingTerm{
		Kind:         registry.Standing(named(p[0], w.standings)),
		Organization: registry.OrganizationID(d.identifier("standings", p[1])),
		Term:         d.term("standings", p[2]),
	}
}

func (d *decoder) specialty(e string) registry.Specialty {
	code, level, ok := strings.Cut(strings.ReplaceAll(e, "：", ":"), ":")
	n, err := strconv.Atoi(strings.TrimSpace(level))
	if !ok || err != nil {
		d.refuse("specialties", "专长须写作 10.01:3（类型:等级 1–3）", "a speciality is written 10.01:3 (type:level 1–3)")
	}
	return registry.Specialty{Type: registry.TypeCode(strings.TrimSpace(code)), Level: n}
}

func (d *decoder) post(e string) registry.Post {
	p := d.split("posts", e, 3)
	presence := named(p[1], map[string]string{"常驻": "RESIDENT", "随驻": "ON_CALL", "轮驻": "ROTATING"})
	return registry.Post{
		Organization: registry.OrganizationID(d.identifier("posts", p[0])),
		Presence:     registry.Presence(presence),
		Hours:        d.hours("posts", p[2]),
	}
}

func (d *decoder) seat(e string, w words) registry.Seat {
	p := d.split("seats", e, 3)
	return registry.Seat{Region: d.region("seats", p[0]), Role: registry.Role(named(p[1], w.roles)), Term: d.term("seats", p[2])}
}
