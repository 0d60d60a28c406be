package execute_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/graphql-go/graphql"

	"liuyuan/schema/difftest"
	"liuyuan/schema/execute"
	"liuyuan/schema/guard"
)

func refusalsOf(e *execute.Engine, document string, l guard.Limits) []*guard.Refusal {
	_, refusals := e.Prepare(execute.Request{Document: document, Limits: l})
	return refusals
}

func TestValidationTellsThePublicNothingItDidNotKnow(t *testing.T) {
	e := fixture(t)
	for document, hidden := range map[string]string{
		`{peopl{id}}`:                     "people",
		`{people{nam}}`:                   `"nam"`,
		`{echo(role:LAWYR)}`:              "LAWYER",
		`{echo(iii:1)}`:                   "iii",
		`{people{...on Persn{id}}}`:       "Person",
		`{echo(s:1 i:"<secret>")}`:        "secret",
		`query($secret:Int){echo}`:        "secret",
		`{people{id @secret}}`:            "secret",
		`{echo(filter:{secret:1})}`:       "secret",
		`query secret{a} query secret{a}`: "secret",
	} {
		text := string(execute.AppendRefusals(nil, refusalsOf(e, document, guard.Public()), "r"))
		if !strings.Contains(text, string(guard.ValidationFailed)) || strings.Contains(text, hidden) || strings.Contains(text, "Did you mean") {
			t.Errorf("%s: %s", document, text)
		}
	}
	text := string(execute.AppendRefusals(nil, refusalsOf(e, `{peopl{id}}`, guard.Staff()), "r"))
	if !strings.Contains(text, `Cannot query field \"peopl\" on type \"Query\". Did you mean \"people\"?`) {
		t.Errorf("staff is helped: %s", text)
	}
	_, refusals := e.Prepare(execute.Request{Document: `query($v:Filter){echo(filter:$v)}`, Variables: map[string]any{"v": map[string]any{"<secret>": 1}}, Limits: guard.Staff()})
	if text := string(execute.AppendRefusals(nil, refusals, "r")); strings.Contains(text, "secret") {
		t.Errorf("keys of variables are not repeated: %s", text)
	}
}

func TestAtMostTenErrorsAreTold(t *testing.T) {
	var document strings.Builder
	for i := range 60 {
		fmt.Fprintf(&document, " z%d", i)
	}
	if refusals := refusalsOf(fixture(t), "{"+document.String()+"}", guard.Staff()); len(refusals) != 10 {
		t.Errorf("%d errors, want 10", len(refusals))
	}
}

func TestKeptDocumentsAreHeldToEachCallersLimits(t *testing.T) {
	e := fixture(t)
	introspection, mutation := `{__schema{description}}`, `mutation{bump{value}}`
	for range 2 { // the second time from the cache
		if refusals := refusalsOf(e, introspection, guard.Staff()); refusals != nil {
			t.Error(refusals[0])
		}
		if refusals := refusalsOf(e, introspection, guard.Public()); refusals == nil || refusals[0].Code != guard.IntrospectionDisabled {
			t.Errorf("public: %v", refusals)
		}
		if refusals := refusalsOf(e, mutation, guard.Public()); refusals != nil {
			t.Error(refusals[0])
		}
		_, refusals := e.Prepare(execute.Request{Document: mutation, Limits: guard.Public(), QueryOnly: true})
		if refusals == nil || refusals[0].Code != guard.MethodNotAllowed {
			t.Errorf("a mutation where only queries may be: %v", refusals)
		}
	}
}

func TestCostIsHeldToTheCallersLimit(t *testing.T) {
	e := fixture(t)
	document := `{people(first:100){friends(first:100){id}}}`
	if refusals := refusalsOf(e, document, guard.Public()); refusals == nil || refusals[0].Code != guard.QueryCostExceeded {
		t.Errorf("public: %v", refusals)
	}
	if refusals := refusalsOf(e, document, guard.Staff()); refusals != nil {
		t.Errorf("staff: %v", refusals[0])
	}
}

