package matching

import (
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"liuyuan/registry"
)

// casesEach is how many questions one drawn roster is asked. With the default of
// 100 rosters per test and four sizes the pool is compared in over 10,000 cases.
const casesEach = 40

func TestThePoolAnswersAsTheNaiveScanDoes(t *testing.T) {
	tax, policy := testTaxonomy(t), mustPolicy(t)
	for name, most := range map[string]int{"a handful": 6, "a village": 30, "a town": 120} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				r := smallRoster(rt, tax, most)
				pool := newTestPool(tax, r)
				for range casesEach {
					compare(rt, policy, r, pool, drawQuestion(rt, r.People))
				}
			})
		})
	}
}

func compare(t interface{ Fatalf(string, ...any) }, policy *Policy, r *Roster, pool *Pool, q registry.MatchQuestion) {
	if diff := cmp.Diff(r.Match(policy, q), pool.Match(policy, q)); diff != "" {
		t.Fatalf("naive −, pool +:\n%s", diff)
	}
}

func TestThePoolStaysEqualWhilePeopleLoadsAndPlacesChange(t *testing.T) {
	tax, policy := testTaxonomy(t), mustPolicy(t)
	rapid.Check(t, func(rt *rapid.T) {
		r := smallRoster(rt, tax, 25)
		pool := newTestPool(tax, r)
		for serial := range 15 {
			change(rt, r, pool, 1000+serial)
			for range 2 {
				compare(rt, policy, r, pool, drawQuestion(rt, r.People))
			}
		}
		active := 0
		for _, e := range r.People {
			if e.Mediator.Status != registry.MediatorRemoved {
				active++
			}
		}
		if pool.Len() != active {
			rt.Fatalf("the pool holds %d of %d people", pool.Len(), active)
		}
	})
}

// change makes one change to the roster and tells the pool.
func change(t *rapid.T, r *Roster, pool *Pool, serial int) {
	switch kind := rapid.IntRange(0, 5).Draw(t, "change"); {
	case kind == 0 || len(r.People) == 0:
		e := drawEntry(t, personID(serial))
		r.People = append(r.People, e)
		pool.Put(&e.Mediator, e.Workload)
	case kind == 1:
		i := rapid.IntRange(0, len(r.People)-1).Draw(t, "who")
		e := drawEntry(t, r.People[i].Mediator.ID)
		r.People[i] = e
		pool.Put(&e.Mediator, e.Workload)
	case kind == 2:
		i := rapid.IntRange(0, len(r.People)-1).Draw(t, "who")
		pool.Remove(r.People[i].Mediator.ID)
		r.People = append(r.People[:i:i], r.People[i+1:]...)
	case kind == 3:
		i := rapid.IntRange(0, len(r.People)-1).Draw(t, "who")
		r.People[i].Workload = drawLoad(t, r.People[i].Mediator.ID)
		known := r.People[i].Mediator.Status != registry.MediatorRemoved
		if pool.SetLoad(r.People[i].Workload) != known {
			t.Fatalf("SetLoad found somebody: %v, expected %v", !known, known)
		}
	case kind == 4:
		i := rapid.IntRange(0, len(r.Regions)-1).Draw(t, "region")
		r.Regions = append([]registry.Region(nil), r.Regions...)
		r.Regions[i].Point = nil
		if rapid.Bool().Draw(t, "with point") {
			r.Regions[i].Point = drawPoint(t)
		}
		pool.PutRegion(r.Regions[i])
	default:
		i := rapid.IntRange(0, len(r.Organizations)-1).Draw(t, "institution")
		r.Organizations = append([]registry.Organization(nil), r.Organizations...)
		o := &r.Organizations[i]
		o.Specialties, o.Facets = distinct(someOf(t, typeCodes(), 2, "room types")), drawFacets(t, 1, "room facets")
		o.Region = rapid.SampledFrom(regionCodes()).Draw(t, "room region")
		pool.PutOrganization(*o)
	}
}

