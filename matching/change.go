package matching

import (
	"slices"
	"strconv"

	"liuyuan/registry"
)

// changes are the smallest things that would let the person stand: all of them are
// needed together and none is to spare. What passes by itself (a suspension with an
// end, a leave, hours off the rota) is one moment to wait for; the other rules are
// judged at that moment.
func (a *ask) changes(p *person) []registry.Reason {
	then, list := a.wait(p)
	waits := len(list)
	for i := range a.rules {
		switch c := a.rules[i].Criterion; c {
		case CriterionStatus, CriterionLeave, CriterionDuty:
		default:
			v := a.rules[i].exclude(then, p)
			if v == 0 {
				continue
			}
			change := then.change(c, p, v)
			if !slices.ContainsFunc(list, func(r registry.Reason) bool { return r.Code == change.Code }) {
				list = append(list, change)
			}
		}
	}
	return append(list[waits:], list[:waits]...)
}

// change is what would make one rule let the person stand.
func (a *ask) change(c registry.Criterion, p *person, v verdict) registry.Reason {
	switch c {
	case CriterionExclusion:
		return registry.Because("CHANGE_EXCLUSION")
	case CriterionStanding:
		if v == 3 && guarded(a, p) == 0 {
			return registry.Because("CHANGE_RENEW")
		}
		return registry.Because("CHANGE_PART")
	case CriterionGuard:
		return registry.Because("CHANGE_PART")
	case CriterionRole:
		return registry.Because("CHANGE_ROLES", registry.Param{Name: "roles", Kind: registry.ParamRole, Value: joined(a.t.roleNames(p.roles))})
	case CriterionSpeciality:
		return registry.Because("CHANGE_SPECIALITY", registry.Name("type", registry.ParamType, a.q.Type))
	case CriterionArea:
		return a.changeArea(p, v)
	case CriterionLanguages:
		return registry.Because("CHANGE_INTERPRETER", registry.Param{Name: "languages", Kind: registry.ParamLanguage, Value: joined(a.missing(p))})
	case CriterionGender:
		if v == 2 {
			return registry.Because("CHANGE_GENDER_RECORD")
		}
		return registry.Because("CHANGE_GENDER")
	}
	return a.changeCapacity(p, v)
}

func (a *ask) changeArea(p *person, v verdict) registry.Reason {
	switch v {
	case 2:
		return registry.Because("CHANGE_REACH", registry.Say("kilometres", kilometres((a.at.metresTo(p.at)+99)/100*100)))
	case 3:
		return registry.Because("CHANGE_PLACE")
	}
	return registry.Because("CHANGE_AREA", registry.Name("region", registry.ParamRegion, a.q.Region))
}

func (a *ask) changeCapacity(p *person, v verdict) registry.Reason {
	needed := p.load.open() + a.units
	capacity := registry.Say("capacity", strconv.Itoa(needed))
	switch {
	case v == 1:
		return registry.Because("CHANGE_CAPACITY", capacity)
	case a.units > int(p.capacity): // closing all open work would not do
		return registry.Because("CHANGE_RAISE_CAPACITY", capacity)
	}
	return registry.Because("CHANGE_CLOSE_WORK", registry.Say("units", strconv.Itoa(needed-int(p.capacity))), capacity)
}

// missing are the asked languages that the person does not speak.
func (a *ask) missing(p *person) []registry.Language {
	var list []registry.Language
	for _, l := range a.languages {
		if !a.t.languageSets[p.languages].speaks(l.number) {
			list = append(list, l.code)
		}
	}
	return list
}

// roleNames lists the roles of a mask in their usual order.
func (t *tables) roleNames(mask uint16) []registry.Role {
	var list []registry.Role
	for i, r := range t.named {
		if mask>>i&1 == 1 {
			list = append(list, r)
		}
	}
	return list
}
