package terms

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"liuyuan/registry"
)

// FuzzFacts looks for texts whose facts make no sense: people out of order, days that do
// not exist or end before they begin, words that nobody said, sums that are no numbers.
func FuzzFacts(f *testing.F) {
	for text := range timesOfTables() {
		f.Add(text)
	}
	for _, text := range []string{"十几廿个工友", "二三十人", "七到八个人", "两条村的人", "成班工友", "至少二十个人", "伍万元", "3w5", "两皮嘢", "押金三百五", "亿亿亿亿人", "十十十个人", "\xff月", "闰闰月", "99月99日", "9999年99月"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkCrowd(t, text)
		for _, n := range Amounts(text) {
			if n <= 0 || math.IsNaN(n) {
				t.Errorf("%q: a sum of %v", text, n)
			}
		}
		for _, today := range []registry.Date{"", "2026-03-18", "2024-02-29", "2050-12-31"} {
			for _, found := range Times(text, today) {
				checkTime(t, text, found)
			}
		}
	})
}

func checkTime(t *testing.T, text string, found registry.TimeFound) {
	t.Helper()
	for _, d := range []registry.Date{found.From, found.To} {
		if _, err := registry.ParseDate(string(d)); err != nil {
			t.Errorf("%q: %+v: %v", text, found, err)
		}
	}
	if found.To < found.From || found.Said == "" || !strings.Contains(Fold(text), found.Said) || utf8.ValidString(text) && !utf8.ValidString(found.Said) {
		t.Errorf("%q: %+v", text, found)
	}
}
