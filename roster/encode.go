package roster

import (
	"strconv"
	"strings"

	"liuyuan/registry"
)

// cells gives a record's cells by column key; absent ones are empty.
func (r Record) cells(put func(key, cell string)) {
	switch {
	case r.Region != nil:
		put("record", string(regionRow))
		regionCells(r.Region, put)
	case r.Organization != nil:
		put("record", string(organizationRow))
		organizationCells(r.Organization, put)
	case r.Mediator != nil:
		put("record", string(mediatorRow))
		mediatorCells(r.Mediator, put)
	}
}

func regionCells(r *registry.Region, put func(key, cell string)) {
	put("id", string(r.Code))
	put("name", r.Name)
	put("point", pointCell(r.Point))
	put("pointApprox", flag(r.PointApprox))
	put("aliases", joinWords(r.Aliases))
	put("version", strconv.Itoa(r.Version))
}

func organizationCells(o *registry.Organization, put func(key, cell string)) {
	put("id", string(o.ID))
	put("name", o.Name)
	put("kind", string(o.Kind))
	put("brand", o.Brand)
	put("region", string(o.Region))
	put("point", pointCell(o.Point))
	put("specialties", joined(o.Specialties))
	put("facets", joined(o.Facets))
	put("committee", string(o.Committee))
	put("synthetic", flag(o.Synthetic))
	put("version", strconv.Itoa(o.Version))
}

func mediatorCells(m *registry.Mediator, put func(key, cell string)) {
	put("id", string(m.ID))
	put("name", m.Name)
	put("gender", string(m.Gender))
	put("roles", joined(m.Roles))
	put("standings", list(m.Standings, func(s registry.StandingTerm) string {
		return joinParts(string(s.Kind), string(s.Organization), termCell(s.Term))
	}))
	put("specialties", list(m.Specialties, func(s registry.Specialty) string {
		return string(s.Type) + ":" + strconv.Itoa(s.Level)
	}))
	put("facets", joined(m.Facets))
	put("posts", list(m.Posts, func(p registry.Post) string {
		return joinParts(string(p.Organization), string(p.Presence), hoursCell(p.Hours))
	}))
	put("seats", list(m.Seats, func(s registry.Seat) string {
		return joinParts(string(s.Region), string(s.Role), termCell(s.Term))
	}))
	put("serviceAreas", joined(m.ServiceAreas))
	put("home", string(m.Home))
	put("point", pointCell(m.Point))
	put("languages", joined(m.Languages))
	put("introduction", m.Introduction)
	put("dutyPhone", m.DutyPhone)
	put("online", flag(m.Online))
	put("capacity", strconv.Itoa(m.Capacity))
	put("leaves", list(m.Leaves, func(l registry.Leave) string { return string(l.From) + "~" + string(l.To) }))
	put("assuredAt", string(m.AssuredAt))
	put("status", string(m.Status))
	put("statusReason", m.StatusReason)
	put("statusUntil", string(m.StatusUntil))
	put("synthetic", flag(m.Synthetic))
	put("version", strconv.Itoa(m.Version))
}

func list[T any](all []T, show func(T) string) string {
	texts := make([]string, len(all))
	for i, x := range all {
		texts[i] = show(x)
	}
	return strings.Join(texts, ";")
}

func joined[T ~string](all []T) string { return list(all, func(x T) string { return string(x) }) }

// termCell is empty for a term that is open at both ends.
func termCell(t registry.Term) string {
	if t == (registry.Term{}) {
		return ""
	}
	return string(t.From) + "~" + string(t.To)
}

func hoursCell(hours []registry.DutyHours) string {
	var b []byte
	for i, h := range hours {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(strconv.AppendInt(b, int64(h.Weekday), 10), ' ')
		b = append(appendClock(b, h.From), '-')
		b = appendClock(b, h.To)
	}
	return string(b)
}

// appendClock writes "09:00"; like Clock.String, without its cost.
func appendClock(b []byte, c registry.Clock) []byte {
	h, m := int(c)/60, int(c)%60
	return append(b, byte('0'+h/10), byte('0'+h%10), ':', byte('0'+m/10), byte('0'+m%10))
}

func pointCell(p *registry.Point) string {
	if p == nil {
		return ""
	}
	b := append(strconv.AppendFloat(nil, p.Lat, 'f', -1, 64), ',')
	return string(strconv.AppendFloat(b, p.Lng, 'f', -1, 64))
}

func flag(b bool) string {
	if b {
		return "true"
	}
	return ""
}
