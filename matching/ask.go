package matching

import (
	"slices"
	"strings"

	"liuyuan/registry"
)

// ask is a question made ready for the table: codes as numbers, terms as days,
// the policy's tables looked up once instead of once a person.
type ask struct {
	q      registry.MatchQuestion
	policy *Policy
	t      *tables
	rules  []Rule
	soft   []Scorer
	weight []int // of soft
	// cheapest is the order in which scorers are asked.
	cheapest []int

	lead    bool
	region  place
	reach   []place // where people are looked for: the region, or what the ladder widens it to
	at      coords
	from    origin // at, ready for bounds
	day     day
	millis  int64
	weekday int
	clock   registry.Clock

	typ         uint16
	typed       bool    // the type is known
	familyBit   int     // of the type
	family      uint32  // its mask
	parents     types   // those that fit as parent
	secondaries uint32  // families of the secondary types
	families    uint32  // all of them
	fit         []uint8 // by type: fitNone … fitExact
	generalRole uint16
	other       bool // family 99

	roles      uint16 // asked; 0: any
	facets     uint16
	guard      uint16 // lay roles that may not lead this
	guardName  registry.Facet
	guardFacet uint16
	gender     uint8 // flag asked; 0: any
	languages  []asked
	local      []asked // asked or spoken at the place
	exclude    map[key]verdict
	named      []location // of those, in the pool
	offRota    [3]bool    // presences that are excluded off duty
	units      int        // load the dispute adds
	roleScore  [16]int
	openArea   bool // neither region nor point: everywhere

	// What the ladder waives.
	waived   uint32 // rules, by place in the table
	dutySoon bool   // on the rota within a day is enough
	room     uint32 // institution + 1: only its people
	brief    bool   // who is eligible is counted, who is excluded is not
}

// asked is a language with its number; unknown numbers are spoken by nobody.
type asked struct {
	code   registry.Language
	number uint16
}

// fits, weakest first.
const (
	fitNone uint8 = iota
	fitSecondary
	fitSibling
	fitParent
	fitExact
)

func (t *tables) ask(p *Policy, q registry.MatchQuestion) *ask {
	if q.Part == "" {
		q.Part = registry.PartLead
	}
	if q.Risk == "" {
		q.Risk = registry.RiskLow
	}
	q.First = min(max(q.First, 0), registry.MaxCandidates)
	a := &ask{
		q: q, policy: p, t: t, rules: t.rules, soft: t.soft, cheapest: t.cheapest, lead: q.Part == registry.PartLead,
		region: placeOf(q.Region),
		roles:  t.roleMask(q.Roles), facets: t.facetMask(q.Facets), units: p.Weight(q.Risk, q.Headcount),
		generalRole: t.roleMask(p.Speciality.GeneralRoles),
	}
	for _, s := range a.soft {
		a.weight = append(a.weight, p.Weights[s.Criterion])
	}
	local := q.At.In(registry.Shanghai())
	a.day, a.millis, a.clock = dayOf(registry.DateOf(q.At)), q.At.UnixMilli(), registry.Clock(local.Hour()*60+local.Minute())
	a.weekday = (int(local.Weekday())+6)%7 + 1
	if a.at = coordsOf(q.Point); !a.at.known() {
		a.at = t.pointOf(a.region)
	}
	a.from = originOf(a.at)
	a.reach = []place{a.region}
	a.openArea = a.region == 0 && !a.at.known()
	a.askType()
	a.askPeople()
	a.askLanguages()
	a.askRoles()
	return a
}

