package terms

// maxGram is the longest run of characters that is a feature of the model.
const maxGram = 3

// sign is what a model sees: a run of characters or a concept ("@boss"), and where
// the text says it.
type sign struct {
	name string
	said span
}

// signs are what a model sees of a text: runs of one to three characters of its
// plain form, and the concepts found in it. What is denied is not seen.
func (s *speech) signs(text []rune, denied denial, book *cueBook, seen sighting) []sign {
	heard := make([]rune, len(text))
	for i, r := range text {
		heard[i] = r
		if denied[i] {
			heard[i] = ' '
		}
	}
	list := grams(letters(s.plain(heard)))
	for symbol, name := range book.concepts {
		if len(seen[symbol]) > 0 {
			list = append(list, sign{name, seen[symbol][0]})
		}
	}
	return list
}

// letter is a character of the plain form and the place of the text it stands for.
type letter struct {
	rune rune
	said span
}

// letters keeps Chinese characters, Latin letters and one sign for each number,
// since which figure it is tells nothing about the kind of matter; all else is a gap.
func letters(text []letter) []letter {
	kept := text[:0]
	for _, l := range text {
		switch {
		case isDigit(l.rune):
			l.rune = '0'
		case isHan(l.rune) || 'a' <= l.rune && l.rune <= 'z':
			kept = append(kept, l)
			continue
		default:
			l.rune = ' '
		}
		if n := len(kept); n == 0 || kept[n-1].rune != l.rune {
			kept = append(kept, l)
		}
	}
	return kept
}

// grams gives every run of one to three letters once, in the order of the text.
func grams(text []letter) []sign {
	var found []sign
	seen := map[string]bool{}
	var run [maxGram]rune
	for from := range text {
		for n := 0; n < maxGram && from+n < len(text) && text[from+n].rune != ' '; n++ {
			run[n] = text[from+n].rune
			name := string(run[:n+1])
			if !seen[name] {
				seen[name] = true
				found = append(found, sign{name, span{from: text[from].said.from, to: text[from+n].said.to}})
			}
		}
	}
	return found
}

// near is how far apart two concepts may stand that a model sees as a pair.
const near = window / 2

// pairs are the concepts of a text that stand near each other, two at a time and in
// their order: a weapon in front of a threat says more than both by themselves.
func (b *cueBook) pairs(seen sighting) []sign {
	var there []int
	for symbol := range b.concepts {
		if len(seen[symbol]) > 0 {
			there = append(there, symbol)
		}
	}
	var list []sign
	for _, one := range there {
		for _, two := range there {
			if one == two {
				continue
			}
			if said, ok := followed(seen[one], seen[two]); ok {
				list = append(list, sign{b.concepts[one] + b.concepts[two], said})
			}
		}
	}
	return list
}

// followed gives the first place that has one of the others close behind it. Both
// are in the order of the text.
func followed(places, others []span) (span, bool) {
	next := 0
	for _, p := range places {
		for next < len(others) && others[next].from < p.to {
			next++
		}
		if next < len(others) && others[next].from <= p.to+near {
			return p, true
		}
	}
	return span{}, false
}
