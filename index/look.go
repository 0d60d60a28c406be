package index

import "liuyuan/terms"

// Groups of fields, from the closest to the widest.
func ownFields() []string   { return []string{fieldName, fieldBrand} }
func namedFields() []string { return []string{fieldName, fieldBrand, fieldPost} }
func textFields() []string  { return []string{fieldName, fieldBrand, fieldPost, fieldIntro} }

// looker builds sets from phrases. Those that occur several times in one query
// are evaluated once.
type looker struct {
	known map[string]*shared
}

func newLooker() *looker { return &looker{known: map[string]*shared{}} }

// inFields is the documents that hold a term in one of the fields.
func (l *looker) inFields(text string, fields []string) set {
	key := text
	for _, f := range fields {
		key += "\x00" + f
	}
	return l.once(key, func() set {
		var parts anyOf
		for _, f := range fields {
			parts = append(parts, term{f, text})
		}
		return parts
	})
}

// once makes a set that has a key the first time it is asked for.
func (l *looker) once(key string, of func() set) set {
	s, ok := l.known[key]
	if !ok {
		s = share(of())
		l.known[key] = s
	}
	return s
}

// phrase is the documents that hold all of a phrase, over several fields together.
func (l *looker) phrase(p phrase, fields []string) set {
	var sum all
	if p.level.rank != "" {
		sum = append(sum, p.level.set())
		if p.common {
			return append(sum, oneOf(fieldKind, p.kinds))
		}
	}
	for _, one := range p.pieces {
		if one.needed() {
			sum = append(sum, l.piece(one, fields))
		}
	}
	return sum
}

func (l *looker) piece(p piece, fields []string) set {
	if !p.Han {
		return l.word(p.Text, fields)
	}
	if p.surname {
		return all{term{fieldName, startMark + p.chars[0]}, l.cover(p, ownFields(), -1)}
	}
	return l.cover(p, fields, -1)
}

// cover asks that each required character stands in a pair of the query that the
// document holds. So 棠下劳资 finds 棠下镇劳资纠纷调解室 (下劳 is missing, yet each
// character is covered), and a document that holds the four apart is not found.
// The character at skip is passed over, with its pairs; -1 skips none.
func (l *looker) cover(p piece, fields []string, skip int) set {
	var sum all
	for i, c := range p.chars {
		if p.optional[i] || i == skip {
			continue
		}
		var ways anyOf
		if i > 0 && i-1 != skip {
			ways = append(ways, l.inFields(p.chars[i-1]+c, fields))
		}
		if i+1 < len(p.chars) && i+1 != skip {
			ways = append(ways, l.inFields(c+p.chars[i+1], fields))
		}
		if p.alone(i, skip) {
			ways = append(ways, l.inFields(c, fields))
		}
		sum = append(sum, ways)
	}
	return sum
}

// alone reports whether no required character stands beside the one at i.
func (p piece) alone(i, skip int) bool {
	beside := func(j int) bool { return j >= 0 && j < len(p.chars) && j != skip && !p.optional[j] }
	return !beside(i-1) && !beside(i+1)
}

// word is the documents that hold a word of letters: as it is, or as the pinyin
// or the initials of a name.
func (l *looker) word(w string, fields []string) set {
	return append(anyOf{
		l.inFields(w, fields),
		term{fieldWhole, w}, term{fieldPinyin, w}, term{fieldInitials, w},
	}, l.syllables(w)...)
}

// syllables are the sets of names that sound like a word, one for each way to cut it.
func (l *looker) syllables(w string) []set {
	var ways []set
	for _, cut := range terms.Cuts(w) {
		ways = append(ways, l.sounds(cut))
	}
	return ways
}

// sounds is the documents whose name holds the syllables, each beside the next.
func (l *looker) sounds(s terms.Sounding) set {
	field := []string{fieldSyllables}
	if len(s) == 1 {
		return l.inFields(s[0], field)
	}
	var sum all
	for i := 1; i < len(s); i++ {
		sum = append(sum, l.inFields(s[i-1]+s[i], field))
	}
	return sum
}

// strict is the documents that hold all required pairs of a piece in one field.
func (l *looker) strict(p piece, field string) set {
	var sum all
	for _, seg := range p.segments() {
		if len(seg) == 1 {
			sum = append(sum, term{field, seg[0]})
			continue
		}
		for _, pair := range terms.PairsOf(seg) {
			sum = append(sum, l.inFields(pair, []string{field}))
		}
	}
	return sum
}
