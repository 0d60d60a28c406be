package terms

import (
	"slices"
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
	l.add("gender", "FEMALE", registry.Text{ZH: "女", EN: "female"}, "女性", "女的", "女同志", "女")
	l.add("gender", "MALE", registry.Text{ZH: "男", EN: "male"}, "男性", "男的", "男同志", "男")
	for _, f := range queryFacets() {
		l.add("facet", f.value, f.label, f.words...)
	}
	for _, w := range queryTimes() {
		l.add("time", w.value, w.label, w.words...)
	}
	for _, r := range regions {
		l.add("region", string(r.Code), registry.Text{ZH: r.Name, EN: r.Name}, append(placeNames(r), string(r.Code))...)
	}
	for _, d := range t.Types {
		label := registry.Text{ZH: d.Name, EN: d.NameEN}
		l.add("type", string(d.Code), label, askedWords(d)...)
		if d.Code.Parent() != "" { // 10.01; a bare 10 is a number as any other
			l.words.put(string(d.Code), len(l.filters)-1)
		}
	}
	return l
}

// add makes words stand for a filter. The first meaning of a word stays.
func (l *Lexicon) add(kind, value string, label registry.Text, words ...string) {
	for _, w := range words {
		if w = Fold(w); w == "" {
			continue
		}
		if w[0] >= utf8.RuneSelf {
			w = Squeeze(w)
		}
		l.words.put(w, len(l.filters))
	}
	l.filters = append(l.filters, registry.InterpretedFilter{Kind: kind, Value: value, Label: label})
}

// typeWords are the words by which staff ask for a type: its name and its synonyms
// of two characters and more.
func typeWords(d registry.DisputeType) []string {
	var words []string
	for _, w := range append(TypeHeads(d), d.Synonyms()...) {
		if utf8.RuneCountInString(w) >= 2 {
			words = append(words, w)
		}
	}
	return words
}

// TypeHeads are the names of a type as staff write them: 婚姻家庭 beside 婚姻家庭纠纷.
func TypeHeads(d registry.DisputeType) []string {
	heads := strings.FieldsFunc(d.Name, func(r rune) bool { return r == '、' })
	if name := strings.TrimSuffix(d.Name, "纠纷"); name != d.Name {
		heads = append(heads, name)
	}
	return heads
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
		if d.Code.Parent() != "" || !slices.Contains(generic(), w) {
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
