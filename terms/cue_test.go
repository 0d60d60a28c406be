package terms

import (
	"strings"
	"testing"
)

func TestEveryEntryOfCuesDecidesItsExample(t *testing.T) {
	d, err := readCues()
	if err != nil {
		t.Fatal(err)
	}
	c := newClassifier(t)
	for i, e := range d.Cues {
		text := []rune(Fold(e.Example))
		holds := false
		for _, h := range c.cues.holding(c.cues.look(text, denials(text))) {
			holds = holds || c.cues.cues[h.cue].entry == i
		}
		w := c.Classify(e.Example)
		place := placeOf(w.Suggestions, Case{Code: e.Type})
		if !holds || place < 1 || place > 2 { // the model may prefer a neighbour
			t.Errorf("%s %g: the example %q does not show it: holds %v, %v", e.Type, e.Points, e.Example, holds, w.Suggestions)
		}
	}
}

func TestDeniedWordsGiveNothing(t *testing.T) {
	c := newClassifier(t)
	for _, pair := range [][2]string{
		{"跟工资没关系，就是他借了我钱到期不还", "10"},
		{"不是打架，是楼上漏水", "06"},
	} {
		for _, s := range c.Classify(pair[0]).Suggestions {
			if string(s.Type.Family()) == pair[1] {
				t.Errorf("%s: suggests %v", pair[0], s)
			}
		}
	}
}

func TestWordsFarApartAreNoCue(t *testing.T) {
	c := newClassifier(t)
	far := "楼上" + strings.Repeat("一二三四五六七八九十", 4) + "漏"
	text := []rune(Fold(far))
	for _, h := range c.cues.holding(c.cues.look(text, denials(text))) {
		if len(h.spans) > 1 {
			t.Errorf("joined words %d characters apart: %v", 40, h.spans)
		}
	}
	near := []rune("楼上漏")
	joined := false
	for _, h := range c.cues.holding(c.cues.look(near, denials(near))) {
		joined = joined || len(h.spans) > 1
	}
	if !joined {
		t.Error("did not join the same words side by side")
	}
}

func BenchmarkClassify(b *testing.B) {
	c, err := NewClassifier(newTaxonomy(b), someRegions())
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range []int{20, 4000} {
		text := string([]rune(strings.Repeat("工地拖欠我们十二个工人三个月工资，老板不接电话。", 200))[:n])
		b.Run(map[int]string{20: "20 characters", 4000: "4000 characters"}[n], func(b *testing.B) {
			for b.Loop() {
				c.Classify(text)
			}
		})
	}
}
