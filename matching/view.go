package matching

import "math/bits"

// view is a cell as one question looks at it. Each person's load is read at most
// once, so that an answer agrees with itself while others assign.
type view struct {
	*cell
	read  uint64 // whose load was read
	loads [maxCell]load
	one   person // whom rules and scorers are looking at
}

func (v *view) open(c *cell) { v.cell, v.read = c, 0 }

func (v *view) load(i int) load {
	if bit := uint64(1) << i; v.read&bit == 0 {
		v.loads[i], v.read = v.cell.load(i), v.read|bit
	}
	return v.loads[i]
}

// readAll reads the loads that were not read yet.
func (v *view) readAll(among uint64) {
	for m := among &^ v.read; m != 0; m &= m - 1 {
		i := bits.TrailingZeros64(m)
		v.loads[i&63] = v.cell.load(i)
	}
	v.read |= among
}

// person is the i-th of the cell, until the next is asked for: rules and scorers
// are function values, whose argument would be allocated anew for each person.
func (v *view) person(i int) *person {
	v.one = v.cell.person(i, v.load(i))
	return &v.one
}

// those keeps the people for whom something is true.
func (v *view) those(among uint64, is func(*person) bool) uint64 {
	for m := among; m != 0; m &= m - 1 {
		if i := bits.TrailingZeros64(m); !is(v.person(i)) {
			among &^= 1 << i
		}
	}
	return among
}

// each shows people one by one.
func (v *view) each(among uint64, show func(*person)) {
	for m := among; m != 0; m &= m - 1 {
		show(v.person(bits.TrailingZeros64(m)))
	}
}

// considered are those of the cell's people whom the funnel counts.
func (a *ask) considered(v *view, all uint64) uint64 {
	online := uint64(0)
	if a.room != 0 {
		all = v.those(all&v.facts.posted, func(p *person) bool { return p.worksAt(a.room - 1) })
	}
	if a.q.Online {
		online = all & v.facts.online
	}
	switch {
	case all == 0 || a.openArea || a.holds(v.region):
		return all
	case a.region == 0:
		return online | a.withinReach(v, all&v.facts.located&^online)
	case !a.above(v.region):
		return online
	}
	return online | v.those(all&^online, a.touched)
}

// touched reports whether home, a seat or a service area concerns the place.
func (a *ask) touched(p *person) bool {
	for _, r := range a.reach {
		if p.touches(r) {
			return true
		}
	}
	return false
}

// holds reports whether people filed there belong wholly to where people are looked for.
func (a *ask) holds(filed place) bool {
	for _, r := range a.reach {
		if r.contains(filed) {
			return true
		}
	}
	return false
}

// above reports whether people filed there may concern where people are looked for.
func (a *ask) above(filed place) bool {
	for _, r := range a.reach {
		if filed == 0 || filed.contains(r) {
			return true
		}
	}
	return false
}

// withinReach keeps those within the policy's reach of the point: all or none
// where the cell's box says so.
func (a *ask) withinReach(v *view, among uint64) uint64 {
	reach := a.policy.ReachMetres
	switch {
	case a.from.atLeast(v.best.box) > reach:
		return 0
	case a.from.atMost(v.best.box) <= reach:
		return among
	}
	for m := among; m != 0; m &= m - 1 {
		i := bits.TrailingZeros64(m)
		at := v.at[i]
		if here := (box{at, at}); a.from.atLeast(here) > reach || a.from.atMost(here) > reach && a.at.metresTo(at) > reach {
			among &^= 1 << i
		}
	}
	return among
}
