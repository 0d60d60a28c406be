package terms

import (
	_ "embed"
	"strings"
)

//go:embed data/spoken.tsv
var spokenFile string

// speech knows the spoken words, Cantonese above all, and what the model reads in
// their place, so that what it learnt from one way of speaking serves the other.
type speech struct {
	words   *trie
	instead [][]rune // by word
}

func newSpeech() *speech {
	s := &speech{words: newTrie()}
	for _, line := range strings.Split(spokenFile, "\n") {
		if word, plain, ok := strings.Cut(line, "\t"); ok && !strings.HasPrefix(line, "#") {
			s.words.put(Fold(word), len(s.instead))
			s.instead = append(s.instead, []rune(Fold(plain)))
		}
	}
	return s
}

// plain replaces the spoken words of a text, the longest one at each place.
func (s *speech) plain(text []rune) []letter {
	out := make([]letter, 0, len(text))
	for from := 0; from < len(text); {
		word, to := s.words.longestAt(text, from)
		if word < 0 {
			out = append(out, letter{text[from], span{from: from, to: from + 1}})
			from++
			continue
		}
		for _, r := range s.instead[word] {
			out = append(out, letter{r, span{from: from, to: to}})
		}
		from = to
	}
	return out
}
