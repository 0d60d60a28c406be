package calendar

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"liuyuan/registry"
)

//go:embed data/china_holidays_2025_2026.json
var holidaysFile []byte

// Calendar tells working days. Years without a notice have weekends only. It is
// read-only; Add gives a new one.
type Calendar struct {
	holidays map[registry.Date]string // day → name
	makeup   map[registry.Date]string // worked weekend days → name
}

// Load reads the holidays that the binary carries.
func Load() (*Calendar, error) { return (&Calendar{}).Add(holidaysFile) }

// Add gives a calendar with the days of a further notice: a JSON file with
// "holidays" and "makeup_workdays", each from day to "English,中文,days off". It
// refuses days that do not exist and days that are both. A year that is given
// replaces what was known of it.
func (c *Calendar) Add(notice []byte) (*Calendar, error) {
	var file struct {
		Holidays map[string]string `json:"holidays"`
		Makeup   map[string]string `json:"makeup_workdays"`
	}
	if err := json.Unmarshal(notice, &file); err != nil {
		return nil, fmt.Errorf("holidays: %w", err)
	}
	next := &Calendar{holidays: map[registry.Date]string{}, makeup: map[registry.Date]string{}}
	years := map[string]bool{}
	for _, part := range []struct {
		from map[string]string
		to   map[registry.Date]string
	}{{file.Holidays, next.holidays}, {file.Makeup, next.makeup}} {
		for day, label := range part.from {
			d, err := registry.ParseDate(day)
			if err != nil {
				return nil, fmt.Errorf("holidays: %s: %w", day, err)
			}
			years[day[:4]] = true
			part.to[d] = chineseName(label)
		}
	}
	for d := range next.makeup {
		if _, both := next.holidays[d]; both {
			return nil, fmt.Errorf("holidays: %s is both a holiday and a working day", d)
		}
	}
	for _, part := range []struct{ from, to map[registry.Date]string }{{c.holidays, next.holidays}, {c.makeup, next.makeup}} {
		for d, name := range part.from {
			if !years[string(d[:4])] {
				part.to[d] = name
			}
		}
	}
	return next, nil
}

func chineseName(label string) string {
	if parts := strings.Split(label, ","); len(parts) > 1 {
		return parts[1]
	}
	return label
}

// Known reports whether the notice of the year is at hand.
func (c *Calendar) Known(year int) bool {
	prefix := fmt.Sprintf("%04d", year)
	for d := range c.holidays {
		if string(d[:4]) == prefix {
			return true
		}
	}
	return false
}

// Holiday names the statutory holiday of a day, empty if it is none.
func (c *Calendar) Holiday(d registry.Date) string { return c.holidays[d] }

// Works reports whether the day is worked: a weekday that is no holiday, or a
// weekend day that the notice makes a working day (调休).
func (c *Calendar) Works(d registry.Date) bool {
	if _, off := c.holidays[d]; off {
		return false
	}
	if _, on := c.makeup[d]; on {
		return true
	}
	w := d.Time().Weekday()
	return w != time.Saturday && w != time.Sunday
}

// NextWorkday is the day itself if it is worked, else the first worked day after it.
func (c *Calendar) NextWorkday(d registry.Date) registry.Date {
	for !c.Works(d) {
		d = d.AddDays(1)
	}
	return d
}

// AddWorkdays is the n-th working day after the day, which itself is not counted;
// n ≥ 0, and 0 gives the day.
func (c *Calendar) AddWorkdays(d registry.Date, n int) registry.Date {
	for ; n > 0; n-- {
		d = c.NextWorkday(d.AddDays(1))
	}
	return d
}

// Workdays counts the working days after from, up to and including to.
func (c *Calendar) Workdays(from, to registry.Date) int {
	n := 0
	for d := from.AddDays(1); d <= to; d = d.AddDays(1) {
		if c.Works(d) {
			n++
		}
	}
	return n
}
