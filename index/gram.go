package index

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxWord caps a Latin word or number, in bytes: longer ones are cut on both
// sides of a comparison.
const maxWord = 32

// startMark precedes the first character of a name, so that 陈 finds people named
// 陈 before people with a 陈 inside.
const startMark = "^"

// run is a stretch of folded text in one script: characters that are paired, or
// a word of letters and digits that is kept whole.
type run struct {
	text string
	han  bool
}

// runs splits folded text. Everything that is neither letter nor digit parts.
func runs(folded string) []run {
	var all []run
	var cur strings.Builder
	han := false
	flush := func() {
		if cur.Len() > 0 {
			all = append(all, run{text: cur.String(), han: han})
			cur.Reset()
		}
	}
	for _, r := range folded {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r):
			flush()
		case paired(r) != han:
			flush()
			han = paired(r)
			cur.WriteRune(r)
		default:
			cur.WriteRune(r)
		}
	}
	flush()
	for i := range all {
		if !all[i].han {
			all[i].text = cut(all[i].text)
		}
	}
	return all
}

// paired reports whether a script is written without spaces.
func paired(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

func cut(word string) string {
	if len(word) <= maxWord {
		return word
	}
	end := maxWord
	for !utf8.RuneStart(word[end]) {
		end--
	}
	return word[:end]
}

// grams are the terms of long text: pairs of characters, single characters that
// stand alone, whole words.
func grams(folded string) []string {
	var out []string
	for _, r := range runs(folded) {
		if !r.han {
			out = append(out, r.text)
			continue
		}
		chars := split(r.text)
		if len(chars) == 1 {
			out = append(out, chars[0])
		}
		out = append(out, pairs(chars)...)
	}
	return out
}

// shortGrams are the terms of a name or brand: also each single character and
// the mark of the first.
func shortGrams(name string) []string {
	s := nameKey(name)
	out := grams(s)
	chars := split(s)
	for i, c := range chars {
		if i == 0 {
			out = append(out, startMark+c)
		}
		out = append(out, c)
	}
	return out
}

func pairs(chars []string) []string {
	var out []string
	for i := 1; i < len(chars); i++ {
		out = append(out, chars[i-1]+chars[i])
	}
	return out
}

func split(s string) []string { return strings.Split(s, "") }
