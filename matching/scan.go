package matching

import (
	"math/bits"
	"slices"
)

// scan runs the table over everyone the question concerns. With a summary the rules
// count everybody who is considered, a step of the ladder only who is eligible;
// without, only cells that can still reach the top are looked at. Scorers see only
// those.
func (p *Pool) scan(a *ask, k int) *funnel {
	f := newFunnel(a, k)
	if k == 0 && a.q.NoSummary {
		return f
	}
	p.visit(a, f.floor, func(v *view) {
		var among uint64
		if a.q.NoSummary || a.brief {
			among = a.standing(v)
			f.eligible += bits.OnesCount64(among)
		} else {
			among = f.judge(a, v, a.considered(v, v.everyone()))
		}
		if k > 0 && among != 0 {
			f.offerAll(a, v, among)
		}
	})
	return f
}

// visit shows the cells that may hold anyone whom the question considers. A question
// with a summary sees all of them; another the most promising first, until nobody
// can reach the floor any more.
func (p *Pool) visit(a *ask, floor func() int, look func(*view)) {
	v := &view{}
	show := func(c *cell) {
		if v.open(c); len(c.rows) > 0 {
			look(v)
		}
	}
	roots := p.roots(a, show)
	if !a.q.NoSummary {
		for _, n := range roots {
			a.walk(n, show)
		}
		return
	}
	var h frontier
	for _, n := range roots {
		h.push(a.part(n))
	}
	for len(h) > 0 {
		x := h.pop()
		if x.bound < floor() {
			return
		}
		for _, child := range x.area.children {
			if y := a.part(child); y.bound >= floor() {
				h.push(y)
			}
		}
		for _, c := range x.area.cells {
			if a.bound(&c.best) >= floor() {
				show(c)
			}
		}
	}
}

// roots are the regions in which, with all below, the question's people are filed;
// the cells above them are shown at once. A point, video and no place at all may
// concern anyone anywhere.
func (p *Pool) roots(a *ask, show func(*cell)) []*area {
	if a.region == 0 || a.q.Online {
		return []*area{p.areas[0]}
	}
	return p.along(a.reach, show)
}

// along gives the regions where people are looked for and shows the cells on the
// path to them from the country down.
func (p *Pool) along(reach []place, show func(*cell)) (roots []*area) {
	var buf [16]place
	seen := buf[:0]
	for _, r := range reach {
		if slices.ContainsFunc(reach, func(wider place) bool { return wider != r && wider.contains(r) }) || slices.Contains(seen, r) {
			continue
		}
		seen = append(seen, r)
		if n := p.areas[r]; n != nil {
			roots = append(roots, n)
		}
		for l := range r.level() {
			up := r.at(l)
			if n := p.areas[up]; n != nil && !slices.Contains(seen, up) {
				for _, c := range n.cells {
					show(c)
				}
			}
			seen = append(seen, up)
		}
	}
	return roots
}

// walk shows all cells of a region, but those too far from the question's point.
func (a *ask) walk(n *area, show func(*cell)) {
	if a.tooFar(&n.best) {
		return
	}
	for _, c := range n.cells {
		show(c)
	}
	for _, child := range n.children {
		a.walk(child, show)
	}
}

// tooFar reports whether the question is about the people around a point, and none
// of these is.
func (a *ask) tooFar(b *best) bool {
	return a.region == 0 && !a.openArea && !(a.q.Online && b.online) && (b.box.empty() || a.from.atLeast(b.box) > a.policy.ReachMetres)
}

// part is a region still to be looked at, with the highest total that anyone in it
// can have.
type part struct {
	bound int
	area  *area
}

func (a *ask) part(n *area) part {
	if a.tooFar(&n.best) {
		return part{-1, n}
	}
	return part{a.bound(&n.best), n}
}

// frontier is a heap of parts, the most promising on top.
type frontier []part

func (h frontier) before(i, j int) bool { return h[i].bound > h[j].bound }

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
	for i := 0; ; {
		child := 2*i + 1
		if child+1 < last && h.before(child+1, child) {
			child++
		}
		if child >= last || !h.before(child, i) {
			return top
		}
		(*h)[i], (*h)[child] = (*h)[child], (*h)[i]
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
		failing, unsure := rule.over(a, v, among)
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

// standing is who is considered and passes all rules, without counting who fails
// which: what the masks say of all comes before anyone is looked at.
func (a *ask) standing(v *view) uint64 {
	among := v.everyone()
	var unsure [32]uint64
	for _, i := range a.t.selective {
		if a.waived>>i&1 != 0 {
			continue
		}
		var failing uint64
		failing, unsure[i] = a.rules[i].over(a, v, among)
		if among &^= failing; among == 0 {
			return 0
		}
	}
	among = a.considered(v, among)
	for i := range a.rules {
		if asked := unsure[i] & among; asked != 0 {
			among &^= asked &^ v.those(asked, func(p *person) bool { return a.rules[i].exclude(a, p) == 0 })
		}
	}
	return among
}

// offerAll keeps those of a cell's people who are among the best k.
func (f *funnel) offerAll(a *ask, v *view, among uint64) {
	var scores [32]int
	bound := a.bests(&v.best, scores[:])
	if bound < f.floor() {
		return
	}
	for m := among; m != 0; m &= m - 1 {
		p := v.person(bits.TrailingZeros64(m))
		if total, ok := a.totalFrom(p, bound, scores[:], f.floor()); ok {
			f.offer(a, &ranked{*p, total})
		}
	}
}
