package terms

import (
	"testing"
	"unicode/utf8"

	"liuyuan/registry"
	"pgregory.net/rapid"
)

func TestFoldingTwiceChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }),
			rapid.StringOf(rapid.RuneFrom([]rune("糾紛後裡髮面乾係ＡｂⅣ㍻ﬁİıẞ\u200d\u0301\ufeff")))).Draw(t, "s")
		folded := Fold(s)
		if again := Fold(folded); again != folded {
			t.Fatalf("%q folds to %q, then to %q", s, folded, again)
		}
		if !utf8.ValidString(folded) {
			t.Fatalf("%q folds to invalid %q", s, folded)
		}
	})
}

func TestSortKeysOfDifferentNamesDiffer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringOfN(rapid.RuneFrom([]rune("李理力王旺汪陈晨")), 1, 4, -1)
		a, b := name.Draw(t, "a"), name.Draw(t, "b")
		if (SortKey(a) == SortKey(b)) != (a == b) {
			t.Fatalf("%q and %q: %q and %q", a, b, SortKey(a), SortKey(b))
		}
	})
}

func TestDenialsKnowQuestionsAndDoubledNegations(t *testing.T) {
	c := newClassifier(t)
	for text, denied := range map[string]bool{
		"不是打架": true, "不会去跳楼": true, "跟打架没关系": true,
		"是不是打架": false, "他打架还不承认": false,
	} {
		if level := c.Classify(text).Risk; (level == registry.RiskLow) != denied {
			t.Errorf("%s: graded %s", text, level)
		}
	}
}

func FuzzUnderstandAnswersAnyQuery(f *testing.F) {
	for _, s := range []string{"会讲台山话的劳资律师 棠下", "女", "\xff\xfe", "勞資\u200b糾紛", "*?[a-z]+ OR \"", "😀 白沙街", "ﷺ", "复兴村", ""} {
		f.Add(s)
	}
	l := NewLexicon(newTaxonomy(f), someRegions())
	f.Fuzz(func(t *testing.T, query string) {
		filters, rest := l.Understand(query)
		again, restAgain := l.Understand(query)
		if len(filters) != len(again) || rest != restAgain {
			t.Fatalf("%q is understood differently the second time", query)
		}
		if len(filters) > maxFilters {
			t.Fatalf("%d filters", len(filters))
		}
		if len(filters) == 0 && utf8.ValidString(query) && Squeeze(Fold(query)) != Squeeze(Fold(rest)) {
			t.Fatalf("%q: without a filter the rest is %q", query, rest)
		}
	})
}
