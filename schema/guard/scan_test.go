package guard

import (
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/lexer"
	gql "github.com/vektah/gqlparser/v2/parser"
	"pgregory.net/rapid"
)

func TestScanRefusesAtEachLimitAndNotBelow(t *testing.T) {
	l := Limits{DocumentBytes: 400, Tokens: 20, Brackets: 4, Directives: 2, Arguments: 2, NameBytes: 8, StringBytes: 10}
	for name, c := range map[string]struct {
		below, above string
		code         Code
	}{
		"bytes":        {strings.Repeat(" ", 399) + "a", strings.Repeat(" ", 400) + "a", DocumentTooLarge},
		"tokens":       {strings.Repeat("a ", 20), strings.Repeat("a ", 21), TooManyTokens},
		"spreads":      {strings.Repeat("...a", 10), strings.Repeat("...a", 11), TooManyTokens},
		"numbers":      {"1" + strings.Repeat("-1", 19), "1" + strings.Repeat("-1", 20), TooManyTokens},
		"brackets":     {"{([{}])}", "{([{{}}])}", QueryTooDeep},
		"directives":   {"@a@a", "@a@a@a", TooManyDirectives},
		"arguments":    {"(a:1 b:2)", "(a:1 b:2 c:3)", TooManyArguments},
		"names":        {strings.Repeat("a", 8), strings.Repeat("a", 9), ParseFailed},
		"digits":       {strings.Repeat("1", 8), strings.Repeat("1", 9), ParseFailed},
		"string":       {`"` + strings.Repeat("a", 8) + `"`, `"` + strings.Repeat("a", 9) + `"`, ArgumentTooLong},
		"block string": {`"""aaaa"""`, `"""aaaaa"""`, ArgumentTooLong},
	} {
		if _, refusal := Scan(c.below, l); refusal != nil {
			t.Errorf("%s: at the limit it is refused: %v", name, refusal)
		}
		if _, refusal := Scan(c.above, l); refusal == nil || refusal.Code != c.code {
			t.Errorf("%s: above the limit: %v, want %s", name, refusal, c.code)
		}
	}
}

func TestScanCountsNeitherVariableDefinitionsNorInputFieldsAsArguments(t *testing.T) {
	l := Staff()
	l.Arguments = 1
	for _, document := range []string{"query($a:Int $b:Int $c:Int){x}", "{x(a:{b:1 c:2 d:3})}", `query("says" $a:Int $b:Int){x}`} {
		if _, refusal := Scan(document, l); refusal != nil {
			t.Errorf("%s: %v", document, refusal)
		}
	}
}

func TestScanRefusesWhatIsNoTokenAndSaysWhere(t *testing.T) {
	for document, want := range map[string]Location{
		"{a\n é}": {2, 2}, "{a}\x00": {1, 4}, "{a": {1, 3}, "{a]}": {1, 4}, "中": {1, 1}, "{ \"中\" \"": {1, 7}, "..": {1, 1}, "#\x01": {1, 2}, `"""a""""`: {1, 5},
	} {
		_, refusal := Scan(document, Staff())
		if refusal == nil || refusal.Code != ParseFailed || refusal.Locations[0] != want {
			t.Errorf("%q: %+v, want a syntax error at %v", document, refusal, want)
		}
	}
}

func TestScanAllocatesNothingForWhatItLetsThrough(t *testing.T) {
	document, l := `query($a:Int){a(b:[1 -2.5e3] c:{d:"\u4e2d"}){...F @skip(if:true)}} # end`, Staff()
	if n := testing.AllocsPerRun(100, func() { Scan(document, l) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// document draws texts made of pieces of GraphQL, so that many of them parse.
func document(t *rapid.T) string {
	pieces := []string{"{", "}", "(", ")", "[", "]", "a", "b ", "...", "...F", " on ", "@d", ":", "$v", "=", "!", `"s"`, `"\""`, `"""b"""`, `"""\""""""`, `""`, `"""`, `"`,
		"1", "-1", "1.5e-3", "0", ".", "#c\n", ",", "\n", "\r\n", "\uFEFF", "query ", "fragment ", "query Q($v:Int=1){a(b:$v)}", "{a{b}}", "fragment F on T{a}", "\\", "é", "\x01"}
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 30).Draw(t, "pieces"), "")
}

func TestScanNeverCountsFewerTokensThanTheParserReads(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { noFewerTokens(t, document(t)) })
}

func noFewerTokens(t interface{ Fatalf(string, ...any) }, text string) {
	tokens, refusal := Scan(text, Staff())
	if refusal != nil {
		return
	}
	read, deepest := lexed(text)
	if read > tokens || deepest > Staff().Brackets {
		t.Fatalf("%q: scan counted %d tokens, the parser's lexer %d, %d brackets deep", text, tokens, read, deepest)
	}
}

// lexed reads a text with the parser's own lexer, up to its first error.
func lexed(text string) (tokens, deepest int) {
	reader := lexer.New(&ast.Source{Input: text})
	depth := 0
	for {
		token, err := reader.ReadToken()
		switch {
		case err != nil || token.Kind == lexer.EOF:
			return tokens, deepest
		case token.Kind == lexer.Comment:
			continue
		case token.Kind == lexer.BraceL || token.Kind == lexer.ParenL || token.Kind == lexer.BracketL:
			depth++
		case token.Kind == lexer.BraceR || token.Kind == lexer.ParenR || token.Kind == lexer.BracketR:
			depth--
		}
		deepest = max(deepest, depth)
		tokens++
	}
}

func FuzzScanAndMeasure(f *testing.F) {
	for _, seed := range []string{"{a}", "{...A} fragment A on Query{...A}", "query($A:){A}", `{a(b:"""c""" d:[1-2])}`, "{a...b...c}", `"""a"""""`, "{__schema{types{name}}}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		noFewerTokens(t, text)
		if _, refusal := Scan(text, Staff()); refusal != nil {
			return
		}
		doc, err := gql.ParseQuery(&ast.Source{Input: text})
		if err != nil {
			return
		}
		if shape, refusal := Measure(doc); refusal == nil {
			_ = shape.Allow(Public())
		}
	})
}
