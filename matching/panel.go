package matching

import (
	"slices"

	"liuyuan/registry"
)

// The codes of a panel.
const (
	PanelHolder      registry.ReasonCode = "PANEL_HOLDER"
	PanelLead        registry.ReasonCode = "PANEL_LEAD"
	PanelInvolved    registry.ReasonCode = "PANEL_INVOLVED"
	PanelOutside     registry.ReasonCode = "PANEL_OUTSIDE"
	PanelOutsideLead registry.ReasonCode = "PANEL_OUTSIDE_LEAD"
	PanelEmpty       registry.ReasonCode = "PANEL_EMPTY"
	PanelNoOutside   registry.ReasonCode = "PANEL_NO_OUTSIDE"
	GapNoHolder      registry.ReasonCode = "GAP_NO_HOLDER"
	GapUnavailable   registry.ReasonCode = "GAP_UNAVAILABLE"
	GapTaken         registry.ReasonCode = "GAP_TAKEN"
	GapNoReserve     registry.ReasonCode = "GAP_NO_RESERVE"
	GapNoLead        registry.ReasonCode = "GAP_NO_LEAD"
	GapNoVillage     registry.ReasonCode = "GAP_NO_VILLAGE"
	GapOutside       registry.ReasonCode = "GAP_OUTSIDE"
)

// ProposePanel proposes the six members of the dispute's village, and outside
// professionals where type, trait or risk asks, as one team: one lead of
// sufficient standing, nobody in two seats, a reserve for each seat who sits
// nowhere else. Required seats are the minimum useful subset for the type.
//
// involved are people whose village or employer is a party, as the caller knows
// from the file: they may be invited and never lead. A dispute that is placed in a
// town only is filled from the seats of all its villages, and the gap is told.
func (p *Pool) ProposePanel(policy *Policy, q registry.MatchQuestion, involved ...registry.MediatorID) registry.Panel {
	p.mu.RLock()
	defer p.mu.RUnlock()
	b := newTeam(p, policy, q, involved)
	b.seatSix()
	b.seatOutside()
	b.chooseLead()
	b.chooseReserves()
	return b.panel()
}

// team is a panel in the making.
type team struct {
	pool     *Pool
	a        *ask // as invited participants: who may come at all
	lead     *ask // as lead: who may also conduct
	village  place
	involved map[key]bool
	seats    []teamSeat
	taken    map[key]bool
	gaps     []registry.Reason
}

// teamSeat is a seat with those who could sit in it, best first.
type teamSeat struct {
	role       registry.Role
	outside    bool
	required   bool
	leads      bool
	holders    int // in the village, whether they can come or not
	candidates []ranked
	others     []ranked // holders elsewhere in the town: reserves
	holder     *ranked
	reserve    *ranked
}

func newTeam(p *Pool, policy *Policy, q registry.MatchQuestion, involved []registry.MediatorID) *team {
	q.Roles = nil
	q.Part = registry.PartInvited
	b := &team{pool: p, a: p.ask(policy, q), involved: map[key]bool{}, taken: map[key]bool{}}
	for _, c := range []registry.Criterion{CriterionSpeciality, CriterionArea, CriterionLanguages, CriterionGender, CriterionDuty} {
		b.a.waived |= 1 << b.a.rule(c)
	}
	q.Part = registry.PartLead
	b.lead = p.ask(policy, q)
	b.lead.waived = b.a.waived
	for _, id := range involved {
		if k, ok := p.tables.keyOf(id); ok {
			b.involved[k] = true
		}
	}
	b.village = b.a.region
	if level := b.a.region.level(); level >= 5 {
		b.village = b.a.region.at(5)
	} else {
		b.gaps = append(b.gaps, registry.Because(GapNoVillage))
	}
	return b
}

// seatSix fills the village's six seats: as many as possible, then the best
// totals, which is a small assignment since a person may hold several seats.
func (b *team) seatSix() {
	for _, role := range registry.SixMembers() {
		b.seats = append(b.seats, teamSeat{role: role, required: slices.Contains(b.a.policy.requiredSeats(b.a), role)})
	}
	b.gather()
	b.fill(-1, key{})
	if !slices.ContainsFunc(b.seats, func(s teamSeat) bool { return b.mayLead(s.holder) }) {
		b.forceLead()
	}
}

// gather lists for each seat who holds it in the village, and elsewhere in the town.
func (b *team) gather() {
	town := b.village.at(min(b.village.level(), townLevel))
	wide := *b.a
	wide.reach = []place{town}
	wide.q.NoSummary, wide.q.Online = false, false
	b.pool.visit(&wide, func() int { return 0 }, func(v *view) {
		v.each(v.everyone(), func(q *person) { b.gatherSeats(q, town) })
	})
	for i := range b.seats {
		s := &b.seats[i]
		for _, list := range []*[]ranked{&s.candidates, &s.others} {
			slices.SortFunc(*list, func(x, y ranked) int { return b.a.compare(&x, &y) })
			*list = slices.CompactFunc(*list, func(x, y ranked) bool { return x.key == y.key })
		}
	}
}

func (b *team) gatherSeats(q *person, town place) {
	list := q.seatList()
	comes, judged := false, false
	for j := 0; j < len(list); j += 2 {
		at, term, n := place(list[j]), span(list[j+1]), int(list[j+1]>>32)
		if !term.covers(b.a.day) || !town.contains(at) {
			continue
		}
		if !judged {
			comes, judged = b.a.stands(q), true
		}
		b.add(b.pool.tables.named[n], at, q, comes)
	}
}

