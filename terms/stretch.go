package terms

// A sentence is judged by itself from so many characters on, and cut into stretches of
// clauses where it is longer than most: the texts that the risk model learnt are about
// as long, and one sentence of danger drowns in a long story.
const (
	leastStretch = 6
	longSentence = 40
	mostStretch  = 30
)

// stretches are the parts of a text in which danger is looked for beside the whole:
// its sentences, and of long ones the runs of clauses that are short enough. A text
// that is one short sentence has none.
func stretches(text []rune) []span {
	var parts []span
	for _, s := range cutAt(text, span{to: len(text)}, endsSentence) {
		if s.to-s.from > longSentence {
			parts = append(parts, runsOf(cutAt(text, s, stops))...)
		} else if s.to-s.from >= leastStretch && s.to-s.from < len(text) {
			parts = append(parts, s)
		}
	}
	return parts
}

func endsSentence(r rune) bool {
	switch r {
	case '。', '.', '!', '?', ';', '\n':
		return true
	}
	return false
}

// cutAt cuts a part of a text at the characters that end something.
func cutAt(text []rune, part span, ends func(rune) bool) []span {
	var cut []span
	from := part.from
	for i := part.from; i <= part.to; i++ {
		if i < part.to && !ends(text[i]) {
			continue
		}
		if i > from {
			cut = append(cut, span{from: from, to: i})
		}
		from = i + 1
	}
	return cut
}

// runsOf joins clauses that follow each other while they are short enough together:
// from each clause the longest run that is no part of the one before.
func runsOf(clauses []span) []span {
	var runs []span
	last := -1
	for i := range clauses {
		j := i
		for j+1 < len(clauses) && clauses[j+1].to-clauses[i].from <= mostStretch {
			j++
		}
		if j > last && clauses[j].to-clauses[i].from >= leastStretch {
			runs = append(runs, span{from: clauses[i].from, to: clauses[j].to})
			last = j
		}
	}
	return runs
}
