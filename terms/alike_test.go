package terms

import (
	"slices"
	"strings"
	"testing"
)

func TestADescriptionIsReadInOtherWords(t *testing.T) {
	for text, want := range map[string]struct{ said, rest string }{
		"当过兵的":   {"退伍", ""},
		"会查账":    {"审计", ""},
		"做过語文老師": {"任教", "做过语文"},
		"船哥":     {"", "船哥"},
		"龙舟队那个":  {"龙船", "队"},
		"":       {"", ""},
	} {
		groups, rest := Alike(text)
		if rest != want.rest || len(groups) > 1 || (len(groups) == 1) != (want.said != "") {
			t.Errorf("%s: %v, rest %q", text, groups, rest)
		} else if len(groups) == 1 && !slices.Contains(groups[0], want.said) {
			t.Errorf("%s: %v lacks %s", text, groups[0], want.said)
		}
	}
}

func TestNoWordSaysTwoThings(t *testing.T) {
	seen := map[string]string{}
	for _, line := range strings.Split(alikeFile, "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range strings.Fields(line) {
			if other, twice := seen[w]; twice && other != line {
				t.Errorf("%s stands in two lines", w)
			}
			seen[w] = line
		}
	}
}

func TestFillersGoTheLongestFirst(t *testing.T) {
	for text, want := range map[string]string{
		"龙舟队那个": "龙舟队", "找哪个船哥": "船哥", "有没有识讲客家": "客家", "那个人": "", "管志强": "管志强", "的": "", "霞姨那里": "霞姨",
	} {
		if got := trimFillers(text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
