package index

import "strings"

// sounding is one way to read a name aloud: a syllable for each character, a
// word of letters as it is.
type sounding []string

func (s sounding) whole() string { return strings.Join(s, "") }

func (s sounding) initials() string {
	var b strings.Builder
	for _, syllable := range s {
		b.WriteString(syllable[:1])
	}
	return b.String()
}

// speech knows the syllables of Mandarin, to cut pinyin that is typed in one go.
type speech struct {
	known map[string]bool
}

// maxSyllable is the longest syllable, in letters (zhuang, chuang, shuang).
const maxSyllable = 6

// maxCuts bounds the ways to cut one word: xian is xian and xi'an.
const maxCuts = 4

func newSpeech() *speech {
	s := &speech{known: map[string]bool{}}
	for _, one := range strings.Fields(syllables) {
		s.known[one] = true
	}
	return s
}

// cuts gives the ways to read a word as whole syllables, longest syllables first;
// none if it is not pinyin.
func (s *speech) cuts(word string) []sounding {
	if len(word) > 64 {
		return nil
	}
	dead := make([]bool, len(word)+1) // places from which the end cannot be reached
	var found []sounding
	var walk func(from int, path sounding) bool
	walk = func(from int, path sounding) bool {
		if from == len(word) {
			found = append(found, append(sounding(nil), path...))
			return true
		}
		if dead[from] {
			return false
		}
		reached := false
		for n := min(maxSyllable, len(word)-from); n > 0 && len(found) < maxCuts; n-- {
			if s.known[word[from:from+n]] && walk(from+n, append(path, word[from:from+n])) {
				reached = true
			}
		}
		dead[from] = !reached && len(found) < maxCuts
		return reached
	}
	walk(0, nil)
	return found
}

// soundings reads a name aloud. Characters without a reading are left out.
func soundings(name string) []sounding {
	folded := squeeze(fold(name))
	if folded == "" {
		return nil
	}
	var s sounding
	for _, r := range runs(folded) {
		if !r.han {
			s = append(s, r.text)
			continue
		}
		for _, one := range pinyinOf(r.text) {
			if len(one) > 0 && one[0] != "" {
				s = append(s, one[0])
			}
		}
	}
	if len(s) == 0 {
		return nil
	}
	return []sounding{s}
}

// shortInitials are initials as people shorten long names: without the common
// words (棠下镇劳资 → txzlz), and without 镇 and 街道 (txlz).
func shortInitials(name string) []string {
	var out []string
	chars := split(squeeze(fold(name)))
	if len(chars) < 5 {
		return nil
	}
	optional := stops(chars)
	var long, short []string
	for i, c := range chars {
		if optional[i] {
			continue
		}
		long = append(long, c)
		if c == "镇" || c == "街" || c == "道" || c == "村" {
			continue
		}
		short = append(short, c)
	}
	for _, kept := range [][]string{long, short} {
		for _, s := range soundings(strings.Join(kept, "")) {
			out = append(out, s.initials())
		}
	}
	return out
}

// stops marks the characters that belong to a pair too common to ask for.
func stops(chars []string) []bool {
	marked := make([]bool, len(chars))
	for i := 1; i < len(chars); i++ {
		if isStop(chars[i-1] + chars[i]) {
			marked[i-1], marked[i] = true, true
		}
	}
	return marked
}
