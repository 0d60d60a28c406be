package terms

import (
	"strings"
	"testing"
)

func TestAnOfficeIsKnownByFormerAndEverydayNames(t *testing.T) {
	for text, want := range map[string]string{
		"国土局 蓬江": "自然资源:  蓬江", "区工商局": "市场监督管理 市场监管:区 ", "蓬江工商联": "工商业联合会:蓬江 ", "棠下計生辦": "卫生健康:棠下 ",
		"劳动监察大队的电话": "人力资源和社会保障 人力资源社会保障: 的电话", "差馆": "派出所: ", "自然资源": "自然资源: ", "陈国强": ":陈国强", "": ":",
	} {
		names, rest := Office(text)
		if got := strings.Join(names, " ") + ":" + rest; got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestAWordMeansOneOffice(t *testing.T) {
	seen := map[string]bool{}
	for _, w := range OfficeWords() {
		if seen[w] {
			t.Errorf("%s stands for two offices", w)
		}
		seen[w] = true
	}
}
