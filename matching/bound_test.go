package matching

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"liuyuan/registry"
)

// TestNobodyIsBetterThanTheirCellSays holds every scorer's bound against every
// person: skipping a cell or a region is only right if nobody in it could have done
// better.
func TestNobodyIsBetterThanTheirCellSays(t *testing.T) {
	tax, policy := testTaxonomy(t), mustPolicy(t)
	eachPerson(t, tax, func(rt *rapid.T, pool *Pool, people []Entry) {
		a := pool.ask(policy, drawQuestion(rt, people))
		for _, n := range pool.areas {
			for _, c := range n.cells {
				for i := range c.rows {
					p := c.person(i, c.load(i))
					for _, s := range a.soft {
						got := s.score(a, &p).score
						if s.best != nil && (got > s.best(a, &c.best) || got > s.best(a, &n.best)) || got < 0 || got > 100 {
							rt.Fatalf("%s: score %d, the cell says at most %d, the region %d", s.Criterion, got, s.best(a, &c.best), s.best(a, &n.best))
						}
					}
					if stands := a.stands(&p); stands && (a.bound(&c.best) < 0 || a.bound(&n.best) < 0) {
						rt.Fatal("somebody stands where a rule says that nobody does")
					}
					var bests [32]int
					bound := a.bests(&c.best, bests[:])
					if total, ok := a.totalFrom(&p, bound, bests[:], 0); !ok || total != a.total(&p) || bound != a.bound(&c.best) && a.bound(&c.best) >= 0 {
						rt.Fatalf("the total is %d, from the bound down %d", a.total(&p), total)
					}
				}
			}
		}
	})
}

// TestSiftingACellSaysWhatTheRulesSayOfEachPerson holds the fast half of every rule
// against the rule.
func TestSiftingACellSaysWhatTheRulesSayOfEachPerson(t *testing.T) {
	tax, policy := testTaxonomy(t), mustPolicy(t)
	decided, all := 0, 0
	eachPerson(t, tax, func(rt *rapid.T, pool *Pool, people []Entry) {
		a := pool.ask(policy, drawQuestion(rt, people))
		v := &view{}
		for _, c := range pool.cells {
			v.open(c)
			among := a.considered(v, c.everyone())
			for _, rule := range a.rules {
				failing, unsure := rule.over(a, v, among)
				v.each(among, func(p *person) {
					bit := uint64(1) << slices.IndexFunc(c.rows, func(r row) bool { return r.key == p.key })
					got := rule.exclude(a, p)
					if all++; unsure&bit == 0 || failing&bit != 0 {
						decided++
						if want := yes(failing&bit != 0); got != want {
							rt.Fatalf("%s: the rule says %d, the sift %d", rule.Criterion, got, want)
						}
					}
				})
			}
		}
	})
	if decided < all/2 {
		t.Errorf("sifts decided %d of %d: most people should not be asked one by one", decided, all)
	}
}

// eachPerson draws pools, changes them a little and hands them on.
func eachPerson(t *testing.T, tax *registry.Taxonomy, hold func(*rapid.T, *Pool, []Entry)) {
	rapid.Check(t, func(rt *rapid.T) {
		r := smallRoster(rt, tax, 60)
		pool := newTestPool(tax, r)
		for serial := range rapid.IntRange(0, 5).Draw(rt, "changes") {
			change(rt, r, pool, 1000+serial)
		}
		for range 10 {
			hold(rt, pool, r.People)
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
			if low, metres := originOf(from).atLeast(b), from.metresTo(to); low > metres {
				rt.Fatalf("%v to %v is %d m, the box says at least %d", from, to, metres, low)
			}
			if high := originOf(from).atMost(b); high < from.metresTo(to) {
				rt.Fatalf("%v to %v is %d m, the box says at most %d", from, to, from.metresTo(to), high)
			}
		}
	})
}
