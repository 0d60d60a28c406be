package index

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"liuyuan/registry"
	"liuyuan/terms"
)

func TestTheFirstHitIsTheOneMeant(t *testing.T) {
	docs := directory(t)
	x := filled(t, literal(t), docs)
	names := namesOf(docs)
	for query, want := range map[string]string{
		"船哥":           "“船哥”个人调解品牌工作室",
		"船":            "“船哥”个人调解品牌工作室",
		"船哥工作室":        "“船哥”个人调解品牌工作室",
		"chuange":      "“船哥”个人调解品牌工作室",
		"CHUANGE":      "“船哥”个人调解品牌工作室",
		"ｃｈｕａｎｇｅ":      "“船哥”个人调解品牌工作室",
		"chuan ge":     "“船哥”个人调解品牌工作室",
		"cg":           "“船哥”个人调解品牌工作室",
		"船歌":           "“船哥”个人调解品牌工作室",
		"劳资":           "棠下镇劳资纠纷专项调解室",
		"勞資":           "棠下镇劳资纠纷专项调解室",
		"劳资纠纷调解室":      "棠下镇劳资纠纷专项调解室",
		"棠下镇劳资纠纷专项调解室": "棠下镇劳资纠纷专项调解室",
		"txlz":         "棠下镇劳资纠纷专项调解室",
		"tangxia 劳资":   "棠下镇劳资纠纷专项调解室",
		"一家人":          "荷塘镇“一家人”婚姻家庭调解室",
		`荷塘镇"一家人"婚姻家庭调解室`: "荷塘镇“一家人”婚姻家庭调解室",
		"涉侨":    "白沙街道涉侨纠纷调解室",
		"找船哥调解": "“船哥”个人调解品牌工作室",
		"船哥在哪里": "“船哥”个人调解品牌工作室",
		"霞姨的电话": "“霞姨”个人调解工作室",
		"杜阮调委会": "杜阮镇人民调解委员会",
	} {
		got := ask(t, x, query)
		if len(got) == 0 || names[got[0]] != want {
			first := "nothing"
			if len(got) > 0 {
				first = names[got[0]]
			}
			t.Errorf("%s: first is %s, want %s", query, first, want)
		}
	}
}

