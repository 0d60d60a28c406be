package calendar

import (
	"time"

	"liuyuan/registry"
)

// dutyHorizon is how far NextDuty looks ahead, in days: past the longest holiday.
const dutyHorizon = 21

// OnDuty reports whether one of the weekly hours covers the instant on a day that
// is worked. On a make-up day (调休) the hours of Monday to Friday that it stands
// for are not known, so its own weekday's hours count, if there are any.
func (c *Calendar) OnDuty(hours []registry.DutyHours, at time.Time) bool {
	if c.Holiday(registry.DateOf(at)) != "" {
		return false
	}
	for _, h := range hours {
		if h.Covers(at) {
			return true
		}
	}
	return false
}

// NextDuty is the instant from which the weekly hours cover at or after from,
// holidays passed over; false if none does within three weeks.
func (c *Calendar) NextDuty(hours []registry.DutyHours, from time.Time) (time.Time, bool) {
	if c.OnDuty(hours, from) {
		return from, true
	}
	for i := range dutyHorizon {
		day := registry.DateOf(from).AddDays(i)
		if c.Holiday(day) != "" {
			continue
		}
		best := time.Time{}
		for _, h := range hours {
			start := day.Time().Add(time.Duration(h.From) * time.Minute)
			if h.Covers(start) && !start.Before(from) && (best.IsZero() || start.Before(best)) {
				best = start
			}
		}
		if !best.IsZero() {
			return best, true
		}
	}
	return time.Time{}, false
}

// Overlap is how long two spans of the day have in common, for a talk with
// relatives abroad: both in minutes after midnight, UTC offsets in minutes.
func Overlap(aFrom, aTo registry.Clock, aOffset int, bFrom, bTo registry.Clock, bOffset int) time.Duration {
	best := 0
	for _, shift := range []int{-1440, 0, 1440} {
		from := max(int(aFrom)-aOffset, int(bFrom)-bOffset+shift)
		to := min(int(aTo)-aOffset, int(bTo)-bOffset+shift)
		best = max(best, to-from)
	}
	return time.Duration(best) * time.Minute
}
