package matching

import (
	"slices"

	"liuyuan/registry"
)

// Entry is a person of the roster with the live load.
type Entry struct {
	Mediator registry.Mediator
	Workload registry.Workload
}

// Roster is a whole roster without any order or index: what the reference scans.
type Roster struct {
	Taxonomy      *registry.Taxonomy
	Regions       []registry.Region
	Organizations []registry.Organization
	People        []Entry
}

// Match answers as Pool.Match does, by looking at everyone: no files, no bounds,
// nothing skipped, everything sorted. It is the reference that the pool is tested
// against; it shares the table's rules and scorers and nothing else.
func (r *Roster) Match(policy *Policy, q registry.MatchQuestion) registry.MatchAnswer {
	return r.prepare()(policy, q)
}

// prepare encodes everyone once, for many questions.
func (r *Roster) prepare() func(*Policy, registry.MatchQuestion) registry.MatchAnswer {
	t := newTables(r.Taxonomy)
	for _, reg := range r.Regions {
		t.putRegion(reg)
	}
	for _, o := range r.Organizations {
		t.putOrganization(o)
	}
	people := make([]person, 0, len(r.People))
	for i := range r.People {
		rec := t.encode(&r.People[i].Mediator)
		people = append(people, rec.person(loadOf(r.People[i].Workload)))
	}
	return func(policy *Policy, q registry.MatchQuestion) registry.MatchAnswer {
		a := t.ask(policy, q)
		scan := func(a *ask, k int) *funnel { return r.scan(a, people, k) }
		f := scan(a, a.q.First)
		answer := f.answer(a)
		if f.eligible < policy.Few && !q.NoSummary {
			answer.Binding, answer.Relaxations = ladder(a, f, scan)
		}
		return answer
	}
}

func (r *Roster) scan(a *ask, people []person, k int) *funnel {
	f := newFunnel(a, k)
	var found []ranked
	for i := range people {
		m := &r.People[i].Mediator
		if m.Status == registry.MediatorRemoved || !counted(a, m, people[i].at) {
			continue
		}
		if f.judgeOne(a, &people[i]) {
			found = append(found, ranked{people[i], a.total(&people[i])})
		}
	}
	slices.SortFunc(found, func(x, y ranked) int { return a.compare(&x, &y) })
	f.top = found[:min(k, len(found))]
	return f
}

// judgeOne runs all rules: every failing one is counted, once a person.
func (f *funnel) judgeOne(a *ask, p *person) bool {
	f.considered++
	failed, last := 0, 0
	for i := range a.rules {
		v := a.rules[i].exclude(a, p)
		if v == 0 || a.waived>>i&1 != 0 {
			continue
		}
		failed, last = failed+1, i
		f.count(i, v, 1)
	}
	switch failed {
	case 0:
		f.eligible++
	case 1:
		f.alone[last]++
	}
	return failed == 0
}

// counted says in the words of the registry who is counted over the region.
func counted(a *ask, m *registry.Mediator, at coords) bool {
	if a.room != 0 && !slices.ContainsFunc(m.Posts, func(p registry.Post) bool { return p.Organization == a.t.organizations[a.room-1].id }) {
		return false
	}
	if a.q.Online && m.Online || a.openArea {
		return true
	}
	if a.q.Region.Level() == "" {
		return at.known() && a.at.metresTo(at) <= a.policy.ReachMetres
	}
	for _, r := range a.reach {
		region := r.code()
		if region.Contains(m.Home) || m.Serves(region) || slices.ContainsFunc(m.ServiceAreas, region.Contains) ||
			slices.ContainsFunc(m.Seats, func(s registry.Seat) bool { return region.Contains(s.Region) }) {
			return true
		}
	}
	return false
}
