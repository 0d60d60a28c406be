package matching

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"liuyuan/registry"
)

// planned is a plan that nobody cancels.
func planned(p *Pool, policy *Policy, cases []registry.PlanCase, candidates int) registry.Plan {
	plan, err := p.Plan(neverHalt, policy, cases, candidates)
	if err != nil {
		panic(err)
	}
	return plan
}

func assigned(tasks [][]edge, capacity []int) []int {
	to, err := assign(neverHalt, tasks, capacity)
	if err != nil {
		panic(err)
	}
	return to
}

func TestAPlanIsGivenUpBetweenTwoCases(t *testing.T) {
	tax, policy := testTaxonomy(t), mustPolicy(t)
	rapid.Check(t, func(rt *rapid.T) {
		r := smallRoster(rt, tax, 25)
		cases := backlogOf(rt, r, 12, 3)
		if len(cases) == 0 {
			return
		}
		asked := rapid.IntRange(0, 2*len(cases)-1).Draw(rt, "asked before the end")
		left, enough := asked, errors.New("enough")
		halt := func() error {
			if left--; left < 0 {
				return enough
			}
			return nil
		}
		if _, err := newTestPool(tax, r).Plan(halt, policy, cases, 5); !errors.Is(err, enough) || left < -1 {
			rt.Errorf("%d cases, ended after %d questions: %v, %d questions more", len(cases), asked, err, -left-1)
		}
	})
}

// backlogOf draws cases for a roster; weights 0 means all weigh one unit.
func backlogOf(t *rapid.T, r *Roster, most, heaviest int) []registry.PlanCase {
	var cases []registry.PlanCase
	for i := range rapid.IntRange(0, most).Draw(t, "cases") {
		q := drawQuestion(t, r.People)
		q.Headcount, q.Risk = 0, registry.RiskLow
		cases = append(cases, registry.PlanCase{Dispute: registry.DisputeID(rune('a' + i)), Question: q, Weight: rapid.IntRange(1, max(heaviest, 1)).Draw(t, "weight")})
	}
	return cases
}

func checkPlan(t *rapid.T, r *Roster, cases []registry.PlanCase, p registry.Plan) {
	left := map[registry.MediatorID]int{}
	for _, e := range r.People {
		left[e.Mediator.ID] = e.Mediator.Capacity - e.Workload.Open
	}
	total, seen := 0, map[registry.DisputeID]bool{}
	for _, x := range p.Assigned {
		c := cases[slices.IndexFunc(cases, func(c registry.PlanCase) bool { return c.Dispute == x.Dispute })]
		left[x.Candidate.Mediator] -= c.Weight
		total += x.Candidate.Total
		seen[x.Dispute] = true
		if left[x.Candidate.Mediator] < 0 || slices.Contains(c.Question.Exclude, x.Candidate.Mediator) {
			t.Fatalf("%s takes %s beyond capacity or against an exclusion", x.Candidate.Mediator, x.Dispute)
		}
	}
	for _, x := range p.Unassigned {
		if seen[x.Dispute] || x.Reason.Code == "" {
			t.Fatalf("%+v", x)
		}
		seen[x.Dispute] = true
	}
	if total != p.Total || p.Total < p.GreedyTotal || len(seen) != len(cases) {
		t.Fatalf("total %d is %d, greedy %d, %d of %d cases", p.Total, total, p.GreedyTotal, len(seen), len(cases))
	}
}

func TestAPlanKeepsCapacitiesAndIsNeverBelowGreedy(t *testing.T) {
	tax, policy := testTaxonomy(t), mustPolicy(t)
	rapid.Check(t, func(rt *rapid.T) {
		r := smallRoster(rt, tax, 25)
		pool := newTestPool(tax, r)
		cases := backlogOf(rt, r, 12, 3)
		candidates := rapid.IntRange(-1, 50).Draw(rt, "candidates")
		plan := planned(pool, policy, cases, candidates)
		checkPlan(rt, r, cases, plan)
		slices.Reverse(r.People) // the order of loading decides nothing
		if diff := cmp.Diff(plan, planned(newTestPool(tax, r), policy, cases, candidates)); diff != "" {
			rt.Fatal(diff)
		}
	})
}