func (a *ask) askType() {
	a.fit = make([]uint8, len(a.t.codes))
	raise := func(n uint16, fit uint8) { a.fit[n] = max(a.fit[n], fit) }
	for _, s := range a.q.Secondary {
		if n, ok := a.t.typeNumber(s); ok {
			a.secondaries |= 1 << a.t.family[n]
			raise(n, fitSecondary)
			if up, ok := a.t.typeNumber(a.t.codes[n].Parent()); ok {
				raise(up, fitSecondary)
			}
		}
	}
	a.families = a.secondaries
	if a.typ, a.typed = a.t.typeNumber(a.q.Type); !a.typed {
		return
	}
	code := a.t.codes[a.typ]
	a.q.Type = code
	a.familyBit = int(a.t.family[a.typ])
	a.family = 1 << a.familyBit
	a.families |= a.family
	a.other = code.Family() == a.policy.Speciality.OtherFamily
	for i, up := range a.t.parent {
		switch n := uint16(i); {
		case n == a.typ:
			raise(n, fitExact)
		case n == a.t.parent[a.typ] || up == a.typ:
			raise(n, fitParent)
			a.parents.add(n)
		case up == a.t.parent[a.typ]:
			raise(n, fitSibling)
		}
	}
}

func (a *ask) askPeople() {
	switch a.q.Gender {
	case registry.Female:
		a.gender = flagFemale
	case registry.Male:
		a.gender = flagMale
	}
	for i, list := range [][]registry.MediatorID{a.q.Exclude, a.q.Asked, a.q.Conflicted} { // a conflict counts before the others
		for _, id := range list {
			if k, ok := a.t.keyOf(id); ok {
				if a.exclude == nil {
					a.exclude = map[key]verdict{}
				}
				a.exclude[k] = verdict(i + 1)
			}
		}
	}
	for _, g := range a.policy.Guards {
		if a.lead && a.guard == 0 && slices.Contains(a.q.Facets, g.Facet) {
			a.guard, a.guardName, a.guardFacet = a.t.roleMask(g.LayRoles), g.Facet, a.t.facetMask([]registry.Facet{g.Facet})
		}
	}
	for _, x := range a.policy.Presence.ExcludedOffDuty {
		a.offRota[presenceNumber(x)] = true
	}
}

func (a *ask) askLanguages() {
	number := func(l registry.Language) asked {
		if n, ok := a.t.languages[l]; ok {
			return asked{l, n}
		}
		return asked{l, 1<<16 - 1}
	}
	for _, l := range a.q.Languages {
		a.languages = append(a.languages, number(l))
	}
	a.local = slices.Clip(a.languages)
	for _, r := range a.q.Region.Lineage() {
		if list, ok := a.policy.LocalLanguages[r]; ok {
			for _, l := range list {
				if !slices.Contains(a.q.Languages, l) {
					a.local = append(a.local, number(l))
				}
			}
			break
		}
	}
}

// askRoles makes the table of role scores: the family's over the usual one, and
// for high risk the mean with the high-risk table.
func (a *ask) askRoles() {
	family := a.policy.Role.Families[a.q.Type.Family()]
	for i, role := range a.t.named {
		score, ok := family[role]
		if !ok {
			score = a.policy.Role.Usual[role]
		}
		if a.q.Risk == registry.RiskHigh {
			score = (score + a.policy.Role.HighRisk[role]) / 2
		}
		a.roleScore[i] = score
	}
}

// served reports whether the person serves where people are looked for.
func (a *ask) served(p *person) bool {
	for _, r := range a.reach {
		if p.serves(r) {
			return true
		}
	}
	return false
}

// onDuty reports whether the interned hours cover the asked time.
func (a *ask) onDuty(hours uint32) bool {
	for _, h := range a.t.hours[hours] {
		if h.Weekday == a.weekday && h.From <= a.clock && a.clock < h.To {
			return true
		}
	}
	return false
}

// onDutySoon reports whether the hours cover any time within the next 24 hours.
func (a *ask) onDutySoon(hours uint32) bool {
	tomorrow := a.weekday%7 + 1
	for _, h := range a.t.hours[hours] {
		if h.Weekday == a.weekday && h.To > a.clock || h.Weekday == tomorrow && h.From <= a.clock {
			return true
		}
	}
	return false
}

// joined names several codes in one parameter; the wording separates them.
func joined[T ~string](list []T) string {
	parts := make([]string, len(list))
	for i, x := range list {
		parts[i] = string(x)
	}
	return strings.Join(parts, ",")
}
