package terms

// equal reports whether a text begins with a word.
func equal(text, word []rune) bool {
	for i := range word {
		if text[i] != word[i] {
			return false
		}
	}
	return true
}
