package matching

import (
	"slices"
	"strconv"

	"liuyuan/registry"
)

// The codes of a plan.
const (
	ReasonUnassignedFull   registry.ReasonCode = "UNASSIGNED_CAPACITY"
	ReasonUnassignedNobody registry.ReasonCode = "UNASSIGNED_NOBODY"
)

// Plan assigns a backlog under capacities: of each dispute's first candidates (at
// most registry.MaxCandidates) at most one takes it, nobody beyond the capacity
// left, so that the sum of totals is greatest. It changes nothing in the pool.
//
// Disputes of the same weight are planned together, to the optimum; heavier ones
// first, since they are the riskier, with what they take counted. Should assigning
// in order of arrival happen to give more over several weights, that is the plan:
// it is never below greedy. Scores are those of the load at the start. A large plan
// takes a while: halt is asked before each case, and its error gives the plan up.
func (p *Pool) Plan(halt func() error, policy *Policy, cases []registry.PlanCase, candidates int) (registry.Plan, error) {
	b, err := newBacklog(halt, p, policy, cases, candidates)
	if err != nil {
		return registry.Plan{}, err
	}
	greedy := b.greedy()
	chosen, err := b.optimal(halt)
	if err != nil {
		return registry.Plan{}, err
	}
	plan := registry.Plan{GreedyTotal: b.sum(greedy)}
	if b.sum(chosen) < plan.GreedyTotal {
		chosen = greedy
	}
	plan.Total = b.sum(chosen)
	p.mu.RLock()
	defer p.mu.RUnlock()
	for i, c := range cases {
		if n := chosen[i]; n == unassigned {
			plan.Unassigned = append(plan.Unassigned, registry.UnassignedCase{Dispute: c.Dispute, Reason: b.why(i)})
		} else {
			plan.Assigned = append(plan.Assigned, registry.PlannedCase{Dispute: c.Dispute, Candidate: b.asks[i].candidate(&b.found[i].top[n], n+1)})
		}
	}
	return plan, nil
}

// backlog is the cases with their candidates, as they were when read.
type backlog struct {
	cases   []registry.PlanCase
	asks    []*ask
	found   []*funnel
	workers map[key]int
	room    []int // of workers: units left
}

func newBacklog(halt func() error, p *Pool, policy *Policy, cases []registry.PlanCase, candidates int) (*backlog, error) {
	candidates = min(max(candidates, 1), registry.MaxCandidates)
	b := &backlog{cases: cases, workers: map[key]int{}}
	for _, c := range cases {
		if err := halt(); err != nil {
			return nil, err
		}
		p.mu.RLock() // once a case: a long plan must not keep others from writing
		a := p.ask(policy, c.Question)
		a.units = max(c.Weight, 1)
		f := p.scan(a, candidates)
		p.mu.RUnlock()
		b.asks, b.found = append(b.asks, a), append(b.found, f)
		for i := range f.top {
			x := &f.top[i]
			if _, ok := b.workers[x.key]; !ok {
				b.workers[x.key] = len(b.room)
				b.room = append(b.room, max(int(x.capacity)-x.load.open(), 0))
			}
		}
	}
	return b, nil
}

// greedy gives each case, in order of arrival, its best candidate with room.
// A choice is a place in the case's candidates, or unassigned.
func (b *backlog) greedy() []int {
	room := slices.Clone(b.room)
	choice := make([]int, len(b.cases))
	for i := range b.cases {
		choice[i] = unassigned
		for n := range b.found[i].top {
			if w := b.worker(i, n); room[w] >= b.asks[i].units {
				room[w] -= b.asks[i].units
				choice[i] = n
				break
			}
		}
	}
	return choice
}

// optimal solves each weight by flow, the heaviest first.
func (b *backlog) optimal(halt func() error) ([]int, error) {
	room := slices.Clone(b.room)
	choice := make([]int, len(b.cases))
	byWeight := map[int][]int{}
	for i := range b.cases {
		byWeight[b.asks[i].units] = append(byWeight[b.asks[i].units], i)
	}
	weights := make([]int, 0, len(byWeight))
	for w := range byWeight {
		weights = append(weights, w)
	}
	slices.SortFunc(weights, func(x, y int) int { return y - x })
	for _, weight := range weights {
		if err := b.solve(halt, byWeight[weight], weight, room, choice); err != nil {
			return nil, err
		}
	}
	return choice, nil
}

func (b *backlog) solve(halt func() error, cases []int, weight int, room, choice []int) error {
	tasks := make([][]edge, len(cases))
	capacity := make([]int, len(room))
	for w := range room {
		capacity[w] = room[w] / weight
	}
	for i, c := range cases {
		for n := range b.found[c].top {
			// One more than scaled: of equal totals the plan with more disputes placed.
			profit := int64(b.found[c].top[n].total)*int64(len(cases)+1) + 1
			tasks[i] = append(tasks[i], edge{b.worker(c, n), profit})
		}
	}
	to, err := assign(halt, tasks, capacity)
	if err != nil {
		return err
	}
	for i, w := range to {
		choice[cases[i]] = unassigned
		if w != unassigned {
			room[w] -= weight
			choice[cases[i]] = slices.IndexFunc(tasks[i], func(e edge) bool { return e.worker == w })
		}
	}
	return nil
}

func (b *backlog) worker(c, n int) int { return b.workers[b.found[c].top[n].key] }

func (b *backlog) sum(choice []int) int {
	total := 0
	for i, n := range choice {
		if n != unassigned {
			total += b.found[i].top[n].total
		}
	}
	return total
}

// why is what keeps a case from being assigned: everyone is taken, or the rule
// that binds when nobody is eligible.
func (b *backlog) why(i int) registry.Reason {
	f, a := b.found[i], b.asks[i]
	if f.eligible > 0 { // in bulk at least so many
		return registry.Because(ReasonUnassignedFull, registry.Say("count", strconv.Itoa(f.eligible)))
	}
	if r := a.binding(f, 0); r.Code != ReasonNoBinding {
		return *r
	}
	if s := f.summary(a); len(s.Excluded) > 0 {
		return s.Excluded[0].Reason
	}
	return registry.Because(ReasonUnassignedNobody)
}
