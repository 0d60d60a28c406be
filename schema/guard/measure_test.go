package guard

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	gql "github.com/vektah/gqlparser/v2/parser"
	"pgregory.net/rapid"
)

func parsed(t interface{ Fatalf(string, ...any) }, text string) *ast.QueryDocument {
	doc, err := gql.ParseQuery(&ast.Source{Input: text})
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return doc
}

func TestMeasureExpandsFragments(t *testing.T) {
	shape, refusal := Measure(parsed(t, `{a x:b{c} ...F ...F} fragment F on Q{d{y:e ...G}} fragment G on Q{f}`))
	want := Shape{Operations: 1, Fields: 9, Aliases: 3, Repeats: 2, Depth: 2}
	if refusal != nil || shape != want {
		t.Errorf("%+v %v, want %+v", shape, refusal, want)
	}
}

func TestMeasureRefusesEveryCycleWhereverItIs(t *testing.T) {
	for _, text := range []string{
		`{...A} fragment A on Q{...A}`, `{a} fragment A on Q{b{...B}} fragment B on Q{...{...A}}`,
		`{...A} fragment A on Q{...B} fragment B on Q{...C} fragment C on Q{x ...B}`,
	} {
		if _, refusal := Measure(parsed(t, text)); refusal == nil || refusal.Code != FragmentCycle {
			t.Errorf("%s: %v", text, refusal)
		}
	}
}

func TestMeasureOfDoublingFragmentsStopsAtTheLargestNumber(t *testing.T) {
	var text strings.Builder
	text.WriteString("{...F0}")
	for i := range 60 {
		fmt.Fprintf(&text, " fragment F%d on Q{...F%d ...F%[2]d}", i, i+1)
	}
	text.WriteString(" fragment F60 on Q{a}")
	shape, refusal := Measure(parsed(t, text.String()))
	if refusal != nil || shape.Fields != math.MaxInt32 {
		t.Errorf("%+v %v", shape, refusal)
	}
}

func TestIntrospectionHasADepthOfItsOwn(t *testing.T) {
	deep := strings.Repeat("ofType{", 12) + "name" + strings.Repeat("}", 12)
	shape, _ := Measure(parsed(t, "{a{b} __schema{types{"+deep+"}} ...F} fragment F on Q{x{y{__type(name:\"A\"){name}}}} fragment T on __Type{"+deep+"}"))
	if shape.Depth != 3 || shape.IntrospectDeep != 15 || !shape.Introspects {
		t.Errorf("%+v", shape)
	}
	if refusal := shape.Allow(Staff()); refusal != nil {
		t.Errorf("staff: %v", refusal)
	}
	if refusal := shape.Allow(Public()); refusal == nil || refusal.Code != IntrospectionDisabled {
		t.Errorf("public: %v", refusal)
	}
}

// expand is a naive reference: it copies every fragment in and counts.
func expand(doc *ast.QueryDocument, set ast.SelectionSet, depth int, into *Shape) {
	for _, s := range set {
		switch it := s.(type) {
		case *ast.Field:
			into.Fields++
			into.Depth = max(into.Depth, depth)
			if it.Alias != it.Name {
				into.Aliases++
			}
			expand(doc, it.SelectionSet, depth+1, into)
		case *ast.InlineFragment:
			expand(doc, it.SelectionSet, depth, into)
		case *ast.FragmentSpread:
			if f := doc.Fragments.ForName(it.Name); f != nil {
				expand(doc, f.SelectionSet, depth, into)
			}
		}
	}
}

func TestMeasureEqualsNaiveExpansion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var set func(depth, fragment int) string
		set = func(depth, fragment int) string {
			var out strings.Builder
			out.WriteString("{a")
			for range rapid.IntRange(0, 3).Draw(t, "size") {
				switch rapid.IntRange(0, 3).Draw(t, "kind") {
				case 0:
					out.WriteString(" x:b")
				case 1:
					if depth > 0 {
						out.WriteString(" c" + set(depth-1, fragment))
					}
				case 2:
					if depth > 0 {
						out.WriteString(" ..." + set(depth-1, fragment))
					}
				case 3: // later fragments only: no cycles
					fmt.Fprintf(&out, " ...F%d", rapid.IntRange(fragment+1, 5).Draw(t, "fragment"))
				}
			}
			return out.String() + "}"
		}
		text := set(3, -1)
		for i := range 4 {
			text += fmt.Sprintf(" fragment F%d on Q%s", i, set(2, i))
		}
		doc := parsed(t, text)
		got, refusal := Measure(doc)
		var want Shape
		for _, f := range doc.Fragments {
			var one Shape
			expand(doc, f.SelectionSet, 1, &one)
			want = Shape{Fields: max(want.Fields, one.Fields), Aliases: max(want.Aliases, one.Aliases), Depth: max(want.Depth, one.Depth)}
		}
		var one Shape
		expand(doc, doc.Operations[0].SelectionSet, 1, &one)
		want = Shape{Operations: 1, Fields: max(want.Fields, one.Fields), Aliases: max(want.Aliases, one.Aliases), Depth: max(want.Depth, one.Depth), Repeats: got.Repeats}
		if refusal != nil || got != want {
			t.Fatalf("%s\n got %+v %v\nwant %+v", text, got, refusal, want)
		}
	})
}
