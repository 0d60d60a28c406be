package matching

import "liuyuan/registry"

// wait moves the question to the first moment at which nothing that passes by
// itself keeps the person away, and says what to wait for. A suspension or leave
// without an end does not pass: it must be ended.
func (a *ask) wait(p *person) (*ask, []registry.Reason) {
	var list []registry.Reason
	endless := func(last day) bool { return last >= maxDay-30 } // or nearly so: days must not run over
	ended := suspended(a, p) != 0 && (p.until == 0 || endless(p.until))
	if ended {
		list = append(list, registry.Because("CHANGE_STATUS"))
	}
	then, home := *a, false // home: the leaves are ended
	dated, onTurn := false, false
	for {
		last := day(0)
		if !ended && suspended(&then, p) != 0 {
			last = p.until
		}
		if end := then.leaveEnd(p); !home && end != 0 {
			if endless(end) { // no waiting for the leaves before it, then
				list, home = append(list, registry.Because("CHANGE_LEAVE")), true
				then, dated, onTurn = *a, false, false
				continue
			}
			last = max(last, end)
		}
		switch {
		case last != 0:
			then.moveTo(last+1, a.clock)
			dated, onTurn = true, false
		case offRota(&then, p) != 0:
			then.nextTurn(p, dated)
			dated, onTurn = true, true
		case onTurn:
			return &then, append(list, registry.Because("CHANGE_DUTY", registry.Say("date", string(then.day.date())), registry.Say("time", then.clock.String())))
		case dated:
			return &then, append(list, registry.Because("CHANGE_AFTER", registry.Say("date", string(then.day.date()))))
		default:
			return &then, list
		}
	}
}

func (a *ask) moveTo(d day, clock registry.Clock) {
	a.weekday = (a.weekday-1+int(d-a.day)%7)%7 + 1
	a.day, a.clock = d, clock
}

// nextTurn moves to the person's next turn on the rota, of the whole day or after
// the time; it is within a week, since whoever is off the rota has hours.
func (a *ask) nextTurn(p *person, wholeDay bool) {
	best := 8 * 1440 // minutes from the day's midnight
	for _, w := range p.postList() {
		for _, h := range a.t.hours[postWord(w).hours()] {
			ahead := (h.Weekday-a.weekday+7)%7*1440 + int(h.From)
			if !wholeDay && ahead <= int(a.clock) {
				ahead += 7 * 1440 // today's turn is over
			}
			best = min(best, ahead)
		}
	}
	a.moveTo(a.day+day(best/1440), registry.Clock(best%1440))
}
