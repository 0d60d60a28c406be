package terms

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"liuyuan/registry"
)

// told are times as the tables of this file write them: a day, or from..to.
func told(text string, today registry.Date) []string {
	var all []string
	for _, f := range Times(text, today) {
		days := string(f.From)
		if f.To != f.From {
			days += ".." + string(f.To)
		}
		all = append(all, f.Said+" "+days)
	}
	return all
}

// aWednesday is the day that the tables count from.
const aWednesday registry.Date = "2026-03-18"

func timesOfTables() map[string][]string {
	return map[string][]string{
		// days
		"前天在工地":        {"前天 2026-03-16"},
		"琴日同尋晚":        {"琴日 2026-03-17", "寻晚 2026-03-17"},
		"大前天":          {"大前天 2026-03-15"},
		"听日先还":         {"听日 2026-03-19"},
		"三天前摔的":        {"三天前 2026-03-15"},
		"几天前":          {"几天前 2026-03-09..2026-03-16"},
		"前几天来过":        {"前几天 2026-03-09..2026-03-17"},
		"3月15号":        {"3月15号 2026-03-15"},
		"十二月三十日":       {"十二月三十日 2025-12-30"},
		"2月29日":        {"2月29日 2024-02-29"},
		"2026年3月2日入职":  {"2026年3月2日 2026-03-02"},
		"2026-03-02入职": {"2026-03-02 2026-03-02"},
		"二〇二六年三月十二日":   {"二〇二六年三月十二日 2026-03-12"},
		// weeks
		"上星期三":  {"上星期三 2026-03-11"},
		"上个礼拜日": {"上个礼拜日 2026-03-15"},
		"上周末":   {"上周末 2026-03-14..2026-03-15"},
		"这个星期":  {"这个星期 2026-03-16..2026-03-22"},
		"两个星期前": {"两个星期前 2026-03-02..2026-03-08"},
		"星期四":   {"星期四 2026-03-12"},
		"礼拜三":   {"礼拜三 2026-03-18"},
		// months
		"上个月":        {"上个月 2026-02-01..2026-02-28"},
		"上月底":        {"上月底 2026-02-21..2026-02-28"},
		"上上个月十五号":    {"上上个月十五号 2026-01-15"},
		"这个月初":       {"这个月初 2026-03-01..2026-03-10"},
		"去年八月":       {"去年八月 2025-08-01..2025-08-31"},
		"旧年八月尾":      {"旧年八月尾 2025-08-21..2025-08-31"},
		"今年三月份":      {"今年三月份 2026-03-01..2026-03-31"},
		"三月份":        {"三月份 2026-03-01..2026-03-31"},
		"四月份":        {"四月份 2025-04-01..2025-04-30"},
		"2025年11月中旬": {"2025年11月中旬 2025-11-11..2025-11-20"},
		"三个月前":       {"三个月前 2025-12-01..2025-12-31"},
		"半年前":        {"半年前 2025-09-01..2025-09-30"},
		// years
		"去年":      {"去年 2025-01-01..2025-12-31"},
		"2019年买的": {"2019年 2019-01-01..2019-12-31"},
		"去年底":     {"去年底 2025-12-01..2025-12-31"},
		"今年上半年":   {"今年上半年 2026-01-01..2026-06-30"},
		"两年前":     {"两年前 2024-01-01..2024-12-31"},
		"年底结清":    {"年底 2025-12-01..2025-12-31"},
		"年初":      {"年初 2026-01-01..2026-01-31"},
		// the farmers' calendar and feasts
		"农历十一月初三":  {"农历十一月初三 2025-12-22"},
		"去年农历六月初一": {"去年农历六月初一 2025-06-25"},
		"闰六月初一":    {"闰六月初一 2025-07-25"},
		"腊月廿八":     {"腊月廿八 2026-02-15"},
		"正月":       {"正月 2026-02-17..2026-03-18"},
		"八月初三":     {"八月初三 2025-09-24"},
		"春节前":      {"春节前 2026-01-18..2026-02-16"},
		"去年中秋":     {"去年中秋 2025-10-06"},
		"年三十晚":     {"年三十晚 2026-02-16"},
		"过年后开工":    {"过年后 2026-02-24..2026-03-25"},
		"说好年前还":    {"年前 2026-01-18..2026-02-16"},
		"国庆期间":     {"国庆期间 2025-10-01..2025-10-07"},
		// several
		"去年八月借的，上个月又借了一次": {"去年八月 2025-08-01..2025-08-31", "上个月 2026-02-01..2026-02-28"},
		// no times
		"拖欠三个月工资": nil, "两个月": nil, "三四月": nil, "目前天气": nil, "以前天天吵": nil, "门前天台": nil, "每年三月": nil, "第3月": nil, "每逢星期三": nil, "晚上月亮": nil,
		"当年三月": nil, "李国庆": nil, "3月薪": nil, "13月": nil, "2月30日": nil, "0月": nil, "三年": nil, "五一路": nil,
	}
}

