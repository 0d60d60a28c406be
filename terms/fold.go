package terms

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

//go:embed data/simplified.tsv
var simplifiedFile string

// simplified maps a traditional character to its simplified one. The table is a
// constant that is too large to write as code; characters are mapped one by one,
// since phrases would move the places that highlights point at.
var simplified = sync.OnceValue(func() map[rune]rune {
	table := map[rune]rune{}
	for _, line := range strings.Split(simplifiedFile, "\n") {
		from, to, ok := strings.Cut(line, "\t")
		if ok && !strings.HasPrefix(line, "#") {
			f, _ := utf8.DecodeRuneInString(from)
			t, _ := utf8.DecodeRuneInString(to)
			table[f] = t
		}
	}
	for _, row := range []string{"aāáǎà", "eēéěè", "iīíǐì", "oōóǒò", "uūúǔù", "vüǖǘǚǜ"} { // pinyin as it is typed
		plain, _ := utf8.DecodeRuneInString(row)
		for _, r := range row[1:] {
			table[r] = plain
		}
	}
	for from, to := range table { // a target that is itself mapped would fold further the second time
		for next, ok := table[to]; ok && next != to; next, ok = table[to] {
			to = next
		}
		table[from] = to
	}
	return table
})

// Fold makes texts comparable: full width, case, traditional characters and the tones
// of pinyin are folded, ü is v, characters without width are dropped. Any text has a folded form;
// folding it again changes nothing.
func Fold(s string) string {
	table := simplified()
	return strings.Map(func(r rune) rune { return foldRune(table, r) }, s)
}

// foldRune folds one character; -1 drops it.
func foldRune(table map[rune]rune, r rune) rune {
	if r < 0x80 {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}
	if r == utf8.RuneError || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Mn, r) {
		return -1
	}
	if n := width.LookupRune(r).Folded(); n != 0 {
		r = n
	}
	r = unicode.ToLower(r)
	if s, ok := table[r]; ok {
		return s
	}
	return r
}

// Squeeze keeps the letters and digits of a folded text, so that quotes, spaces
// and punctuation neither part nor join anything.
func Squeeze(folded string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, folded)
}

// Key is a folded text of letters and digits alone, by which names are compared.
func Key(s string) string { return Squeeze(Fold(s)) }
