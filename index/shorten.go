package index

import (
	"strings"

	"liuyuan/registry"
	"liuyuan/terms"
)

// shortened are the ways people shorten an institution when they type initials:
// without the common words (棠下镇劳资 → txzlz), without 镇 and 街道 (txlz), with the
// kind behind it (txlztjs), and each also without the place (lz), and the brand with
// its kind (船哥工作室 → cggzs).
func shortened(o *registry.Organization) []string {
	kind := kindBehind(o.Kind)
	var out []string
	put := func(s string) {
		if s != "" {
			out = append(out, s, s+kind)
		}
	}
	name := terms.Key(o.Name)
	tail := behindPlace(name)
	for _, s := range []string{name, tail} {
		put(needed(s))
		put(bare(needed(s)))
	}
	put(terms.Key(o.Brand))
	if tail != "" {
		out = append(out, tail)
	}
	return out
}

// kindBehind is how the name of a kind ends.
func kindBehind(k registry.OrganizationKind) string {
	switch k {
	case registry.KindRoom:
		return "调解室"
	case registry.KindStudio:
		return "工作室"
	case registry.KindCommittee:
		return "调委会"
	}
	return ""
}

// needed is a name without its common words.
func needed(name string) string {
	chars := terms.Chars(name)
	optional := stops(chars)
	var b strings.Builder
	for i, c := range chars {
		if !optional[i] {
			b.WriteString(c)
		}
	}
	return b.String()
}

// bare leaves out the words for levels and forms.
func bare(name string) string {
	return strings.NewReplacer("街道", "", "镇", "", "街", "", "村", "", "社区", "", "区", "", "个人", "", "品牌", "", "专项", "").Replace(name)
}

// behindPlace is what follows the place in a name: 棠下镇劳资纠纷专项调解室 is
// 劳资纠纷专项调解室; empty if no place stands in it.
func behindPlace(name string) string {
	for _, end := range []string{"镇", "街道", "社区", "村", "区"} {
		if _, tail, ok := strings.Cut(name, end); ok && tail != "" {
			return tail
		}
	}
	return ""
}
