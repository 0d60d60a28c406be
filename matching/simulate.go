package matching

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"liuyuan/registry"
)

// Scenario is a stream of disputes to be assigned one after another.
type Scenario struct {
	Cases []ScenarioCase // Question.At is when a case comes
	// Lasts is how long a case stays open.
	Lasts time.Duration
	// Retry is how long a case that nobody can take waits before it is tried
	// again; Patience is when it is given up.
	Retry    time.Duration
	Patience time.Duration
}

// ScenarioCase is one dispute with the load it adds.
type ScenarioCase struct {
	Question registry.MatchQuestion
	Weight   int
}

// Simulation reports how a policy spreads a stream of disputes. The first candidate
// is assigned or, when nobody is eligible, whom the ladder's lowest step brings;
// load and rotation move as they would in the office.
type Simulation struct {
	Cases    int
	Assigned int
	Relaxed  int // of the assigned: by a step of the ladder
	GivenUp  int
	// Waited counts cases that had to be tried again; MeanWait is over them.
	Waited   int
	MeanWait time.Duration
	// MeanSpeciality is the mean score of the speciality of those assigned.
	MeanSpeciality int
	// MedianMetres and P90Metres are over assigned cases with a known distance.
	MedianMetres, P90Metres int
	// Spread is over everyone who could have been asked at all, by weight units.
	Spread Spread
	// Even is how unequal they would be if every case were shared evenly among all who
	// may take it: what place and qualification make of it, whatever the policy.
	Even Spread
	// Alike is the spread among people who could have been asked about the very same
	// cases: the mean of the Gini within each such group, by people.
	Alike Spread
	// Towns and Families are the spread among those asked, by place and type.
	Towns    []GroupSpread
	Families []GroupSpread
	// Units are those of everyone who was asked, Metres the known distances of
	// assigned cases, Waits how long they waited beyond none: all ascending, for pictures.
	Units  []int
	Metres []int
	Waits  []time.Duration
}

// Spread says how evenly work lies: Gini 0 (equal) to 1, in thousandths; and the
// most loaded person over the mean, in hundredths.
type Spread struct {
	People         int
	Units          int
	GiniThousandth int
	MaxOverMean    int
}

// GroupSpread is the spread within a town or a family of types.
type GroupSpread struct {
	Group string
	Spread
}

// Simulate runs the scenario on the pool, whose loads it changes and leaves
// changed: give it a pool of its own. The same input gives the same report.
func (p *Pool) Simulate(policy *Policy, s Scenario) Simulation {
	r := simulation{pool: p, policy: policy, scenario: s, units: map[registry.MediatorID]int{},
		towns: map[string]map[registry.MediatorID]int{}, families: map[string]map[registry.MediatorID]int{}}
	for i, c := range s.Cases {
		r.waiting = append(r.waiting, pending{at: c.Question.At, number: i})
	}
	slices.SortStableFunc(r.waiting, byTime)
	for len(r.waiting) > 0 {
		next := r.waiting[0]
		r.waiting = r.waiting[1:]
		r.close(next.at)
		r.try(next)
	}
	return r.report()
}

// simulation is a run in progress.
type simulation struct {
	pool     *Pool
	policy   *Policy
	scenario Scenario
	waiting  []pending // by time, then number
	open     []running // by end
	out      Simulation
	waits    time.Duration
	skill    int
	metres   []int
	units    map[registry.MediatorID]int
	towns    map[string]map[registry.MediatorID]int
	families map[string]map[registry.MediatorID]int
}

type pending struct {
	at     time.Time
	number int
}

type running struct {
	end    time.Time
	person registry.MediatorID
	weight int
}

func (r *simulation) close(now time.Time) {
	for len(r.open) > 0 && !r.open[0].end.After(now) {
		done := r.open[0]
		r.open = r.open[1:]
		w, _ := r.pool.Load(done.person)
		w.Open = max(w.Open-done.weight, 0)
		r.pool.SetLoad(w)
	}
}

func (r *simulation) try(next pending) {
	c := r.scenario.Cases[next.number]
	q := c.Question
	q.At, q.First, q.NoSummary = next.at, 1, true
	first := r.ask(q)
	if first == nil {
		r.wait(next, c.Question.At)
		return
	}
	r.out.Assigned++
	if waited := next.at.Sub(c.Question.At); waited > 0 {
		r.out.Waited++
		r.waits += waited
		r.out.Waits = append(r.out.Waits, waited)
	}
	for _, c := range first.Contributions {
		if c.Criterion == CriterionSpeciality {
			r.skill += c.Score
		}
	}
	if first.Metres >= 0 {
		r.metres = append(r.metres, first.Metres)
	}
	w, _ := r.pool.Load(first.Mediator)
	w.Open += c.Weight
	w.LastAssignedAt = next.at
	r.pool.SetLoad(w)
	end := next.at.Add(r.scenario.Lasts)
	r.open = append(r.open, running{end, first.Mediator, c.Weight})
	r.units[first.Mediator] += c.Weight
	count(r.towns, string(q.Region.At(registry.Town)), first.Mediator, c.Weight)
	count(r.families, string(q.Type.Family()), first.Mediator, c.Weight)
}

// ask gives the first candidate or, when nobody is eligible, whom the ladder's
// lowest step would bring.
func (r *simulation) ask(q registry.MatchQuestion) *registry.Candidate {
	if found := r.pool.Match(r.policy, q).Candidates; len(found) > 0 {
		return &found[0]
	}
	q.NoSummary = false
	for _, step := range r.pool.Match(r.policy, q).Relaxations {
		if step.First != nil {
			r.out.Relaxed++
			return step.First
		}
	}
	return nil
}

func count(groups map[string]map[registry.MediatorID]int, group string, who registry.MediatorID, weight int) {
	if groups[group] == nil {
		groups[group] = map[registry.MediatorID]int{}
	}
	groups[group][who] += weight
}

// wait puts a case back, or gives it up when patience ends.
func (r *simulation) wait(next pending, came time.Time) {
	next.at = next.at.Add(max(r.scenario.Retry, time.Minute))
	if next.at.Sub(came) > r.scenario.Patience {
		r.out.GivenUp++
		return
	}
	at, _ := slices.BinarySearchFunc(r.waiting, next, byTime)
	r.waiting = slices.Insert(r.waiting, at, next)
}

func byTime(x, y pending) int {
	if c := x.at.Compare(y.at); c != 0 {
		return c
	}
	return cmp.Compare(x.number, y.number)
}

func (r *simulation) report() Simulation {
	out := r.out
	out.Cases = len(r.scenario.Cases)
	if out.Assigned > 0 {
		out.MeanSpeciality = r.skill / out.Assigned
	}
	if out.Waited > 0 {
		out.MeanWait = r.waits / time.Duration(out.Waited)
	}
	if slices.Sort(r.metres); len(r.metres) > 0 {
		out.MedianMetres, out.P90Metres = r.metres[len(r.metres)/2], r.metres[len(r.metres)*9/10]
	}
	chances := r.pool.chances(r.policy, r.scenario)
	out.Spread, out.Even, out.Alike = spread(r.units, len(chances)), evenSpread(chances), alike(chances, r.units)
	out.Towns, out.Families = groupSpreads(r.towns), groupSpreads(r.families)
	out.Units, out.Metres = slices.Sorted(maps.Values(r.units)), r.metres
	slices.Sort(out.Waits)
	return out
}
