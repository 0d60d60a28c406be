package execute_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/graphql-go/graphql"

	"liuyuan/schema/difftest"
	"liuyuan/schema/execute"
	"liuyuan/schema/guard"
)

func fixture(t testing.TB, change ...func(*execute.Options)) *execute.Engine {
	t.Helper()
	o := difftest.Options()
	for _, f := range change {
		f(&o)
	}
	return engineOf(t, difftest.Schema(), o)
}

func engineOf(t testing.TB, schema graphql.Schema, o execute.Options) *execute.Engine {
	t.Helper()
	e, err := execute.New(schema, o)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// schemaOf is a schema with these query fields.
func schemaOf(t testing.TB, query graphql.Fields) graphql.Schema {
	t.Helper()
	schema, err := graphql.NewSchema(graphql.SchemaConfig{
		Query:    graphql.NewObject(graphql.ObjectConfig{Name: "Query", Fields: query}),
		Mutation: graphql.NewObject(graphql.ObjectConfig{Name: "Mutation", Fields: query}),
	})
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func prepare(t testing.TB, e *execute.Engine, document, variables string) *execute.Operation {
	t.Helper()
	parsed, refusal := guard.ParseVariables([]byte(variables))
	if refusal != nil {
		t.Fatal(refusal)
	}
	op, refusals := e.Prepare(execute.Request{Document: document, Variables: parsed, Limits: guard.Staff()})
	if refusals != nil {
		t.Fatalf("%s: %v", document, refusals[0])
	}
	return op
}

func answer(t testing.TB, e *execute.Engine, document string) (string, execute.Outcome) {
	t.Helper()
	body, outcome := prepare(t, e, document, "null").Run(difftest.WithCounter(context.Background()), nil, "r1")
	if !json.Valid(body) {
		t.Fatalf("%s: not JSON: %s", document, body)
	}
	return string(body), outcome
}

func TestThunksOfOneLevelShareOneBatch(t *testing.T) {
	var batches []int
	var keys []int
	load := func(p graphql.ResolveParams) (any, error) { // a loader in the smallest form
		keys = append(keys, 1)
		return func() (any, error) {
			if len(keys) > 0 {
				batches, keys = append(batches, len(keys)), nil
			}
			return 1, nil
		}, nil
	}
	var node *graphql.Object
	node = graphql.NewObject(graphql.ObjectConfig{Name: "Node", Fields: graphql.FieldsThunk(func() graphql.Fields {
		return graphql.Fields{"next": {Type: graphql.NewNonNull(node), Resolve: load}, "leaf": {Type: graphql.Int, Resolve: func(graphql.ResolveParams) (any, error) { return 1, nil }}}
	})})
	hundred := make([]int, 100)
	e := engineOf(t, schemaOf(t, graphql.Fields{"nodes": {Type: graphql.NewList(node), Resolve: func(graphql.ResolveParams) (any, error) { return hundred, nil }}}), execute.Options{})
	body, _ := answer(t, e, `{nodes{leaf next{leaf next{leaf}}}}`)
	if fmt.Sprint(batches) != "[100 100]" {
		t.Errorf("batches of %v keys, want one of 100 for each of the two levels", batches)
	}
	if strings.Count(body, `"leaf":1`) != 300 {
		t.Errorf("answer %.200s", body)
	}
}

func TestAtMostOneResolverIsCalledAfterCancel(t *testing.T) {
	calls, stop := 0, context.CancelFunc(nil)
	item := graphql.NewObject(graphql.ObjectConfig{Name: "Item", Fields: graphql.Fields{"x": {Type: graphql.Int, Resolve: func(graphql.ResolveParams) (any, error) {
		if calls++; calls == 10 {
			stop()
		}
		return calls, nil
	}}}})
	schema := schemaOf(t, graphql.Fields{"items": {Type: graphql.NewList(item), Resolve: func(graphql.ResolveParams) (any, error) { return make([]int, 500), nil }}})
	e := engineOf(t, schema, execute.Options{})
	for document, code := range map[string]string{`{items{x}}`: execute.Unavailable, `mutation{items{x}}`: execute.OutcomeUnknown} {
		ctx, cancel := context.WithCancel(context.Background())
		calls, stop = 0, cancel
		body, outcome := prepare(t, e, document, "null").Run(ctx, nil, "r1")
		cancel()
		if calls > 11 {
			t.Errorf("%s: %d calls, want at most one after the tenth", document, calls)
		}
		if len(outcome.Codes) != 1 || outcome.Codes[0] != code || !outcome.Unanswered || !strings.Contains(string(body), `"data":null`) {
			t.Errorf("%s: %s %+v", document, body, outcome)
		}
	}
}

func TestFaultsAreMaskedAndReported(t *testing.T) {
	var faults []execute.Fault
	e := fixture(t, func(o *execute.Options) {
		o.Report = func(_ context.Context, f execute.Fault) { faults = append(faults, f) }
	})
	body, outcome := answer(t, e, `{boom people{lateFail} person(id:"p1"){badRole failing}}`)
	for _, secret := range []string{"secret", "password", "panic", "goroutine", "enum"} {
		if strings.Contains(body, secret) {
			t.Errorf("the answer tells %q: %s", secret, body)
		}
	}
	if fmt.Sprint(outcome.Codes) != "[INTERNAL INTERNAL INTERNAL NOT_FOUND]" {
		t.Errorf("codes %v: %s", outcome.Codes, body)
	}
	if len(faults) != 3 || faults[0].Path != "boom" || faults[0].Stack == nil || faults[1].Path != "people.0.lateFail" || faults[1].RequestID != "r1" {
		t.Errorf("faults %+v", faults)
	}
	if strings.Count(body, `"requestId":"r1"`) != 4 {
		t.Errorf("every error tells the request id: %s", body)
	}
}

func TestGoValuesOfListsAndNulls(t *testing.T) {
	var none []string
	var nobody *string
	resolve := func(v any) graphql.FieldResolveFn {
		return func(graphql.ResolveParams) (any, error) { return v, nil }
	}
	strict := graphql.NewNonNull(graphql.NewList(graphql.NewNonNull(graphql.String)))
	e := engineOf(t, schemaOf(t, graphql.Fields{
		"nilSlice": {Type: strict, Resolve: resolve(none)}, "nilPointer": {Type: graphql.String, Resolve: resolve(nobody)},
		"array":  {Type: strict, Resolve: resolve([2]string{"a", "b"})},
		"failed": {Type: graphql.NewList(graphql.String), Resolve: resolve([]any{"a", errors.New("x"), "c"})},
		"noList": {Type: graphql.NewList(graphql.String), Resolve: resolve("text")},
		"text":   {Type: graphql.String, Resolve: resolve("\x00\x1f\u2028\xff<é>\"\\")},
	}), execute.Options{})
	body, _ := answer(t, e, `{nilSlice nilPointer array failed noList text}`)
	var got struct{ Data map[string]any }
	if err := json.Unmarshal([]byte(body), &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"nilSlice": []any{}, "nilPointer": nil, "array": []any{"a", "b"}, "failed": []any{"a", nil, "c"}, "noList": nil, "text": "\x00\x1f\u2028\uFFFD<é>\"\\"}
	if fmt.Sprint(got.Data) != fmt.Sprint(want) {
		t.Errorf("%v, want %v", got.Data, want)
	}
}

func TestAnswersAreAsLargeAsAllowedToTheByte(t *testing.T) {
	digits := schemaOf(t, graphql.Fields{"digits": {Type: graphql.NewList(graphql.Int), Resolve: func(graphql.ResolveParams) (any, error) { return make([]int, 1000), nil }}})
	for document, schema := range map[string]graphql.Schema{`{people{a_long_name_for_a_short_value:id}}`: difftest.Schema(), `{digits}`: digits} {
		body, _ := answer(t, engineOf(t, schema, execute.Options{}), document)
		for limit, refused := range map[int]bool{len(body): false, len(body) - 1: true} {
			_, outcome := answer(t, engineOf(t, schema, execute.Options{MaxAnswer: limit}), document)
			if (outcome.Codes != nil) != refused || refused && outcome.Codes[0] != string(guard.QueryCostExceeded) {
				t.Errorf("%s: %d bytes with a limit of %d: %v", document, len(body), limit, outcome.Codes)
			}
		}
	}
}

func TestTooLargeAnswersAreNotBuilt(t *testing.T) {
	calls := 0
	item := graphql.NewObject(graphql.ObjectConfig{Name: "Item", Fields: graphql.Fields{"x": {Type: graphql.Int, Resolve: func(graphql.ResolveParams) (any, error) {
		calls++
		return nil, nil
	}}}})
	e := engineOf(t, schemaOf(t, graphql.Fields{
		"items":   {Type: graphql.NewList(item), Resolve: func(graphql.ResolveParams) (any, error) { return make([]int, 100), nil }},
		"endless": {Type: graphql.NewList(graphql.Int), Resolve: func(graphql.ResolveParams) (any, error) { return make([]int8, 10_000_000), nil }},
	}), execute.Options{MaxAnswer: 300})
	if _, outcome := answer(t, e, `{items{x}}`); len(outcome.Codes) != 1 || calls > 50 {
		t.Errorf("%v after %d calls, want a stop after the bytes of fifty", outcome.Codes, calls)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, outcome := answer(t, e, `{endless}`)
	runtime.ReadMemStats(&after)
	if grown := after.TotalAlloc - before.TotalAlloc; len(outcome.Codes) != 1 || grown > 100<<20 {
		t.Errorf("ten million items: %v, %d bytes allocated", outcome.Codes, grown)
	}
}

func TestMutationsStopAfterOneThatNullsTheAnswer(t *testing.T) {
	for document, want := range map[string]int{`mutation{a:one bad b:one}`: 1, `mutation{a:one soft b:one}`: 2} {
		calls := 0
		fail := func(graphql.ResolveParams) (any, error) { return nil, difftest.Shown{} }
		e := engineOf(t, schemaOf(t, graphql.Fields{
			"one":  {Type: graphql.Int, Resolve: func(graphql.ResolveParams) (any, error) { calls++; return calls, nil }},
			"bad":  {Type: graphql.NewNonNull(graphql.Int), Resolve: fail},
			"soft": {Type: graphql.Int, Resolve: fail},
		}), execute.Options{})
		if answer(t, e, document); calls != want {
			t.Errorf("%s: %d calls, want %d", document, calls, want)
		}
	}
}

func TestTheSameRequestGivesTheSameBytes(t *testing.T) {
	e := fixture(t)
	document := `query($f:Filter){echo(filter:$f) things{__typename ...on Person{lateBest{name} failing strict}} people{home{people{id}}}}`
	want, _ := prepare(t, e, document, `{"f":{"role":"ELDER"}}`).Run(context.Background(), []byte("before"), "r1")
	if !strings.HasPrefix(string(want), `before{"errors"`) {
		t.Fatalf("%s", want)
	}
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 50 {
				op, refusals := e.Prepare(execute.Request{Document: document, Variables: map[string]any{"f": map[string]any{"role": "ELDER"}}, Limits: guard.Staff()})
				if refusals != nil {
					t.Error(refusals[0])
					return
				}
				if got, _ := op.Run(context.Background(), []byte("before"), "r1"); string(got) != string(want) {
					t.Errorf("%s\nwant %s", got, want)
					return
				}
			}
		})
	}
	wait.Wait()
}

