package registry

import "time"

// Date is a calendar day in Asia/Shanghai, "2006-01-02". The empty Date is
// "not given": an open end of a term. ISO text sorts as time does, so Dates
// compare with < and >.
type Date string

// Shanghai is the time zone of every calendar question (UTC+8; China has had no
// daylight saving time since 1991, so no zone database is needed offline).
func Shanghai() *time.Location { return time.FixedZone("Asia/Shanghai", 8*60*60) }

// DateOf is the calendar day of an instant in Asia/Shanghai.
func DateOf(t time.Time) Date { return Date(t.In(Shanghai()).Format(time.DateOnly)) }

// ParseDate accepts an existing day, "2006-01-02"; 2026-02-30 is refused.
func ParseDate(s string) (Date, error) {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return "", Invalid(nil, "日期须为存在的一天，格式 2006-01-02", "a date must be an existing day, written 2006-01-02")
	}
	return Date(s), nil
}

// Time is midnight of the day in Asia/Shanghai; the zero time for the empty Date.
func (d Date) Time() time.Time {
	t, err := time.ParseInLocation(time.DateOnly, string(d), Shanghai())
	if err != nil {
		return time.Time{}
	}
	return t
}

// AddDays is the day n calendar days later (n may be negative).
func (d Date) AddDays(n int) Date { return DateOf(d.Time().AddDate(0, 0, n)) }

// Term is a span of days, both ends included; an empty end is open.
type Term struct {
	From Date `json:"from,omitempty"`
	To   Date `json:"to,omitempty"`
}

// Covers reports whether the term is in force on the day.
func (t Term) Covers(day Date) bool {
	return (t.From == "" || t.From <= day) && (t.To == "" || day <= t.To)
}

// Validate refuses days that do not exist and a term that ends before it starts.
func (t Term) Validate(field ...string) error {
	for _, d := range []Date{t.From, t.To} {
		if d == "" {
			continue
		}
		if _, err := ParseDate(string(d)); err != nil {
			return Invalid(field, "任期日期不存在", "the term names a day that does not exist")
		}
	}
	if t.From != "" && t.To != "" && t.To < t.From {
		return Invalid(field, "任期的结束早于开始", "the term ends before it starts")
	}
	return nil
}
