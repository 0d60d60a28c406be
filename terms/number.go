package terms

import (
	"slices"
	"strconv"
	"strings"
)

// number reads a Chinese or Arabic number at the beginning of a text and says how
// many characters it took; 几 and 多 make it about (a lower bound). 0 took nothing.
func number(text []rune) (value float64, took int, about bool) {
	if v, n := arabic(text); n > 0 {
		return scale(text, v, n)
	}
	return chinese(plainNumerals(text))
}

// plainNumerals reads the numerals of a receipt as everyday ones: 伍仟 is 五千.
func plainNumerals(text []rune) []rune {
	if len(text) == 0 || !strings.ContainsRune(receiptNumerals, text[0]) {
		return text
	}
	plain := []rune("一二三四五六七八九十百千两")
	out := slices.Clone(text[:min(len(text), 24)])
	for i, r := range out {
		for at, receipt := range []rune(receiptNumerals) {
			if r == receipt {
				out[i] = plain[at]
			}
		}
	}
	return out
}

const receiptNumerals = "壹贰叁肆伍陆柒捌玖拾佰仟俩"

func arabic(text []rune) (float64, int) {
	n := 0
	for n < len(text) && (text[n] >= '0' && text[n] <= '9' || n > 0 && (text[n] == '.' || text[n] == ',') && n+1 < len(text) && text[n+1] >= '0' && text[n+1] <= '9') {
		n++
	}
	if n == 0 || n > 15 {
		return 0, 0
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(string(text[:n]), ",", ""), 64)
	if err != nil {
		return 0, 0
	}
	return v, n
}

// scale takes 十 百 千 万 亿 and 多 余 几 behind Arabic digits: 12万, 30多.
func scale(text []rune, v float64, n int) (float64, int, bool) {
	about := false
	for n < len(text) {
		if r := text[n]; n > 0 && isDigit(r) && strings.ContainsRune("w万k千", text[n-1]) && (n+1 == len(text) || !isDigit(text[n+1])) {
			unit := map[rune]float64{'w': 1e3, '万': 1e3, 'k': 100, '千': 100}[text[n-1]]
			return v + float64(r-'0')*unit, n + 1, about // 3w5
		}
		switch text[n] {
		case '百':
			v *= 100
		case '千', 'k':
			v *= 1000
		case '万', 'w':
			v *= 10000
		case '亿':
			v *= 1e8
		case '多', '余', '几', '来':
			about = true
		default:
			return v, n, about
		}
		n++
	}
	return v, n, about
}

func digit(r rune) (float64, bool) {
	for i, d := range []rune("零一二三四五六七八九") {
		if r == d {
			return float64(i), true
		}
	}
	switch r {
	case '两':
		return 2, true
	case '〇':
		return 0, true
	case '俩':
		return 2, true
	}
	return 0, false
}

// chinese reads 十二, 三万八, 一百二十, 几十, 百余, 上百. 几十 is at least 20… read as 30,
// since people say it of a crowd.
func chinese(text []rune) (float64, int, bool) {
	total, section, unit := 0.0, 0.0, 0.0
	last := 1.0
	n, about := 0, false
	seen := false
loop:
	for ; n < len(text); n++ {
		r := text[n]
		if d, ok := digit(r); ok {
			unit, seen = d, true
			if d == 0 {
				last = 10 // 一百零二: what follows a zero is counted in ones
			}
			continue
		}
		switch r {
		case '廿', '卅':
			section += map[rune]float64{'廿': 20, '卅': 30}[r]
			unit, last, seen = 0, 10, true
		case '十', '百', '千':
			m := map[rune]float64{'十': 10, '百': 100, '千': 1000}[r]
			if unit == 0 {
				unit = 1
			}
			section += unit * m
			unit, last, seen = 0, m, true
		case '万', '亿':
			m := map[rune]float64{'万': 1e4, '亿': 1e8}[r]
			section += unit
			if section == 0 {
				section = 1
			}
			total += section * m
			section, unit, last, seen = 0, 0, m, true
		case '几', '数', '好', '上':
			if n+1 < len(text) && (text[n+1] == '十' || text[n+1] == '百' || text[n+1] == '千' || text[n+1] == '万' || r == '好' && text[n+1] == '几') {
				about = true
				if r == '几' || r == '数' {
					unit = 3
				}
				continue
			}
			if r == '几' && seen { // 三十几
				about = true
				if n+1 < len(text) {
					if _, again := digit(text[n+1]); again || text[n+1] == '廿' || text[n+1] == '卅' { // 十几二十: the larger
						total, section, unit = 0, 0, 0
					}
				}
				continue
			}
			break loop
		case '多', '余', '来':
			if !seen {
				break loop
			}
			about = true
		default:
			break loop
		}
	}
	if !seen {
		return 0, 0, false
	}
	if unit > 0 && last >= 100 { // 三万八 is 38,000; 一百二 is 120
		unit *= last / 10
	}
	return total + section + unit, n, about
}