func TestResolversCanAskWhatIsSelected(t *testing.T) {
	asked := ""
	page := graphql.NewObject(graphql.ObjectConfig{Name: "Page", Fields: graphql.Fields{"total": {Type: graphql.Int}, "other": {Type: graphql.Int}}})
	e := engineOf(t, schemaOf(t, graphql.Fields{"page": {Type: page, Resolve: func(p graphql.ResolveParams) (any, error) {
		asked += fmt.Sprint(execute.Selects(p.Info, "total"), " ")
		return map[string]any{}, nil
	}}}), execute.Options{})
	for _, document := range []string{`{page{total}}`, `{page{other}}`, `{page{other ...F}} fragment F on Page{...{t:total}}`, `{page{other total @skip(if:true)}}`} {
		answer(t, e, document)
	}
	if asked != "true false true false " {
		t.Errorf("selected: %s", asked)
	}
}

func TestRequestedCostBoundsActualCost(t *testing.T) {
	e := fixture(t)
	for _, document := range []string{`{people(first:2){friends(first:2){id best{id}}} __typename}`, `{things{...on Place{people{id}}}}`, `{node(id:"h1"){id ...on Place{nodes{id}}}}`, `{echo need(x:1)}`, `{__schema{types{name}}}`} {
		op := prepare(t, e, document, "null")
		body, outcome := op.Run(context.Background(), nil, "r")
		if outcome.Actual > op.Cost || !strings.Contains(string(body), fmt.Sprintf(`"extensions":{"cost":{"requested":%d,"actual":%d}}`, op.Cost, outcome.Actual)) {
			t.Errorf("%s: requested %d, actual %d: %s", document, op.Cost, outcome.Actual, body)
		}
	}
}
