package terms

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"liuyuan/registry"
)

func newTaxonomy(t testing.TB) *registry.Taxonomy {
	t.Helper()
	tax, err := registry.LoadTaxonomy()
	if err != nil {
		t.Fatal(err)
	}
	return tax
}

// someRegions are places enough for the tests of this package.
func someRegions() []registry.Region {
	return []registry.Region{
		{Code: "440703", Name: "蓬江区"},
		{Code: "440703002", Name: "白沙街道", Aliases: []string{"白沙", "仓后", "堤东", "北街"}},
		{Code: "440703005", Name: "潮连街道"},
		{Code: "440703006", Name: "环市街道"},
		{Code: "440703101", Name: "棠下镇", Aliases: []string{"棠下"}},
		{Code: "440703102", Name: "荷塘镇", Aliases: []string{"荷塘"}},
		{Code: "440703103", Name: "杜阮镇", Aliases: []string{"杜阮"}},
		{Code: "440703101201", Name: "桐井村", Aliases: []string{"桐井村委会", "桐井"}},
	}
}

func newClassifier(t testing.TB) *Classifier {
	t.Helper()
	c, err := NewClassifier(newTaxonomy(t), someRegions())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestFirstAnswers(t *testing.T) {
	c := newClassifier(t)
	for text, want := range map[string]registry.TypeCode{
		"工地拖欠我们十二个工人三个月工资":  "10.01",
		"老细走佬冇粮出":           "10.01",
		"老公经常不回家我想离婚":       "01.01",
		"楼上漏水找物业，物业一直不处理":   "15.05",
		"他欠我五万块，有借条":        "04.02",
		"老板欠我们工资两个月":        "10.01",
		"房东不退押金":            "03.04",
		"昨晚在烧烤档打架，要对方赔钱":    "06.06",
		"我是外嫁女，村里不给分红":      "07.07",
		"跟工资没关系，是邻居家的狗半夜乱叫": "02.05",
		"不是打架，是他借了我三万块到期不还": "04.02",
		"祖屋的产权我们和海外的亲戚各执一词": "03.05",
		"工地打桩把我家墙震裂了":       "22.03",
		"甲方一直不结算工程款":        "22.01",
	} {
		w := c.Classify(text)
		if len(w.Suggestions) == 0 || w.Suggestions[0].Type != want {
			t.Errorf("%s: want %s, got %v", text, want, w.Suggestions)
		}
	}
}

func TestALeakThatTheManagementLeavesIsSecondANeighboursLeak(t *testing.T) {
	w := newClassifier(t).Classify("楼上漏水找物业，物业一直不处理")
	if len(w.Secondary) == 0 || w.Secondary[0] != "02.02" {
		t.Errorf("secondary %v, suggestions %v", w.Secondary, w.Suggestions)
	}
}

func TestNumbersAreRead(t *testing.T) {
	c := newClassifier(t)
	for text, want := range map[string]int{
		"我们十二个人": 12, "12名工友": 12, "几十个工友": 30, "全村都来了": 100, "百余人": 100,
		"七八个亲戚": 8, "三个月工资": 0, "第三人": 0, "带走几百个客户": 0, "没有人": 0,
		"我哋三个": 3, "我们两个月没有工资": 0, "上百村民": 100, "成条村": 100,
	} {
		if got := c.Classify(text).Headcount; got != want {
			t.Errorf("%s: headcount %d, want %d", text, got, want)
		}
	}
	for text, want := range map[string][]float64{
		"欠我三万八": {38000}, "5千块": {5000}, "12.5万元": {125000}, "一共36万": {360000}, "十个人": nil, "几千块": {3000}, "共￥12,000": {12000},
	} {
		if got := c.Classify(text).Amounts; !reflect.DeepEqual(got, want) {
			t.Errorf("%s: amounts %v, want %v", text, got, want)
		}
	}
}

func TestPlacesAreFound(t *testing.T) {
	w := newClassifier(t).Classify("2026年3月2日在桐井村，上个月在仓后")
	if !reflect.DeepEqual(w.Places, []registry.RegionCode{"440703101201", "440703002"}) {
		t.Errorf("places %v", w.Places)
	}
}

func TestClassificationIsDeterministicAndOrderedForAnyText(t *testing.T) {
	c := newClassifier(t)
	pieces := rapid.SliceOfN(rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{
		"工资", "拖欠", "老板", "不是", "打架", "楼上", "漏水", "没关系", "物业", "离婚", "十二个人", "三万八", "棠下镇", "，", "\u200b", "😀"})), 0, 30)
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(pieces.Draw(t, "text"), "")
		w := c.Classify(text)
		if !reflect.DeepEqual(w, c.Classify(text)) {
			t.Fatal("the same text gave other words")
		}
		for i, s := range w.Suggestions {
			if s.Confidence < 0 || s.Confidence > 1 {
				t.Fatalf("confidence %v", s.Confidence)
			}
			if i > 0 && s.Confidence > w.Suggestions[i-1].Confidence {
				t.Fatalf("suggestions out of order: %v", w.Suggestions)
			}
		}
	})
}

func FuzzClassifyAnswersAnyText(f *testing.F) {
	tax, err := registry.LoadTaxonomy()
	if err != nil {
		f.Fatal(err)
	}
	c, err := NewClassifier(tax, someRegions())
	if err != nil {
		f.Fatal(err)
	}
	l := NewLexicon(tax, someRegions())
	for _, s := range []string{"", "工地拖欠工资", "\xff\xfe", "😀👨‍👩‍👧", "\u202e反", "*?.*[", "十十十万万亿", "999999999999999999个人", "不是不是不是", "我哋我哋三", "几几几千块", "￥", "老细走佬冇粮出", "没有没有打", "冇", "上百", "2026-"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		folded := Fold(s)
		if Fold(folded) != folded {
			t.Errorf("folding %q twice changes it", s)
		}
		if w := c.Classify(s); w.Risk == "" {
			t.Error("no risk level")
		}
		if _, rest := l.Understand(s); utf8.ValidString(s) && !utf8.ValidString(rest) {
			t.Errorf("the rest of %q is not UTF-8", s)
		}
	})
}
