package index

import (
	"strings"
	"sync"
	"unicode/utf8"

	"liuyuan/registry"
	"liuyuan/terms"
)

// spelling knows the pinyin of places, roles, languages and types, so that
// tangxia lvshi is read as 棠下 律师. It is made when a query first needs it,
// again when there are other places, and after a rebuild.
type spelling struct {
	mu      sync.Mutex
	table   *spelledWords
	regions []registry.Region // that the table was made of
}

// spelledWords are the known words by their sound.
type spelledWords struct {
	words    map[string]string // pinyin → characters
	initials map[string]string // initials → short name of a town, a role, a language or a type
}

// Bounds of known words: the longest pinyin, in letters, the longest word that is
// known by its initials, in characters, and the longest name before them.
const (
	maxSpelled       = 40
	maxShortened     = 5
	maxNameSyllables = 4
)

func (s *spelling) forget() {
	s.mu.Lock()
	s.table = nil
	s.mu.Unlock()
}

// of gives the table, made on first use.
func (s *spelling) of(o *Options) *spelledWords {
	s.mu.Lock()
	defer s.mu.Unlock()
	var regions []registry.Region
	if o.Regions != nil {
		regions = o.Regions()
	}
	if s.table == nil || !sameSlice(s.regions, regions) {
		s.table, s.regions = newSpelledWords(o, regions), regions
	}
	return s.table
}

// sameSlice reports whether two lists are one: a changed list is another one.
func sameSlice(a, b []registry.Region) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// newSpelledWords makes the table; where two words sound alike, places come before
// roles and languages, and these before types.
func newSpelledWords(o *Options, regions []registry.Region) *spelledWords {
	w := &spelledWords{words: map[string]string{}, initials: map[string]string{}}
	var towns []string
	for _, r := range regions {
		short := shortPlace(r.Name)
		w.put(r.Name, short)
		w.put(r.Aliases...)
		if r.Code.Level() == registry.Town && short != "" {
			towns = append(towns, short)
		}
	}
	for _, k := range kindWords() {
		w.put(k.word)
	}
	w.put(terms.PeopleWords()...)
	w.put(terms.OfficeWords()...)
	w.shorten(o, terms.PeopleWords())
	w.shorten(o, towns) // behind roles: ls is 律师 also where a far town is 罗山
	var heads []string
	for _, t := range o.Taxonomy.Types {
		heads = append(heads, terms.TypeHeads(t)...)
		w.put(terms.TypeHeads(t)...)
		w.put(t.Synonyms()...)
	}
	w.shorten(o, heads)
	return w
}

// put adds words by their pinyin; what sounds like an earlier word is left out.
func (w *spelledWords) put(words ...string) {
	for _, word := range words {
		for _, s := range terms.Soundings(word) {
			key := s.Whole()
			if _, taken := w.words[key]; !taken && isLetters(key) && len(key) >= minEditPinyin && len(key) <= maxSpelled {
				w.words[key] = word
			}
		}
	}
}

// shorten adds words by their initials, unless earlier ones have these; those of
// words that mean different things are left out.
func (w *spelledWords) shorten(o *Options, words []string) {
	meaning := func(word string) string {
		if f, _ := o.Understand(word); len(f) == 1 {
			return f[0].Kind + f[0].Value
		}
		return ""
	}
	fresh := map[string]string{}
	for _, word := range words {
		chars, ways := utf8.RuneCountInString(word), terms.Soundings(word)
		if chars < 2 || chars > maxShortened || len(ways) == 0 || len(ways[0]) != chars || meaning(word) == "" {
			continue // lawyer and 阿sir have no syllable for each character
		}
		key := ways[0].Initials()
		if other, taken := fresh[key]; taken && (other == "" || meaning(other) != meaning(word)) {
			word = ""
		}
		fresh[key] = word
	}
	for key, word := range fresh {
		if _, taken := w.initials[key]; !taken && word != "" {
			w.initials[key] = word
		}
	}
}

// shortPlace is a place as people say it: 棠下镇 is 棠下.
func shortPlace(name string) string {
	for _, end := range []string{"社区居委会", "村委会", "街道", "镇", "区", "市"} {
		if short, ok := strings.CutSuffix(name, end); ok && utf8.RuneCountInString(short) > 1 {
			return short
		}
	}
	return ""
}

// spelled reads what no filter took by its sound: letters are the pinyin of known
// words (tangxia lvshi), or the initials of one beside other words (tx 律师),
// characters a known word of the same sound (堂下).
func (s *search) spelled(phrase) (reading, bool) {
	h := s.heard()
	if !h.spelled {
		return reading{}, false
	}
	r := s.withOffice(s.meaning(newPhrase(h.words), h.filters, h.left), h)
	return r, len(r.chips) > 0
}

// hear is the sense of a query whose words are also known by their sound.
func (s *search) hear() sense {
	filters, rest := s.index.options.Understand(s.q.Text)
	table := s.index.spelling.of(&s.index.options)
	h := sense{filters: filters}
	var words, left []string
	for _, f := range filters {
		words = append(words, f.Text)
	}
	for _, part := range table.parts(s.stretches(rest), len(filters) > 0) {
		known, ok := table.read(part.text, part.beside)
		if !ok {
			words, left = append(words, part.text), append(left, part.text)
			continue
		}
		h.spelled = true
		for _, k := range known {
			words = append(words, k.word)
			meant, _ := s.index.options.Understand(k.word)
			if len(meant) == 0 {
				left = append(left, k.word)
			}
			for _, f := range meant {
				f.Text = k.typed
				h.filters = append(h.filters, f)
			}
		}
	}
	h.words, h.left = strings.Join(words, " "), newPhrase(strings.Join(left, " "))
	return h
}

