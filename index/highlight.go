package index

import (
	"strings"

	"liuyuan/registry"
	"liuyuan/terms"
)

// Highlights show why a record was found: pieces of its original text in which
// the match stands between these. The text is not escaped: a front end escapes
// it first and then puts its own elements in place of them.
const (
	MarkOpen  = "<em>"
	MarkClose = "</em>"
)

const (
	maxHighlights = 4
	snippetBefore = 12 // characters of an introduction shown before the first match
	snippetLength = 60 // characters shown in all
)

// marks are the words of a phrase to look for in original text: pairs and single
// characters that were required, words, and common pairs behind "~" that count
// in names alone.
func marks(p phrase) []string {
	var out []string
	for _, one := range p.pieces {
		if !one.Han {
			out = append(out, one.Text)
			continue
		}
		for i, c := range one.chars {
			if i > 0 && one.optional[i-1] && one.optional[i] {
				out = append(out, commonMark+one.chars[i-1]+c)
			} else if i > 0 {
				out = append(out, one.chars[i-1]+c)
			}
			if !one.optional[i] && one.alone(i, -1) {
				out = append(out, c)
			}
		}
	}
	return out
}

const commonMark = "~"

// highlights gives the name, brand, institutions and introduction, as far as
// something in them fits.
func highlights(c card, marks []string) []string {
	var out []string
	names := append([]string{c.Name}, c.Posts...)
	if !strings.Contains(c.Name, c.Brand) {
		names = append(names, c.Brand)
	}
	for _, name := range names {
		if text, ok := emphasize(name, marks, true); ok && len(out) < maxHighlights {
			out = append(out, text)
		}
	}
	if text, ok := snippet(c.Introduction, marks); ok && len(out) < maxHighlights {
		out = append(out, text)
	}
	return out
}

// typeHighlights are the names of the record's types that a chip asked for.
func (s *search) typeHighlights(c card, chips []registry.InterpretedFilter) []string {
	var out []string
	for _, chip := range chips {
		for _, t := range c.Types {
			asked := registry.TypeCode(chip.Value)
			if chip.Kind != "type" || !asked.Covers(t) && t != asked.Parent() || len(out) == maxHighlights {
				continue
			}
			if d, ok := s.index.options.Taxonomy.Type(t); ok {
				out = append(out, MarkOpen+d.Name+MarkClose)
			}
		}
	}
	return out
}

// emphasize marks what fits in a text; false if nothing does.
func emphasize(text string, marks []string, name bool) (string, bool) {
	chars := []rune(text)
	hit := matches(chars, marks, name)
	if hit == nil {
		return "", false
	}
	return join(chars, hit), true
}

// matches tells for each character whether it belongs to a match; nil if none does.
func matches(chars []rune, marks []string, name bool) []bool {
	if len(chars) == 0 {
		return nil
	}
	folded := make([]string, len(chars))
	for i, r := range chars {
		folded[i] = terms.Fold(string(r))
	}
	hit := make([]bool, len(chars))
	some, strong := false, false
	for _, m := range marks {
		word, common := strings.CutPrefix(m, commonMark)
		if common && !name {
			continue
		}
		for i := range folded {
			if n := matchAt(folded[i:], word); n > 0 {
				some, strong = true, strong || !common
				for j := i; j < i+n; j++ {
					hit[j] = true
				}
			}
		}
		if name && !common && word < "\x80" && spoken(folded, word, hit) {
			some, strong = true, true
		}
	}
	if !some || !strong && !name {
		return nil
	}
	return hit
}

// matchAt is how many characters from the start make up the word, passing over
// signs such as quotes inside; 0 if they do not.
func matchAt(folded []string, word string) int {
	rest := word
	for i, f := range folded {
		switch {
		case f != "" && strings.HasPrefix(rest, f):
			rest = rest[len(f):]
		case i > 0 && terms.Squeeze(f) == "":
		default:
			return 0
		}
		if rest == "" {
			return i + 1
		}
	}
	return 0
}

// spoken marks the characters of a name whose pinyin or initials are the word.
func spoken(folded []string, word string, hit []bool) bool {
	syl := terms.Syllables(folded)
	for i := range syl {
		full, short := "", ""
		for j := i; j < len(syl) && len(short) < len(word); j++ {
			if syl[j] == "" {
				continue
			}
			full, short = full+syl[j], short+syl[j][:1]
			if syl[i] != "" && (full == word || short == word && len(word) > 1) {
				for k := i; k <= j; k++ {
					hit[k] = true
				}
				return true
			}
		}
	}
	return false
}

// snippet is the stretch of a long text around its first match.
func snippet(text string, marks []string) (string, bool) {
	chars := []rune(text)
	hit := matches(chars, marks, false)
	if hit == nil {
		return "", false
	}
	first := 0
	for !hit[first] {
		first++
	}
	from := max(0, first-snippetBefore)
	to := min(len(chars), from+snippetLength)
	out := join(chars[from:to], hit[from:to])
	if from > 0 {
		out = "…" + out
	}
	if to < len(chars) {
		out += "…"
	}
	return out, true
}

func join(chars []rune, hit []bool) string {
	var b strings.Builder
	in := false
	for i, r := range chars {
		if hit[i] != in {
			if in = hit[i]; in {
				b.WriteString(MarkOpen)
			} else {
				b.WriteString(MarkClose)
			}
		}
		b.WriteRune(r)
	}
	if in {
		b.WriteString(MarkClose)
	}
	return b.String()
}
