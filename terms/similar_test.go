package terms

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"liuyuan/registry"
)

func reported(c *Classifier, body string, day registry.Date) Text {
	return Text{Body: body, Words: c.Classify(body), Day: day}
}

func TestOneMatterFromTwoChannelsIsLikelyADuplicate(t *testing.T) {
	c := newClassifier(t)
	a := reported(c, "棠下镇一工地拖欠12名工人三个月工资共36万元，工人情绪激动", "2026-03-02")
	b := reported(c, "我们十二个人在棠下做工地，三个月工资36万一直拖欠没有发", "2026-03-04")
	score, reasons := Similar(a, b)
	if score < LikelyDuplicate {
		t.Fatalf("score %.2f, reasons %v", score, reasons)
	}
	codes := map[DuplicateCode]bool{}
	for _, r := range reasons {
		codes[r.Code] = true
	}
	for _, want := range []DuplicateCode{SameWords, SamePlace, SameHeadcount, SameAmount, SameType, SameTime} {
		if !codes[want] {
			t.Errorf("no %s among %v", want, reasons)
		}
	}
}

func TestATownToldByItsBareNameIsTheSamePlace(t *testing.T) {
	c := newClassifier(t)
	for name, code := range map[string]registry.RegionCode{
		"潮连": "440703005", "环市": "440703006", "荷塘": "440703102", "棠下": "440703101", "杜阮": "440703103", "白沙": "440703002",
	} {
		for _, pair := range [][2]string{
			{"我在" + name + "被狗咬了", name + "有人养狗伤人"},
			{"住" + name + "嘅，隔篱只狗咬咗我", "事发地" + name + "，" + name + "街边有狗咬人"},
		} {
			_, reasons := Similar(reported(c, pair[0], ""), reported(c, pair[1], ""))
			if !slices.ContainsFunc(reasons, func(r DuplicateReason) bool { return r.Code == SamePlace && r.Value == string(code) }) {
				t.Errorf("%q: %v", pair, reasons)
			}
		}
	}
}

func TestMattersThatOnlySoundAlikeAreNoDuplicates(t *testing.T) {
	c := newClassifier(t)
	for _, pair := range [][2]string{
		{"棠下镇一工地拖欠12名工人三个月工资共36万元", "荷塘镇一家具厂拖欠5名工人两个月工资共3万元"},
		{"杜阮镇两户人为漏水争执", "杜阮镇一对夫妻要离婚"},
		{"楼上漏水泡坏了我家天花板", "他借了我五万块到期不还"},
	} {
		score, reasons := Similar(reported(c, pair[0], "2026-03-02"), reported(c, pair[1], "2026-03-03"))
		if score >= LikelyDuplicate {
			t.Errorf("%q and %q: %.2f %v", pair[0], pair[1], score, reasons)
		}
	}
}

// Half of the pairs tell one matter twice, half are of one place or kind but of two
// matters (testdata/duplicates.json).
func TestDuplicatesAreFoundAmongLabelledPairs(t *testing.T) {
	file, err := os.ReadFile("testdata/duplicates.json")
	if err != nil {
		t.Fatal(err)
	}
	var pairs []struct {
		Same bool
		A, B string
	}
	if err := json.Unmarshal(file, &pairs); err != nil || len(pairs) < 30 {
		t.Fatalf("%d pairs, %v", len(pairs), err)
	}
	c := newClassifier(t)
	found, right, all := 0, 0, 0
	for _, p := range pairs {
		score, reasons := Similar(reported(c, p.A, "2026-03-02"), reported(c, p.B, "2026-03-05"))
		likely := score >= LikelyDuplicate
		if p.Same {
			all++
		}
		if likely {
			found++
		}
		if likely && p.Same {
			right++
		}
		if likely != p.Same {
			t.Logf("%.2f %q and %q: %v", score, p.A, p.B, reasons)
		}
	}
	precision, recall := float64(right)/float64(max(found, 1)), float64(right)/float64(all)
	t.Logf("%d pairs, precision %.2f, recall %.2f", len(pairs), precision, recall)
	if precision < 0.9 || recall < 0.8 {
		t.Errorf("precision %.2f (at least 0.9), recall %.2f (at least 0.8)", precision, recall)
	}
}

func TestSimilarityIsSymmetricAndBounded(t *testing.T) {
	c := newClassifier(t)
	words := rapid.StringMatching(`(棠下|荷塘|工资|漏水|[0-9]{1,3}个人|三万元|离婚|😀|a){0,9}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := reported(c, words.Draw(t, "a"), "2026-01-01"), reported(c, words.Draw(t, "b"), "")
		x, _ := Similar(a, b)
		y, _ := Similar(b, a)
		if x != y || x < 0 || x > 1 {
			t.Fatalf("%v and %v", x, y)
		}
	})
}