// stretch is a part of a query that is read on its own; beside tells whether other
// words stand with it.
type stretch struct {
	text   string
	beside bool
}

// parts leaves stretches of letters whole that are pinyin throughout, and cuts the
// others into words: in tangxia wgy each is known in its own way.
func (w *spelledWords) parts(stretches []string, beside bool) []stretch {
	var out []stretch
	for _, text := range stretches {
		beside := beside || len(stretches) > 1
		if words := strings.Fields(text); len(words) > 1 {
			if _, ok := w.read(text, beside); !ok {
				for _, one := range words {
					out = append(out, stretch{one, true})
				}
				continue
			}
		}
		out = append(out, stretch{text, beside})
	}
	return out
}

// stretches are the pieces of a text by script; words of letters that stand side by
// side in the query are one, since pinyin is written with and without spaces.
func (s *search) stretches(rest string) []string {
	var out []string
	for _, field := range strings.Fields(rest) {
		for _, part := range byScript(field) {
			if n := len(out) - 1; n >= 0 && isLetters(out[n]) && isLetters(part) && strings.Contains(s.q.Text, out[n]+" "+part) {
				out[n] += " " + part
				continue
			}
			out = append(out, part)
		}
	}
	return out
}

// byScript cuts a word where letters and characters meet.
func byScript(word string) []string {
	var out []string
	letters := false
	for i, r := range word {
		if l := isLetters(string(r)); i == 0 || l != letters {
			out, letters = append(out, ""), l
		}
		out[len(out)-1] += string(r)
	}
	return out
}

// isLetters reports whether a text is written in letters.
func isLetters(s string) bool {
	for _, r := range terms.Runs(terms.Fold(s)) {
		if r.Han {
			return false
		}
	}
	return true
}

// heard is a known word and how it was typed.
type heard struct{ word, typed string }

// spells reports whether a piece of letters is the pinyin of a known word: laodong is
// 劳动, and nobody called 东.
func (s *search) spells(p piece) bool {
	_, known := s.index.spelling.of(&s.index.options).words[p.Text]
	return known && !p.Han
}

// read takes a stretch of text as known words, without rest; beside tells whether
// other words of the query were understood.
func (w spelledWords) read(part string, beside bool) ([]heard, bool) {
	key := terms.Key(part)
	if isLetters(part) {
		if word, ok := w.initials[key]; ok && beside {
			return []heard{{word, part}}, true
		}
		return w.letters(part, key)
	}
	syllables := terms.Syllables(terms.Chars(key))
	if word, ok := w.words[strings.Join(syllables, "")]; ok && len(syllables) > 1 {
		return []heard{{word, part}}, true
	}
	return nil, false
}

// before reads what may stand before known words: the initials of one (txlvshi), or a
// name, which stays as it was typed (chenlvshi).
func (w spelledWords) before(key, typed string) (heard, bool) {
	if word, ok := w.initials[key]; ok {
		return heard{word, typed}, true
	}
	for _, cut := range terms.Cuts(key) {
		if len(cut) <= maxNameSyllables {
			return heard{typed, typed}, true
		}
	}
	return heard{}, false
}

// letters cuts letters into the pinyin of known words, the longest first; initials or
// a name may stand before them.
func (w spelledWords) letters(part, key string) ([]heard, bool) {
	dead := make([]bool, len(key)+1)
	var walk func(from int) []heard
	walk = func(from int) []heard {
		if from == len(key) {
			return []heard{}
		}
		if dead[from] {
			return nil
		}
		for n := min(maxSpelled, len(key)-from); n >= minEditPinyin; n-- {
			if word, ok := w.words[key[from:from+n]]; ok {
				if rest := walk(from + n); rest != nil {
					return append([]heard{{word, typed(part, from, from+n)}}, rest...)
				}
			}
		}
		dead[from] = true
		return nil
	}
	if all := walk(0); len(all) > 0 {
		return all, true
	}
	for n := 2; n < len(key); n++ {
		before, ok := w.before(key[:n], typed(part, 0, n))
		if rest := walk(n); ok && len(rest) > 0 {
			return append([]heard{before}, rest...), true
		}
	}
	return nil, false
}

// typed is the stretch of a text that holds its letters from..to, counted without
// spaces and signs.
func typed(part string, from, to int) string {
	at, start, end := 0, -1, len(part)
	for i, r := range part {
		n := len(terms.Key(string(r)))
		if n == 0 {
			continue
		}
		if at == from {
			start = i
		}
		if at += n; at == to {
			end = i + utf8.RuneLen(r)
			break
		}
	}
	return part[max(start, 0):end]
}

// spoken adds how the pieces of a phrase sound to its marks.
func (p phrase) spoken() []string {
	var out []string
	for _, one := range p.pieces {
		if !one.Han {
			continue
		}
		for _, seg := range one.segments() {
			for _, s := range terms.Soundings(strings.Join(seg, "")) {
				out = append(out, terms.Fold(s.Whole()))
			}
		}
	}
	return out
}
