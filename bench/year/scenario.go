package main

import (
	"maps"
	"math/rand/v2"
	"time"

	"liuyuan/matching"
	"liuyuan/registry"
	"liuyuan/seed"
)

// run is one policy's year.
type run struct {
	name  string
	towns map[string]string // names by code
	matching.Simulation
}

// middle is the day the roster is made for: the year lies around it, so that terms
// and leaves begin and end within the year.
const middle registry.Date = "2026-07-01"

// scarce: in the last run only one in ten of the people is there, to show who waits.
const scarce = 10

// simulate runs the same year under four policies, and one with few people,
// each on a pool of its own.
func simulate(cases int) ([]run, error) {
	tax, err := registry.LoadTaxonomy()
	if err != nil {
		return nil, err
	}
	policy, err := matching.DefaultPolicy()
	if err != nil {
		return nil, err
	}
	year := scenario(tax, policy, cases)
	names := map[string]string{}
	for _, r := range seed.Regions() {
		names[string(r.Code)] = r.Name
	}
	var runs []run
	for _, x := range []struct {
		name   string
		policy *matching.Policy
		oneOf  int // so many people one is on the roster
	}{
		{"the policy in force", policy, 1},
		{"without load and rotation", weighted(policy, matching.CriterionLoad, matching.CriterionRotation), 1},
		{"nearest first", nearest(policy), 1},
		{"in force, a tenth of the people", policy, scarce},
		{"load and rotation twice as heavy", heavier(policy), 1},
	} {
		pool := matching.NewPool(tax, seed.Regions(), seed.Organizations(), 2000)
		for i, m := range seed.Mediators(middle) {
			if i%x.oneOf == 0 {
				pool.Put(&m, registry.Workload{Mediator: m.ID})
			}
		}
		runs = append(runs, run{x.name, names, pool.Simulate(x.policy, year)})
	}
	return runs, nil
}

// weighted is the policy with some weights at 0.
func weighted(p *matching.Policy, without ...registry.Criterion) *matching.Policy {
	q := *p
	q.Weights = maps.Clone(p.Weights)
	for _, c := range without {
		q.Weights[c] = 0
	}
	return &q
}

// heavier is the policy with load and rotation twice as heavy.
func heavier(p *matching.Policy) *matching.Policy {
	q := *p
	q.Weights = maps.Clone(p.Weights)
	for _, c := range []registry.Criterion{matching.CriterionLoad, matching.CriterionRotation} {
		q.Weights[c] *= 2
	}
	return &q
}

// nearest scores by distance alone.
func nearest(p *matching.Policy) *matching.Policy {
	q := *p
	q.Weights = map[registry.Criterion]int{matching.CriterionProximity: 100}
	return &q
}

// share is how many of a hundred disputes are of a family: a local assumption,
// near what districts report (neighbours, families and work make up most).
type share struct {
	family  registry.TypeCode
	percent int
}

func shares() []share {
	return []share{{"02", 24}, {"01", 16}, {"10", 14}, {"06", 9}, {"14", 8}, {"15", 7}, {"04", 6}, {"03", 4}, {"12", 4}, {"07", 3}, {"21", 2}, {"13", 1}, {"08", 1}, {"20", 1}}
}

// scenario is a year of disputes: evenly over the days, in office hours, in
// villages of Pengjiang drawn alike.
func scenario(tax *registry.Taxonomy, policy *matching.Policy, cases int) matching.Scenario {
	s := matching.Scenario{Lasts: 30 * 24 * time.Hour, Retry: 24 * time.Hour, Patience: 14 * 24 * time.Hour}
	var villages []registry.Region
	for _, r := range seed.Regions() {
		if r.Code.Level() == registry.Village && r.Point != nil {
			villages = append(villages, r)
		}
	}
	r := rand.New(rand.NewPCG(2026, 1))
	start := time.Date(2026, 1, 1, 9, 0, 0, 0, registry.Shanghai())
	for i := range cases {
		v := villages[r.IntN(len(villages))]
		q := registry.MatchQuestion{Type: drawType(r, tax), Risk: registry.RiskLow, Region: v.Code, Point: v.Point, Part: registry.PartLead}
		switch x := r.IntN(100); {
		case x < 3:
			q.Risk = registry.RiskHigh
		case x < 15:
			q.Risk = registry.RiskMedium
		}
		if r.IntN(20) == 0 {
			q.Headcount = 10 + r.IntN(30)
		}
		minute := i * 365 * 8 * 60 / cases // of the year's office hours
		q.At = start.AddDate(0, 0, minute/(8*60)).Add(time.Duration(minute%(8*60)) * time.Minute)
		s.Cases = append(s.Cases, matching.ScenarioCase{Question: q, Weight: policy.Weight(q.Risk, q.Headcount)})
	}
	return s
}

func drawType(r *rand.Rand, tax *registry.Taxonomy) registry.TypeCode {
	x := r.IntN(100)
	for _, s := range shares() {
		if x -= s.percent; x < 0 {
			parts := tax.Children(s.family)
			if len(parts) == 0 {
				return s.family
			}
			return parts[r.IntN(len(parts))].Code
		}
	}
	return "99"
}
