package index

import "liuyuan/terms"

// startMark precedes the first character of a name, so that 陈 finds people named
// 陈 before people with a 陈 inside.
const startMark = "^"

// endMark follows the last character of a person's name, so that 阿强 and 强哥 find
// people who are called so.
const endMark = "$"

// shortGrams are the terms of a name or brand: its pairs, also each single
// character and the mark of the first.
func shortGrams(name string) []string {
	key := terms.Key(name)
	out := terms.Pairs(key)
	for i, c := range terms.Chars(key) {
		if i == 0 {
			out = append(out, startMark+c)
		}
		out = append(out, c)
	}
	return out
}

// endGram is the mark of the last character of a name.
func endGram(name string) string {
	chars := terms.Chars(terms.Key(name))
	if len(chars) < 2 {
		return ""
	}
	return chars[len(chars)-1] + endMark
}

// common reports whether a pair of characters is in so many names that it tells
// nothing: it is optional instead of required.
func common(pair string) bool {
	switch pair {
	case "纠纷", "调解", "解室", "人民", "委员", "员会", "工作", "作室":
		return true
	}
	return false
}

// stops marks the characters that belong to a pair too common to ask for.
func stops(chars []string) []bool {
	marked := make([]bool, len(chars))
	for i := 1; i < len(chars); i++ {
		if common(chars[i-1] + chars[i]) {
			marked[i-1], marked[i] = true, true
		}
	}
	return marked
}
