package terms

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"liuyuan/registry"
)

//go:embed data/lunar.tsv
var lunarFile string

// lunarYear is a year of the farmers' calendar: its new year's day and its months.
type lunarYear struct {
	first  registry.Date
	months []lunarMonth
}

type lunarMonth struct {
	number int
	leap   bool // 闰
	days   int  // 30 大, 29 小
}

// lunarYears is data/lunar.tsv: 1990 to 2050.
var lunarYears = sync.OnceValue(func() map[int]lunarYear {
	years := map[int]lunarYear{}
	for _, line := range strings.Split(lunarFile, "\n") {
		fields := strings.Split(line, "\t")
		if len(fields) != 3 || strings.HasPrefix(line, "#") {
			continue
		}
		year, _ := strconv.Atoi(fields[0])
		years[year] = lunarYear{registry.Date(fields[1]), lunarMonths(fields[2])}
	}
	return years
})

// lunarMonths reads 大小大闰小…: the months of a year in their order.
func lunarMonths(s string) []lunarMonth {
	var months []lunarMonth
	number, leap := 0, false
	for _, r := range s {
		if r == '闰' {
			leap = true
			continue
		}
		if !leap {
			number++
		}
		months = append(months, lunarMonth{number, leap, map[rune]int{'大': 30, '小': 29}[r]})
		leap = false
	}
	return months
}

// lunar gives the days of a month of the farmers' calendar.
func lunar(year, month int, leap bool) (days, bool) {
	y, ok := lunarYears()[year]
	if !ok {
		return days{}, false
	}
	first := y.first
	for _, m := range y.months {
		if m.number == month && m.leap == leap {
			return days{first, first.AddDays(m.days - 1)}, true
		}
		first = first.AddDays(m.days)
	}
	return days{}, false
}
