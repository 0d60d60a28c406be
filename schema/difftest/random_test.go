package difftest

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// randomDocuments is how many documents the generator writes; the same ones every time.
const randomDocuments = 400

func TestEngineAnswersRandomDocumentsAsGraphQLJSDoes(t *testing.T) {
	g := &generator{random: rand.New(rand.NewPCG(6, 1))}
	cases := make([]testCase, randomDocuments)
	for i := range cases {
		cases[i] = g.document()
	}
	answered := compare(t, cases)
	if answered < randomDocuments/2 {
		t.Errorf("only %d of %d random documents were valid", answered, randomDocuments)
	}
}

// generator writes documents over the fixture: nested objects, unions, fragments, aliases, conditions and variables.
type generator struct {
	random    *rand.Rand
	fragments []string
}

func (g *generator) one(of ...string) string { return of[g.random.IntN(len(of))] }

func (g *generator) document() testCase {
	g.fragments = nil
	set := g.set("Query", 4)
	query := "query R($a: Boolean!, $b: Boolean = true, $n: Int, $f: Filter) " + set
	for i := 0; i < len(g.fragments); i++ {
		query += g.fragments[i]
	}
	// Each variable is used once, so that none is left over.
	query = strings.Replace(query, set, "{ used: echo(b: $a, i: $n, filter: $f) usedToo: echo(b: $b) "+set[1:], 1)
	variables := fmt.Sprintf(`{"a":%s%s%s}`, g.one("true", "false"), g.one("", `,"b":false`, `,"b":true`), g.one("", `,"n":1`, `,"n":null,"f":{"n":2}`))
	return testCase{Query: query, Variables: json.RawMessage(variables)}
}

// set writes a selection set on a type, at most depth levels deep.
func (g *generator) set(on string, depth int) string {
	var out strings.Builder
	out.WriteString("{ __typename")
	for range 1 + g.random.IntN(4) {
		switch {
		case g.random.IntN(6) == 0 && len(g.fragments) < 6:
			g.fragments = append(g.fragments, "")
			index := len(g.fragments) - 1
			condition := g.condition(on)
			g.fragments[index] = fmt.Sprintf(" fragment F%d on %s %s", index, condition, g.set(condition, depth-1))
			fmt.Fprintf(&out, " ...F%d%s", index, g.directive())
		case g.random.IntN(5) == 0:
			condition := g.condition(on)
			fmt.Fprintf(&out, " ... on %s%s %s", condition, g.directive(), g.set(condition, depth-1))
		default:
			out.WriteString(" " + g.field(on, depth))
		}
	}
	return out.String() + " }"
}

// condition is a type that a fragment on the given one may name.
func (g *generator) condition(on string) string {
	switch on {
	case "Thing", "Node":
		return g.one("Person", "Place", "Node")
	case "Person", "Place":
		return g.one(on, "Node", "Thing")
	}
	return on
}

func (g *generator) directive() string {
	return g.one("", "", "", " @include(if: $a)", " @skip(if: $a)", " @skip(if: $b)", " @include(if: $a) @skip(if: $b)", " @include(if: true)")
}

func (g *generator) field(on string, depth int) string {
	leaves := map[string][]string{
		"Query":  {"echo", "echo(i: $n)", "echo(filter: $f)", "echo(point: {lat: 1})", "boom"},
		"Person": {"id", "name", "name(upper: $a)", "age", "role", "score", "numbers", "strictly", "failing", "badRole", "later", "nick", "big", "born"},
		"Place":  {"id", "title", "strict"},
		"Node":   {"id"}, "Thing": {"__typename"},
	}
	objects := map[string]map[string]string{
		"Query":  {`person(id: "p1")`: "Person", `node(id: "h1")`: "Node", "things": "Thing", "people(first: 2)": "Person", "people": "Person"},
		"Person": {"best": "Person", "lateBest": "Person", "friends(first: 1)": "Person", "friends": "Person", "home": "Place"},
		"Place":  {"people": "Person", "nodes": "Node"},
	}
	if names := objects[on]; depth > 0 && len(names) > 0 && g.random.IntN(2) == 0 {
		name := sorted(names)[g.random.IntN(len(names))]
		return g.alias(on, name) + name + g.directive() + " " + g.set(names[name], depth-1)
	}
	name := g.one(leaves[on]...)
	return g.alias(on, name) + name + g.directive()
}

// alias is one that goes with the type and the arguments of a field, so that fields of one alias can be merged; now
// and then one that clashes.
func (g *generator) alias(on, name string) string {
	if g.random.IntN(60) == 0 {
		return "x: "
	}
	letters := func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}
	if strings.Contains(name, "(") || g.random.IntN(3) == 0 {
		return strings.Map(letters, on+name) + ": "
	}
	return ""
}
