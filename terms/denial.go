package terms

import "strings"

// denial says which characters of a text are denied: "不是打架", "跟工资没关系".
type denial []bool

// covers reports whether all of a word is denied.
func (d denial) covers(s span) bool {
	for i := s.from; i < s.to; i++ {
		if !d[i] {
			return false
		}
	}
	return true
}

// deniers stand before what they deny; it ends at the next punctuation mark, or
// after reach characters.
func deniers() []string {
	return []string{"不是因为", "不是说", "并不是", "并非", "不是", "不涉及", "没有涉及", "与其说是", "不关", "唔关", "唔系", "不属于", "不算", "不会去", "不会", "唔会", "没想过", "没有要", "没打算", "不想", "没有动手", "没动手", "没有发生", "没有打", "没打"}
}

// disclaimers stand behind what they deny: 跟工资没关系, 与赔偿无关.
func disclaimers() []string {
	return []string{"没关系", "没有关系", "无关", "没有什么关系", "冇关系", "不相关", "不是问题", "的事先不说", "已经解决", "已解决"}
}

const reach = 8 // characters

func denials(text []rune) denial {
	d := make(denial, len(text))
	for _, w := range deniers() {
		word := []rune(w)
		for from := 0; from+len(word) <= len(text); from++ {
			if !equal(text[from:from+len(word)], word) || excused(text, from, w) {
				continue
			}
			start := from + len(word)
			if w == "没有动手" || w == "没动手" || w == "没有打" || w == "没打" {
				start = from
			}
			for i := start; i < len(text) && i < from+len(word)+reach && !stops(text[i]); i++ {
				d[i] = true
			}
		}
	}
	for _, w := range disclaimers() {
		word := []rune(w)
		for from := 0; from+len(word) <= len(text); from++ {
			if !equal(text[from:from+len(word)], word) {
				continue
			}
			for i := from - 1; i >= 0 && i > from-1-reach && !stops(text[i]); i-- {
				d[i] = true
			}
		}
	}
	return d
}

// excused are questions and doubled negations that deny nothing: 是不是打架,
// 不会不给工资, 不想活.
func excused(text []rune, from int, w string) bool {
	if from > 0 && (text[from-1] == '是' || text[from-1] == '会' || text[from-1] == '想') {
		return true
	}
	after := from + len([]rune(w))
	return after < len(text) && (text[after] == '不' || text[after] == '活' && w == "不想")
}

// between are the small words that may stand between "没有" and a deed that did not happen.
const between = "去过要再被有跟和对动互相任何人他她"

// denyDeeds denies the words that directly follow "没有" and the like: 没有堵门,
// 从来没打过他. Of a type's words that would be wrong (没有工资), of deeds it is right.
func denyDeeds(text []rune, deeds []span, d denial) {
	for _, s := range deeds {
		at := s.from
		for at > 0 && s.from-at < 3 && strings.ContainsRune(between, text[at-1]) {
			at--
		}
		before := string(text[max(0, at-2):at])
		if strings.HasSuffix(before, "没有") || strings.HasSuffix(before, "没") || strings.HasSuffix(before, "冇") || strings.HasSuffix(before, "未") || strings.HasSuffix(before, "不去") {
			for i := s.from; i < s.to; i++ {
				d[i] = true
			}
		}
	}
}

// stops are the characters at which a denial ends.
func stops(r rune) bool {
	switch r {
	case ',', '.', ';', '!', '?', '。', ':', '、', '\n', ' ', '而', '但', '是':
		return true
	}
	return false
}
