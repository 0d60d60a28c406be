package terms

import (
	"sort"
	"strings"
	"unicode/utf8"

	"liuyuan/registry"
)

// Lexicon knows the words of a directory query that stand for filters. It is
// read-only and safe for concurrent use.
type Lexicon struct {
	words   *trie
	filters []registry.InterpretedFilter // by word
}

// maxFilters is how many words of a query are understood at most.
const maxFilters = 32

// NewLexicon builds the lexicon of a taxonomy and the known places.
func NewLexicon(t *registry.Taxonomy, regions []registry.Region) *Lexicon {
	l := &Lexicon{words: newTrie()}
	for _, r := range queryRoles() {
		l.add("role", r.value, r.label, r.words...)
	}
	for _, n := range queryLanguages() {
		l.add("language", n.value, n.label, n.words...)
	}
	l.add("gender", "FEMALE", registry.Text{ZH: "女", EN: "female"}, "女性", "女的", "女调解员", "女律师", "女同志", "女")
	l.add("gender", "MALE", registry.Text{ZH: "男", EN: "male"}, "男性", "男的", "男调解员", "男律师", "男同志", "男")
	for _, f := range registry.Facets() {
		l.add("facet", string(f.Facet), registry.Text{ZH: string(f.Facet), EN: f.EN}, string(f.Facet))
	}
	for _, w := range queryTimes() {
		l.add("time", w.value, w.label, w.words...)
	}
	for _, r := range regions {
		l.add("region", string(r.Code), registry.Text{ZH: r.Name, EN: r.Name}, placeNames(r)...)
	}
	for _, d := range t.Types {
		label := registry.Text{ZH: d.Name, EN: d.NameEN}
		l.add("type", string(d.Code), label, askedWords(d)...)
	}
	return l
}

// add makes words stand for a filter. The first meaning of a word stays.
func (l *Lexicon) add(kind, value string, label registry.Text, words ...string) {
	for _, w := range words {
		w = Squeeze(Fold(w))
		if w == "" {
			continue
		}
		l.words.put(w, len(l.filters))
	}
	l.filters = append(l.filters, registry.InterpretedFilter{Kind: kind, Value: value, Label: label})
}

// typeWords are the words by which staff ask for a type: its name and its synonyms
// of two characters and more.
func typeWords(d registry.DisputeType) []string {
	var words []string
	for _, w := range append(strings.FieldsFunc(d.Name, func(r rune) bool { return r == '、' }), d.Synonyms()...) {
		if utf8.RuneCountInString(w) >= 2 {
			words = append(words, w)
		}
	}
	if name := strings.TrimSuffix(d.Name, "纠纷"); name != d.Name {
		words = append(words, name)
	}
	return words
}

// generic are words of families that stand in names of firms and rooms more often
// than they ask for a kind of matter. They still count in the text of a dispute.
func generic() []string {
	return []string{
		"公司", "老板", "厂里", "员工", "打工", "上班", "老细", "事头", "商家", "老板卖", "买东西", "网上", "平台", "网络", "小区", "村委", "村干部",
		"居委会", "政府", "政府部门", "房屋", "赔偿", "赔钱", "船", "其他", "老师",
	}
}

// askedWords are the words of a type that a directory query means as a filter.
func askedWords(d registry.DisputeType) []string {
	var asked []string
	for _, w := range typeWords(d) {
		if d.Code.Parent() != "" || !contains(generic(), w) {
			asked = append(asked, w)
		}
	}
	return asked
}

// placeNames are the ways to write a place: the official name, its aliases, and
// the name without its ending where at least two characters are left.
func placeNames(r registry.Region) []string {
	names := append([]string{r.Name}, r.Aliases...)
	if strings.HasSuffix(r.Name, "街道") { // merged streets are still written as streets
		for _, a := range r.Aliases {
			names = append(names, a+"街", a+"街道")
		}
	}
	for _, ending := range []string{"社区居委会", "村委会", "居委会", "社区", "街道", "镇", "区", "市", "省", "村"} {
		if short, ok := strings.CutSuffix(r.Name, ending); ok && utf8.RuneCountInString(short) >= 2 {
			names = append(names, short)
			switch ending {
			case "街道":
				names = append(names, short+"街", short+"街办")
			case "社区居委会", "居委会":
				names = append(names, short+"社区", short+"居委会")
			case "村委会":
				names = append(names, short+"村")
			}
		}
	}
	return names
}

