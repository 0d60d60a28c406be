package main

import (
	"fmt"

	"liuyuan/matching"
	"liuyuan/registry"
)

// newPool fills a pool as the service does from its store.
func newPool(w *world) *matching.Pool {
	p := matching.NewPool(w.taxonomy, w.regions, w.organizations, w.n)
	for m := range w.roster.Mediators {
		p.Put(&m, workload(&m))
	}
	return p
}

// simple is the question as peers are asked it: taking part needs no standing.
func (q *question) simple(w *world) registry.MatchQuestion {
	m := q.full
	m.Part, m.Region, m.NoSummary = registry.PartInvited, "", true
	m.Point = &registry.Point{Lat: q.lat, Lng: q.lng}
	return m
}

// poolContenders are the pool with the reduced policy, without and with the
// funnel, and with all rules and scorers. Reasons are in every answer.
func poolContenders(w *world, p *matching.Pool) []*contender {
	ask := func(policy *matching.Policy, of func(*question) registry.MatchQuestion) func(int, *question) ([]int, error) {
		return func(_ int, q *question) ([]int, error) { return totals(p.Match(policy, of(q)).Candidates) }
	}
	return []*contender{
		{name: "六员 pool, reduced policy, reasons", exact: true, group: "reduced", note: "in process", ask: ask(w.reduced, func(q *question) registry.MatchQuestion { return q.simple(w) })},
		{name: "六员 pool, reduced policy, reasons, funnel of 50 km", exact: true, group: "reduced", note: "in process; counts everyone within reach", ask: ask(w.reduced, func(q *question) registry.MatchQuestion {
			m := q.simple(w)
			m.NoSummary = false
			return m
		})},
		{name: "六员 pool, full rules, reasons, funnel of the village", exact: true, group: "full", note: "in process; what the API asks", ask: ask(w.policy, func(q *question) registry.MatchQuestion { return q.full })},
		{name: "六员 pool, full rules, reasons, funnel of the district", exact: true, group: "district", note: "in process", ask: ask(w.policy, func(q *question) registry.MatchQuestion {
			m := q.full
			m.Region = m.Region.At(registry.District)
			return m
		})},
	}
}

// totals gives the candidates' totals; an answer without its reasons is an error.
func totals(found []registry.Candidate) ([]int, error) {
	list := make([]int, len(found))
	for i, c := range found {
		if len(c.Contributions) == 0 || c.Contributions[0].Reason.Code == "" {
			return nil, fmt.Errorf("%s has a total without reasons", c.Mediator)
		}
		list[i] = c.Total
	}
	return list, nil
}
