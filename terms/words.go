package terms

// trie finds every occurrence of many words in a text: at each place the words
// that begin there, by walking down one character at a time. Words are short (2 to
// 12 characters), so the walk is too, and no failure links are needed.
type trie struct {
	next map[rune]*trie
	word int // index of the word that ends here, -1 if none
}

func newTrie() *trie { return &trie{word: -1} }

// put adds a folded word; the first index of a word stays.
func (t *trie) put(word string, index int) int {
	at := t
	for _, r := range word {
		if at.next == nil {
			at.next = map[rune]*trie{}
		}
		down := at.next[r]
		if down == nil {
			down = newTrie()
			at.next[r] = down
		}
		at = down
	}
	if at.word < 0 {
		at.word = index
	}
	return at.word
}

// span is an occurrence of a word: characters from..to of the text.
type span struct{ from, to, word int }

// find gives the occurrences of all words, by place and then by length.
func (t *trie) find(text []rune) []span {
	var found []span
	for from := range text {
		at := t
		for i := from; i < len(text); i++ {
			if at = at.next[text[i]]; at == nil {
				break
			}
			if at.word >= 0 {
				found = append(found, span{from, i + 1, at.word})
			}
		}
	}
	return found
}

// longestAt gives the longest word that begins at a place and where it ends; -1 if none.
func (t *trie) longestAt(text []rune, from int) (word, to int) {
	word = -1
	at := t
	for i := from; i < len(text); i++ {
		if at = at.next[text[i]]; at == nil {
			break
		}
		if at.word >= 0 {
			word, to = at.word, i+1
		}
	}
	return word, to
}

// longest keeps the occurrences that lie in no longer one.
func longest(found []span) []span {
	var kept []span
	for i, s := range found {
		inside := false
		for j, o := range found {
			if i != j && o.from <= s.from && s.to <= o.to && o.to-o.from > s.to-s.from {
				inside = true
				break
			}
			if o.from >= s.to {
				break
			}
		}
		if !inside {
			kept = append(kept, s)
		}
	}
	return kept
}
