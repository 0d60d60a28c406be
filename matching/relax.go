package matching

import (
	"strconv"

	"liuyuan/registry"
)

// The codes of the ladder.
const (
	RelaxTown       registry.ReasonCode = "RELAX_TOWN"
	RelaxNeighbour  registry.ReasonCode = "RELAX_NEIGHBOUR"
	RelaxDistrict   registry.ReasonCode = "RELAX_DISTRICT"
	RelaxDutySoon   registry.ReasonCode = "RELAX_DUTY_SOON"
	RelaxGeneral    registry.ReasonCode = "RELAX_GENERAL"
	RelaxLanguage   registry.ReasonCode = "RELAX_LANGUAGE"
	RelaxRoles      registry.ReasonCode = "RELAX_ROLES"
	RelaxAll        registry.ReasonCode = "RELAX_ALL"
	RelaxRoomList   registry.ReasonCode = "RELAX_ROOM_LIST"
	ReasonEscalate  registry.ReasonCode = "ESCALATE"
	ReasonWhistle   registry.ReasonCode = "WHISTLE"
	ReasonNoBinding registry.ReasonCode = "BINDING_NONE"
)

// step is one rung of the ladder: what it changes in the question.
type step struct {
	change registry.Reason
	widen  func(*ask)
}

// scanner runs the table over a roster: the pool's way or the naive one.
type scanner func(*ask, int) *funnel

// ladder says which rule binds and what each step of relaxation would bring. Each
// step is tried on the question as asked, so its count stands for itself; steps
// that bring nobody are left out. At the end come the room's own duty list and the
// two ways out of matching: 提级 and 吹哨.
//
// Never relaxed: what the question excludes, suspension, standing to lead, the
// guard of dangerous matters, a capacity of 0, a party's wish for a gender.
func ladder(a *ask, f *funnel, scan scanner) (*registry.Reason, []registry.Relaxation) {
	var list []registry.Relaxation
	steps := a.steps()
	most, wider := f.eligible, 0
	try := func(change registry.Reason, widen func(*ask)) int {
		b := *a
		b.brief = true
		widen(&b)
		g := scan(&b, 1)
		if g.eligible > f.eligible {
			first := b.candidate(&g.top[0], 1)
			list = append(list, registry.Relaxation{Change: change, Eligible: g.eligible, First: &first})
		}
		most = max(most, g.eligible)
		return g.eligible
	}
	for _, s := range steps {
		if n := try(s.change, s.widen); s.change.Code == RelaxDistrict {
			wider = n - f.eligible
		}
	}
	if most < a.policy.Few && len(steps) > 1 {
		before := most
		try(registry.Because(RelaxAll), func(b *ask) {
			for _, s := range steps {
				s.widen(b)
			}
		})
		if len(list) > 0 && most == before {
			list = dropAll(list) // no better than a single step
		}
	}
	a.roomList(try)
	return a.binding(f, wider), append(list, a.waysOut(scan)...)
}

func dropAll(list []registry.Relaxation) []registry.Relaxation {
	if last := len(list) - 1; list[last].Change.Code == RelaxAll {
		return list[:last]
	}
	return list
}

// steps are the rungs that the question leaves room for, in the ladder's order:
// place, shift, skill, language, role.
func (a *ask) steps() []step {
	var list []step
	region := func(code registry.ReasonCode, p place) registry.Reason {
		return registry.Because(code, registry.Name("region", registry.ParamRegion, p.code()))
	}
	level := a.region.level()
	if level > 4 {
		town := a.region.at(4)
		list = append(list, step{region(RelaxTown, town), func(b *ask) { b.reach = []place{town} }})
	}
	if near, ok := a.neighbour(); ok {
		list = append(list, step{region(RelaxNeighbour, near), func(b *ask) { b.reach = []place{a.region, near} }})
	}
	if level > 3 {
		district := a.region.at(3)
		list = append(list, step{region(RelaxDistrict, district), func(b *ask) { b.reach = []place{district} }})
	}
	list = append(list, step{registry.Because(RelaxDutySoon), func(b *ask) { b.dutySoon = true }})
	if a.typed && !a.other {
		list = append(list, step{registry.Because(RelaxGeneral), func(b *ask) { b.other = true }})
	}
	if len(a.languages) > 0 && a.policy.Interpreters {
		change := registry.Because(RelaxLanguage, registry.Param{Name: "languages", Kind: registry.ParamLanguage, Value: joined(a.q.Languages)})
		list = append(list, step{change, func(b *ask) { b.waived |= 1 << b.rule(CriterionLanguages) }})
	}
	if len(a.q.Roles) > 0 {
		list = append(list, step{registry.Because(RelaxRoles), func(b *ask) { b.q.Roles, b.roles = nil, 0 }})
	}
	return list
}

