package matching

import "liuyuan/registry"

// Explain tells why a person ranks where they do, or every rule that excludes
// them and the smallest change that would admit them; false if there is nobody.
func (p *Pool) Explain(policy *Policy, q registry.MatchQuestion, id registry.MediatorID) (registry.MatchExplanation, bool) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	at, ok := p.find(id)
	if !ok {
		return registry.MatchExplanation{}, false
	}
	a := p.ask(policy, q)
	c := p.cells[at.cell()]
	x := c.person(at.row(), c.load(at.row()))
	var e registry.MatchExplanation
	for i := range a.rules {
		rule := &a.rules[i]
		v := rule.exclude(a, &x)
		if v == 0 {
			continue
		}
		e.Exclusions = append(e.Exclusions, a.exclusion(rule, &x, v))
	}
	if len(e.Exclusions) > 0 {
		e.WhatWouldChange = a.changes(&x)
	} else {
		own := ranked{x, a.total(&x)}
		c := a.candidate(&own, 1+p.ahead(a, &own))
		e.Candidate = &c
	}
	return e, true
}

func (a *ask) exclusion(rule *Rule, x *person, v verdict) registry.Exclusion {
	reason, temporary := rule.reason(a, v)
	if rule.detail != nil {
		reason = rule.detail(a, x, v)
	}
	return registry.Exclusion{Criterion: rule.Criterion, Reason: reason, Temporary: temporary}
}

// ahead counts the eligible people who come before one.
func (p *Pool) ahead(a *ask, own *ranked) (n int) {
	b := *a
	b.q.NoSummary = true // nobody below the own total is looked at
	p.visit(&b, func() int { return own.total }, func(v *view) {
		v.each(b.standing(v), func(x *person) {
			if other := (ranked{*x, b.total(x)}); x.key != own.key && b.compare(&other, own) < 0 {
				n++
			}
		})
	})
	return n
}
