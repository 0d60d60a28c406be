package matching

import "math/bits"

// The rules of table.go over a cell at once: see Rule.sift. Each is held against its
// rule, person by person, by a test.

func siftNamed(a *ask, v *view, _ uint64) (failing, unsure uint64) {
	for _, at := range a.named {
		if at.cell() == v.number {
			unsure |= 1 << at.row()
		}
	}
	return 0, unsure
}

func siftSuspended(a *ask, v *view, _ uint64) (failing, unsure uint64) {
	if v.facts.suspended == 0 {
		return 0, 0
	}
	return v.on(a).barred, 0
}

func siftStanding(a *ask, v *view, among uint64) (failing, unsure uint64) {
	if !a.lead {
		return 0, 0
	}
	failing = among &^ (v.facts.sworn | v.facts.court)
	return failing, among &^ failing &^ v.on(a).leads
}

// on is what the cell's people answer on the question's day.
func (v *view) on(a *ask) *dated {
	known := v.dated.Load()
	if known == nil || known.day != a.day {
		known = &dated{
			day:    a.day,
			barred: v.those(v.facts.suspended, func(p *person) bool { return suspended(a, p) != 0 }),
			leads:  v.those(v.facts.sworn, func(p *person) bool { return leads(a, p) == 0 }),
			away:   v.those(v.facts.leaves, func(p *person) bool { return onLeave(a, p) != 0 }),
		}
		v.dated.Store(known)
	}
	return known
}

func siftRole(a *ask, v *view, among uint64) (failing, unsure uint64) {
	if len(a.q.Roles) == 0 {
		return 0, 0
	}
	return among &^ v.facts.withRole(a.roles), 0
}

func siftGuard(a *ask, v *view, among uint64) (failing, unsure uint64) {
	if a.guard == 0 {
		return 0, 0
	}
	return 0, among &^ v.facts.withRole(^a.guard)
}

// withRole is who has any of the roles.
func (f *facts) withRole(roles uint16) (who uint64) {
	for ; roles != 0; roles &= roles - 1 {
		who |= f.roles[bits.TrailingZeros16(roles)]
	}
	return who
}

func siftSpeciality(a *ask, v *view, among uint64) (failing, unsure uint64) {
	if !a.typed {
		return 0, 0
	}
	able := v.facts.families[a.familyBit] // any type of the matter's own family fits
	if a.t.sharedFamilies {
		able, unsure = 0, able
	}
	if general := v.facts.unskilled; general != 0 || a.other {
		if a.other {
			general = among
		}
		able |= general & v.facts.withRole(a.generalRole)
	}
	for families := a.secondaries; families != 0; families &= families - 1 {
		unsure |= v.facts.families[bits.TrailingZeros32(families)]
	}
	return among &^ able &^ unsure, unsure &^ able
}

func noneSkilled(a *ask, b *best) bool {
	none := a.typed && b.level(a.familyBit) == 0 && !((b.unskilled || a.other) && b.roles&a.generalRole != 0)
	for families := a.secondaries; none && families != 0; families &= families - 1 {
		none = b.level(bits.TrailingZeros32(families)) == 0
	}
	return none
}

func siftArea(a *ask, v *view, among uint64) (failing, unsure uint64) {
	online := uint64(0)
	if a.q.Online {
		online = v.facts.online
	}
	switch {
	case a.openArea || a.region == 0:
		return 0, 0 // who is considered is within reach
	case a.holds(v.region):
		return among &^ online &^ v.facts.serving, 0
	}
	return 0, among &^ online
}

func siftLanguages(a *ask, v *view, among uint64) (failing, unsure uint64) {
	for i, l := range a.languages {
		speak := uint64(0)
		if int(l.number) < len(v.facts.languages) {
			speak = v.facts.languages[l.number]
		} else if i == 0 {
			return 0, among
		}
		if i == 0 {
			failing = among &^ speak
		} else {
			unsure |= among &^ failing &^ speak
		}
	}
	return failing, unsure
}

func noneSpeaks(a *ask, b *best) bool {
	for _, l := range a.languages {
		if l.number < 64 && b.languages>>l.number&1 == 0 {
			return true
		}
	}
	return false
}

func siftGender(a *ask, v *view, among uint64) (failing, unsure uint64) {
	switch a.gender {
	case flagFemale:
		return v.facts.male, among &^ v.facts.female &^ v.facts.male
	case flagMale:
		return v.facts.female, among &^ v.facts.female &^ v.facts.male
	}
	return 0, 0
}

func siftCapacity(a *ask, v *view, among uint64) (failing, unsure uint64) {
	failing = among & v.facts.stopped
	v.readAll(among)
	for m := among &^ failing; m != 0; m &= m - 1 {
		i := bits.TrailingZeros64(m)
		left := int(v.capacity[i]) - v.loads[i&63].open() - a.units // sign bit: does not fit
		unsure |= uint64(left) >> 63 << i
	}
	return failing, unsure
}

func siftLeave(a *ask, v *view, _ uint64) (failing, unsure uint64) {
	if v.facts.leaves == 0 {
		return 0, 0
	}
	return v.on(a).away, 0
}

func siftDuty(a *ask, v *view, _ uint64) (failing, unsure uint64) {
	unsure = v.facts.posted &^ v.facts.hourless
	for x, excludes := range a.offRota {
		if !excludes {
			unsure &^= v.facts.presence[x]
		}
	}
	return 0, unsure
}
