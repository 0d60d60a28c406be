package terms

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/offices.tsv
var officesFile string

// offices knows the words by which people ask for an office. The table is a constant.
var offices = sync.OnceValue(func() *officeTable {
	t := &officeTable{words: newTrie()}
	for _, line := range strings.Split(officesFile, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(Fold(line), "\t")
		names := strings.Split(fields[0], "|")
		for _, w := range append(names, fields[1:]...) {
			t.words.put(w, len(t.names))
		}
		t.names, t.asked = append(t.names, names), append(t.asked, fields[1:]...)
	}
	return t
})

type officeTable struct {
	words *trie
	names [][]string // by word: what the names of such an office hold
	asked []string
}

// OfficeWords are the words by which people ask for an office whose name is another.
func OfficeWords() []string { return offices().asked }

// Office reads the longest word for an office in a text (国土局): names are what the name
// of such an office holds today (自然资源), rest is the text without the word. There are no
// names if the text has no such word.
func Office(text string) (names []string, rest string) {
	original := []rune(text)
	folded, at := foldAt(original)
	var best span
	for _, s := range offices().words.find(folded) {
		if s.to-s.from > best.to-best.from {
			best = s
		}
	}
	if best.to == 0 {
		return nil, text
	}
	return offices().names[best.word], string(original[:at[best.from]]) + " " + string(original[at[best.to-1]+1:])
}