func TestAPoolOfFiftyThousandAnswersAsTheNaiveScanDoes(t *testing.T) {
	const people, questions = 50_000, 40
	tax, policy := testTaxonomy(t), mustPolicy(t)
	n := newNation(tax, people)
	r := &Roster{Taxonomy: tax, Regions: n.regions, Organizations: n.organizations}
	for i := range people {
		r.People = append(r.People, n.entry(i))
	}
	pool := newTestPool(tax, r)
	scan := r.prepare()
	for i := range questions {
		q := n.question(i)
		switch i % 8 {
		case 1:
			q.Region = q.Region[:6]
		case 2:
			q.Region = ""
		case 3:
			q.Online = true
		case 4:
			q.Region = q.Region[:4]
		case 6:
			q.NoSummary = true
		case 7:
			q.NoSummary, q.Region = true, ""
		case 5:
			q.Point, q.Part = nil, registry.PartInvited
		}
		if diff := cmp.Diff(scan(policy, q), pool.Match(policy, q)); diff != "" {
			t.Fatalf("question %d: naive −, pool +:\n%s", i, diff)
		}
	}
}

func TestManyMayMatchWhileRecordsAndLoadsChange(t *testing.T) {
	const people, rounds = 2000, 150
	tax, policy := testTaxonomy(t), mustPolicy(t)
	n := newNation(tax, people)
	pool := n.pool(people)
	var wait sync.WaitGroup
	for worker := range 4 {
		wait.Go(func() {
			r := rand.New(rand.NewPCG(9, uint64(worker)))
			for range rounds {
				e := n.entry(r.IntN(people))
				switch {
				case worker == 0:
					e.Workload.Open = 0
					pool.SetLoad(e.Workload)
				case worker == 1:
					pool.Remove(e.Mediator.ID)
					pool.Put(&e.Mediator, e.Workload)
				default:
					checkAnswer(t, pool.Match(policy, n.question(r.IntN(1000))))
				}
			}
		})
	}
	wait.Wait()
	if pool.Len() != people {
		t.Fatalf("the pool holds %d of %d people", pool.Len(), people)
	}
}

// checkAnswer holds what is true of every answer.
func checkAnswer(t interface{ Errorf(string, ...any) }, a registry.MatchAnswer) {
	for i, c := range a.Candidates {
		sum := 0
		for _, x := range c.Contributions {
			if x.Points != x.Score*x.Weight || x.Score < 0 || x.Score > 100 {
				t.Errorf("%s: %d points for score %d and weight %d", x.Criterion, x.Points, x.Score, x.Weight)
			}
			sum += x.Points
		}
		if sum != c.Total {
			t.Errorf("contributions sum to %d, the total says %d", sum, c.Total)
		}
		if c.Rank != i+1 || i > 0 && a.Candidates[i-1].Total < c.Total {
			t.Errorf("rank %d at place %d with total %d", c.Rank, i, c.Total)
		}
	}
	most, sum := 0, 0
	for _, e := range a.Summary.Excluded {
		most, sum = max(most, e.Count), sum+e.Count
	}
	excluded := a.Summary.Considered - a.Summary.Eligible
	if most > excluded || sum < excluded || len(a.Candidates) > a.Summary.Eligible && a.Summary.Considered > 0 {
		t.Errorf("considered %d, eligible %d, exclusions %d to %d, candidates %d", a.Summary.Considered, a.Summary.Eligible, most, sum, len(a.Candidates))
	}
}

func TestEveryAnswerAddsUp(t *testing.T) {
	tax, policy := testTaxonomy(t), mustPolicy(t)
	rapid.Check(t, func(rt *rapid.T) {
		r := smallRoster(rt, tax, 60)
		pool := newTestPool(tax, r)
		for range 10 {
			checkAnswer(rt, pool.Match(policy, drawQuestion(rt, r.People)))
		}
	})
}
