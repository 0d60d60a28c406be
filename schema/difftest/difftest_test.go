package difftest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"liuyuan/schema/execute"
	"liuyuan/schema/guard"
)

// testCase is one document with what it is run with; Variables is JSON text.
type testCase struct {
	Query         string          `json:"query"`
	OperationName string          `json:"operationName,omitempty"`
	Variables     json.RawMessage `json:"variables,omitempty"`
}

// outcome is what both engines must agree on. Messages and codes are each engine's own.
type outcome struct {
	Kind   string    `json:"kind"`
	Data   string    `json:"data"`
	Errors []located `json:"errors"`
}

type located struct {
	Path      []any            `json:"path"`
	Locations []map[string]int `json:"locations"`
}

func TestEngineAnswersAsGraphQLJSDoes(t *testing.T) {
	cases := append(append(handwritten(t), variableMatrix()...), literalMatrix()...)
	if len(cases) < 300 {
		t.Fatalf("%d documents, want at least 300", len(cases))
	}
	compare(t, cases)
}

// compare runs documents in both engines and answers how many were not refused.
func compare(t *testing.T, cases []testCase) (answered int) {
	t.Helper()
	engine := newEngine(t)
	outcomes := lines(t, reference(t, map[string]any{"sdl": engine.SDL(), "cases": cases}))
	if len(outcomes) != len(cases) {
		t.Fatalf("graphql-js answered %d of %d documents", len(outcomes), len(cases))
	}
	differing := 0
	for i, c := range cases {
		var want outcome
		if err := json.Unmarshal(outcomes[i], &want); err != nil {
			t.Fatal(err)
		}
		got := answer(engine, c)
		if text(got) != text(want) {
			differing++
			t.Errorf("%s\nvariables %s\n go %s\n js %s", c.Query, c.Variables, text(got), text(want))
		}
		if want.Kind == "ok" {
			answered++
		}
	}
	t.Logf("%d of %d documents differ, %d were answered", differing, len(cases), answered)
	return answered
}

func newEngine(t *testing.T) *execute.Engine {
	t.Helper()
	engine, err := execute.New(Schema(), Options())
	if err != nil {
		t.Fatal(err)
	}
	return engine
}

// generous is limits that no document here meets, so that only the language itself is compared.
func generous() guard.Limits {
	l := guard.Staff()
	l.Cost, l.Depth, l.IntrospectDeep, l.Directives, l.Aliases, l.Tokens = 1<<30, 100, 100, 1000, 1000, 100_000
	l.Fields, l.Repeats = 1<<30, 1000
	return l
}

func answer(engine *execute.Engine, c testCase) outcome {
	variables, refusal := guard.ParseVariables(orNull(c.Variables))
	if refusal != nil {
		return outcome{Kind: refusal.Error()}
	}
	operation, refusals := engine.Prepare(execute.Request{Document: c.Query, OperationName: c.OperationName, Variables: variables, Limits: generous()})
	if refusals != nil {
		if refusals[0].Code == guard.ParseFailed {
			return outcome{Kind: "parse"}
		}
		return outcome{Kind: "invalid"}
	}
	body, _ := operation.Run(WithCounter(context.Background()), nil, "r")
	var parsed struct {
		Data   json.RawMessage
		Errors []located
	}
	if err := json.Unmarshal(body, &parsed); err != nil {
		return outcome{Kind: "bad JSON: " + err.Error()}
	}
	return outcome{"ok", string(parsed.Data), parsed.Errors}
}

func orNull(text []byte) []byte {
	if text == nil {
		return []byte("null")
	}
	return text
}

// text prints an outcome with its errors in the order of their paths: graphql-js tells them as they happen.
func text(o outcome) string {
	var errors []string
	for _, e := range o.Errors {
		errors = append(errors, fmt.Sprint(e.Path, e.Locations))
	}
	slices.Sort(errors)
	return o.Kind + " " + o.Data + " " + strings.Join(errors, "; ")
}