// No text is syntax: signs of query languages, wildcards and regular expressions
// find no more than the words between them.
func TestTextIsTakenLiterally(t *testing.T) {
	x := filled(t, literal(t), directory(t))
	for _, hostile := range []string{"*", "?", ".*", "船*", "_id:*", "n:船哥", "+船哥 -劳资", `"`, `\`, "/.*/", "[a-z]+", "船哥~9", "^", "re:1", "10.*"} {
		got := ask(t, x, hostile)
		words := ask(t, x, wordsOf(x, hostile))
		if terms.Key(hostile) == "" && len(got) != 0 {
			t.Errorf("%q finds %d records", hostile, len(got))
		}
		if len(got) != len(words) {
			t.Errorf("%q finds %d records, its words %d", hostile, len(got), len(words))
		}
	}
	if len(ask(t, x, "n:船哥")) > 1 || len(ask(t, x, "_id:*")) > 0 {
		t.Error("field names reach the index")
	}
}

func wordsOf(x *Index, s string) string {
	var words []string
	for _, r := range terms.Runs(terms.Fold(s)) {
		words = append(words, r.Text)
	}
	if len(words) == 0 {
		return "*"
	}
	return strings.Join(words, " ")
}

func TestAQuestionOutOfRangeIsRefused(t *testing.T) {
	x := filled(t, literal(t), nil)
	for name, c := range map[string]struct {
		q    registry.DirectoryQuestion
		want registry.ErrorCode
	}{
		"201 characters": {registry.DirectoryQuestion{Text: strings.Repeat("船", 201), First: 1}, registry.CodeTooLong},
		"200 characters": {registry.DirectoryQuestion{Text: strings.Repeat("船", 200), First: 1}, ""},
		"none":           {registry.DirectoryQuestion{Text: "船"}, registry.CodeOutOfRange},
		"101":            {registry.DirectoryQuestion{Text: "船", First: 101}, registry.CodeOutOfRange},
		"before":         {registry.DirectoryQuestion{Text: "船", First: 1, Offset: -1}, registry.CodeOutOfRange},
		"too far":        {registry.DirectoryQuestion{Text: "船", First: 1, Offset: 10_001}, registry.CodeOutOfRange},
	} {
		if _, err := x.Search(context.Background(), c.q); registry.CodeOf(err) != c.want {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	if _, err := x.Suggest(context.Background(), strings.Repeat("船", 201), 5); registry.CodeOf(err) != registry.CodeTooLong {
		t.Errorf("suggest: %v", err)
	}
}

func TestPagesFollowEachOtherWithoutGapOrRepetition(t *testing.T) {
	x := filled(t, literal(t), directory(t))
	whole := ask(t, x, "调解")
	var pages []string
	for offset := 0; offset < len(whole); offset += 9 {
		a := answer(t, x, registry.DirectoryQuestion{Text: "调解", First: 9, Offset: offset})
		for _, h := range a.Hits {
			pages = append(pages, string(h.Mediator)+string(h.Organization))
		}
	}
	if strings.Join(pages, " ") != strings.Join(whole, " ") || len(whole) < 20 {
		t.Errorf("pages %v\nwhole %v", pages, whole)
	}
}

func TestEqualsAreOrderedByIdentifier(t *testing.T) {
	a, b := &found{score: 1, tie: 7, id: "a"}, &found{score: 1, tie: 7, id: "b"}
	if !a.before(b) || b.before(a) {
		t.Error("a is not before b")
	}
	if earlier := (&found{score: 1, tie: 6, id: "z"}); !earlier.before(a) {
		t.Error("the order among equals is not the tie first")
	}
}

func TestHighlightsMarkTheOriginalText(t *testing.T) {
	x := filled(t, literal(t), directory(t))
	for query, want := range map[string]string{
		"棠下镇调解室":     "<em>棠下镇</em>劳资纠纷专项<em>调解室</em>",
		"船哥":         "“<em>船哥</em>”个人调解品牌工作室",
		"chuange":    "“<em>船哥</em>”个人调解品牌工作室",
		"荷塘镇一家人婚姻家庭": "<em>荷塘镇“一家人”婚姻家庭</em>调解室",
	} {
		a := answer(t, x, registry.DirectoryQuestion{Text: query, First: 1})
		if len(a.Hits) == 0 || len(a.Hits[0].Highlights) == 0 || a.Hits[0].Highlights[0] != want {
			t.Errorf("%s: %+v, want %s", query, a.Hits, want)
		}
	}
	a := answer(t, x, registry.DirectoryQuestion{Text: "水乡调解手记", First: 1})
	if len(a.Hits) == 0 || len(a.Hits[0].Highlights) == 0 || !strings.Contains(a.Hits[0].Highlights[0], "<em>水乡调解手记</em>") {
		t.Errorf("introduction: %+v", a.Hits)
	}
}

func TestWhenNothingFitsTheNearestNameIsOffered(t *testing.T) {
	x := filled(t, literal(t), []registry.IndexDocument{person("a", "欧阳锦焕", 1)})
	a := answer(t, x, registry.DirectoryQuestion{Text: "ouyanjinhun", First: 5})
	if a.Total != 0 || a.DidYouMean != "欧阳锦焕" {
		t.Errorf("%+v", a)
	}
	if a := answer(t, x, registry.DirectoryQuestion{Text: "欧阳锦焕", First: 5}); a.DidYouMean != "" || a.Total != 1 {
		t.Errorf("%+v", a)
	}
	if a := answer(t, x, registry.DirectoryQuestion{Text: "完全不同的东西", First: 5}); a.DidYouMean != "" || a.Total != 0 {
		t.Errorf("%+v", a)
	}
}

func TestSuggestionsBeginWithThePrefix(t *testing.T) {
	x := filled(t, literal(t), directory(t))
	for prefix, want := range map[string]string{
		"船": "“船哥”个人调解品牌工作室", "chu": "“船哥”个人调解品牌工作室", "cg": "“船哥”个人调解品牌工作室",
		"一家": "荷塘镇“一家人”婚姻家庭调解室", "yij": "荷塘镇“一家人”婚姻家庭调解室",
		"棠下镇劳": "棠下镇劳资纠纷专项调解室", "劳资": "棠下镇劳资纠纷专项调解室", "txzl": "棠下镇劳资纠纷专项调解室",
	} {
		got, err := x.Suggest(context.Background(), prefix, 5)
		if err != nil {
			t.Fatal(err)
		}
		if len(got) == 0 || got[0].Text != want {
			t.Errorf("%s: %+v, want %s", prefix, got, want)
		}
	}
	for _, nothing := range []string{"", " ", "*", "\u200b"} {
		if got, err := x.Suggest(context.Background(), nothing, 5); err != nil || len(got) != 0 {
			t.Errorf("%q: %v %v", nothing, got, err)
		}
	}
}

func FuzzAnyTextHasAnAnswer(f *testing.F) {
	for _, seed := range []string{"", " ", "船哥", "🙂👨‍👩‍👧", "\u200b\u200d", "\u202e船哥", "שלום", "a\u0301", "*?.*[", "勞資", "ｃｇ", "\x00", "\xff\xfe", "欠薪律师 棠下", "xian", "𨋢", "陈guo强", "１２３", "律\u200b师 tang xia", "老\u202e陈", "姓", "今天 10.01 440703101", strings.Repeat("a", 200), strings.Repeat("船", 1000)} {
		f.Add(seed)
	}
	docs := directory(f)
	x := filled(f, understanding(f), docs)
	shown := ""
	for _, d := range docs {
		shown += originals(d)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a, err := x.Search(context.Background(), registry.DirectoryQuestion{Text: text, First: 5, Facets: true})
		if utf8.RuneCountInString(text) > registry.MaxQuery {
			if registry.CodeOf(err) != registry.CodeTooLong {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if len(a.Hits) != min(5, a.Total) {
			t.Fatalf("%q: %d hits of %d", text, len(a.Hits), a.Total)
		}
		for _, h := range a.Hits {
			for _, piece := range h.Highlights {
				if !utf8.ValidString(piece) || strings.Count(piece, MarkOpen) != strings.Count(piece, MarkClose) {
					t.Fatalf("%q: highlight %q", text, piece)
				}
				if plain := strings.Trim(strings.NewReplacer(MarkOpen, "", MarkClose, "").Replace(piece), "…"); !strings.Contains(shown, plain) && !typeNames(x)[plain] {
					t.Fatalf("%q: highlight %q is not the text of a record", text, piece)
				}
			}
		}
		for _, c := range a.Interpreted {
			if utf8.ValidString(text) && (c.Text == "" || !strings.Contains(text, c.Text)) {
				t.Fatalf("%q: the chip %+v stands for words that were not typed", text, c)
			}
		}
		if _, err := x.Suggest(context.Background(), text, 5); err != nil {
			t.Fatalf("%q: suggest: %v", text, err)
		}
	})
}

// originals are the texts of a record that highlights are taken from.
func originals(d registry.IndexDocument) string {
	if o := d.Organization; o != nil {
		return o.Name + "\n" + o.Brand + "\n"
	}
	out := d.Mediator.Name + "\n" + d.Mediator.Introduction + "\n"
	for _, o := range d.Posts {
		out += o.Name + "\n" + o.Brand + "\n"
	}
	return out
}

func typeNames(x *Index) map[string]bool {
	names := map[string]bool{}
	for _, t := range x.options.Taxonomy.Types {
		names[t.Name] = true
	}
	return names
}
