package matching

import (
	"strconv"

	"liuyuan/registry"
)

// The codes of exclusions.
const (
	ReasonExcluded       registry.ReasonCode = "EXCLUDED_BY_QUESTION"
	ReasonAsked          registry.ReasonCode = "ASKED_BEFORE"
	ReasonConflict       registry.ReasonCode = "CONFLICT_OF_INTEREST"
	ReasonSuspended      registry.ReasonCode = "SUSPENDED"
	ReasonSuspendedUntil registry.ReasonCode = "SUSPENDED_UNTIL"
	ReasonNoStanding     registry.ReasonCode = "NO_STANDING_TO_LEAD"
	ReasonCourtOnly      registry.ReasonCode = "COURT_REFERRED_ONLY"
	ReasonExpired        registry.ReasonCode = "STANDING_NOT_IN_FORCE"
	ReasonOtherRole      registry.ReasonCode = "ROLE_NOT_ASKED"
	ReasonGuard          registry.ReasonCode = "NEEDS_PROFESSIONAL"
	ReasonNoSpeciality   registry.ReasonCode = "NO_SPECIALITY"
	ReasonOutOfArea      registry.ReasonCode = "OUT_OF_AREA"
	ReasonOutOfReach     registry.ReasonCode = "OUT_OF_REACH"
	ReasonPlaceUnknown   registry.ReasonCode = "PLACE_UNKNOWN"
	ReasonNoLanguage     registry.ReasonCode = "LANGUAGE_MISSING"
	ReasonOtherGender    registry.ReasonCode = "OTHER_GENDER"
	ReasonGenderUnknown  registry.ReasonCode = "GENDER_UNKNOWN"
	ReasonStopped        registry.ReasonCode = "TAKES_NO_NEW_WORK"
	ReasonFull           registry.ReasonCode = "CAPACITY_FULL"
	ReasonFullWith       registry.ReasonCode = "CAPACITY_FULL_WITH"
	ReasonOnLeave        registry.ReasonCode = "ON_LEAVE"
	ReasonOnLeaveUntil   registry.ReasonCode = "ON_LEAVE_UNTIL"
	ReasonOffDuty        registry.ReasonCode = "OFF_DUTY"
)

// excludedByQuestion: named by whoever asks, asked in the dispute before, or tied
// to a party.
func excludedByQuestion(a *ask, p *person) verdict { return a.exclude[p.key] }

func exclusionReason(_ *ask, v verdict) (registry.Reason, bool) {
	return registry.Because([]registry.ReasonCode{ReasonExcluded, ReasonAsked, ReasonConflict}[v-1]), false
}

// suspended: no new work while a suspension runs. Removed people are not in the pool.
func suspended(a *ask, p *person) verdict {
	return yes(p.flags&flagSuspended != 0 && (p.until == 0 || p.until >= a.day))
}

func statusReason(*ask, verdict) (registry.Reason, bool) {
	return registry.Because(ReasonSuspended), false
}

func statusDetail(_ *ask, p *person, _ verdict) registry.Reason {
	if p.until == 0 {
		return registry.Because(ReasonSuspended)
	}
	return registry.Because(ReasonSuspendedUntil, registry.Say("date", string(p.until.date())))
}

// mayNotLead: only a committee member or an engaged mediator leads and signs
// (人民调解法 art. 13, 29). A court-invited one leads court-referred matters only.
func mayNotLead(a *ask, p *person) verdict {
	if !a.lead {
		return 0
	}
	return leads(a, p)
}

// leads is the same of a person who would lead, whatever part is asked.
func leads(a *ask, p *person) verdict {
	result := verdict(1)
	for _, w := range p.standingList() {
		s := standingWord(w)
		switch in := s.term().covers(a.day); {
		case s.kind() <= 1 && in:
			return 0
		case s.kind() <= 1:
			result = 3
		case s.kind() == 2 && in && result == 1:
			result = 2
		}
	}
	return result
}

func standingReason(_ *ask, v verdict) (registry.Reason, bool) {
	return registry.Because([]registry.ReasonCode{ReasonNoStanding, ReasonCourtOnly, ReasonExpired}[v-1]), false
}

// otherRole: none of the roles asked.
func otherRole(a *ask, p *person) verdict {
	return yes(len(a.q.Roles) > 0 && a.roles&p.roles == 0)
}

func roleReason(a *ask, _ verdict) (registry.Reason, bool) {
	return registry.Because(ReasonOtherRole, registry.Param{Name: "roles", Kind: registry.ParamRole, Value: joined(a.q.Roles)}), false
}

// guarded: some matters (domestic violence) are not for a lay person to lead.
func guarded(a *ask, p *person) verdict {
	return yes(a.guard != 0 && p.roles&^a.guard == 0 && p.facets&a.guardFacet == 0)
}

func guardReason(a *ask, _ verdict) (registry.Reason, bool) {
	return registry.Because(ReasonGuard, registry.Name("facet", registry.ParamFacet, a.guardName)), false
}

// unskilled: nothing in the matter's families. Someone without any speciality on
// record stands when the role is one that takes any matter; for "other" matters
// such a role is enough. An unknown type excludes nobody.
func unskilled(a *ask, p *person) verdict {
	switch {
	case !a.typed || a.takesAny(p):
		return 0
	case p.families&a.families == 0:
		return 1
	}
	for i := range int(p.specs) {
		if a.fit[p.spec(i).typ()] != fitNone {
			return 0
		}
	}
	return 1
}