func TestConditionsMustBeTrueOrFalse(t *testing.T) {
	_, refusals := fixture(t).Prepare(execute.Request{Document: `query($a:Boolean=true){echo @include(if:$a)}`, Variables: map[string]any{"a": nil}, Limits: guard.Staff()})
	if refusals == nil || refusals[0].Code != guard.ValidationFailed {
		t.Errorf("%v", refusals)
	}
}

func TestSDLIsTheSameEachTime(t *testing.T) {
	want := execute.PrintSDL(difftest.Schema(), difftest.Options())
	for range 20 {
		if got := execute.PrintSDL(difftest.Schema(), difftest.Options()); got != want {
			t.Fatalf("%s\nwant\n%s", got, want)
		}
	}
	for _, part := range []string{
		"enum Role {\n  \"\"\"Mediates.\"\"\"\n  MEDIATOR\n  LAWYER\n  ELDER @deprecated(reason: \"Use MEDIATOR.\")\n}",
		"roles: [Role!] = [MEDIATOR, ELDER]", `scalar Date @specifiedBy(url: "https://www.rfc-editor.org/rfc/rfc3339")`,
		"text: String @deprecated(reason: \"Use roles.\")", "union Thing = Person | Place", "type Person implements Node {\n  id: ID!",
	} {
		if !strings.Contains(want, part) {
			t.Errorf("the SDL misses %s", part)
		}
	}
}

func TestListsWithoutASizeAreNamed(t *testing.T) {
	e := fixture(t, func(o *execute.Options) {
		o.Costs.Sizes = map[string]int{"Query.things": 4, "Query.thing": 4}
		o.Costs.Pages = map[string]int{"Query.people": 50, "Quer.people": 50}
	})
	if got := e.UnknownCosts(); !slices.Equal(got, []string{"Quer.people", "Query.thing"}) {
		t.Errorf("unknown %v", got)
	}
	if got := e.UnsizedLists(); !slices.Equal(got, []string{"Place.nodes", "Place.people"}) {
		t.Errorf("%v", got)
	}
}

func TestASchemaThatIsNoSDLIsRefused(t *testing.T) {
	schema, err := graphql.NewSchema(graphql.SchemaConfig{Query: graphql.NewObject(graphql.ObjectConfig{Name: "Query",
		Fields: graphql.Fields{"__hidden": {Type: graphql.String}}})})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := execute.New(schema, execute.Options{}); err == nil {
		t.Error("a field with two underscores is not for schemas")
	}
}

func FuzzPrepareAndRun(f *testing.F) {
	e := fixture(f)
	for _, document := range []string{`{people{id}}`, `query($a:Int){echo(i:$a)}`, `mutation{bump{value}}`, `{things{...on Person{name}}}`,
		`{...A} fragment A on Query{...A}`, `{__schema{types{name}}}`, `{echo(filter:{n:1 roles:[LAWYER]})}`, `{echo(s:"""a\n b""")}`, `{person(id:"p1"){strict lateFail badRole}}`} {
		f.Add(document, `{"a":1}`)
	}
	f.Add(`query($f:Filter!){echo(filter:$f)}`, `{"f":{"nested":{"role":"ELDER"},"ids":[1,"a"],"when":"2026-01-01"}}`)
	f.Fuzz(func(t *testing.T, document, variables string) {
		parsed, refusal := guard.ParseVariables([]byte(variables))
		if refusal != nil {
			return
		}
		op, refusals := e.Prepare(execute.Request{Document: document, Variables: parsed, Limits: guard.Staff()})
		if refusals != nil {
			if body := execute.AppendRefusals(nil, refusals, "r"); !json.Valid(body) {
				t.Fatalf("%q: %s", document, body)
			}
			return
		}
		if op.Kind == execute.Subscription {
			return
		}
		body, _ := op.Run(difftest.WithCounter(context.Background()), nil, "r")
		if !json.Valid(body) {
			t.Fatalf("%q: %s", document, body)
		}
	})
}
