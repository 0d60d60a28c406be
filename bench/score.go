package main

import (
	"math"
	"slices"

	"liuyuan/matching"
	"liuyuan/registry"
)

// The question timed against peers, a reduced policy that SQL can express: the
// family of the dispute, the languages, free capacity and 50 km must hold; the
// total is the policy's weights over speciality, distance, free load and role;
// the ten best are wanted.
const (
	top   = 10
	reach = 50_000 // metres
)

// reduce is the policy with four scorers and without those who take any matter.
func reduce(p *matching.Policy) *matching.Policy {
	r := *p
	r.Version = "bench"
	r.Weights = map[registry.Criterion]int{}
	for _, c := range []registry.Criterion{matching.CriterionSpeciality, matching.CriterionProximity, matching.CriterionLoad, matching.CriterionRole} {
		r.Weights[c] = p.Weights[c]
	}
	r.ReachMetres = reach
	r.Speciality.GeneralRoles = nil
	r.Presence.ExcludedOffDuty = nil
	return &r
}

// skills gives the points of speciality and role of each family a person handles.
func (w *world) skills(m *registry.Mediator) []skill {
	var all []skill
	for i, family := range w.families {
		fit := 0
		for _, s := range m.Specialties {
			switch {
			case s.Type == family:
				fit = max(fit, w.reduced.Speciality.Exact[s.Level-1])
			case s.Type.Parent() == family:
				fit = max(fit, w.reduced.Speciality.Parent[s.Level-1])
			}
		}
		if fit > 0 {
			points := w.reduced.Weights[matching.CriterionSpeciality]*fit + w.reduced.Weights[matching.CriterionRole]*w.roleScore(family, m.Roles)
			all = append(all, skill{uint8(i), uint16(points)})
		}
	}
	return all
}

func (w *world) roleScore(family registry.TypeCode, roles []registry.Role) int {
	best := 0
	for _, r := range roles {
		score, ok := w.reduced.Role.Families[family][r]
		if !ok {
			score = w.reduced.Role.Usual[r]
		}
		best = max(best, score)
	}
	return best
}

// points are those of the family, 0 if the person does not handle it.
func (r *row) points(family uint8) int {
	for _, s := range r.skills {
		if s.family == family {
			return int(s.points)
		}
	}
	return 0
}

// total is the row's total for the question; false if a rule excludes it.
func (w *world) total(r *row, q *question) (int, bool) {
	points := r.points(q.family)
	if points == 0 || r.languages&q.languages != q.languages || r.open >= r.capacity {
		return 0, false
	}
	metres := metresBetween(q.lat, q.lng, r.lat, r.lng)
	if metres > reach {
		return 0, false
	}
	free := 100 * int(r.capacity-r.open) / int(r.capacity)
	return points + w.reduced.Weights[matching.CriterionProximity]*w.near(metres) + w.reduced.Weights[matching.CriterionLoad]*free, true
}

// metresBetween is the great-circle distance rounded to 10 m, as the pool has it.
func metresBetween(lat1, lng1, lat2, lng2 float64) int {
	d := registry.Point{Lat: lat1, Lng: lng1}.MetresTo(registry.Point{Lat: lat2, Lng: lng2})
	return int(math.Round(d/10)) * 10
}

// near is the policy's score of a distance, in whole numbers.
func (w *world) near(metres int) int {
	lines := w.reduced.Proximity.Metres
	for i := 1; i < len(lines); i++ {
		if metres < lines[i][0] {
			a, b := lines[i-1], lines[i]
			return a[1] - (a[1]-b[1])*(metres-a[0])/(b[0]-a[0])
		}
	}
	return lines[len(lines)-1][1]
}

// beyond bounds the total of anyone farther away than so many metres.
func (w *world) beyond(family uint8, metres int) int {
	return w.best[family] + w.reduced.Weights[matching.CriterionProximity]*w.near(metres) + w.reduced.Weights[matching.CriterionLoad]*100
}

// naive answers by looking at everyone: what all exact contenders must equal.
func (w *world) naive(q *question) []int {
	var best tenBest
	for i := range w.rows {
		if t, ok := w.total(&w.rows[i], q); ok {
			best.offer(t)
		}
	}
	return best
}

// tenBest are the highest totals, descending.
type tenBest []int

func (b *tenBest) offer(total int) {
	if len(*b) == top && total <= (*b)[top-1] {
		return
	}
	i, _ := slices.BinarySearchFunc(*b, total, func(x, t int) int { return t - x })
	*b = slices.Insert(*b, i, total)
	if len(*b) > top {
		*b = (*b)[:top]
	}
}

// done reports whether nobody beyond the distance can change the ten.
func (b tenBest) done(w *world, family uint8, metres int) bool {
	return len(b) == top && b[top-1] >= w.beyond(family, metres)
}

// steps are the radii in which contenders with cells widen their search.
func steps() []int { return []int{8_000, 20_000, reach} }

// cellSide is the side of a cell in degrees: about 11 km by 10.
const cellSide = 0.1

func cellOf(lat, lng float64) int32 {
	return int32(math.Floor((lat+90)/cellSide))*4000 + int32(math.Floor((lng+180)/cellSide))
}

// cellsWithin lists the cells that the radius touches and a smaller one did not.
func cellsWithin(lat, lng float64, metres, before int) []int32 {
	inside := map[int32]bool{}
	if before > 0 {
		for _, c := range box(lat, lng, before).cells() {
			inside[c] = true
		}
	}
	var fresh []int32
	for _, c := range box(lat, lng, metres).cells() {
		if !inside[c] {
			fresh = append(fresh, c)
		}
	}
	return fresh
}

// bounds is a rectangle of degrees that holds a circle.
type bounds struct{ south, west, north, east float64 }

func box(lat, lng float64, metres int) bounds {
	high := float64(metres)/111_000 + 1e-4 // a little more than anywhere
	wide := high / math.Cos((math.Abs(lat)+high)*math.Pi/180)
	return bounds{lat - high, lng - wide, lat + high, lng + wide}
}

func (b bounds) cells() []int32 {
	var all []int32
	first, last := cellOf(b.south, b.west), cellOf(b.north, b.east)
	for r := first / 4000; r <= last/4000; r++ {
		for c := first % 4000; c <= last%4000; c++ {
			all = append(all, r*4000+c)
		}
	}
	return all
}