func (a *ask) takesAny(p *person) bool {
	return (a.other || p.specs == 0) && p.roles&a.generalRole != 0
}

func specialityReason(a *ask, _ verdict) (registry.Reason, bool) {
	return registry.Because(ReasonNoSpeciality, registry.Name("type", registry.ParamType, a.q.Type)), false
}

// outOfArea: no service area holds the place (or, of a dispute placed no closer
// than its town, lies in it). Video reaches everywhere when both sides work so.
func outOfArea(a *ask, p *person) verdict {
	switch {
	case a.openArea || a.q.Online && p.flags&flagOnline != 0:
		return 0
	case a.region != 0:
		return yes(!a.served(p))
	case !p.at.known():
		return 3
	case a.at.metresTo(p.at) > a.policy.ReachMetres:
		return 2
	}
	return 0
}

func areaReason(a *ask, v verdict) (registry.Reason, bool) {
	switch v {
	case 2:
		return registry.Because(ReasonOutOfReach, registry.Say("kilometres", kilometres(a.policy.ReachMetres))), false
	case 3:
		return registry.Because(ReasonPlaceUnknown), false
	}
	return registry.Because(ReasonOutOfArea, registry.Name("region", registry.ParamRegion, a.q.Region)), false
}

// speechless: the first asked language that the person does not speak.
func speechless(a *ask, p *person) verdict {
	set := &a.t.languageSets[p.languages]
	for i, l := range a.languages {
		if !set.speaks(l.number) {
			return verdict(min(i, 250) + 1)
		}
	}
	return 0
}

func languageReason(a *ask, v verdict) (registry.Reason, bool) {
	return registry.Because(ReasonNoLanguage, registry.Name("language", registry.ParamLanguage, a.languages[v-1].code)), false
}

// otherGender: a party's wish; not recorded means "cannot tell".
func otherGender(a *ask, p *person) verdict {
	switch {
	case a.gender == 0 || p.flags&a.gender != 0:
		return 0
	case p.flags&(flagFemale|flagMale) == 0:
		return 2
	}
	return 1
}

func genderReason(a *ask, v verdict) (registry.Reason, bool) {
	if v == 2 {
		return registry.Because(ReasonGenderUnknown), false
	}
	return registry.Because(ReasonOtherGender, registry.Name("gender", registry.ParamGender, a.q.Gender)), false
}

// full: the dispute's units do not fit beside the open ones. Capacity 0 is "stop".
func full(a *ask, p *person) verdict {
	switch {
	case p.capacity == 0:
		return 1
	case p.load.open()+a.units > int(p.capacity):
		return 2
	}
	return 0
}

func capacityReason(_ *ask, v verdict) (registry.Reason, bool) {
	if v == 1 {
		return registry.Because(ReasonStopped), false
	}
	return registry.Because(ReasonFull), true
}

func capacityDetail(a *ask, p *person, v verdict) registry.Reason {
	if v == 1 {
		return registry.Because(ReasonStopped)
	}
	return registry.Because(ReasonFullWith, registry.Say("open", strconv.Itoa(p.load.open())),
		registry.Say("capacity", strconv.Itoa(int(p.capacity))), registry.Say("weight", strconv.Itoa(a.units)))
}

// onLeave: a leave covers the day.
func onLeave(a *ask, p *person) verdict { return yes(a.leaveEnd(p) != 0) }

// leaveEnd is the last day of the longest leave that covers the day; 0 if none does.
func (a *ask) leaveEnd(p *person) (last day) {
	for _, w := range p.leaveList() {
		if s := span(w); s.covers(a.day) {
			last = max(last, s.to())
		}
	}
	return last
}

func leaveReason(*ask, verdict) (registry.Reason, bool) { return registry.Because(ReasonOnLeave), true }

func leaveDetail(a *ask, p *person, _ verdict) registry.Reason {
	end := a.leaveEnd(p)
	if end == openEnd {
		return registry.Because(ReasonOnLeave)
	}
	return registry.Because(ReasonOnLeaveUntil, registry.Say("date", string(end.date())))
}

// offRota: being off duty lowers the presence score; it excludes only people all
// of whose posts are of the presences that the policy names (rotating ones), have
// hours, and are off now. Others can be reached for tomorrow's work.
func offRota(a *ask, p *person) verdict {
	posts := p.postList()
	for _, w := range posts {
		w := postWord(w)
		if !a.offRota[w.presence()] || w.hours() == 0 || a.onDuty(w.hours()) || a.dutySoon && a.onDutySoon(w.hours()) {
			return 0
		}
	}
	return yes(len(posts) > 0)
}

func dutyReason(*ask, verdict) (registry.Reason, bool) { return registry.Because(ReasonOffDuty), true }

func yes(b bool) verdict {
	if b {
		return 1
	}
	return 0
}

// kilometres shows metres with one decimal.
func kilometres(metres int) string {
	tenths := (metres + 50) / 100
	return strconv.Itoa(tenths/10) + "." + strconv.Itoa(tenths%10)
}
