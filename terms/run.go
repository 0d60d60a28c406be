package terms

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxWord caps a Latin word or number, in bytes: longer ones are cut on both
// sides of a comparison.
const maxWord = 32

// Run is a stretch of folded text in one script: characters that are paired, or
// a word of letters and digits that is kept whole.
type Run struct {
	Text string
	Han  bool
}

// Runs splits folded text. Everything that is neither letter nor digit parts.
func Runs(folded string) []Run {
	var all []Run
	var cur strings.Builder
	han := false
	flush := func() {
		if cur.Len() > 0 {
			all = append(all, Run{Text: cur.String(), Han: han})
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
		if !all[i].Han {
			all[i].Text = cut(all[i].Text)
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

// Pairs are the terms of long text: pairs of characters, single characters that
// stand alone, whole words.
func Pairs(folded string) []string {
	var out []string
	for _, r := range Runs(folded) {
		if !r.Han {
			out = append(out, r.Text)
			continue
		}
		chars := Chars(r.Text)
		if len(chars) == 1 {
			out = append(out, chars[0])
		}
		out = append(out, PairsOf(chars)...)
	}
	return out
}

// PairsOf are the neighbours among characters.
func PairsOf(chars []string) []string {
	var out []string
	for i := 1; i < len(chars); i++ {
		out = append(out, chars[i-1]+chars[i])
	}
	return out
}

// Chars are the characters of a text, one by one.
func Chars(s string) []string { return strings.Split(s, "") }
