package terms

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/alike.tsv
var alikeFile string

// alike knows the words that say the same of a person. The table is a constant.
var alike = sync.OnceValue(func() *alikes {
	a := &alikes{words: newTrie()}
	for _, line := range strings.Split(alikeFile, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		group := strings.Split(Fold(line), "\t")
		for _, w := range group {
			a.words.put(w, len(a.groups))
		}
		a.groups = append(a.groups, group)
	}
	return a
})

type alikes struct {
	words  *trie
	groups [][]string // by word
}

// Alike reads a description of a person: for each word that is known to have others
// for the same all of these (当过兵: 退伍, 部队 …), and what is left of the text without
// words that join.
func Alike(text string) (groups [][]string, rest string) {
	folded := []rune(Fold(text))
	table := alike()
	var b strings.Builder
	seen := map[int]bool{}
	for from := 0; from < len(folded); {
		word, to := table.words.longestAt(folded, from)
		if word < 0 {
			b.WriteRune(folded[from])
			from++
			continue
		}
		if !seen[word] {
			seen[word] = true
			groups = append(groups, table.groups[word])
		}
		b.WriteByte(' ')
		from = to
	}
	var left []string
	for _, piece := range strings.Fields(b.String()) {
		if piece = trimFillers(piece); piece != "" {
			left = append(left, piece)
		}
	}
	return groups, strings.Join(left, " ")
}
