package terms

import (
	"strings"
	"time"

	"liuyuan/registry"
)

// days are a first and a last day.
type days struct{ from, to registry.Date }

func dayOf(year int, month time.Month, day int) registry.Date {
	return registry.DateOf(time.Date(year, month, day, 0, 0, 0, 0, registry.Shanghai()))
}

func oneDay(d registry.Date) days { return days{d, d} }

// monthDays are the days of a month; month 0 is December of the year before.
func monthDays(year, month int) days {
	return days{dayOf(year, time.Month(month), 1), dayOf(year, time.Month(month+1), 0)}
}

func yearDays(year int) days { return days{dayOf(year, 1, 1), dayOf(year, 12, 31)} }

// weekDays are the days of the week, Monday to Sunday, that holds a day.
func weekDays(d registry.Date) days {
	monday := d.AddDays(-(int(d.Time().Weekday()) + 6) % 7)
	return days{monday, monday.AddDays(6)}
}

// within is a part of a month: 底, 上旬, 初三, 15号.
func (d days) within(part string) (days, bool) {
	switch part {
	case "":
		return d, true
	case "初", "头", "上旬":
		return days{d.from, d.from.AddDays(9)}, true
	case "中旬":
		return days{d.from.AddDays(10), d.from.AddDays(19)}, true
	case "底", "末", "尾", "下旬":
		return days{d.from.AddDays(20), d.to}, true
	}
	n := small(strings.Trim(part, "初日号"))
	day := d.from.AddDays(n - 1)
	return oneDay(day), n > 0 && day <= d.to
}

// small reads a number of at most two figures; 0 if it is none.
func small(s string) int {
	n, took, _ := number([]rune(s))
	if took != len([]rune(s)) {
		return 0
	}
	return int(n)
}

// yearOf reads a year in figures, which needs no day to count from, or 去年.
func yearOf(s string, today registry.Date) (int, bool) {
	if y, end := year([]rune(s), 0); end > 0 {
		return y, y >= 1949 && y <= 2100
	}
	back, known := map[string]int{"大前年": 3, "前年": 2, "去年": 1, "旧年": 1, "上年": 1, "今年": 0, "本年": 0, "明年": -1, "出年": -1}[s]
	return today.Time().Year() - back, known && today != ""
}

// inYear gives what a year has, of the year that is said or else of the last one in
// which it has begun. Within 20 years every leap month and the 29th of February return.
func inYear(said words, today registry.Date, of func(year int) (days, bool)) (days, bool) {
	if said["year"] != "" {
		y, ok := yearOf(said["year"], today)
		if !ok {
			return days{}, false
		}
		return of(y)
	}
	if today == "" {
		return days{}, false
	}
	for y := today.Time().Year(); y > today.Time().Year()-20; y-- {
		if d, ok := of(y); ok && d.from <= today {
			return d, true
		}
	}
	return days{}, false
}

// figures reads 2026-03-02.
func figures(said words, _ registry.Date) (days, bool) {
	y, ok := yearOf(said["year"], "")
	m := small(said["month"])
	if !ok || m < 1 || m > 12 {
		return days{}, false
	}
	return monthDays(y, m).within(said["day"])
}

// monthOfYear reads 去年八月, 今年三月份, 三月份, 3月15号.
func monthOfYear(said words, today registry.Date) (days, bool) {
	m := small(said["month"])
	if said["month"] == "元" {
		m = 1
	}
	return inYear(said, today, func(y int) (days, bool) {
		d, ok := monthDays(y, m).within(said["part"])
		return d, ok && m >= 1 && m <= 12
	})
}

// lunarMonthOfYear reads 农历十一月初三, 腊月廿八, 闰六月; a month of neither name nor
// day of the farmers' calendar is monthOfYear's.
func lunarMonthOfYear(said words, today registry.Date) (days, bool) {
	m, named := map[string]int{"正": 1, "冬": 11, "腊": 12}[said["month"]]
	if !named {
		m = small(said["month"])
	}
	if !named && said["farmers"] == "" && said["leap"] == "" && (said["part"] == "初" || !strings.HasPrefix(said["part"], "初")) {
		return days{}, false
	}
	return inYear(said, today, func(y int) (days, bool) {
		d, ok := lunar(y, m, said["leap"] != "")
		if !ok {
			return days{}, false
		}
		return d.within(said["part"])
	})
}

// steps are how far 上上, 上, 这 and 下 count.
func steps(which string) int {
	switch strings.TrimSuffix(which, "个") {
	case "上上":
		return -2
	case "上":
		return -1
	case "下":
		return 1
	}
	return 0
}

