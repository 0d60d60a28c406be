package terms

import (
	"strings"
	"unicode/utf8"
)

// Sounding is one way to read a name aloud: a syllable for each character, a
// word of letters as it is.
type Sounding []string

// Whole is the pinyin in one word.
func (s Sounding) Whole() string { return strings.Join(s, "") }

// Initials are the first letters.
func (s Sounding) Initials() string {
	var b strings.Builder
	for _, syllable := range s {
		r, _ := utf8.DecodeRuneInString(syllable)
		b.WriteRune(r)
	}
	return b.String()
}

// maxSyllable is the longest syllable, in letters (zhuang, chuang, shuang).
const maxSyllable = 6

// maxCuts bounds the ways to cut one word: xian is xian and xi'an.
const maxCuts = 16

// Cuts gives the ways to read a word as whole syllables, longest syllables first;
// none if it is not pinyin.
func Cuts(word string) []Sounding {
	known := syllableSet()
	if len(word) > 64 {
		return nil
	}
	dead := make([]bool, len(word)+1) // places from which the end cannot be reached
	var found []Sounding
	var walk func(from int, path Sounding) bool
	walk = func(from int, path Sounding) bool {
		if from == len(word) {
			found = append(found, append(Sounding(nil), path...))
			return true
		}
		if dead[from] {
			return false
		}
		reached := false
		for n := min(maxSyllable, len(word)-from); n > 0 && len(found) < maxCuts; n-- {
			if known[word[from:from+n]] && walk(from+n, append(path, word[from:from+n])) {
				reached = true
			}
		}
		dead[from] = !reached && len(found) < maxCuts
		return reached
	}
	walk(0, nil)
	return found
}

// maxSoundings bounds the ways to read one name.
const maxSoundings = 3

// Soundings reads a name aloud, the likely way first: then with the other reading
// of its first character, which as a surname is often read its own way (曾, 区,
// 单), and with u for ü, as people type it. Characters without a reading are left
// out.
func Soundings(text string) []Sounding {
	folded := Key(text)
	if folded == "" {
		return nil
	}
	readings := Readings(folded)
	usual := spell([]rune(folded), readings)
	if len(usual) == 0 {
		return nil
	}
	ways := []Sounding{usual}
	if len(readings[0]) > 1 && ascii(readings[0][1]) {
		ways = append(ways, append(Sounding{readings[0][1]}, usual[1:]...))
	}
	if u := usual.withU(); len(ways) < maxSoundings && u != nil {
		ways = append(ways, u)
	}
	return ways
}

// spell takes the first reading of each character and joins letters to words.
func spell(chars []rune, readings [][]string) Sounding {
	var s Sounding
	word := ""
	for i, r := range chars {
		if !paired(r) {
			word += string(r)
			continue
		}
		if word != "" {
			s, word = append(s, word), ""
		}
		if len(readings[i]) > 0 && ascii(readings[i][0]) {
			s = append(s, readings[i][0])
		}
	}
	if word != "" {
		s = append(s, word)
	}
	return s
}

// Syllables gives the likely syllable of each folded character, empty for signs
// and letters.
func Syllables(chars []string) []string {
	out := make([]string, len(chars))
	at := 0
	readings := Readings(strings.Join(chars, ""))
	for i, c := range chars {
		for range c { // a folded character is one rune, or none
			if at < len(readings) && len(readings[at]) > 0 && readings[at][0] != c && ascii(readings[at][0]) {
				out[i] = readings[at][0]
			}
			at++
		}
	}
	return out
}

func ascii(s string) bool { return s != "" && s[0] < 0x80 }

// withU writes ü as u; nil if there is none.
func (s Sounding) withU() Sounding {
	var out Sounding
	for i, syllable := range s {
		if syllable == "lv" || syllable == "nv" || syllable == "lve" || syllable == "nve" {
			if out == nil {
				out = append(out, s...)
			}
			out[i] = syllable[:1] + "u" + syllable[2:]
		}
	}
	return out
}
