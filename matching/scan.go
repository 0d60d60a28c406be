package matching

import (
	"math/bits"
	"slices"
)

// scan runs the table over everyone the question concerns. With a summary the rules
// see everybody who is considered; without, only cells that can still reach the top
// are looked at. Scorers see only those.
func (p *Pool) scan(a *ask, k int) *funnel {
	f := newFunnel(a, k)
	p.visit(a, f.floor, func(v *view, bound int) {
		among := a.considered(v)
		if a.q.NoSummary {
			among = a.standing(v, among)
		} else {
			among = f.judge(a, v, among)
		}
		if k > 0 && among != 0 && bound >= f.floor() {
			f.offerAll(a, v, among)
		}
	})
	return f
}

// visit shows the cells that may hold anyone whom the question considers, the most
// promising first. It ends where nobody can reach the floor any more, but for a
// question with a summary, which counts to the end.
func (p *Pool) visit(a *ask, floor func() int, look func(v *view, bound int)) {
	v := &view{}
	for h := p.frontier(a); len(h) > 0; {
		x := h.pop()
		if a.q.NoSummary && x.bound < floor() {
			return
		}
		if x.cell != nil {
			v.open(x.cell)
			look(v, x.bound)
			continue
		}
		for _, c := range x.square.cells {
			if len(c.rows) > 0 {
				h.push(a.part(c))
			}
		}
	}
}

// part is a cell, or a map square whose cells are still to be looked at, with the
// highest total that anyone in it can have.
type part struct {
	bound  int
	cell   *cell
	square *mapSquare
}

func (a *ask) part(c *cell) part { return part{bound: a.bound(&c.best), cell: c} }

// frontier is where a search begins: the cells along the path of a region, or the
// squares around a point; by video, and without any place, everywhere.
func (p *Pool) frontier(a *ask) frontier {
	var h frontier
	switch {
	case a.openArea || a.q.Online:
		for _, s := range p.squares {
			h = append(h, part{bound: a.bound(&s.best), square: s})
		}
	case a.region == 0:
		for _, at := range squaresAround(a.at, a.policy.ReachMetres) {
			if s := p.grid[at]; s != nil && a.from.atLeast(s.best.box) <= a.policy.ReachMetres {
				h = append(h, part{bound: a.bound(&s.best), square: s})
			}
		}
	default:
		p.along(a.reach, func(c *cell) { h = append(h, a.part(c)) })
	}
	h.order()
	return h
}

// along shows the cells on the path from the country down to where people are
// looked for, and those below it.
func (p *Pool) along(reach []place, show func(*cell)) {
	var buf [16]place
	seen := buf[:0]
	for _, r := range reach {
		if slices.ContainsFunc(reach, func(wider place) bool { return wider != r && wider.contains(r) }) || slices.Contains(seen, r) {
			continue
		}
		seen = append(seen, r)
		if node := p.areas[r]; node != nil {
			node.below(show)
		}
		for l := range r.level() {
			if up := r.at(l); !slices.Contains(seen, up) {
				seen = append(seen, up)
				if node := p.areas[up]; node != nil {
					node.own(show)
				}
			}
		}
	}
}

func (n *area) own(show func(*cell)) {
	for _, c := range n.cells {
		if len(c.rows) > 0 {
			show(c)
		}
	}
}

func (n *area) below(show func(*cell)) {
	n.own(show)
	for _, child := range n.children {
		child.below(show)
	}
}

// frontier is a heap of parts, the most promising on top; of equals the one that
// was made first.
type frontier []part

func (h frontier) before(i, j int) bool { return h[i].bound > h[j].bound }

func (h frontier) order() {
	for i := len(h)/2 - 1; i >= 0; i-- {
		h.sink(i)
	}
}

func (h *frontier) push(x part) {
	*h = append(*h, x)
	for i := len(*h) - 1; i > 0 && h.before(i, (i-1)/2); i = (i - 1) / 2 {
		(*h)[i], (*h)[(i-1)/2] = (*h)[(i-1)/2], (*h)[i]
	}
}

func (h *frontier) pop() part {
	top, last := (*h)[0], len(*h)-1
	(*h)[0] = (*h)[last]
	*h = (*h)[:last]
	h.sink(0)
	return top
}

func (h frontier) sink(i int) {
	for {
		child := 2*i + 1
		if child+1 < len(h) && h.before(child+1, child) {
			child++
		}
		if child >= len(h) || !h.before(child, i) {
			return
		}
		h[i], h[child] = h[child], h[i]
		i = child
	}
}

// judge runs all rules over people of a cell: every failing one is counted, once a
// person. It returns who stands.
func (f *funnel) judge(a *ask, v *view, among uint64) (standing uint64) {
	f.considered += bits.OnesCount64(among)
	var once, twice uint64
	var fails [32]uint64
	for i := range a.rules {
		if among == 0 || a.waived>>i&1 != 0 {
			continue
		}
		rule := &a.rules[i]
		failing, unsure := rule.sift(a, v, among)
		failing &= among
		f.count(i, 1, bits.OnesCount64(failing))
		for m := unsure & among &^ failing; m != 0; m &= m - 1 {
			one := bits.TrailingZeros64(m)
			if verdict := rule.exclude(a, v.person(one)); verdict != 0 {
				f.count(i, verdict, 1)
				failing |= 1 << one
			}
		}
		twice |= once & failing
		once |= failing
		fails[i] = failing
	}
	for i := range a.rules {
		f.alone[i] += bits.OnesCount64(fails[i] &^ twice)
	}
	standing = among &^ once
	f.eligible += bits.OnesCount64(standing)
	return standing
}

// standing is who passes all rules, without counting who fails which.
func (a *ask) standing(v *view, among uint64) uint64 {
	for i := range a.rules {
		if among == 0 {
			return 0
		}
		if a.waived>>i&1 != 0 {
			continue
		}
		rule := &a.rules[i]
		failing, unsure := rule.sift(a, v, among)
		among &^= failing
		asked := unsure & among
		among &^= asked &^ v.those(asked, func(p *person) bool { return rule.exclude(a, p) == 0 })
	}
	return among
}

// offerAll keeps those of a cell's people who are among the best k.
func (f *funnel) offerAll(a *ask, v *view, among uint64) {
	var scores [32]int
	bound := a.bests(&v.best, scores[:])
	for m := among; m != 0; m &= m - 1 {
		p := v.person(bits.TrailingZeros64(m))
		if total, ok := a.totalFrom(p, bound, scores[:], f.floor()); ok {
			f.offer(a, &ranked{*p, total})
		}
	}
}
