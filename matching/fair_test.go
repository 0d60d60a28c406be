package matching

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"liuyuan/registry"
)

// TestPeopleEqualInEverythingAreAskedEquallyOften lets twins work through a long
// sequence: each match's first is assigned, and closes the work some time later.
func TestPeopleEqualInEverythingAreAskedEquallyOften(t *testing.T) {
	tax, policy := testTaxonomy(t), mustPolicy(t)
	rapid.Check(t, func(rt *rapid.T) {
		twins := rapid.IntRange(2, 6).Draw(rt, "twins")
		lasting := rapid.IntRange(1, 40).Draw(rt, "days a case lasts")
		every := rapid.IntRange(1, 72).Draw(rt, "hours between cases")
		rounds := twins * 60
		pool := NewPool(tax, smallRegions(), smallOrganizations(), twins)
		work := make([]registry.Workload, twins)
		for i := range twins {
			m := registry.Mediator{ID: personID(i), Status: registry.MediatorActive, Roles: []registry.Role{registry.RoleMediator}, Capacity: 1000, Home: testVillage,
				ServiceAreas: []registry.RegionCode{"440703101"}, Standings: []registry.StandingTerm{{Kind: registry.StandingEngaged}}}
			if i%2 == 1 { // a second role does not draw a person twice
				m.Roles = append(m.Roles, registry.RoleOther)
			}
			work[i] = registry.Workload{Mediator: m.ID}
			pool.Put(&m, work[i])
		}
		asked := make([]int, twins)
		closing := map[int][]int{} // hour → who
		for n := range rounds {
			now := n * every
			for h, list := range closing {
				if h <= now {
					for _, i := range list {
						work[i].Open--
						pool.SetLoad(work[i])
					}
					delete(closing, h)
				}
			}
			q := wageQuestion()
			q.At, q.First = asOf().Add(time.Duration(now)*time.Hour), 1
			first := pool.Match(policy, q).Candidates[0].Mediator
			i := slices.IndexFunc(work, func(w registry.Workload) bool { return w.Mediator == first })
			asked[i]++
			work[i].Open++
			work[i].LastAssignedAt = q.At
			pool.SetLoad(work[i])
			closing[now+24*lasting] = append(closing[now+24*lasting], i)
		}
		if least, most := slices.Min(asked), slices.Max(asked); most-least > 1 {
			rt.Fatalf("asked %v", asked)
		}
	})
}

func TestTheSameQuestionHasTheSameBytesWhateverTheOrderOfLoading(t *testing.T) {
	tax, policy := testTaxonomy(t), mustPolicy(t)
	n := newNation(tax, 4000)
	forward, backward := n.pool(4000), NewPool(tax, n.regions, n.organizations, 0)
	for i := 3999; i >= 0; i-- {
		e := n.entry(i)
		backward.Put(&e.Mediator, e.Workload)
	}
	for i := range 40 {
		q := n.question(i)
		if i%4 == 0 {
			q.Region = q.Region[:6]
		}
		if diff := cmp.Diff(forward.Match(policy, q), backward.Match(policy, q)); diff != "" {
			t.Fatalf("question %d:\n%s", i, diff)
		}
	}
}
