package centre

import (
	"slices"
	"strings"

	"liuyuan/registry"
)

// safetyOf are the flags that words and traits raise. A flag asks for a person's
// look before anything is offered; it says nothing about anybody.
func safetyOf(terms []string, facets []registry.Facet) []registry.SafetyFlag {
	var flags []registry.SafetyFlag
	if slices.Contains(facets, registry.FacetDomesticViolence) || tellsOf(terms, violentWords()) {
		flags = append(flags, registry.SafetyViolence)
	}
	if tellsOf(terms, selfHarmWords()) {
		flags = append(flags, registry.SafetySelfHarm)
	}
	if tellsOf(terms, minorWords()) || slices.Contains(facets, registry.FacetMinor) && slices.Contains(flags, registry.SafetyViolence) {
		flags = append(flags, registry.SafetyMinorHarm)
	}
	return flags
}

// The stems are those of the risk words (terms), sorted by what they tell of.

func violentWords() []string {
	return []string{"刀", "劈", "砍", "同归于尽", "打伤", "打死", "被打", "家暴", "恐吓", "跟踪", "汽油", "纵火", "杀"}
}

func selfHarmWords() []string {
	return []string{"自杀", "跳楼", "跳河", "轻生", "农药", "寻死", "不想活", "唔想活", "割腕"}
}

func minorWords() []string {
	return []string{"孩子被打", "打孩子", "虐待", "打细路", "小孩被"}
}

func tellsOf(terms, stems []string) bool {
	for _, t := range terms {
		for _, s := range stems {
			if strings.Contains(t, s) {
				return true
			}
		}
	}
	return false
}
