package seed

import "liuyuan/registry"

// termDays is the length of a committee's term: three years (人民调解法 art. 9).
const termDays = 3 * 365

// term is a three-year term that covers the maker's day; one in forty has run
// out and waits for renewal.
func (m *maker) term(d *draw) registry.Term {
	if d.below(40) == 0 {
		over := d.between(5, 120)
		return registry.Term{From: m.day(-over - termDays), To: m.day(-over)}
	}
	return m.seatTerm(d)
}

// seatTerm is a three-year term in force on the maker's day: seats are filled.
func (m *maker) seatTerm(d *draw) registry.Term {
	begun := d.between(10, termDays-90)
	return registry.Term{From: m.day(-begun), To: m.day(termDays - begun)}
}

// standings draws one of the post's standings. Nobody is a mediator by role
// alone: police, delegates and kin are often only invited (art. 13, 20).
func (m *maker) standings(d *draw, p post) []registry.StandingTerm {
	kind := pick(d, p.choice)
	s := registry.StandingTerm{Kind: kind, Organization: p.seal, Term: m.term(d)}
	if kind == registry.StandingInvited {
		s.Term = registry.Term{From: s.From} // until further notice
	}
	return []registry.StandingTerm{s}
}

// season adds what changes over the year: confirmation, leave, suspension. The
// staff of rooms are kept up to date and at work.
func (m *maker) season(d *draw, p post, r *registry.Mediator) {
	age := d.between(1, 170)
	if !p.expert && d.chance(12) {
		age = registry.StaleAfter + d.between(5, 400)
	}
	r.AssuredAt = m.day(-age)
	switch n := d.below(100); {
	case p.expert:
	case n < 3:
		r.Leaves = []registry.Leave{m.leave(d.between(-6, 0), d.between(1, 9))}
	case n < 7:
		start := d.between(10, 60)
		r.Leaves = []registry.Leave{m.leave(start, start+d.between(2, 10))}
	case n == 7:
		r.Status, r.StatusReason = registry.MediatorSuspended, pick(d, m.LeaveReasons)
		if d.chance(50) {
			r.StatusUntil = m.day(d.between(10, 90))
		}
	}
}

func (m *maker) leave(from, to int) registry.Leave {
	return registry.Leave{Term: registry.Term{From: m.day(from), To: m.day(to)}}
}

// shift is a pattern of duty at a post.
type shift int

const (
	byAppointment shift = iota // on call, no fixed hours
	officeHours                // Monday to Friday
	evenings                   // rotating: two evenings and Saturday
	mornings                   // rotating: Tuesday, Thursday, Sunday mornings
)

// duty gives the presence and the weekly hours of a shift. Every room has people
// on call, so that nobody is told to come back on Monday.
func (s shift) duty() (registry.Presence, []registry.DutyHours) {
	const hour = 60
	switch s {
	case officeHours:
		var week []registry.DutyHours
		for day := 1; day <= 5; day++ {
			week = append(week, registry.DutyHours{Weekday: day, From: 8*hour + 30, To: 12 * hour},
				registry.DutyHours{Weekday: day, From: 14*hour + 30, To: 17*hour + 30})
		}
		return registry.PresenceResident, week
	case evenings:
		return registry.PresenceRotating, []registry.DutyHours{
			{Weekday: 2, From: 18 * hour, To: 21 * hour}, {Weekday: 4, From: 18 * hour, To: 21 * hour}, {Weekday: 6, From: 9 * hour, To: 17 * hour}}
	case mornings:
		return registry.PresenceRotating, []registry.DutyHours{
			{Weekday: 2, From: 9 * hour, To: 12 * hour}, {Weekday: 4, From: 9 * hour, To: 12 * hour}, {Weekday: 7, From: 9 * hour, To: 12 * hour}}
	}
	return registry.PresenceOnCall, nil
}