func TestTimesAreReadAsPeopleSayThem(t *testing.T) {
	for text, want := range timesOfTables() {
		if got := told(text, aWednesday); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestWithoutTodayOnlyWhatIsNamedInFullIsFound(t *testing.T) {
	for text, want := range map[string][]string{
		"2026年3月2日，上个月，三月份，去年，春节前，前天": {"2026年3月2日 2026-03-02"},
		"2025年八月和2024年中秋":             {"2025年八月 2025-08-01..2025-08-31", "2024年中秋 2024-09-17"},
	} {
		if got := told(text, ""); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func aDay(t *rapid.T) registry.Date {
	return registry.Date("1995-01-01").AddDays(rapid.IntRange(0, 50*365).Draw(t, "day"))
}

func TestADayInFullIsItselfOnAnyDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		today, day := aDay(t), aDay(t)
		y, m, d := day.Time().Date()
		for _, text := range []string{fmt.Sprintf("%d年%d月%d日", y, m, d), fmt.Sprintf("%d-%02d-%02d", y, m, d), fmt.Sprintf("%d年%s月%s号", y, inChinese(int(m)), inChinese(d))} {
			if got := told(text, today); !slices.Equal(got, []string{text + " " + string(day)}) {
				t.Fatalf("%s on %s: %q", text, today, got)
			}
		}
	})
}

// What has no year has begun, and no later year would do.
func TestAMonthWithoutAYearIsTheLastThatHasBegun(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		today, m := aDay(t), rapid.IntRange(1, 12).Draw(t, "month")
		found := Times(fmt.Sprintf("%d月份", m), today)
		if len(found) != 1 || found[0].From > today || found[0].From.Time().Month() != time.Month(m) {
			t.Fatalf("%d on %s: %v", m, today, found)
		}
		if next := found[0].From.Time().AddDate(1, 0, 0); registry.DateOf(next) <= today {
			t.Fatalf("%d on %s: %v has a later one", m, today, found)
		}
	})
}

// New year's days, dragon boats and mid autumns as the almanac has them.
func TestFeastsFallAsTheAlmanacHasThem(t *testing.T) {
	for said, day := range map[string]string{
		"1999年春节": "1999-02-16", "2013年春节": "2013-02-10", "2024年春节": "2024-02-10", "2025年春节": "2025-01-29", "2026年春节": "2026-02-17", "2027年春节": "2027-02-06",
		"2024年端午": "2024-06-10", "2025年端午": "2025-05-31", "2026年端午": "2026-06-19", "2023年中秋": "2023-09-29", "2024年中秋": "2024-09-17", "2025年中秋": "2025-10-06",
		"2026年中秋": "2026-09-25", "2025年除夕": "2025-01-28", "2025年重阳": "2025-10-29",
	} {
		if found := Times(said, ""); len(found) != 1 || string(found[0].From) != day {
			t.Errorf("%s: %v, want %s", said, found, day)
		}
	}
}

func TestEveryDayOfTheFarmersCalendarComesOnce(t *testing.T) {
	next := lunarYears()[1990].first
	for y := 1990; y <= 2050; y++ {
		if lunarYears()[y].first != next {
			t.Fatalf("%d begins on %s, want %s", y, lunarYears()[y].first, next)
		}
		for _, m := range lunarYears()[y].months {
			d, ok := lunar(y, m.number, m.leap)
			if !ok || d.from != next || m.days != 29 && m.days != 30 {
				t.Fatalf("%d %+v: %v, want %s", y, m, d, next)
			}
			next = d.to.AddDays(1)
		}
	}
}

func BenchmarkTimes(b *testing.B) {
	for _, n := range []int{24, 4000} {
		text := string([]rune(strings.Repeat("去年八月借的钱，说好春节前还，上个月又拖到年底。", 200))[:n])
		b.Run(fmt.Sprintf("%d characters", n), func(b *testing.B) {
			for b.Loop() {
				Times(text, aWednesday)
			}
		})
	}
}