func (b *team) add(role registry.Role, at place, q *person, comes bool) {
	i := slices.IndexFunc(b.seats, func(s teamSeat) bool { return s.role == role })
	if i < 0 {
		return
	}
	s := &b.seats[i]
	inVillage := b.village.contains(at)
	if inVillage {
		s.holders++
	}
	if !comes {
		return
	}
	if x := (ranked{*q, b.a.total(q)}); inVillage {
		s.candidates = append(s.candidates, x)
	} else {
		s.others = append(s.others, x)
	}
}

// fill assigns people to the six seats; seat forced (if ≥ 0) goes to one person.
// It returns how good that is: required seats first, then seats, then totals.
func (b *team) fill(forced int, who key) int64 {
	workers := map[key]int{}
	var capacity []int
	tasks := make([][]edge, len(b.seats))
	for i := range b.seats {
		for j := range b.seats[i].candidates {
			x := &b.seats[i].candidates[j]
			if forced == i && x.key != who {
				continue
			}
			w, ok := workers[x.key]
			if !ok {
				w = len(capacity)
				workers[x.key] = w
				capacity = append(capacity, 1)
			}
			worth := int64(x.total) + 1<<32
			if b.seats[i].required || forced == i {
				worth += 1 << 40
			}
			tasks[i] = append(tasks[i], edge{w, worth})
		}
	}
	var sum int64
	to, _ := assign(neverHalt, tasks, capacity) // a few seats: not worth giving up
	for i, w := range to {
		s := &b.seats[i]
		s.holder = nil
		for _, e := range tasks[i] {
			if e.worker == w {
				sum += e.profit
			}
		}
		for j := range s.candidates {
			if n, ok := workers[s.candidates[j].key]; ok && n == w {
				s.holder = &s.candidates[j]
			}
		}
	}
	return sum
}

// forceLead looks for the best way to seat someone who may lead.
func (b *team) forceLead() {
	bestSeat, bestSum := -1, int64(-1)
	var who key
	for i := range b.seats {
		for j := range b.seats[i].candidates {
			if x := &b.seats[i].candidates[j]; b.mayLead(x) {
				if sum := b.fill(i, x.key); sum > bestSum {
					bestSeat, bestSum, who = i, sum, x.key
				}
			}
		}
	}
	b.fill(bestSeat, who)
}

// mayLead reports sufficient standing, no guard and no link to a party.
func (b *team) mayLead(x *ranked) bool {
	return x != nil && !b.involved[x.key] && b.lead.stands(&x.person)
}

// seatOutside adds the professionals that type, trait or risk asks for.
func (b *team) seatOutside() {
	for i := range b.seats {
		if b.seats[i].holder != nil {
			b.taken[b.seats[i].holder.key] = true
		}
	}
	for _, role := range b.a.policy.outsideRoles(b.a) {
		s := teamSeat{role: role, outside: true, required: true, candidates: b.outside([]registry.Role{role}, b.a)}
		if len(s.candidates) > 0 {
			s.holder = &s.candidates[0]
			b.taken[s.holder.key] = true
		}
		b.seats = append(b.seats, s)
	}
}

// outside finds people of the roles who are free of a seat: serving the village,
// else anywhere in the district.
func (b *team) outside(roles []registry.Role, as *ask) []ranked {
	a := *as
	a.q.Roles, a.roles = roles, b.pool.tables.roleMask(roles)
	a.waived &^= 1 << a.rule(CriterionArea)
	for _, level := range []int{6, 3} {
		a.reach = []place{a.region.at(min(a.region.level(), level))}
		f := b.pool.scan(&a, registry.MaxCandidates)
		free := slices.DeleteFunc(f.top, func(x ranked) bool { return b.taken[x.key] || as == b.lead && b.involved[x.key] })
		if len(free) > 0 {
			return free
		}
	}
	return nil
}

// chooseLead takes the best of the six who may lead, else the best outside
// professional of the team; if none may, the best from elsewhere gets a seat.
func (b *team) chooseLead() {
	for _, outside := range []bool{false, true} {
		best := -1
		for i := range b.seats {
			s := &b.seats[i]
			if s.outside == outside && b.mayLead(s.holder) && (best < 0 || b.a.compare(s.holder, b.seats[best].holder) < 0) {
				best = i
			}
		}
		if best >= 0 {
			b.seats[best].leads = true
			return
		}
	}
	found := b.outside(nil, b.lead)
	if len(found) == 0 {
		b.gaps = append(b.gaps, registry.Because(GapNoLead))
		return
	}
	role := b.pool.tables.named[rateRole(b.lead, &found[0].person).n]
	b.taken[found[0].key] = true
	b.seats = append(b.seats, teamSeat{role: role, outside: true, required: true, leads: true, candidates: found, holder: &found[0]})
}

// chooseReserves gives each seat the next best who has no place yet; the lead's
// reserve must be able to lead as well, if anyone can.
func (b *team) chooseReserves() {
	for _, wanted := range []bool{true, false} {
		for i := range b.seats {
			if s := &b.seats[i]; s.required == wanted {
				b.chooseReserve(s)
			}
		}
	}
}

func (b *team) chooseReserve(s *teamSeat) {
	for _, mustLead := range []bool{s.leads, false} {
		for _, list := range [][]ranked{s.candidates, s.others} {
			for j := range list {
				if x := &list[j]; !b.taken[x.key] && (!mustLead || b.mayLead(x)) {
					s.reserve = x
					b.taken[x.key] = true
					return
				}
			}
		}
	}
}

func neverHalt() error { return nil }
