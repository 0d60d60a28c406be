package registry

import (
	"fmt"
	"strconv"
	"time"
)

// Presence is how a person is posted at an institution; the values are the API's.
type Presence string

// The presences: 常驻 resident, 随驻 on call, 轮驻 rotating.
const (
	PresenceResident Presence = "RESIDENT"
	PresenceOnCall   Presence = "ON_CALL"
	PresenceRotating Presence = "ROTATING"
)

// Clock is a time of day in minutes after midnight, Asia/Shanghai, 0…1440.
type Clock int

// ParseClock reads "09:00"; "24:00" is the end of the day.
func ParseClock(s string) (Clock, error) {
	if len(s) != 5 || s[2] != ':' {
		return 0, badClock()
	}
	h, err1 := strconv.ParseUint(s[:2], 10, 8)
	m, err2 := strconv.ParseUint(s[3:], 10, 8)
	if err1 != nil || err2 != nil || m > 59 || h*60+m > 1440 {
		return 0, badClock()
	}
	return Clock(h*60 + m), nil
}

func badClock() error {
	return Invalid([]string{"hours"}, "时间须写作 09:00（00:00 至 24:00）", "a time is written 09:00 (00:00 to 24:00)")
}

// String gives "09:00".
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60) }

// DutyHours is one weekly duty: weekday 1 Monday … 7 Sunday, From ≤ time < To.
type DutyHours struct {
	Weekday int   `json:"weekday"`
	From    Clock `json:"from"`
	To      Clock `json:"to"`
}

// Covers reports whether the instant falls into the duty, in Asia/Shanghai.
func (h DutyHours) Covers(at time.Time) bool {
	t := at.In(Shanghai())
	day := int(t.Weekday())
	if day == 0 {
		day = 7
	}
	now := Clock(t.Hour()*60 + t.Minute())
	return day == h.Weekday && h.From <= now && now < h.To
}

// Post is a person's place at an institution. Resident and rotating people are
// present at their hours only; a post without hours is kept by appointment.
type Post struct {
	Organization OrganizationID `json:"organization"`
	Presence     Presence       `json:"presence"`
	Hours        []DutyHours    `json:"hours,omitempty"`
}

// OnDuty reports whether one of the post's hours covers the instant.
func (p Post) OnDuty(at time.Time) bool {
	for _, h := range p.Hours {
		if h.Covers(at) {
			return true
		}
	}
	return false
}

func (p Post) validate() error {
	switch p.Presence {
	case PresenceResident, PresenceOnCall, PresenceRotating:
	default:
		return Invalid([]string{"posts", "presence"}, "驻点方式须为常驻、随驻或轮驻", "presence is RESIDENT, ON_CALL or ROTATING")
	}
	if p.Organization == "" {
		return Invalid([]string{"posts", "organizationId"}, "驻点须写明机构", "a post names its organisation")
	}
	for _, h := range p.Hours {
		if h.Weekday < 1 || h.Weekday > 7 || h.From < 0 || h.To > 1440 || h.From >= h.To {
			return Invalid([]string{"posts", "hours"}, "值班时间须为周一至周日（1–7），且开始早于结束", "duty hours need a weekday 1–7 and a start before the end")
		}
	}
	return nil
}
