package storetest

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"liuyuan/registry"
)

// person is a valid record with the least in it.
func person(id, name string) registry.Mediator {
	return registry.Mediator{ID: registry.MediatorID(id), Name: name, Roles: []registry.Role{registry.RoleMediator},
		ServiceAreas: []registry.RegionCode{"440703"}, Languages: []registry.Language{"cmn"}, Capacity: 3, Status: registry.MediatorActive}
}

var places = []registry.RegionCode{"44", "4407", "440703", "440704", "440703101", "440703102", "440703101203", "440703101204", "440703101203-01", "440703102001"}

var days = []registry.Date{"", "2026-01-01", "2026-03-15", "2026-06-30", "2026-11-23"}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// some gives up to n different entries, at least one if least is 1; nil for none.
func some[T any](r *rand.Rand, from []T, least, n int) []T {
	n = least + r.IntN(n-least+1)
	var chosen []T
	for _, i := range r.Perm(len(from))[:n] {
		chosen = append(chosen, from[i])
	}
	return chosen
}

func roles() []registry.Role {
	var all []registry.Role
	for _, n := range registry.Roles() {
		all = append(all, n.Role)
	}
	return all
}

func standings() []registry.Standing {
	var all []registry.Standing
	for _, n := range registry.Standings() {
		all = append(all, n.Standing)
	}
	return all
}

var (
	languages     = []registry.Language{"cmn", "yue", "yue-x-siyap", "hak"}
	types         = []registry.TypeCode{"01", "01.01", "01.02", "10", "10.01", "10.02", "11.01"}
	institutions  = []registry.OrganizationID{"o1", "o2", "o3"}
	statuses      = []registry.MediatorStatus{registry.MediatorActive, registry.MediatorActive, registry.MediatorActive, registry.MediatorSuspended, registry.MediatorRemoved}
	surnames      = []string{"陈", "李", "黄", "区", "A", "a", "é", "Ω"}
	introductions = []string{"", "从事调解二十年。", "老细走佬, 冇粮出", "line\none \"quoted\" \\ \u2028 <i>&amp;", "\x00\x1f"}
)

func term(r *rand.Rand) registry.Term {
	t := registry.Term{From: pick(r, days), To: pick(r, days)}
	if t.To != "" && t.To < t.From {
		t.From, t.To = t.To, t.From
	}
	return t
}

// randomPerson is a record with any combination of what a record may hold.
func randomPerson(r *rand.Rand, n int) registry.Mediator {
	m := registry.Mediator{
		ID: registry.MediatorID(fmt.Sprintf("%08x-%04d", r.Uint32(), n)), Name: pick(r, surnames) + pick(r, surnames), Gender: pick(r, []registry.Gender{"", registry.Female, registry.Male}),
		Roles: some(r, roles(), 1, 2), Facets: some(r, []registry.Facet{registry.FacetGroup, registry.FacetMinor}, 0, 2),
		ServiceAreas: some(r, places, 1, 3), Home: pick(r, append(places, "")), Languages: some(r, languages, 1, 3),
		Introduction: pick(r, introductions), DutyPhone: pick(r, []string{"", "0750-1234567"}), Online: r.IntN(2) == 0,
		Capacity: r.IntN(4), AssuredAt: pick(r, days), Status: pick(r, statuses), StatusUntil: pick(r, days), StatusReason: pick(r, introductions), Synthetic: true,
	}
	for _, t := range some(r, types, 0, 3) {
		m.Specialties = append(m.Specialties, registry.Specialty{Type: t, Level: 1 + r.IntN(3)})
	}
	for range r.IntN(3) {
		m.Standings = append(m.Standings, registry.StandingTerm{Kind: pick(r, standings()), Organization: pick(r, institutions), Term: term(r)})
	}
	for range r.IntN(3) {
		m.Seats = append(m.Seats, registry.Seat{Region: pick(r, places[6:]), Role: pick(r, registry.SixMembers()), Term: term(r)})
	}
	for _, o := range some(r, institutions, 0, 2) {
		m.Posts = append(m.Posts, registry.Post{Organization: o, Presence: registry.PresenceRotating, Hours: []registry.DutyHours{{Weekday: 1 + r.IntN(7), From: 540, To: 690}}})
	}
	for range r.IntN(2) {
		m.Leaves = append(m.Leaves, registry.Leave{Term: term(r)})
	}
	if r.IntN(2) == 0 {
		m.Point = &registry.Point{Lat: 22.5 + r.Float64(), Lng: -113.123456789 * r.Float64()}
	}
	return m
}

// randomRoster is a roster of n people, by identifier, with loads.
func randomRoster(r *rand.Rand, n int) ([]registry.Mediator, []registry.Workload) {
	var people []registry.Mediator
	for i := range n {
		people = append(people, randomPerson(r, i))
	}
	slices.SortFunc(people, byID)
	var loads []registry.Workload
	for _, m := range people {
		loads = append(loads, registry.Workload{Mediator: m.ID, Open: r.IntN(4)})
	}
	return people, loads
}
