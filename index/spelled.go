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
	words   map[string]string // pinyin → characters
	regions int               // how many places the table was made of
}

// maxSpelled is the longest pinyin of a known word, in letters.
const maxSpelled = 40

func (s *spelling) forget() {
	s.mu.Lock()
	s.words = nil
	s.mu.Unlock()
}

// of gives the table, made on first use.
func (s *spelling) of(o *Options) map[string]string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var regions []registry.Region
	if o.Regions != nil {
		regions = o.Regions()
	}
	if s.words == nil || s.regions != len(regions) {
		s.words, s.regions = spelledWords(o.Taxonomy, regions), len(regions)
	}
	return s.words
}

// spelledWords is the table; where two words sound alike, places come before
// roles and languages, and these before types.
func spelledWords(tax *registry.Taxonomy, regions []registry.Region) map[string]string {
	table := map[string]string{}
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
	}
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
	return table
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

// spelled reads words of letters as the pinyin of known words, and then the text
// as any other.
func (s *search) spelled(text phrase) (reading, bool) {
	table := s.index.spelling.of(&s.index.options)
	var out []string
	changed := false
	letters := ""
	flush := func() {
		if letters == "" {
			return
		}
		words, ok := respell(letters, table)
		changed = changed || ok
		out = append(out, words...)
		letters = ""
	}
	for _, p := range text.pieces {
		if p.Han {
			flush()
			out = append(out, p.Text)
			continue
		}
		letters += p.Text
	}
	flush()
	if !changed {
		return reading{}, false
	}
	read := *s
	read.q.Text = strings.Join(out, " ")
	r, ok := read.understood(newPhrase(read.q.Text))
	return r, ok && len(r.chips) > 0
}

// respell cuts letters into the pinyin of known words, the longest first; false
// and the letters if they are not made of such words alone.
func respell(letters string, table map[string]string) ([]string, bool) {
	var walk func(from int) []string
	dead := make([]bool, len(letters)+1)
	walk = func(from int) []string {
		if from == len(letters) {
			return []string{}
		}
		if dead[from] {
			return nil
		}
		for n := min(maxSpelled, len(letters)-from); n >= minEditPinyin; n-- {
			if w, ok := table[letters[from:from+n]]; ok {
				if rest := walk(from + n); rest != nil {
					return append([]string{w}, rest...)
				}
			}
		}
		dead[from] = true
		return nil
	}
	if words := walk(0); words != nil {
		return words, true
	}
	return []string{letters}, false
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
