package seed

import (
	"fmt"
	"iter"

	"liuyuan/registry"
)

// GeneratedOn is the day around which the terms, leaves and confirmations of
// generated people lie. It is fixed, so that a seed gives the same bytes on any day.
const GeneratedOn registry.Date = "2026-11-01"

// MaxGenerated is how many people the generator can make: three times the
// mediators of China.
const MaxGenerated = 9_000_000

// Roster is a roster as streams that may be read any number of times, in any
// order, at constant memory. Containers come before what they contain, and
// everything that a person refers to is among regions and organisations.
type Roster struct {
	Regions       iter.Seq[registry.Region]
	Organizations iter.Seq[registry.Organization]
	Mediators     iter.Seq[registry.Mediator]
}

// Generate gives a synthetic roster of n people, 0 to MaxGenerated. The same n and
// seed give equal records; a larger n adds people and changes none. The first
// people live in Pengjiang, the next in invented villages of Jiangmen's other
// towns, the rest in invented provinces with codes that no province has. The
// density is that of Pengjiang: about 14 people a village, 16 villages a town.
func Generate(n int, seed uint64) Roster {
	m := newMaker(fmt.Sprintf("generated/%d", seed), GeneratedOn)
	n = min(max(n, 0), MaxGenerated)
	return Roster{
		Regions:       func(yield func(registry.Region) bool) { m.regions(n, yield) },
		Organizations: func(yield func(registry.Organization) bool) { m.organizations(n, yield) },
		Mediators:     func(yield func(registry.Mediator) bool) { m.mediators(n, yield) },
	}
}

// mediators makes n people, town by town.
func (m *maker) mediators(n int, yield func(registry.Mediator) bool) {
	made := 0
	out := func(p post) bool {
		if made == n || !yield(m.person(p)) {
			return false
		}
		made++
		return true
	}
	for t := range m.world() {
		if !m.everyone(t, out) {
			return
		}
	}
}

// everyone is all posts of a town, and after Pengjiang's last town those of the
// district's institutions.
func (m *maker) everyone(t town, out emit) bool {
	return m.town(t, out) && (!t.last || district(out))
}

// inhabited are the towns in which the first n people live.
func (m *maker) inhabited(n int) iter.Seq[town] {
	return func(yield func(town) bool) {
		made := 0
		for t := range m.world() {
			if made >= n || !yield(t) {
				return
			}
			m.everyone(t, func(post) bool { made++; return true })
		}
	}
}

// regions gives the real regions and the invented ones in which n people live.
func (m *maker) regions(n int, yield func(registry.Region) bool) {
	for _, r := range Regions() {
		if !yield(r) {
			return
		}
	}
	var before registry.RegionCode // the last town given
	for t := range m.inhabited(n) {
		if pengjiang.Contains(t.code) {
			continue
		}
		for _, r := range t.containers(before) {
			if !yield(r) {
				return
			}
		}
		for _, v := range t.villages {
			if !yield(registry.Region{Code: v.code, Name: v.name, Point: &v.point, PointApprox: true}) {
				return
			}
		}
		before = t.code
	}
}

// organizations gives Pengjiang's institutions and those of the other towns in
// which n people live.
func (m *maker) organizations(n int, yield func(registry.Organization) bool) {
	for _, o := range Organizations() {
		if !yield(o) {
			return
		}
	}
	for t := range m.inhabited(n) {
		if pengjiang.Contains(t.code) {
			continue
		}
		for _, o := range t.institutions() {
			if !yield(o) {
				return
			}
		}
		for _, r := range t.rooms {
			if !yield(r.Organization) {
				return
			}
		}
	}
}
