package terms

import (
	"math"
	"slices"
	"strings"
	"testing"

	"liuyuan/registry"
	"pgregory.net/rapid"
)

func anyClass(string) bool { return true }

func TestTheModelComputesLogisticScores(t *testing.T) {
	m, err := readModel("types\tA\tB\nbias\t-5\t10\n渔\t20\t0:30\n船\t15\t0:12 1:-20\n", anyClass)
	if err != nil {
		t.Fatal(err)
	}
	scores, _ := m.scores([]sign{{name: "渔"}, {name: "船"}, {name: "unknown"}})
	for class, want := range []float64{-0.5 + (3*2+1.2*1.5)/2.5, 1 - 2*1.5/2.5} {
		if math.Abs(scores[class]-want) > 1e-6 {
			t.Errorf("class %d: %g, want %g", class, scores[class], want)
		}
	}
}

func TestAModelShowsThePiecesThatWarmItMost(t *testing.T) {
	m, err := readModel("types\tA\tB\nbias\t0\t0\n刹车\t20\t0:30\n车线\t20\t0:30\n昨天\t20\t0:3\n我的\t20\t1:40\n的\t20\t0:90\n", anyClass)
	if err != nil {
		t.Fatal(err)
	}
	text := []rune("昨天刹车线剪了,我的")
	signs := []sign{{"昨天", span{from: 0, to: 2}}, {"刹车", span{from: 2, to: 4}}, {"车线", span{from: 3, to: 5}}, {"我的", span{from: 8, to: 10}}}
	for class, want := range map[registry.TypeCode][]string{"A": {"刹车线"}, "B": {"我的"}, "C": nil} {
		if got := m.hottest(text, signs, class, 3); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", class, got, want)
		}
	}
	single := append(signs, sign{"的", span{from: 9, to: 10}})
	if got := m.hottest(text, single, "A", 3); len(got) != 0 {
		t.Errorf("a single character is shown: %q", got)
	}
}

func TestALearnerLearnsWhatTellsClassesApart(t *testing.T) {
	l := newLearner(3, 2)
	l.learn([]pupil{{[]int{0, 2}, []float64{0.7, 0.7}, []int{0}, 1}, {[]int{1, 2}, []float64{0.7, 0.7}, []int{1}, 1},
		{[]int{0}, []float64{1}, []int{0}, 1}, {[]int{1}, []float64{1}, []int{1}, 1}}, 0.5)
	at := func(sign, class int) float64 { return l.weights[sign*2+class] }
	if at(0, 0) <= at(0, 1) || at(1, 1) <= at(1, 0) || math.Abs(at(2, 0)-at(2, 1)) > math.Abs(at(0, 0)-at(0, 1))/2 {
		t.Errorf("weights %v", l.weights)
	}
}

func TestABrokenModelIsRefused(t *testing.T) {
	for _, file := range []string{"types\tA\n", "types\tA\nbias\tx\n", "types\tA\nbias\t1\n渔\t9\t7:1\n", "types\tA\nbias\t1\n渔\t9\t0\n", "渔\t9\t0:1\n", "types\tA\nbias\t1\n渔\t9\t0:x\n", "types\tA\nbias\t1\n渔\t0:1\n"} {
		if _, err := readModel(file, anyClass); err == nil {
			t.Errorf("read %q", file)
		}
	}
	if _, err := readModel("types\tA\nbias\t1\n", func(string) bool { return false }); err == nil {
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
			if last = s.Confidence; s.Type.Parent() != "" || s.Type == other { // a family's share holds its types'
				sum += s.Confidence
			}
		}
		if sum > 1.03 {
			t.Fatalf("shares add up to %g", sum)
		}
	})
}
