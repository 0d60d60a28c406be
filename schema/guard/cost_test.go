package guard

import (
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

const costSDL = `
type Query { people(first: Int, last: Int): People! suggest(first: Int = 8): [Person!]! person: Person name: String flat: [Person] }
type People { edges: [Edge!]! nodes: [Person!]! total: Int facets: [Facet!]! }
type Edge { node: Person! }
type Facet { name: String }
type Person { flat: [Person!] name: String friends(first: Int): People! posts: [Post!]! }
type Post { at: Person }`

func cost(t *testing.T, query string, variables map[string]any) (int, *Refusal) {
	t.Helper()
	schema := gqlparser.MustLoadSchema(&ast.Source{Input: costSDL})
	doc, errs := gqlparser.LoadQueryWithRules(schema, query, nil)
	if errs != nil {
		t.Fatal(errs)
	}
	table := CostTable{Sizes: map[string]int{"Person.posts": 3, "People.facets": 4}, Pages: map[string]int{"Query.suggest": 20}, DefaultSize: 20}
	return Cost(schema, doc.Operations[0], variables, table)
}

func TestCostMultipliesPagesIntoWhatIsBelow(t *testing.T) {
	for query, want := range map[string]int{
		`{name}`:                                1,
		`{person{name}}`:                        1,
		`{people(first:10){edges{node{name}}}}`: 1 + 10*(1+1),
		`{people(last:10){nodes{name} total facets{name}}}`:                   1 + 10 + 4,
		`{people{nodes{name}}}`:                                               1 + 20,
		`{people(first:5){nodes{friends(first:7){nodes{name}}}}}`:             1 + 5*(1+1+7),
		`{people(first:5){nodes{posts{at{name}}}}}`:                           1 + 5*(1+3*(1+1)),
		`{suggest{name}}`:                                                     8,
		`{suggest(first:2){flat{name}}}`:                                      2 * (1 + 20),
		`{suggest(first:2){name}}`:                                            2,
		`{flat{name}}`:                                                        20,
		`{a:name b:name ...F} fragment F on Query{person{posts{__typename}}}`: 2 + 1 + 3,
		`{__schema{types{name}} name}`:                                        1,
		`query($n:Int=4){people(first:$n){nodes{name}}}`:                      1 + 4,
		`query($v:Boolean=false){people(first:9)@skip(if:true){nodes{name}} person{posts@include(if:$v){at{name}}}}`: 1,
	} {
		got, refusal := cost(t, query, map[string]any{"n": 4, "v": false})
		if refusal != nil || got != want {
			t.Errorf("%s: %d %v, want %d", query, got, refusal, want)
		}
	}
}

func TestPageSizesOutOfRangeAreRefusedWhereverTheyComeFrom(t *testing.T) {
	for query, refused := range map[string]bool{
		`{people(first:100){total}}`: false, `{people(first:101){total}}`: true, `{people(first:0){total}}`: true, `{people(last:-1){total}}`: true,
		`{suggest(first:20){name}}`: false, `{suggest(first:21){name}}`: true, `{people(first:null){total}}`: false,
		`query($n:Int){people(first:$n){total}}`: true, `query($m:Int){people(first:$m){total}}`: false,
		`{person{friends(first:2147483647){total}}}`: true,
	} {
		_, refusal := cost(t, query, map[string]any{"n": 500, "m": nil})
		if (refusal != nil) != refused || refused && refusal.Code != ArgumentOutOfRange {
			t.Errorf("%s: %v, want refused %v", query, refusal, refused)
		}
	}
}
