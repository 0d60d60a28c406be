package seed

import (
	"fmt"

	"liuyuan/registry"
)

// Mediators are the synthetic people of Pengjiang, about 1,900: the six seats of
// every village, the committees, each town's outside forces, and the staff of
// rooms, centres and the court's window. Terms, leaves and confirmations lie
// around the day given, so that a demonstration is always in season.
func Mediators(at registry.Date) []registry.Mediator {
	m := newMaker("pengjiang", at)
	var all []registry.Mediator
	keep := func(p post) bool { all = append(all, m.person(p)); return true }
	for _, t := range pengjiangPlaces() {
		m.town(t, keep)
	}
	district(keep)
	return all
}

// maker makes people. It is read-only after newMaker.
type maker struct {
	salt   string          // part of every identifier and so of every draw
	days   []registry.Date // all days within the horizon
	names  names
	roles  map[registry.Role]trade
	topics map[registry.TypeCode]string
	phrases
}

// trade is what people of a role handle and how they introduce themselves.
type trade struct {
	Types    []registry.TypeCode `json:"types"`
	Facets   []registry.Facet    `json:"facets"`
	Openings []string            `json:"openings"`
}

type phrases struct {
	WuyiSurnames   []string `json:"wuyiSurnames"`
	CommonSurnames []string `json:"commonSurnames"`
	Topics         []string `json:"topics"`
	Manners        []string `json:"manners"`
	LeaveReasons   []string `json:"leaveReasons"`
	Syllables      []string `json:"syllables"`
}

type names struct {
	Last    []string `json:"last_name"`
	Generic []string `json:"first_name_generic"`
	Female  []string `json:"first_name_female"`
	Male    []string `json:"first_name_male"`
}

// horizon is how many days around the maker's day are laid out beforehand.
const horizon = 4 * 366

func newMaker(salt string, at registry.Date) *maker {
	m := &maker{salt: salt, topics: map[registry.TypeCode]string{}}
	decode("names_zh_CN.json", &m.names)
	decode("roles.json", &m.roles)
	decode("phrases.json", &m.phrases)
	for _, r := range rows("topics.csv") {
		m.topics[registry.TypeCode(r[0])] = r[1]
	}
	m.days = make([]registry.Date, 2*horizon+1)
	for i := range m.days {
		m.days[i] = at.AddDays(i - horizon)
	}
	return m
}

// day is the day so many days after the maker's day (negative: before).
func (m *maker) day(offset int) registry.Date { return m.days[horizon+offset] }

// post is where and how a person is made: the fixed part that the caller knows.
type post struct {
	key     string // stable name of the place in the roster
	role    registry.Role
	village village // where the person lives
	town    town
	place   string // what the introduction calls the place
	areas   []registry.RegionCode
	types   []registry.TypeCode // nil: the role's own
	facets  []registry.Facet    // always given, beside the role's own
	expert  bool
	at      registry.OrganizationID // empty: no post
	hours   shift
	seal    registry.OrganizationID // committee of the standing
	choice  []registry.Standing     // drawn from
	load    [2]int                  // smallest and largest capacity
	seats   []registry.RegionCode   // of the role, if one of the six
}

// person makes one record.
func (m *maker) person(p post) registry.Mediator {
	id := identifier(m.salt + "/" + p.key)
	d := drawFor(id)
	r := registry.Mediator{
		ID: registry.MediatorID(id), Roles: []registry.Role{p.role},
		ServiceAreas: p.areas, Home: p.village.code, Point: d.near(p.village.point, p.town.border),
		Capacity: d.between(p.load[0], p.load[1]), Status: registry.MediatorActive, Synthetic: true,
	}
	r.Gender, r.Name = m.name(d, p.role)
	r.Languages = languages(d, p)
	r.Specialties = m.specialties(d, p)
	r.Facets = m.facets(d, p)
	r.Standings = m.standings(d, p)
	for _, v := range p.seats {
		r.Seats = append(r.Seats, registry.Seat{Region: v, Role: p.role, Term: m.seatTerm(d)})
	}
	if p.at != "" {
		presence, hours := p.hours.duty()
		r.Posts = []registry.Post{{Organization: p.at, Presence: presence, Hours: hours}}
		r.DutyPhone = phone(p.at)
	}
	r.Online = d.chance(online(p.role))
	r.Introduction = m.introduction(d, p, r.Specialties)
	m.season(d, p, &r)
	return r
}

// phone is an institution's number that no subscriber can have.
func phone(o registry.OrganizationID) string {
	return fmt.Sprintf("0750-0000%03d", drawFor(string(o)).below(1000))
}

// online says how many of a hundred people of the role work by video.
func online(r registry.Role) int {
	switch r {
	case registry.RoleLawyer, registry.RoleVillageLawyer, registry.RoleCounsellor:
		return 60
	case registry.RoleClanElder:
		return 5
	}
	return 20
}
