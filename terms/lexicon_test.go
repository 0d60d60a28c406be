package terms

import (
	"strings"
	"testing"
	"time"

	"liuyuan/registry"
)

func chips(t *testing.T, query string) (map[string]string, string) {
	t.Helper()
	filters, rest := NewLexicon(newTaxonomy(t), someRegions()).Understand(query)
	got := map[string]string{}
	for _, f := range filters {
		if !strings.Contains(query, f.Text) {
			t.Errorf("%s: the chip %v stands for words that are not in the query", query, f)
		}
		got[f.Kind] = f.Value
	}
	return got, rest
}

func TestWordsOfANeedBecomeFilters(t *testing.T) {
	for query, want := range map[string]map[string]string{
		"会讲台山话的劳资律师 棠下":   {"language": "yue-x-siyap", "type": "10", "role": "LAWYER", "region": "440703101"},
		"讨薪":              {"type": "10.01"},
		"女律师":             {"gender": "FEMALE"},
		"周末 涉侨":           {"time": "weekend", "facet": "涉侨"},
		"仓后 漏水":           {"region": "440703002", "type": "02.02"},
		"白沙街道":            {"region": "440703002"},
		"棠下镇討薪":           {"region": "440703101", "type": "10.01"},
		"440703101 10.01": {"region": "440703101", "type": "10.01"},
		"女警":              {"gender": "FEMALE", "role": "VILLAGE_POLICE"},
		"lawyer, Hakka":   {"role": "LAWYER", "language": "hak"},
		"陈sir":            {"role": "VILLAGE_POLICE"},
		"礼拜四值班":           {"time": "4"},
		"青少年":             {"facet": "涉未成年人"},
		"律\u200b师":        {"role": "LAWYER"},
		"金山客的祖屋":          {"facet": "涉侨", "type": "03.05"},
		"港商":              {"facet": "涉港澳台"},
	} {
		got, _ := chips(t, query)
		for kind, value := range want {
			if got[kind] != value {
				t.Errorf("%s: %s is %q, want %q (%v)", query, kind, got[kind], value, got)
			}
		}
	}
}

func TestWhatIsNoFilterStaysAsText(t *testing.T) {
	for query, want := range map[string]string{"船哥": "船哥", "陈大文 棠下": "陈大文", "*?[a-z]+": "*?[a-z]+", "": "", "4407031019": "4407031019", "10": "10",
		"撞车赔偿": "", "赔偿": "赔偿", "赔偿 棠下": "赔偿", "lawyers": "lawyers", "赵女士": "赵女士", "警示": "警示", "110.01": "110.01"} {
		if _, rest := chips(t, query); rest != want {
			t.Errorf("%s: the rest is %q, want %q", query, rest, want)
		}
	}
}

func TestEverydayWordsAreNoPlacesUnlessTheyStandAsOnes(t *testing.T) {
	regions := append(someRegions(),
		registry.Region{Code: "440703002106", Name: "花园社区", Aliases: []string{"花园"}},
		registry.Region{Code: "440703002108", Name: "复兴社区", Aliases: []string{"复兴"}},
		registry.Region{Code: "440703006123", Name: "发展社区", Aliases: []string{"发展"}})
	l := NewLexicon(newTaxonomy(t), regions)
	c, err := NewClassifier(newTaxonomy(t), regions)
	if err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]registry.RegionCode{
		"小区花园漏水": "", "发展集团欠薪": "", "复兴路口打架": "", "花园 律师": "440703002106", "花园社区漏水": "440703002106",
		"复兴村调解员": "440703002108", "发展": "440703006123",
	} {
		var got registry.RegionCode
		filters, _ := l.Understand(query)
		for _, f := range filters {
			if f.Kind == "region" {
				got = registry.RegionCode(f.Value)
			}
		}
		if got != want {
			t.Errorf("%s: understood as %q, want %q", query, got, want)
		}
		if places := c.Classify(query).Places; len(places) > 0 != (want != "") {
			t.Errorf("%s: places %v, want %q", query, places, want)
		}
	}
	if places := c.Classify("棠下镇复兴那边的鱼塘").Places; len(places) != 2 {
		t.Errorf("a name behind its town is no place: %v", places)
	}
}

func TestGenericWordsAreNoFilters(t *testing.T) {
	for _, query := range []string{"公司", "老板", "恒昌公司调解室"} {
		if got, _ := chips(t, query); got["type"] != "" {
			t.Errorf("%s: understood as type %s", query, got["type"])
		}
	}
}

func TestAtMostThirtyTwoWordsAreUnderstood(t *testing.T) {
	var words []string
	for _, d := range newTaxonomy(t).Types {
		words = append(words, d.Name)
	}
	filters, _ := NewLexicon(newTaxonomy(t), someRegions()).Understand(strings.Join(words, " "))
	if len(filters) != 32 {
		t.Errorf("%d words understood", len(filters))
	}
}

func TestFoldingMakesVariantsAlike(t *testing.T) {
	for a, b := range map[string]string{"勞資糾紛": "劳资纠纷", "ＡＢＣ１２": "abc12", "冇糧出": "冇粮出", "工\u200b资": "工资"} {
		if Fold(a) != Fold(b) {
			t.Errorf("%q folds to %q, %q to %q", a, Fold(a), b, Fold(b))
		}
	}
}

func TestNamesAreReadAsNames(t *testing.T) {
	for name, want := range map[string]string{"曾国强": "zeng", "区志明": "ou", "单丽": "shan", "仇文": "qiu", "尉迟恭": "yu", "解放": "xie"} {
		if got := Readings(name)[0][0]; got != want {
			t.Errorf("%s begins with %q, want %q", name, got, want)
		}
	}
	if r := Readings("长堤"); r[0][0]+r[1][0] != "changdi" {
		t.Errorf("长堤 reads %v", r)
	}
}

func TestTodayIsADayOfTheWeek(t *testing.T) {
	l := NewLexicon(newTaxonomy(t), someRegions())
	for query, want := range map[string]string{"今天在岗的": "3 今天（周三）", "听日": "4 明天（周四）", "晚上": "evening 晚上", "律师": "LAWYER 律师"} {
		filters, _ := l.Understand(query)
		if filters = OnDay(filters, time.Wednesday); len(filters) != 1 || filters[0].Value+" "+filters[0].Label.ZH != want {
			t.Errorf("%s: %v, want %s", query, filters, want)
		}
	}
}