// monthFromNow reads 上个月, 上月底, 这个月3号.
func monthFromNow(said words, today registry.Date) (days, bool) {
	if today == "" {
		return days{}, false
	}
	t := today.Time()
	return monthDays(t.Year(), int(t.Month())+steps(said["which"])).within(said["part"])
}

// weekFromNow reads 上星期三, 上周末, 这个礼拜.
func weekFromNow(said words, today registry.Date) (days, bool) {
	if today == "" {
		return days{}, false
	}
	week := weekDays(today.AddDays(7 * steps(said["which"])))
	switch said["day"] {
	case "":
		return week, true
	case "末":
		return days{week.from.AddDays(5), week.to}, true
	}
	return oneDay(week.from.AddDays(weekday(said["day"]))), true
}

// lastWeekday reads 星期三 as the last one that has begun.
func lastWeekday(said words, today registry.Date) (days, bool) {
	if today == "" {
		return days{}, false
	}
	day := weekDays(today).from.AddDays(weekday(said["day"]))
	if day > today {
		day = day.AddDays(-7)
	}
	return oneDay(day), true
}

// weekday counts from Monday, 0.
func weekday(s string) int {
	if s == "日" || s == "天" {
		return 6
	}
	return small(s) - 1
}

// yearOrPart reads 去年, 2025年底, 今年上半年.
func yearOrPart(said words, today registry.Date) (days, bool) {
	y, ok := yearOf(said["year"], today)
	if !ok {
		return days{}, false
	}
	switch strings.TrimPrefix(said["part"], "年") {
	case "底", "末", "尾":
		return monthDays(y, 12), true
	case "初", "头":
		return monthDays(y, 1), true
	case "中":
		return days{monthDays(y, 6).from, monthDays(y, 7).to}, true
	case "上半年":
		return days{monthDays(y, 1).from, monthDays(y, 6).to}, true
	case "下半年":
		return days{monthDays(y, 7).from, monthDays(y, 12).to}, true
	}
	return yearDays(y), true
}

// nearestTurn reads 年底 without a year as the nearest December, since promises look
// ahead to it and complaints back; 年初 as the last January.
func nearestTurn(said words, today registry.Date) (days, bool) {
	if today == "" {
		return days{}, false
	}
	t := today.Time()
	if said["part"] == "初" {
		return monthDays(t.Year(), 1), true
	}
	if t.Month() < time.July {
		return monthDays(t.Year()-1, 12), true
	}
	return monthDays(t.Year(), 12), true
}

// dayFromNow reads 昨天, 琴日, 前天, 大后天.
func dayFromNow(said words, today registry.Date) (days, bool) {
	for _, w := range []struct {
		begin string
		ahead int
	}{{"大前", -3}, {"前", -2}, {"昨", -1}, {"琴", -1}, {"寻", -1}, {"噚", -1}, {"今", 0}, {"明", 1}, {"听", 1}, {"后", 2}, {"大后", 3}} {
		if strings.HasPrefix(said[""], w.begin) {
			return oneDay(today.AddDays(w.ahead)), today != ""
		}
	}
	return days{}, false
}

// back is the day, week, month or year that lies so many of its kind back.
func back(today registry.Date, unit string, n int) days {
	t := today.Time()
	switch unit {
	case "天", "日":
		return oneDay(today.AddDays(-n))
	case "年":
		return yearDays(t.Year() - n)
	case "个月":
		return monthDays(t.Year(), int(t.Month())-n)
	}
	return weekDays(today.AddDays(-7 * n))
}

// What 几 may mean.
const (
	fewest  = 2
	fewMost = 9
)

// ago reads 三天前, 两个月前, 几年前 and 半年前.
func ago(said words, today registry.Date) (days, bool) {
	if today == "" {
		return days{}, false
	}
	unit := said["unit"]
	switch said["count"] {
	case "几":
		return days{back(today, unit, fewMost).from, back(today, unit, fewest).to}, true
	case "半":
		switch unit {
		case "年":
			return back(today, "个月", 6), true
		case "个月":
			return weekDays(today.AddDays(-15)), true
		}
		return days{}, false
	}
	n := small(said["count"])
	return back(today, unit, n), n > 0
}

// lastFew reads 前几天, 前两个月.
func lastFew(said words, today registry.Date) (days, bool) {
	n := fewest
	if said["count"] == "几" {
		n = fewMost
	}
	return days{back(today, said["unit"], n).from, back(today, said["unit"], 1).to}, today != ""
}
