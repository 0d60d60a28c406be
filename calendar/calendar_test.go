package calendar

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"liuyuan/registry"
)

func load(t testing.TB) (*Calendar, *Clocks) {
	t.Helper()
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	clocks, err := LoadClocks()
	if err != nil {
		t.Fatal(err)
	}
	return c, clocks
}

func TestHolidaysAreNotWorkedAndMakeUpDaysAre(t *testing.T) {
	c, _ := load(t)
	for day, want := range map[registry.Date]bool{
		"2026-02-16": false, // Spring Festival, a Monday
		"2026-02-14": true,  // a Saturday that is worked for it
		"2026-02-28": true,
		"2026-02-21": false, // a Saturday within it
		"2026-02-24": true,
		"2026-10-01": false,
		"2026-10-10": true, // a Saturday
		"2026-10-11": false,
		"2026-11-23": true,
		"2025-10-08": false,
	} {
		if c.Works(day) != want {
			t.Errorf("%s is worked: %v", day, !want)
		}
	}
}

func TestWorkingDaysJumpOverTheSpringFestival(t *testing.T) {
	c, clocks := load(t)
	// Thursday 12 February 2026: Friday 13, Saturday 14 (make-up), Tuesday 24.
	if got := c.LastDay(clocks.Acceptance(registry.RiskLow), "2026-02-12"); got != "2026-02-24" {
		t.Errorf("three working days end on %s", got)
	}
	if n := c.Workdays("2026-02-12", "2026-02-24"); n != 3 {
		t.Errorf("%d working days counted back", n)
	}
}

func TestALastDayOffMovesToTheNextWorkingDay(t *testing.T) {
	c, clocks := load(t)
	confirmation, _ := clocks.Clock("CONFIRMATION")
	// Thirty days after 1 September 2026 is 1 October, within the holiday to the 7th.
	if got := c.LastDay(confirmation, "2026-09-01"); got != "2026-10-08" {
		t.Errorf("the thirty days end on %s", got)
	}
	// Thirty days after 15 January 2026 is Saturday 14 February, which is worked.
	if got := c.LastDay(confirmation, "2026-01-15"); got != "2026-02-14" {
		t.Errorf("a worked Saturday moved to %s", got)
	}
	enforcement, _ := clocks.Clock("ENFORCEMENT")
	if got := c.LastDay(enforcement, "2024-02-29"); got != "2026-02-28" {
		t.Errorf("two years after a leap day end on %s", got)
	}
}

func TestADueInstantIsTheMidnightAfterTheLastDayInShanghai(t *testing.T) {
	c, clocks := load(t)
	// 23:30 on the 22nd in UTC is already the 23rd in Shanghai.
	start := time.Date(2026, 11, 22, 23, 30, 0, 0, time.UTC)
	want := time.Date(2026, 11, 27, 0, 0, 0, 0, registry.Shanghai())
	if got := c.Due(clocks.Acceptance(registry.RiskLow), start); !got.Equal(want) {
		t.Errorf("low risk: %s", got)
	}
	if got := c.Due(clocks.Acceptance(registry.RiskMedium), start); !got.Equal(want.AddDate(0, 0, -2)) {
		t.Errorf("medium risk: %s", got)
	}
	if got := c.Due(clocks.Acceptance(registry.RiskHigh), start); !got.Equal(start.Add(4 * time.Hour)) {
		t.Errorf("high risk: %s", got)
	}
}

func TestTheClockOfAMediationFollowsTheType(t *testing.T) {
	_, clocks := load(t)
	for code, want := range map[registry.TypeCode]string{"10.01": "MEDIATION_LABOUR", "10.09": "MEDIATION", "10.07": "MEDIATION",
		"13.01": "MEDIATION_MEDICAL", "13.04": "MEDIATION", "02.01": "MEDIATION", "10": "MEDIATION_LABOUR"} {
		if got := clocks.Mediation(code).Code; got != want {
			t.Errorf("%s runs by %s, want %s", code, got, want)
		}
	}
}

func TestAddingWorkdaysAgreesWithCountingThemDayByDay(t *testing.T) {
	c, _ := load(t)
	rapid.Check(t, func(t *rapid.T) {
		day := registry.Date("2024-12-01").AddDays(rapid.IntRange(0, 800).Draw(t, "day"))
		n := rapid.IntRange(0, 60).Draw(t, "n")
		got := c.AddWorkdays(day, n)
		if n > 0 && !c.Works(got) {
			t.Fatalf("%s + %d is %s, a day off", day, n, got)
		}
		if back := c.Workdays(day, got); back != n {
			t.Fatalf("%s + %d is %s, which counts back as %d", day, n, got, back)
		}
	})
}

func TestAFurtherYearsNoticeIsAddedAndABrokenOneRefused(t *testing.T) {
	c, _ := load(t)
	next, err := c.Add([]byte(`{"holidays":{"2027-01-01":"New Year's Day,元旦,1"},"makeup_workdays":{"2027-01-02":"x"}}`))
	if err != nil || next.Works("2027-01-01") || !next.Works("2027-01-02") || next.Works("2026-10-01") || !next.Known(2027) || c.Known(2027) {
		t.Fatalf("added: %v", err)
	}
	for _, broken := range []string{`{`, `{"holidays":{"2027-02-30":"x"}}`, `{"holidays":{"2027-01-01":"x"},"makeup_workdays":{"2027-01-01":"x"}}`} {
		if _, err := c.Add([]byte(broken)); err == nil {
			t.Errorf("%s passes", broken)
		}
	}
}

func TestDutyPassesOverHolidays(t *testing.T) {
	c, _ := load(t)
	mondays := []registry.DutyHours{{Weekday: 1, From: 540, To: 720}}
	from := time.Date(2026, 2, 10, 12, 0, 0, 0, registry.Shanghai()) // a Tuesday; Monday 16 and 23 are off
	next, ok := c.NextDuty(mondays, from)
	if want := time.Date(2026, 3, 2, 9, 0, 0, 0, registry.Shanghai()); !ok || !next.Equal(want) {
		t.Errorf("next duty %s %v", next, ok)
	}
	if _, ok := c.NextDuty(nil, from); ok {
		t.Error("no hours, yet a duty")
	}
}

func TestOfficeHoursOverlapWithVancouverInTheMorning(t *testing.T) {
	// 08:30–12:00 in Jiangmen (UTC+8) and 16:00–22:00 in Vancouver (UTC−8).
	if got := Overlap(510, 720, 480, 960, 1320, -480); got != 3*time.Hour+30*time.Minute {
		t.Errorf("overlap %s", got)
	}
}

func TestAClockWithoutItsSourceIsRefused(t *testing.T) {
	for _, broken := range []string{
		`{"clocks":[{"code":"A","amount":1,"unit":"DAYS","name":{"zh":"a","en":"a"},"effective":"2026-01-01","article":"x","kind":"law"}]}`,
		`{"clocks":[{"code":"A","amount":0,"unit":"DAYS"}]}`, `{"clocks":[{"code":"A","amount":1,"unit":"WEEKS"}]}`, `{"clock":[]}`,
	} {
		if _, err := ParseClocks([]byte(broken)); err == nil {
			t.Errorf("%s passes", broken)
		}
	}
}
