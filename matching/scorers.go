package matching

import (
	"math/bits"
	"strconv"

	"liuyuan/registry"
)

// The codes of contributions, apart from specialities and rooms.
const (
	ReasonDistance       registry.ReasonCode = "DISTANCE"
	ReasonSameVillage    registry.ReasonCode = "SAME_VILLAGE"
	ReasonSameTown       registry.ReasonCode = "SAME_TOWN"
	ReasonSameDistrict   registry.ReasonCode = "SAME_DISTRICT"
	ReasonSameCity       registry.ReasonCode = "SAME_CITY"
	ReasonFarOrUnknown   registry.ReasonCode = "DISTANCE_UNKNOWN"
	ReasonOnline         registry.ReasonCode = "WORKS_ONLINE"
	ReasonRoleSuits      registry.ReasonCode = "ROLE_SUITS"
	ReasonRoleSuitsHigh  registry.ReasonCode = "ROLE_SUITS_HIGH_RISK"
	ReasonRoleLess       registry.ReasonCode = "ROLE_LESS_USUAL"
	ReasonLoad           registry.ReasonCode = "OPEN_LOAD"
	ReasonSpeaks         registry.ReasonCode = "SPEAKS"
	ReasonSpeaksNone     registry.ReasonCode = "SPEAKS_NO_LOCAL"
	ReasonNoLocal        registry.ReasonCode = "NO_LOCAL_LANGUAGE_KNOWN"
	ReasonNeverAssigned  registry.ReasonCode = "NEVER_ASSIGNED"
	ReasonLastAssigned   registry.ReasonCode = "LAST_ASSIGNED"
	ReasonSuitedFor      registry.ReasonCode = "SUITED_FOR"
	ReasonNotSuited      registry.ReasonCode = "NOT_MARKED_FOR"
	ReasonNoFacets       registry.ReasonCode = "NO_SPECIAL_TRAIT"
	ReasonOnDutyAt       registry.ReasonCode = "ON_DUTY_AT"
	ReasonOnCallAt       registry.ReasonCode = "ON_CALL_AT"
	ReasonByAppointment  registry.ReasonCode = "BY_APPOINTMENT_AT"
	ReasonNoPost         registry.ReasonCode = "NO_POST"
	ReasonNotOnDutyNow   registry.ReasonCode = "NOT_ON_DUTY_NOW"
	ReasonAssured        registry.ReasonCode = "ASSURED"
	ReasonAssuredLongAgo registry.ReasonCode = "ASSURED_LONG_AGO"
	ReasonNeverAssured   registry.ReasonCode = "NEVER_ASSURED"
)

// rateProximity: by distance; without coordinates by the smallest common region;
// by video at least the score of video.
func rateProximity(a *ask, p *person) rated {
	near := a.nearness(p)
	if a.q.Online && p.flags&flagOnline != 0 && near.score < a.policy.Proximity.Online {
		return rated{a.policy.Proximity.Online, ReasonOnline, 0}
	}
	return near
}

func (a *ask) nearness(p *person) rated {
	if a.at.known() && p.at.known() {
		metres := a.at.metresTo(p.at)
		return rated{a.policy.metresScore(metres), ReasonDistance, metres}
	}
	x := &a.policy.Proximity
	base := p.home
	if base == 0 && p.areas > 0 {
		base = place(p.areaList()[0])
	}
	switch a.region.common(base).level() {
	case 6, 5:
		return rated{x.Village, ReasonSameVillage, 0}
	case 4:
		return rated{x.Town, ReasonSameTown, 0}
	case 3:
		return rated{x.District, ReasonSameDistrict, 0}
	case 2:
		return rated{x.City, ReasonSameCity, 0}
	}
	return rated{0, ReasonFarOrUnknown, 0}
}

// metresScore follows the policy's straight lines, in whole numbers.
func (p *Policy) metresScore(metres int) int {
	m := p.Proximity.Metres
	for i := 1; i < len(m); i++ {
		if metres < m[i][0] {
			from, to := m[i-1], m[i]
			return from[1] - (from[1]-to[1])*(metres-from[0])/(to[0]-from[0])
		}
	}
	return m[len(m)-1][1]
}

func proximityParams(_ *ask, r rated) []registry.Param {
	if r.code != ReasonDistance {
		return nil
	}
	return []registry.Param{registry.Say("kilometres", kilometres(r.n))}
}

func bestProximity(a *ask, b *best) int {
	score := 0
	x := &a.policy.Proximity
	if b.noPoint || !a.at.known() {
		score = max(x.Village, x.Town, x.District, x.City)
	}
	if a.at.known() && !b.box.empty() {
		score = max(score, a.policy.metresScore(max(a.from.atLeast(b.box), 0)))
	}
	if a.q.Online && b.online {
		score = max(score, x.Online)
	}
	return score
}

// rateRole: the best of the person's roles for the type and risk.
func rateRole(a *ask, p *person) rated {
	best, role := 0, 0
	for mask := p.roles; mask != 0; mask &= mask - 1 {
		if i := bits.TrailingZeros16(mask); a.roleScore[i] > best {
			best, role = a.roleScore[i], i
		}
	}
	switch {
	case best < a.policy.Role.FitsFrom:
		return rated{best, ReasonRoleLess, role}
	case a.q.Risk == registry.RiskHigh:
		return rated{best, ReasonRoleSuitsHigh, role}
	}
	return rated{best, ReasonRoleSuits, role}
}

func roleParams(a *ask, r rated) []registry.Param {
	return []registry.Param{registry.Name("role", registry.ParamRole, a.t.named[r.n])}
}