// rule is the place of a rule in the table.
func (a *ask) rule(c registry.Criterion) int {
	for i := range a.rules {
		if a.rules[i].Criterion == c {
			return i
		}
	}
	return 31 // none
}

// neighbour is the town of the same district whose point is nearest to the dispute.
func (a *ask) neighbour() (place, bool) {
	if a.region.level() < 4 || !a.at.known() {
		return 0, false
	}
	best, found := 0, place(0)
	for _, town := range a.t.towns[a.region.at(3)] {
		c, ok := a.t.points[town]
		if !ok || town.contains(a.region) {
			continue
		}
		if d := a.at.metresTo(c); found == 0 || d < best || d == best && town < found {
			best, found = d, town
		}
	}
	return found, found != 0
}

// roomList tries the people of the best room for the matter, wherever in the
// city, whatever their area, hours, speciality on record and languages.
func (a *ask) roomList(try func(registry.Reason, func(*ask)) int) {
	best, room := 0, uint32(0)
	if a.region.level() < 2 {
		return
	}
	for _, n := range a.t.rooms[a.region.at(2)] {
		o := &a.t.organizations[n]
		if !o.room() {
			continue
		}
		s := a.roomScore(o).score
		if s > best || s == best && s > 0 && o.id < a.t.organizations[room].id {
			best, room = s, n
		}
	}
	if best == 0 {
		return
	}
	o := &a.t.organizations[room]
	try(registry.Because(RelaxRoomList, registry.Name("organization", registry.ParamOrganization, o.id)), func(b *ask) {
		b.room, b.reach = room+1, []place{o.place, a.region}
		for _, c := range []registry.Criterion{CriterionArea, CriterionDuty, CriterionSpeciality, CriterionLanguages} {
			b.waived |= 1 << b.rule(c)
		}
	})
}

// waysOut are 提级, to whoever serves the next level, and 吹哨, which calls in a
// department and needs nobody of the roster.
func (a *ask) waysOut(scan scanner) []registry.Relaxation {
	level := a.region.level()
	if level < 3 {
		return nil
	}
	up := a.region.at(min(level, 5) - 1)
	b := *a
	b.brief, b.reach = true, []place{up}
	g := scan(&b, 1)
	out := registry.Relaxation{Change: registry.Because(ReasonEscalate, registry.Name("region", registry.ParamRegion, up.code())), Eligible: g.eligible}
	if len(g.top) > 0 {
		first := b.candidate(&g.top[0], 1)
		out.First = &first
	}
	whistle := registry.Because(ReasonWhistle, registry.Name("region", registry.ParamRegion, a.region.at(min(level, 4)).code()))
	return []registry.Relaxation{out, {Change: whistle}}
}

// binding is the rule that alone costs most people: those whom nothing else
// excludes, and for the service area those whom the whole district would add.
func (a *ask) binding(f *funnel, wider int) *registry.Reason {
	codes := []struct {
		criterion registry.Criterion
		code      registry.ReasonCode
	}{
		{CriterionStanding, "BINDING_STANDING"}, {CriterionSpeciality, "BINDING_SPECIALITY"}, {CriterionArea, "BINDING_AREA"},
		{CriterionLanguages, "BINDING_LANGUAGES"}, {CriterionRole, "BINDING_ROLE"}, {CriterionGender, "BINDING_GENDER"},
		{CriterionCapacity, "BINDING_CAPACITY"}, {CriterionLeave, "BINDING_LEAVE"}, {CriterionDuty, "BINDING_DUTY"},
		{CriterionExclusion, "BINDING_EXCLUSION"}, {CriterionStatus, "BINDING_STATUS"}, {CriterionGuard, "BINDING_GUARD"},
	}
	best, code := 0, ReasonNoBinding
	for _, c := range codes {
		n := f.alone[a.rule(c.criterion)]
		if c.criterion == CriterionArea {
			n = max(n, wider)
		}
		if n > best {
			best, code = n, c.code
		}
	}
	r := registry.Because(code)
	if best > 0 {
		r.Params = []registry.Param{registry.Say("count", strconv.Itoa(best))}
	}
	return &r
}
