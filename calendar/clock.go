package calendar

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"liuyuan/registry"
)

//go:embed clocks.json
var clocksFile []byte

// Unit is what a clock counts.
type Unit string

// The units. All but hours end with the last day, at midnight in Asia/Shanghai.
const (
	Hours    Unit = "HOURS"
	Days     Unit = "DAYS"
	Workdays Unit = "WORKDAYS"
	Years    Unit = "YEARS"
)

// Clock is one legal or local time limit with its source.
type Clock struct {
	Code      string              `json:"code"`
	Name      registry.Text       `json:"name"`
	Amount    int                 `json:"amount"`
	Unit      Unit                `json:"unit"`
	Roll      bool                `json:"roll,omitempty"` // a last day off moves to the next working day (民事诉讼法 art. 85)
	Kind      string              `json:"kind"`           // law, court, local
	Article   string              `json:"article"`
	Source    string              `json:"source"`
	Effective registry.Date       `json:"effective"`
	Types     []registry.TypeCode `json:"types,omitempty"`  // dispute types it is for; none: any
	Except    []registry.TypeCode `json:"except,omitempty"` // but not these
}

// Clocks is the versioned table of clocks.
type Clocks struct {
	Version string  `json:"version"`
	Note    string  `json:"note"`
	All     []Clock `json:"clocks"`
}

// LoadClocks reads the table that the binary carries.
func LoadClocks() (*Clocks, error) { return ParseClocks(clocksFile) }

// ParseClocks reads a table. It refuses unknown names, amounts that are none, and
// a clock without article, source or effective day.
func ParseClocks(data []byte) (*Clocks, error) {
	t := &Clocks{}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(t); err != nil {
		return nil, fmt.Errorf("clocks: %w", err)
	}
	seen := map[string]bool{}
	for _, c := range t.All {
		if c.Code == "" || seen[c.Code] || c.Amount <= 0 || !slices.Contains([]Unit{Hours, Days, Workdays, Years}, c.Unit) {
			return nil, fmt.Errorf("clocks: %q needs a code of its own, an amount and a unit", c.Code)
		}
		if _, err := registry.ParseDate(string(c.Effective)); err != nil || c.Article == "" || c.Source == "" || c.Name.ZH == "" || c.Name.EN == "" {
			return nil, fmt.Errorf("clocks: %s needs names, article, source and the day it took effect", c.Code)
		}
		seen[c.Code] = true
	}
	return t, nil
}

// Clock gives a clock by its code.
func (t *Clocks) Clock(code string) (Clock, bool) {
	for _, c := range t.All {
		if c.Code == code {
			return c, true
		}
	}
	return Clock{}, false
}

// Acceptance is the clock of an offer's answer by risk.
func (t *Clocks) Acceptance(r registry.RiskLevel) Clock {
	code := map[registry.RiskLevel]string{registry.RiskMedium: "ACCEPTANCE_MEDIUM", registry.RiskHigh: "ACCEPTANCE_HIGH"}[r]
	if c, ok := t.Clock(code); ok {
		return c
	}
	c, _ := t.Clock("ACCEPTANCE")
	return c
}

// Mediation is the clock of a mediation by the type of the matter.
func (t *Clocks) Mediation(code registry.TypeCode) Clock {
	general, _ := t.Clock("MEDIATION")
	for _, c := range t.All {
		if len(c.Types) > 0 && covers(c.Types, code) && !covers(c.Except, code) {
			return c
		}
	}
	return general
}

func covers(types []registry.TypeCode, code registry.TypeCode) bool {
	return slices.ContainsFunc(types, func(t registry.TypeCode) bool { return t.Covers(code) })
}

// Due is when a clock that starts at an instant runs out: hours count from the
// instant; days begin with the day after it (民事诉讼法 art. 85) and end with the
// last one, that is at the midnight which follows it.
func (c *Calendar) Due(clock Clock, start time.Time) time.Time {
	if clock.Unit == Hours {
		return start.Add(time.Duration(clock.Amount) * time.Hour)
	}
	return c.LastDay(clock, registry.DateOf(start)).AddDays(1).Time()
}

// LastDay is the last day of a clock that starts on a day.
func (c *Calendar) LastDay(clock Clock, start registry.Date) registry.Date {
	last := start
	switch clock.Unit {
	case Workdays:
		return c.AddWorkdays(start, clock.Amount)
	case Days:
		last = start.AddDays(clock.Amount)
	case Years:
		last = addYears(start, clock.Amount)
	}
	if clock.Roll {
		last = c.NextWorkday(last)
	}
	return last
}

// addYears is the same day n years later; 29 February becomes 28 February.
func addYears(d registry.Date, n int) registry.Date {
	t := d.Time()
	next := time.Date(t.Year()+n, t.Month(), 1, 0, 0, 0, 0, registry.Shanghai())
	end := next.AddDate(0, 1, -1).Day()
	return registry.DateOf(next.AddDate(0, 0, min(t.Day(), end)-1))
}
