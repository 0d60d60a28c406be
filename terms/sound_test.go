package terms

import (
	"strings"
	"testing"
)

func TestSyllablesAreCutInEveryLikelyWay(t *testing.T) {
	for word, want := range map[string][]string{
		"chuange":  {"chuang e", "chuan ge", "chu ang e", "chu an ge"},
		"xian":     {"xian", "xi an"},
		"tangxia":  {"tang xia", "tang xi a"},
		"lvshi":    {"lv shi"},
		"qwrt":     nil,
		"棠下":       nil,
		"zhuangbb": nil,
	} {
		got := Cuts(word)
		if len(got) != len(want) {
			t.Errorf("%s: %v, want %v", word, got, want)
			continue
		}
		for i := range want {
			text := ""
			for j, s := range got[i] {
				if j > 0 {
					text += " "
				}
				text += s
			}
			if text != want[i] {
				t.Errorf("%s: %v, want %v", word, got, want)
			}
		}
	}
}

func TestTheSouthTakesSyllablesForOneAnother(t *testing.T) {
	for syllable, want := range map[string]string{"xing": "xing xin", "zhang": "zhang zang zhan zan", "li": "li ni", "hu": "hu fu", "ma": "ma"} {
		if got := strings.Join(Confused(syllable), " "); got != want {
			t.Errorf("%s: %q, want %q", syllable, got, want)
		}
	}
}
