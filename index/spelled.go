package index

import (
	"maps"
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
	words map[string]string // pinyin → characters
	towns map[string]string // initials → short name of a town; those of two are left out
}

// maxSpelled is the longest pinyin of a known word, in letters.
const maxSpelled = 40

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
		s.table, s.regions = newSpelledWords(o.Taxonomy, regions), regions
	}
	return s.table
}

// sameSlice reports whether two lists are one: a changed list is another one.
func sameSlice(a, b []registry.Region) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// newSpelledWords makes the table; where two words sound alike, places come before
// roles and languages, and these before types.
func newSpelledWords(tax *registry.Taxonomy, regions []registry.Region) *spelledWords {
	table, towns := map[string]string{}, map[string]string{}
	put := func(words ...string) {
		for _, w := range words {
			for _, s := range terms.Soundings(w) {
				key := s.Whole()
				if _, taken := table[key]; !taken && len(key) >= minEditPinyin && len(key) <= maxSpelled {
					table[key] = w
				}
			}
		}
	}
	for _, r := range regions {
		put(r.Name)
		put(shortPlace(r.Name))
		put(r.Aliases...)
		if short := shortPlace(r.Name); r.Code.Level() == registry.Town && short != "" {
			initials := terms.Soundings(short)[0].Initials()
			if _, taken := towns[initials]; taken {
				short = ""
			}
			towns[initials] = short
		}
	}
	maps.DeleteFunc(towns, func(_, short string) bool { return short == "" })
	for _, r := range registry.Roles() {
		put(r.Name.ZH)
	}
	put("民警", "书记", "乡贤", "骑手", "楼长", "网格员", "调解员", "心理咨询", "商会", "台山话", "白话", "广东话")
	for _, l := range registry.Languages() {
		put(l.Name.ZH)
	}
	for _, t := range tax.Types {
		put(t.Name)
		put(strings.TrimSuffix(t.Name, "纠纷"))
		put(t.Synonyms()...)
	}
	return &spelledWords{words: table, towns: towns}
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
// words (tangxia lvshi), or the initials of a town beside other words (tx 律师),
// characters a known word of the same sound (堂下).
func (s *search) spelled(phrase) (reading, bool) {
	filters, rest := s.index.options.Understand(s.q.Text)
	table := s.index.spelling.of(&s.index.options)
	var words, left []string
	for _, f := range filters {
		words = append(words, f.Text)
	}
	read := false
	for _, part := range s.stretches(rest) {
		known, ok := table.read(part, len(filters) > 0)
		if !ok {
			words, left = append(words, part), append(left, part)
			continue
		}
		read = true
		for _, k := range known {
			words = append(words, k.word)
			meant, _ := s.index.options.Understand(k.word)
			if len(meant) == 0 {
				left = append(left, k.word)
			}
			for _, f := range meant {
				f.Text = k.typed
				filters = append(filters, f)
			}
		}
	}
	if !read {
		return reading{}, false
	}
	r := s.meaning(newPhrase(strings.Join(words, " ")), filters, newPhrase(strings.Join(left, " ")))
	return r, len(r.chips) > 0
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

// read takes a stretch of text as known words, without rest; beside tells whether
// other words of the query were understood.
func (w spelledWords) read(part string, beside bool) ([]heard, bool) {
	key := terms.Key(part)
	if isLetters(part) {
		if town, ok := w.towns[key]; ok && beside {
			return []heard{{town, part}}, true
		}
		return w.letters(part, key)
	}
	syllables := terms.Syllables(terms.Chars(key))
	if word, ok := w.words[strings.Join(syllables, "")]; ok && len(syllables) > 1 {
		return []heard{{word, part}}, true
	}
	return nil, false
}

// letters cuts letters into the pinyin of known words, the longest first.
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
	all := walk(0)
	return all, len(all) > 0
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
