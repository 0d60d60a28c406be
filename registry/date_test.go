package registry

import "testing"

func TestADayThatDoesNotExistIsRefused(t *testing.T) {
	for _, s := range []string{"2026-02-30", "2026-13-01", "26-01-01", "2026-1-1", "", "tomorrow"} {
		if _, err := ParseDate(s); err == nil {
			t.Errorf("%q is a day", s)
		}
	}
	if d, err := ParseDate("2028-02-29"); err != nil || d.AddDays(1) != "2028-03-01" {
		t.Errorf("leap day: %v %v", d, err)
	}
}

func TestAClockIsWrittenInFull(t *testing.T) {
	for _, s := range []string{"9:00", "24:01", "12:60", "-1:00", "ab:cd", "09-00", "+9:00", "09:0x"} {
		if _, err := ParseClock(s); err == nil {
			t.Errorf("%q is a time of day", s)
		}
	}
	if c, err := ParseClock("24:00"); err != nil || c != 1440 || Clock(545).String() != "09:05" {
		t.Error("24:00 is the end of the day")
	}
}

func TestALanguageTagHasTheShapeOfBCP47(t *testing.T) {
	for tag, want := range map[Language]bool{"yue": true, "yue-x-siyap": true, "zh-Hans-CN": true, "": false, "y": false, "yue-": false, "普通话": false, "yue_x": false, "abcdefghi": false} {
		if tag.Valid() != want {
			t.Errorf("%q valid: %v", tag, !want)
		}
	}
}
