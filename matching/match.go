package matching

import (
	"slices"

	"liuyuan/registry"
)

// Match answers who suits a dispute: the first q.First people, the complete funnel
// and, when few are eligible, the ladder. First is held between 0 and
// registry.MaxCandidates; 0 asks for the summary and the ladder alone. The caller
// has checked codes, points and bounds; what cannot be understood matches as
// unknown: an unknown type excludes nobody, an unknown region has nobody.
func (p *Pool) Match(policy *Policy, q registry.MatchQuestion) registry.MatchAnswer {
	p.mu.RLock()
	defer p.mu.RUnlock()
	a := p.tables.ask(policy, q)
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

// scan runs the table over everyone the question concerns. The rules see every
// considered row; the scorers only those in cells that can still reach the top.
func (p *Pool) scan(a *ask, k int) *funnel {
	f := newFunnel(a, k)
	var q person // one for all rows: it escapes through the rules, and would be allocated anew for each
	for _, x := range p.order(a) {
		skip := f.full() && x.bound < f.top[len(f.top)-1].total
		if skip && a.q.NoSummary {
			break // nor anyone in the cells after it
		}
		for i := range x.cell.rows {
			q = x.cell.person(i)
			if a.q.NoSummary { // who stands is also considered
				if k > 0 && a.stands(&q) {
					f.offer(a, &q)
				}
				continue
			}
			if !x.all && !a.considers(&q) {
				continue
			}
			if f.judge(a, &q) && k > 0 && !skip {
				f.offer(a, &q)
			}
		}
	}
	return f
}

// bounded is a cell with the highest total that anyone in it can have.
type bounded struct {
	cell  *cell
	bound int
	all   bool // everyone in it is considered
}

// order lists the cells that hold anyone considered, the most promising first.
func (p *Pool) order(a *ask) []bounded {
	var list []bounded
	add := func(c *cell, all bool) {
		if len(c.rows) > 0 {
			list = append(list, bounded{c, a.bound(c), all})
		}
	}
	switch {
	case a.openArea:
		for _, c := range p.cells {
			add(c, a.room == 0)
		}
	case a.region == 0:
		p.within(a, add)
	default:
		p.along(a, add)
	}
	slices.SortFunc(list, func(x, y bounded) int {
		if x.bound != y.bound {
			return y.bound - x.bound
		}
		return int(x.cell.number) - int(y.cell.number)
	})
	return list
}

// along visits the cells on the path from the country down to where people are
// looked for, those below it, and, for video, those elsewhere who work online.
func (p *Pool) along(a *ask, add func(*cell, bool)) {
	seen := map[place]bool{}
	visit := func(at place, all bool) {
		if node := p.areas[at]; node != nil && !seen[at] {
			seen[at] = true
			for _, c := range node.cells {
				add(c, a.room == 0 && (all || a.q.Online && c.online))
			}
		}
	}
	for _, r := range a.reach {
		if node := p.areas[r]; node != nil {
			node.each(func(n *area) { visit(n.place, true) })
		}
	}
	for _, r := range a.reach {
		for l := range r.level() {
			visit(r.at(l), false)
		}
	}
	if a.q.Online {
		for _, c := range p.online {
			if !seen[c.anchor] {
				add(c, a.room == 0)
			}
		}
	}
}

// within visits the squares that the policy's reach around the point touches, and,
// for video, everyone who works online.
func (p *Pool) within(a *ask, add func(*cell, bool)) {
	for _, s := range squaresAround(a.at, a.policy.ReachMetres) {
		for _, c := range p.grid[s] {
			if !(a.q.Online && c.online) && c.best.box.metresAtLeast(a.at) <= a.policy.ReachMetres {
				add(c, false)
			}
		}
	}
	if a.q.Online {
		for _, c := range p.online {
			add(c, a.room == 0)
		}
	}
}

func (n *area) each(visit func(*area)) {
	visit(n)
	for _, child := range n.children {
		child.each(visit)
	}
}

// bound is an upper bound of the total of anyone in the cell.
func (a *ask) bound(c *cell) int {
	total := 0
	for i := range a.soft {
		best := 100
		if f := a.soft[i].best; f != nil {
			best = f(a, c)
		}
		total += a.weight[i] * best
	}
	return total
}
