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
	a := p.tables.ask(policy, q)
	x := p.cells[at.cell].person(int(at.row))
	var e registry.MatchExplanation
	for i := range a.rules {
		rule := &a.rules[i]
		v := rule.exclude(a, &x)
		if v == 0 {
			continue
		}
		reason, temporary := rule.reason(a, v)
		if rule.detail != nil {
			reason = rule.detail(a, &x, v)
		}
		e.Exclusions = append(e.Exclusions, registry.Exclusion{Criterion: rule.Criterion, Reason: reason, Temporary: temporary})
	}
	return e, true
}