func TestAPlanOfOneWeightIsTheBestThereIs(t *testing.T) {
	tax, policy := testTaxonomy(t), mustPolicy(t)
	rapid.Check(t, func(rt *rapid.T) {
		r := smallRoster(rt, tax, 6)
		pool := newTestPool(tax, r)
		cases := backlogOf(rt, r, 6, 1)
		plan := planned(pool, policy, cases, registry.MaxCandidates)
		checkPlan(rt, r, cases, plan)
		left := map[registry.MediatorID]int{}
		for _, e := range r.People {
			left[e.Mediator.ID] = e.Mediator.Capacity - e.Workload.Open
		}
		var answers []registry.MatchAnswer
		for _, c := range cases {
			c.Question.First = registry.MaxCandidates
			answers = append(answers, r.Match(policy, c.Question))
		}
		if best := bestTotal(answers, left); plan.Total != best {
			rt.Fatalf("the plan totals %d, the best is %d", plan.Total, best)
		}
	})
}

func bestTotal(answers []registry.MatchAnswer, left map[registry.MediatorID]int) int {
	if len(answers) == 0 {
		return 0
	}
	best := bestTotal(answers[1:], left)
	for _, c := range answers[0].Candidates {
		if left[c.Mediator] > 0 {
			left[c.Mediator]--
			best = max(best, c.Total+bestTotal(answers[1:], left))
			left[c.Mediator]++
		}
	}
	return best
}

func TestThePlanGivesTheScarcePersonToTheCaseThatHasNoOther(t *testing.T) {
	people := sixOf(map[registry.Role]registry.Standing{registry.RoleVillageSecretary: registry.StandingEngaged, registry.RoleVillageLawyer: registry.StandingEngaged})
	people[1].Mediator.Capacity, people[4].Mediator.Capacity = 1, 1
	people[4].Mediator.Languages = []registry.Language{"cmn", "hak", "yue", "yue-x-siyap"}
	pool, policy := panelPool(t, people)
	easy, hard := wageQuestion(), wageQuestion()
	hard.Languages = []registry.Language{"hak"}
	cases := []registry.PlanCase{{Dispute: "easy", Question: easy, Weight: 1}, {Dispute: "hard", Question: hard, Weight: 1}, {Dispute: "third", Question: easy, Weight: 1}}
	if plan := planned(pool, policy, cases[:2], 10); len(plan.Assigned) != 2 || plan.Total <= plan.GreedyTotal {
		t.Fatalf("%+v", plan)
	}
	if plan := planned(pool, policy, cases, 10); len(plan.Unassigned) != 1 || plan.Unassigned[0].Reason.Code != ReasonUnassignedFull {
		t.Fatalf("%+v", plan)
	}
	again := planned(pool, policy, []registry.PlanCase{{Dispute: "hard", Question: hard, Weight: 9}}, 10)
	if len(again.Unassigned) != 1 || again.Unassigned[0].Reason.Code != "BINDING_CAPACITY" {
		t.Fatalf("too heavy for anyone: %+v", again.Unassigned)
	}
}

func BenchmarkPlan(b *testing.B) {
	const people, disputes = 20_000, 10_000
	policy := mustPolicy(b)
	n := newNation(testTaxonomy(b), people)
	pool := n.pool(people)
	cases := make([]registry.PlanCase, disputes)
	for i := range cases {
		cases[i] = registry.PlanCase{Dispute: registry.DisputeID(rune(i)), Question: n.question(i), Weight: 1}
	}
	for b.Loop() {
		plan := planned(pool, policy, cases, 50)
		b.ReportMetric(float64(len(plan.Assigned)), "assigned")
		b.ReportMetric(float64(plan.Total)/float64(max(plan.GreedyTotal, 1)), "×greedy")
	}
}
