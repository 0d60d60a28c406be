package matching

import "math/bits"

// The rules of table.go over a cell at once: see Rule.sift. Each is held against its
// rule, person by person, by a test.

// whoever is the sift of a rule that some questions do not ask for: nobody or all.
func whoever(asks bool, among uint64) (failing, unsure uint64) {
	if asks {
		return 0, among
	}
	return 0, 0
}

func siftNamed(a *ask, v *view, _ uint64) (failing, unsure uint64) {
	for _, at := range a.named {
		if at.cell() == v.number {
			unsure |= 1 << at.row()
		}
	}
	return 0, unsure
}

func siftSuspended(_ *ask, v *view, _ uint64) (failing, unsure uint64) { return 0, v.facts.suspended }

func siftStanding(a *ask, v *view, among uint64) (failing, unsure uint64) {
	if !a.lead {
		return 0, 0
	}
	failing = among &^ (v.facts.sworn | v.facts.court)
	return failing, among &^ failing &^ v.leads(a)
}

// leads is who may lead on the question's day.
func (v *view) leads(a *ask) uint64 {
	known := v.leading.Load()
	if known == nil || known.day != a.day {
		known = &leading{a.day, v.those(v.facts.sworn, func(p *person) bool { return mayNotLead(a, p) == 0 })}
		v.leading.Store(known)
	}
	return known.who
}

func siftRole(a *ask, _ *view, among uint64) (failing, unsure uint64) {
	return whoever(len(a.q.Roles) > 0, among)
}

func siftGuard(a *ask, _ *view, among uint64) (failing, unsure uint64) {
	return whoever(a.guard != 0, among)
}

func siftSpeciality(a *ask, v *view, among uint64) (failing, unsure uint64) {
	if !a.typed {
		return 0, 0
	}
	able := v.facts.families[a.familyBit] // any type of the matter's own family fits
	if a.t.sharedFamilies {
		able, unsure = 0, able
	}
	unsure |= v.facts.unskilled
	for families := a.secondaries; families != 0; families &= families - 1 {
		unsure |= v.facts.families[bits.TrailingZeros32(families)]
	}
	if a.other {
		unsure = among
	}
	return among &^ able &^ unsure, unsure &^ able
}

func siftArea(a *ask, v *view, among uint64) (failing, unsure uint64) {
	online := uint64(0)
	if a.q.Online {
		online = v.facts.online
	}
	switch {
	case a.openArea:
		return 0, 0
	case a.region == 0:
		return 0, among &^ online &^ v.within
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

func siftGender(a *ask, _ *view, among uint64) (failing, unsure uint64) {
	return whoever(a.gender != 0, among)
}

func siftCapacity(a *ask, v *view, among uint64) (failing, unsure uint64) {
	failing = among & v.facts.stopped
	for m := among &^ failing; m != 0; m &= m - 1 {
		if i := bits.TrailingZeros64(m); v.load(i).open()+a.units > int(v.capacity[i]) {
			unsure |= 1 << i
		}
	}
	return failing, unsure
}

func siftLeave(_ *ask, v *view, _ uint64) (failing, unsure uint64) { return 0, v.facts.leaves }

func siftDuty(a *ask, v *view, _ uint64) (failing, unsure uint64) {
	unsure = v.facts.posted &^ v.facts.hourless
	for x, excludes := range a.offRota {
		if !excludes {
			unsure &^= v.facts.presence[x]
		}
	}
	return 0, unsure
}