func bestRole(a *ask, b *best) int {
	best := 0
	for mask := b.roles; mask != 0; mask &= mask - 1 {
		best = max(best, a.roleScore[bits.TrailingZeros16(mask)])
	}
	return best
}

// rateLoad: the free share of the capacity.
func rateLoad(_ *ask, p *person) rated {
	open, capacity := p.load.open(), int(p.capacity)
	score := 0
	if open < capacity {
		score = 100 * (capacity - open) / capacity
	}
	return rated{score, ReasonLoad, open<<16 | capacity}
}

func loadParams(_ *ask, r rated) []registry.Param {
	return []registry.Param{registry.Say("open", strconv.Itoa(r.n>>16)), registry.Say("capacity", strconv.Itoa(r.n&0xffff))}
}

// rateLanguages: the share of the languages asked and spoken at the place.
func rateLanguages(a *ask, p *person) rated {
	if len(a.local) == 0 {
		return rated{100, ReasonNoLocal, 0}
	}
	set := &a.t.languageSets[p.languages]
	spoken, mask := 0, 0
	for i, l := range a.local {
		if set.speaks(l.number) {
			spoken++
			mask |= 1 << (i % 63)
		}
	}
	if spoken == 0 {
		return rated{0, ReasonSpeaksNone, 0}
	}
	return rated{100 * spoken / len(a.local), ReasonSpeaks, mask}
}

func bestLanguages(a *ask, b *best) int {
	if len(a.local) == 0 {
		return 100
	}
	spoken := 0
	for _, l := range a.local {
		if l.number >= 64 || b.languages>>l.number&1 == 1 {
			spoken++
		}
	}
	return 100 * spoken / len(a.local)
}

func languageParams(a *ask, r rated) []registry.Param {
	if r.code != ReasonSpeaks {
		return nil
	}
	var names []registry.Language
	for i, l := range a.local {
		if i < 63 && r.n>>i&1 == 1 {
			names = append(names, l.code)
		}
	}
	return []registry.Param{{Name: "languages", Kind: registry.ParamLanguage, Value: joined(names)}}
}

const millisPerDay = 24 * 60 * 60 * 1000

// rateRotation: days since the last assignment, of the person, whatever the role.
func rateRotation(a *ask, p *person) rated {
	if p.load.last() == 0 {
		return rated{100, ReasonNeverAssigned, 0}
	}
	days := int(max(a.millis-p.load.last(), 0) / millisPerDay)
	return rated{100 * min(days, a.policy.RotationDays) / a.policy.RotationDays, ReasonLastAssigned, days}
}

func daysParam(_ *ask, r rated) []registry.Param {
	switch r.code {
	case ReasonNeverAssigned, ReasonNeverAssured:
		return nil
	}
	return []registry.Param{registry.Say("days", strconv.Itoa(r.n))}
}

// rateFacets: the share of the matter's traits that the person is suited for.
func rateFacets(a *ask, p *person) rated {
	if a.facets == 0 {
		return rated{0, ReasonNoFacets, 0}
	}
	suited := a.facets & p.facets
	if suited == 0 {
		return rated{0, ReasonNotSuited, int(a.facets)}
	}
	return rated{100 * bits.OnesCount16(suited) / bits.OnesCount16(a.facets), ReasonSuitedFor, int(suited)}
}

func facetParams(_ *ask, r rated) []registry.Param {
	if r.code == ReasonNoFacets {
		return nil
	}
	var names []registry.Facet
	for i, f := range registry.Facets() {
		if r.n>>i&1 == 1 {
			names = append(names, f.Facet)
		}
	}
	return []registry.Param{{Name: "facets", Kind: registry.ParamFacet, Value: joined(names)}}
}

func bestFacets(a *ask, b *best) int {
	if a.facets == 0 {
		return 0
	}
	return 100 * bits.OnesCount16(a.facets&b.facets) / bits.OnesCount16(a.facets)
}

// ratePresence: the best of the posts at the asked time.
func ratePresence(a *ask, p *person) rated {
	x := &a.policy.Presence
	posts := p.postList()
	if len(posts) == 0 {
		return rated{x.NoPost, ReasonNoPost, 0}
	}
	var best rated
	for i, w := range posts {
		w := postWord(w)
		r := rated{x.OffDuty, ReasonNotOnDutyNow, int(w.organization())}
		switch {
		case w.hours() != 0 && a.onDuty(w.hours()):
			r.score, r.code = x.OnDuty, ReasonOnDutyAt
		case w.presence() == onCall:
			r.score, r.code = x.OnCall, ReasonOnCallAt
		case w.hours() == 0:
			r.score, r.code = x.Appointment, ReasonByAppointment
		}
		if i == 0 || r.score > best.score {
			best = r
		}
	}
	return best
}

func organizationParam(a *ask, r rated) []registry.Param {
	switch r.code {
	case ReasonNoPost, ReasonNoRoom:
		return nil
	}
	return []registry.Param{registry.Name("organization", registry.ParamOrganization, a.t.organizations[r.n].id)}
}

// rateFreshness: how recently the record was confirmed; half at StaleAfter days,
// nothing after.
func rateFreshness(a *ask, p *person) rated {
	if p.assured == 0 {
		return rated{0, ReasonNeverAssured, 0}
	}
	return a.freshness(p.assured)
}

func (a *ask) freshness(assured day) rated {
	days := max(int(a.day)-int(assured), 0)
	if days > registry.StaleAfter {
		return rated{0, ReasonAssuredLongAgo, days}
	}
	return rated{100 - 50*days/registry.StaleAfter, ReasonAssured, days}
}

func bestFreshness(a *ask, b *best) int {
	if b.assured == 0 {
		return 0
	}
	return a.freshness(b.assured).score
}
