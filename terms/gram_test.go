package terms

import (
	"slices"
	"testing"
)

func TestConceptsThatStandNearEachOtherAreAPair(t *testing.T) {
	b := emptyBook()
	b.conceive(map[string][]string{"arms": {"刀"}, "vow": {"再来"}})
	for text, want := range map[string][]string{
		"他说再来就用刀": {"@vow@arms"},
		"用刀，再来用刀": {"@arms@vow", "@vow@arms"},
		"刀":       nil,
		"他说再来我们就好好谈谈这件事情该怎么办，买了一把刀": nil,
	} {
		var names []string
		for _, s := range b.pairs(b.look([]rune(text), make(denial, len([]rune(text))))) {
			names = append(names, s.name)
		}
		if !slices.Equal(names, want) {
			t.Errorf("%s: %v, want %v", text, names, want)
		}
	}
}
