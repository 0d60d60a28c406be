package terms

import (
	"strings"

	"liuyuan/registry"
)

// aside is how many days 春节前 and 春节后 reach: a month, as people mean it.
const aside = 30

// feastDay is a feast: a month and a day, of the farmers' calendar where lunar, and how
// many days are meant by its bare name.
type feastDay struct {
	lunar             bool
	month, day, lasts int
}

// feasts are the feasts by their names without 节 and 晚; the bare 年 of 年前 is the new year.
func feasts() map[string]feastDay {
	newYear := feastDay{true, 1, 1, 7}
	eve := feastDay{true, 1, 0, 1}
	return map[string]feastDay{
		"春": newYear, "农历新年": newYear, "过年": newYear, "": newYear, "大年初一": {true, 1, 1, 1},
		"除夕": eve, "年三十": eve, "年卅": eve,
		"元宵": {true, 1, 15, 1}, "端午": {true, 5, 5, 1}, "七夕": {true, 7, 7, 1}, "中秋": {true, 8, 15, 1}, "八月十五": {true, 8, 15, 1}, "重阳": {true, 9, 9, 1},
		"元旦": {false, 1, 1, 1}, "清明": {false, 4, 4, 3}, "五一": {false, 5, 1, 1}, "五一劳动": {false, 5, 1, 1}, "劳动": {false, 5, 1, 1},
		"国庆": {false, 10, 1, 7}, "双十一": {false, 11, 11, 1}, "冬至": {false, 12, 21, 2},
	}
}

// in gives the days of a feast in a year.
func (f feastDay) in(year int) (days, bool) {
	month, ok := monthDays(year, f.month), true
	if f.lunar {
		month, ok = lunar(year, f.month, false)
	}
	first := month.from.AddDays(f.day - 1)
	return days{first, first.AddDays(f.lasts - 1)}, ok
}

// feast reads 去年中秋, 春节前, 国庆期间, 年后.
func feast(said words, today registry.Date) (days, bool) {
	f, ok := feasts()[strings.TrimSuffix(strings.TrimSuffix(said["feast"], "晚"), "节")]
	if !ok || said["feast"] == "国庆" && said["side"] == "" && said["during"] == "" { // a given name, too
		return days{}, false
	}
	return inYear(said, today, func(y int) (days, bool) {
		d, ok := f.in(y)
		if !ok {
			return days{}, false
		}
		return d.beside(said["side"]), true
	})
}

// beside are the days before or after some days, or around them.
func (d days) beside(side string) days {
	switch side {
	case "前":
		return days{d.from.AddDays(-aside), d.from.AddDays(-1)}
	case "后":
		return days{d.to.AddDays(1), d.to.AddDays(aside)}
	case "前后":
		return days{d.from.AddDays(-aside / 2), d.to.AddDays(aside / 2)}
	}
	return d
}