func handwritten(t *testing.T) []testCase {
	t.Helper()
	file, err := os.ReadFile("documents.txt")
	if err != nil {
		t.Fatal(err)
	}
	var cases []testCase
	for _, block := range strings.Split(strings.SplitN(string(file), "\n", 2)[1], "\n---\n") {
		var c testCase
		for {
			line, rest, _ := strings.Cut(block, "\n")
			if value, ok := strings.CutPrefix(line, "vars: "); ok {
				c.Variables = json.RawMessage(value)
			} else if value, ok := strings.CutPrefix(line, "op: "); ok {
				c.OperationName = value
			} else {
				break
			}
			block = rest
		}
		c.Query = block
		cases = append(cases, c)
	}
	return cases
}

// variableMatrix sends every JSON value to every input type, as a variable.
func variableMatrix() []testCase {
	values := []string{`null`, `0`, `1.0`, `1.5`, `-3`, `2147483648`, `3000000000`, `1e3`, `"5"`, `""`, `"LAWYER"`, `"2026-11-23"`, `true`, `false`,
		`[]`, `[1,null]`, `[[1],[null,2]]`, `["ELDER"]`, `{}`, `{"n":1,"role":"ELDER"}`, `{"n":null}`, `{"point":{"lat":1}}`, `{"point":{"lat":"x"}}`,
		`{"unknown":1}`, `{"nested":{"nested":null}}`, `{"when":"2026-02-30"}`, `{"ids":"one"}`}
	var cases []testCase
	for argument, t := range argumentTypes() {
		for _, nonNull := range []string{"", "!"} {
			query := fmt.Sprintf("query ($v: %s%s) { echo(%s: $v) }", t, nonNull, argument)
			cases = append(cases, testCase{Query: query})
			for _, v := range values {
				cases = append(cases, testCase{Query: query, Variables: json.RawMessage(`{"v":` + v + `}`)})
			}
		}
	}
	return cases
}

// literalMatrix writes every literal for every input type.
func literalMatrix() []testCase {
	literals := []string{`null`, `0`, `1.0`, `1.5`, `-3`, `2147483647`, `2147483648`, `-2147483649`, `9999999999999999999`, `1e3`, `"5"`, `""`, `LAWYER`, `"2026-11-23"`,
		`true`, `[]`, `[1, null]`, `[[1], [null, 2]]`, `[ELDER]`, `{}`, `{n: 1, role: ELDER}`, `{n: null}`, `{point: {lat: 1}}`, `{point: {lat: "x"}}`,
		`{unknown: 1}`, `{nested: {nested: null}}`, `{ids: "one"}`, `"""block"""`}
	var cases []testCase
	for argument := range argumentTypes() {
		for _, l := range literals {
			cases = append(cases, testCase{Query: fmt.Sprintf("{ echo(%s: %s) }", argument, l)})
		}
	}
	return cases
}

func argumentTypes() map[string]string {
	return map[string]string{"i": "Int", "f": "Float", "s": "String", "b": "Boolean", "id": "ID", "role": "Role", "when": "Date",
		"list": "[Int!]", "grid": "[[Int]]", "roles": "[Role]", "filter": "Filter"}
}

// reference runs reference.mjs with graphql-js, whose version package-lock.json pins.
func reference(t *testing.T, input any) []byte {
	t.Helper()
	for _, tool := range []string{"node", "npm"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Fatalf("this test needs %s: install Node.js 20 or newer with npm (https://nodejs.org)", tool)
		}
	}
	if _, err := os.Stat("node_modules/.package-lock.json"); err != nil {
		if out, err := exec.Command("npm", "ci", "--no-audit", "--no-fund").CombinedOutput(); err != nil {
			t.Fatalf("npm ci needs the network once: %v\n%s", err, out)
		}
	}
	encoded, err := json.Marshal(input)
	if err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), "node", "reference.mjs")
	command.Stdin = bytes.NewReader(encoded)
	var stderr bytes.Buffer
	command.Stderr = &stderr
	out, err := command.Output()
	if err != nil {
		t.Fatalf("node reference.mjs: %v\n%s", err, &stderr)
	}
	return out
}

// sorted is the keys of a map in order.
func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
