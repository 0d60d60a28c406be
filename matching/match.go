package matching

import "liuyuan/registry"

// Match answers who suits a dispute: the first q.First people, the complete funnel
// and, when few are eligible, the ladder. First is held between 0 and
// registry.MaxCandidates; 0 asks for the summary and the ladder alone. The caller
// has checked codes, points and bounds; what cannot be understood matches as
// unknown: an unknown type excludes nobody, an unknown region has nobody.
func (p *Pool) Match(policy *Policy, q registry.MatchQuestion) registry.MatchAnswer {
	p.mu.RLock()
	defer p.mu.RUnlock()
	a := p.ask(policy, q)
	f := p.scan(a, a.q.First)
	answer := f.answer(a)
	if f.eligible < policy.Few && !q.NoSummary {
		answer.Binding, answer.Relaxations = ladder(a, f, p.scan)
	}
	return answer
}

// answer puts a scan into the form of the API.
func (f *funnel) answer(a *ask) registry.MatchAnswer {
	answer := registry.MatchAnswer{Type: a.q.Type, PolicyVersion: a.policy.Version, AsOf: a.q.At}
	if !a.q.NoSummary {
		answer.Summary = f.summary(a)
	}
	for i := range f.top {
		answer.Candidates = append(answer.Candidates, a.candidate(&f.top[i], i+1))
	}
	return answer
}

// ask makes a question ready for this pool.
func (p *Pool) ask(policy *Policy, q registry.MatchQuestion) *ask {
	a := p.tables.ask(policy, q)
	for k := range a.exclude {
		if at, ok := p.where.get(&k); ok {
			a.named = append(a.named, at)
		}
	}
	return a
}
