package index

import (
	"strings"

	"liuyuan/terms"
)

// writing turns text into terms, for records and for queries alike.
type writing struct {
	syllables map[string]bool
}

func newWriting() *writing {
	w := &writing{syllables: map[string]bool{}}
	for _, one := range strings.Fields(syllables) {
		w.syllables[one] = true
	}
	return w
}

// nameKey is a folded text of letters and digits alone.
func nameKey(s string) string { return terms.Squeeze(terms.Fold(s)) }

// common reports whether a pair of characters is in so many names that it tells
// nothing: it is optional instead of required.
func common(pair string) bool {
	switch pair {
	case "纠纷", "调解", "解室", "人民", "委员", "员会", "工作", "作室":
		return true
	}
	return false
}
