package registry

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func fitMediator() Mediator {
	return Mediator{
		ID: "0190c2e0-0000-7000-8000-000000000001", Name: "区婉仪", Roles: []Role{RoleMediator}, Status: MediatorActive,
		ServiceAreas: []RegionCode{"440703"}, Languages: []Language{"yue"}, Capacity: 5,
		Specialties: []Specialty{{Type: "10.01", Level: 2}},
	}
}

func TestARecordIsRefusedAtThePlaceThatIsWrong(t *testing.T) {
	taxonomy, err := LoadTaxonomy()
	if err != nil {
		t.Fatal(err)
	}
	fit := fitMediator()
	if err := fit.Validate(taxonomy); err != nil {
		t.Fatalf("a fit record is refused: %v", err)
	}
	for place, spoil := range map[string]func(*Mediator){
		"name":             func(m *Mediator) { m.Name = strings.Repeat("字", MaxName+1) },
		"gender":           func(m *Mediator) { m.Gender = "OTHER" },
		"roles":            func(m *Mediator) { m.Roles = []Role{RoleRider, RoleRider} },
		"capacity":         func(m *Mediator) { m.Capacity = -1 },
		"serviceAreaCodes": func(m *Mediator) { m.ServiceAreas = []RegionCode{"4407031"} },
		"homeRegionCode":   func(m *Mediator) { m.Home = "x" },
		"languages":        func(m *Mediator) { m.Languages = nil },
		"introduction":     func(m *Mediator) { m.Introduction = strings.Repeat("x", MaxIntroduction+1) },
		"point":            func(m *Mediator) { m.Point = &Point{Lat: 91} },
		"standings": func(m *Mediator) {
			m.Standings = []StandingTerm{{Kind: StandingEngaged, Term: Term{"2026-05-01", "2026-04-30"}}}
		},
		"specialties.level": func(m *Mediator) { m.Specialties[0].Level = 4 },
		"posts.hours": func(m *Mediator) {
			m.Posts = []Post{{Organization: "o", Presence: PresenceResident, Hours: []DutyHours{{Weekday: 8, From: 0, To: 60}}}}
		},
	} {
		m := fitMediator()
		spoil(&m)
		var e *Error
		if err := m.Validate(taxonomy); !errors.As(err, &e) {
			t.Errorf("%s: accepted", place)
		} else if got := strings.Join(e.Field, "."); got != place || e.Code != CodeInvalid {
			t.Errorf("%s: refused as %s at %q", place, e.Code, got)
		}
	}
}

func TestASuspensionEndsAfterItsLastDay(t *testing.T) {
	m := fitMediator()
	m.Status, m.StatusUntil = MediatorSuspended, "2026-03-31"
	if m.ActiveOn("2026-03-31") || !m.ActiveOn("2026-04-01") {
		t.Fatal("the last day of a suspension is part of it")
	}
	m.StatusUntil = ""
	if m.ActiveOn("2099-01-01") {
		t.Fatal("an open suspension ended by itself")
	}
}

func TestTheStrongestStandingInForceCounts(t *testing.T) {
	terms := []StandingTerm{
		{Kind: StandingInvited},
		{Kind: StandingCommitteeMember, Term: Term{"2023-01-01", "2025-12-31"}},
		{Kind: StandingEngaged, Term: Term{"2025-06-01", ""}},
	}
	for day, want := range map[Date]Standing{"2025-12-31": StandingCommitteeMember, "2026-01-01": StandingEngaged, "2022-01-01": StandingInvited} {
		if got := Strongest(terms, day).Kind; got != want {
			t.Errorf("%s: %s, want %s", day, got, want)
		}
	}
	if StandingCourtInvited.MayLead() || !StandingEngaged.MayLead() {
		t.Error("who may lead is wrong")
	}
}

func TestDutyIsJudgedInShanghai(t *testing.T) {
	monday := DutyHours{Weekday: 1, From: 9 * 60, To: 12 * 60}
	for at, want := range map[string]bool{
		"2026-03-02T01:00:00Z": true, "2026-03-02T03:59:59Z": true, "2026-03-02T04:00:00Z": false,
		"2026-03-02T09:00:00Z": false, "2026-03-01T17:00:00-08:00": true,
	} {
		moment, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		if got := monday.Covers(moment); got != want {
			t.Errorf("%s: %v", at, got)
		}
	}
	sunday := DutyHours{Weekday: 7, From: 0, To: 1440}
	if !sunday.Covers(time.Date(2026, 3, 1, 10, 0, 0, 0, Shanghai())) {
		t.Error("Sunday is day 7")
	}
}