// fillers join the words of a need and mean nothing by themselves.
func fillers() []string {
	return []string{"会讲", "会说", "能讲", "能说", "懂", "会", "讲", "说", "的", "在", "找", "要", "想", "请", "个", "位", "名", "有没有", "有", "哪个", "谁", "擅长", "熟悉", "处理", "办", "附近", "帮忙", "可以", "方面"}
}

// Understand tells which words of a query are filters and what is left as text.
// The longest word wins; of a kind that admits one value (gender, time) the first.
// A word that is only part of a run of other characters, as 棠下 in a room's whole
// name 棠下镇劳资纠纷专项调解室, is a filter as well: the index looks for the whole
// query as text first, so that a proper name finds its bearer.
func (l *Lexicon) Understand(query string) ([]registry.InterpretedFilter, string) {
	original := []rune(query)
	text := []rune(Fold(query))
	if len(text) != len(original) { // characters were dropped: places would not agree
		original = text
	}
	spans := l.meant(text, longest(l.words.find(text)))
	sort.SliceStable(spans, func(i, j int) bool { return spans[i].to-spans[i].from > spans[j].to-spans[j].from })
	taken := make([]bool, len(text))
	var chosen []span
	for _, s := range spans {
		if anyTaken(taken[s.from:s.to]) || !l.standsAlone(text, s) {
			continue
		}
		for i := s.from; i < s.to; i++ {
			taken[i] = true
		}
		chosen = append(chosen, s)
	}
	sort.Slice(chosen, func(i, j int) bool { return chosen[i].from < chosen[j].from })
	var filters []registry.InterpretedFilter
	for _, s := range chosen {
		if len(filters) == maxFilters { // what is too much stays text
			for i := s.from; i < s.to; i++ {
				taken[i] = false
			}
			continue
		}
		f := l.filters[s.word]
		f.Text = string(original[s.from:s.to])
		if !repeats(filters, f) {
			filters = append(filters, f)
		}
	}
	return filters, rest(original, taken, len(filters) > 0)
}

// meant drops what only looks like a filter: everyday words that are also villages.
func (l *Lexicon) meant(text []rune, spans []span) []span {
	var places, kept []span
	for _, s := range spans {
		if l.filters[s.word].Kind == "region" {
			places = append(places, s)
		}
	}
	places = clearPlaces(text, places)
	for _, s := range spans {
		switch {
		case l.filters[s.word].Kind != "region":
			kept = append(kept, s)
		case contains(places, s):
			kept = append(kept, withMark(text, s))
		}
	}
	return kept
}

// standsAlone keeps one-character words (女, 男) from being read out of names: they
// must not touch another Chinese character.
func (l *Lexicon) standsAlone(text []rune, s span) bool {
	return s.to-s.from > 1 || apart(text, s)
}

func isHan(r rune) bool { return r >= 0x3400 && r <= 0x9fff || r >= 0x20000 && r <= 0x323af }

func anyTaken(taken []bool) bool {
	for _, t := range taken {
		if t {
			return true
		}
	}
	return false
}

func repeats(filters []registry.InterpretedFilter, f registry.InterpretedFilter) bool {
	for _, g := range filters {
		if g.Kind == f.Kind && (g.Value == f.Value || f.Kind == "gender" || f.Kind == "time") {
			return true
		}
	}
	return false
}

// rest is what no filter took; where filters were found, words that only join them
// are dropped from its pieces.
func rest(text []rune, taken []bool, drop bool) string {
	var pieces []string
	var b strings.Builder
	flush := func() {
		p := strings.TrimSpace(b.String())
		b.Reset()
		for trimmed := drop; trimmed; {
			trimmed = false
			for _, f := range fillers() {
				if q, ok := strings.CutPrefix(p, f); ok {
					p, trimmed = strings.TrimSpace(q), true
				}
				if q, ok := strings.CutSuffix(p, f); ok {
					p, trimmed = strings.TrimSpace(q), true
				}
			}
		}
		if p != "" {
			pieces = append(pieces, p)
		}
	}
	for i, r := range text {
		if taken[i] {
			flush()
			continue
		}
		b.WriteRune(r)
	}
	flush()
	return strings.Join(pieces, " ")
}
