package terms

import (
	"slices"
	"strings"
)

// everyday are names of villages and communities that are words of everyday life as
// well. Such a name is a place only where it is written with 村 or 社区, stands alone
// between spaces and punctuation, or touches another place (棠下复兴).
// Source of the names: the statistics bureau's list of 2023.
func everyday() []string {
	return []string{
		"花园", "西园", "华园", "复兴", "幸福", "永盛", "兴盛", "常安", "胜利", "象山", "东成", "农林", "丰乐", "美景", "港口", "江边", "联合",
		"好景", "丽苑", "群众", "天福", "发展", "宏达", "滨江", "石头", "石山", "三和", "中心", "河山", "为民", "新河", "中和", "南村", "高村",
		"里村", "北达", "群星", "双龙", "天龙", "东风", "华东", "东华", "碧桂园", "五福", "东联", "双楼", "上巷", "塘边", "育德", "启华",
	}
}

// isEveryday reports whether a place is written by an everyday word alone.
func isEveryday(text []rune, s span) bool {
	return slices.Contains(everyday(), string(text[s.from:s.to]))
}

// clearPlaces keeps the occurrences of place names that mean a place.
func clearPlaces(text []rune, found []span) []span {
	var clear []span
	for _, s := range found {
		if !isEveryday(text, s) || marked(text, s) || apart(text, s) || touches(found, s) {
			clear = append(clear, s)
		}
	}
	return clear
}

// marked reports whether 村 or 社区 follows a name.
func marked(text []rune, s span) bool {
	rest := string(text[s.to:min(len(text), s.to+2)])
	return strings.HasPrefix(rest, "村") || strings.HasPrefix(rest, "社区") || strings.HasPrefix(rest, "居委")
}

// withMark adds the 村 or 社区 behind an everyday name to its occurrence.
func withMark(text []rune, s span) span {
	if isEveryday(text, s) && marked(text, s) {
		if s.to++; text[s.to-1] != '村' {
			s.to++
		}
	}
	return s
}

// apart reports whether no Chinese character touches an occurrence.
func apart(text []rune, s span) bool {
	lonely := func(i int) bool { return i < 0 || i >= len(text) || !isHan(text[i]) }
	return lonely(s.from-1) && lonely(s.to)
}

// touches reports whether another place stands directly before or behind.
func touches(found []span, s span) bool {
	for _, o := range found {
		if o.to == s.from || s.to == o.from {
			return true
		}
	}
	return false
}
