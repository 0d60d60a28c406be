package matching

import (
	"strconv"

	"liuyuan/registry"
)

// change is the smallest thing that would make the rule let the person stand. All
// changes of an explanation are needed together.
func (a *ask) change(c registry.Criterion, p *person, v verdict) registry.Reason {
	switch c {
	case CriterionExclusion:
		return registry.Because("CHANGE_EXCLUSION")
	case CriterionStatus:
		return after(p.until, "CHANGE_STATUS")
	case CriterionStanding:
		if v == 3 {
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
	case CriterionCapacity:
		return a.changeCapacity(p, v)
	case CriterionLeave:
		return after(a.leaveEnd(p), "CHANGE_LEAVE")
	}
	return a.changeDuty(p)
}

// after is the day after the last one, or the other code where there is no end.
func after(last day, open registry.ReasonCode) registry.Reason {
	if last == 0 || last >= maxDay {
		return registry.Because(open)
	}
	return registry.Because("CHANGE_AFTER", registry.Say("date", string((last+1).date())))
}

func (a *ask) changeArea(p *person, v verdict) registry.Reason {
	switch v {
	case 2:
		return registry.Because("CHANGE_REACH", registry.Say("kilometres", kilometres(a.at.metresTo(p.at)+100)))
	case 3:
		return registry.Because("CHANGE_PLACE")
	}
	return registry.Because("CHANGE_AREA", registry.Name("region", registry.ParamRegion, a.q.Region))
}

func (a *ask) changeCapacity(p *person, v verdict) registry.Reason {
	needed := p.load.open() + a.units
	capacity := registry.Say("capacity", strconv.Itoa(needed))
	if v == 1 {
		return registry.Because("CHANGE_CAPACITY", capacity)
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

// changeDuty is the person's next turn on the rota, within a week: whoever is off
// it has hours.
func (a *ask) changeDuty(p *person) registry.Reason {
	best := 8 * 1440 // minutes from today's midnight
	for _, w := range p.postList() {
		for _, h := range a.t.hours[postWord(w).hours()] {
			ahead := (h.Weekday-a.weekday+7)%7*1440 + int(h.From)
			if ahead <= int(a.clock) {
				ahead += 7 * 1440 // today's turn is over
			}
			best = min(best, ahead)
		}
	}
	return registry.Because("CHANGE_DUTY", registry.Say("date", string((a.day+day(best/1440)).date())),
		registry.Say("time", registry.Clock(best%1440).String()))
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
