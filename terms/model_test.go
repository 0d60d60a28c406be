package terms

import (
	"math"
	"strings"
	"testing"

	"liuyuan/registry"
	"pgregory.net/rapid"
)

func anyClass(string) bool { return true }

func TestTheModelComputesSmoothedNaiveBayes(t *testing.T) {
	m, err := readModel("types\tA\tB\ntotals\t6\t2\n渔\t0:3\n船\t0:1 1\n", anyClass)
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string][2]float64{"渔": {3, 0}, "船": {1, textWeight}}
	totals := [2]float64{6, 2}
	scores, _ := m.evidence([]string{"渔", "船", "unknown"})
	for class := range totals {
		want := 0.0
		for _, c := range counts {
			share := (c[0] + c[1]) / (totals[0] + totals[1])
			want += math.Log((c[class] + smoothing*share) / (totals[class] + smoothing) / share)
		}
		if want /= math.Sqrt2; math.Abs(scores[class]-want) > 1e-9 {
			t.Errorf("class %d: %g, want %g", class, scores[class], want)
		}
	}
}

func TestABrokenModelIsRefused(t *testing.T) {
	for _, file := range []string{"types\tA\n", "types\tA\ntotals\t0\n", "types\tA\ntotals\t1\n渔\t7:1\n", "types\tA\ntotals\t1\n渔\n", "渔\t0:1\n", "types\tA\ntotals\t1\n渔\t0:x\n"} {
		if _, err := readModel(file, anyClass); err == nil {
			t.Errorf("read %q", file)
		}
	}
	if _, err := readModel("types\tA\ntotals\t1\n", func(string) bool { return false }); err == nil {
		t.Error("read a model of an unknown type")
	}
}

func TestNothingToGoByGivesNoSuggestion(t *testing.T) {
	c := newClassifier(t)
	for _, text := range []string{"", " ", "你好", "在吗", "哈哈哈哈哈", "1234567", "asdf qwer zxcv", "😀😀😀", "الحمد لله", "。。。？？？", "\u200b\u200b"} {
		if w := c.Classify(text); len(w.Suggestions) > 0 || w.Risk != registry.RiskLow {
			t.Errorf("%q: %v %s", text, w.Suggestions, w.Risk)
		}
	}
}

func TestAQuestionWithoutAnyCueStillGetsAnAnswer(t *testing.T) {
	c := newClassifier(t)
	for text, family := range map[string]registry.TypeCode{
		"给他盖的厂棚，去年七月就用上了，十八万的尾数一拖再拖": "22",
		"对面那家的阿姨总往我窗台下面泼脏东西，说她还瞪眼":   "02",
	} {
		w := c.Classify(text)
		found := false
		for _, s := range w.Suggestions {
			found = found || s.Type.Family() == family
		}
		if !found {
			t.Errorf("%s: %v", text, w.Suggestions)
		}
	}
}

func TestConfidencesAreSharesInOrder(t *testing.T) {
	c := newClassifier(t)
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"工资", "离婚", "漏水", "邻居", "老板", "不给", "孩子", "，", "打", "房东", "鱼塘", "狗", "我", "车"}), 1, 30).Draw(t, "words")
		sum, last := 0.0, 1.0
		for _, s := range c.Classify(strings.Join(words, "")).Suggestions {
			if s.Confidence > last || s.Confidence <= 0 {
				t.Fatalf("%g after %g", s.Confidence, last)
			}
			sum, last = sum+s.Confidence, s.Confidence
		}
		if sum > 1.03 {
			t.Fatalf("shares add up to %g", sum)
		}
	})
}
