package matching

import "liuyuan/registry"

// day is a calendar day as a number from 1970-01-01 = 1, held between 1 and
// maxDay (year 2149); zero is "not given". Terms compare without parsing.
type day uint16

const maxDay day = 65534

// openEnd is the end of a term that has none.
const openEnd day = 65535

func dayOf(d registry.Date) day {
	if len(d) != 10 {
		return 0
	}
	y, m, n := digits(d[:4]), digits(d[5:7]), digits(d[8:])
	// Days from the civil calendar (Hinnant), years beginning in March.
	if m <= 2 {
		y--
	}
	era := y / 400
	yoe := y - era*400
	doy := (153*((m+9)%12)+2)/5 + n - 1
	number := era*146097 + yoe*365 + yoe/4 - yoe/100 + doy - 719468 + 1
	return day(min(max(number, 1), int(maxDay)))
}

func digits(s registry.Date) int {
	n := 0
	for i := 0; i < len(s); i++ {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// date is the text of a day.
func (d day) date() registry.Date {
	if d == 0 || d == openEnd {
		return ""
	}
	return registry.Date("1970-01-01").AddDays(int(d) - 1)
}

// span is a term of days in 32 bits.
type span uint32

func spanOf(t registry.Term) span {
	to := dayOf(t.To)
	if to == 0 {
		to = openEnd
	}
	return span(dayOf(t.From))<<16 | span(to)
}

func (s span) from() day         { return day(s >> 16) }
func (s span) to() day           { return day(s) }
func (s span) covers(d day) bool { return s.from() <= d && d <= s.to() }
