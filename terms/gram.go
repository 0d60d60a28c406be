package terms

// maxGram is the longest run of characters that is a feature of the model.
const maxGram = 3

// grams gives every run of one to three letters or digits of a folded text once,
// in the order of the text. Figures count as one sign, since which figure it is
// tells nothing about the kind of matter.
func grams(text []rune) []string {
	var found []string
	seen := map[string]bool{}
	runes := make([]rune, 0, len(text))
	for _, r := range text {
		switch {
		case isDigit(r):
			if n := len(runes); n > 0 && runes[n-1] == '0' {
				continue
			}
			runes = append(runes, '0')
		case isHan(r) || 'a' <= r && r <= 'z':
			runes = append(runes, r)
		default:
			if n := len(runes); n > 0 && runes[n-1] != ' ' {
				runes = append(runes, ' ')
			}
		}
	}
	for from := range runes {
		for n := 1; n <= maxGram && from+n <= len(runes) && runes[from+n-1] != ' '; n++ {
			g := string(runes[from : from+n])
			if !seen[g] {
				seen[g] = true
				found = append(found, g)
			}
		}
	}
	return found
}

// signs are what a model sees of a text: its grams and the concepts found in it. What
// is denied is not seen.
func signs(text []rune, denied denial, book *cueBook, seen sighting) []string {
	said := make([]rune, len(text))
	for i, r := range text {
		said[i] = r
		if denied[i] {
			said[i] = ' '
		}
	}
	list := grams(said)
	for symbol, name := range book.concepts {
		if len(seen[symbol]) > 0 {
			list = append(list, name)
		}
	}
	return list
}
