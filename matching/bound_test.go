package matching

import (
	"testing"

	"pgregory.net/rapid"
)

// TestNobodyIsBetterThanTheirCellSays holds every scorer's bound against every
// person: skipping a cell is only right if nobody in it could have done better.
func TestNobodyIsBetterThanTheirCellSays(t *testing.T) {
	tax, policy := testTaxonomy(t), mustPolicy(t)
	rapid.Check(t, func(rt *rapid.T) {
		r := smallRoster(rt, tax, 60)
		pool := newTestPool(tax, r)
		for range 10 {
			a := pool.tables.ask(policy, drawQuestion(rt, r.People))
			for _, c := range pool.cells {
				for i := range c.rows {
					p := c.person(i)
					for j := range a.soft {
						s := &a.soft[j]
						if got := s.score(a, &p).score; s.best != nil && got > s.best(a, c) || got < 0 || got > 100 {
							rt.Fatalf("%s: score %d, the cell says at most %d", s.Criterion, got, s.best(a, c))
						}
					}
				}
			}
		}
	})
}

func TestNoPointOfABoxIsNearerThanItsBound(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		draw := func(name string) coords {
			return coords{int32(rapid.IntRange(-90_000_000, 90_000_000).Draw(rt, name+" lat")), int32(rapid.IntRange(-180_000_000, 180_000_000).Draw(rt, name+" lng"))}
		}
		b := emptyBox()
		inside := draw("inside")
		b.add(inside)
		other := inside
		other.lat = min(other.lat+int32(rapid.IntRange(0, 800_000).Draw(rt, "height")), 90_000_000)
		other.lng = min(other.lng+int32(rapid.IntRange(0, 800_000).Draw(rt, "width")), 180_000_000)
		b.add(other)
		from := draw("from")
		if rapid.Bool().Draw(rt, "near") {
			from = coords{min(inside.lat+500_000, 90_000_000), inside.lng}
		}
		for _, to := range []coords{inside, other} {
			if low, metres := b.metresAtLeast(from), from.metresTo(to); low > metres {
				rt.Fatalf("%v to %v is %d m, the box says at least %d", from, to, metres, low)
			}
		}
	})
}

func TestEverythingWithinReachIsInTheSquaresAround(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		from := coords{int32(rapid.IntRange(-90_000_000, 90_000_000).Draw(rt, "lat")), int32(rapid.IntRange(-180_000_000, 180_000_000).Draw(rt, "lng"))}
		reach := rapid.IntRange(0, 60_000).Draw(rt, "reach")
		to := coords{from.lat + int32(rapid.IntRange(-600_000, 600_000).Draw(rt, "north")), from.lng + int32(rapid.IntRange(-3_000_000, 3_000_000).Draw(rt, "east"))}
		if to.lat > 90_000_000 || to.lat < -90_000_000 {
			return
		}
		if to.lng > 180_000_000 {
			to.lng -= 360_000_000
		} else if to.lng < -180_000_000 {
			to.lng += 360_000_000
		}
		if from.metresTo(to) > reach {
			return
		}
		for size := range squareSizes {
			found := false
			for _, s := range squaresAround(from, reach) {
				found = found || s == to.square(size)
			}
			if !found {
				rt.Fatalf("%v is %d m from %v and in none of the squares of size %d", to, from.metresTo(to), from, size)
			}
		}
	})
}
