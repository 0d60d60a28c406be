package difftest

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"testing"

	"liuyuan/schema/execute"
	"liuyuan/schema/guard"
)

// introspectionOptions is every option of graphql-js's getIntrospectionQuery on its own, none and all of them.
func introspectionOptions() []map[string]bool {
	all := map[string]bool{}
	sets := []map[string]bool{{}}
	for _, option := range []string{"descriptions", "specifiedByUrl", "directiveIsRepeatable", "schemaDescription", "inputValueDeprecation", "oneOf"} {
		sets = append(sets, map[string]bool{option: true}, map[string]bool{"descriptions": false, option: true})
		all[option] = true
	}
	return append(sets, all)
}

func TestIntrospectionBuildsTheSameSchemaInGraphQLJS(t *testing.T) {
	engine := newEngine(t)
	options := introspectionOptions()
	var answers []json.RawMessage
	queries := lines(t, reference(t, map[string]any{"sdl": engine.SDL(), "introspectionOptions": options}))
	for _, line := range queries {
		var query string
		if err := json.Unmarshal(line, &query); err != nil {
			t.Fatal(err)
		}
		operation, refusals := engine.Prepare(execute.Request{Document: query, Limits: guard.Staff()})
		if refusals != nil {
			t.Fatalf("refused: %v\n%s", refusals[0], query)
		}
		body, outcome := operation.Run(context.Background(), nil, "r")
		if len(outcome.Codes) > 0 || operation.Cost != 0 {
			t.Fatalf("errors %v, cost %d for %s", outcome.Codes, operation.Cost, query)
		}
		var answer struct{ Data json.RawMessage }
		if err := json.Unmarshal(body, &answer); err != nil {
			t.Fatal(err)
		}
		answers = append(answers, answer.Data)
	}
	if len(answers) != len(options) {
		t.Fatalf("%d answers to %d option sets", len(answers), len(options))
	}
	for i, line := range lines(t, reference(t, map[string]any{"sdl": engine.SDL(), "introspections": answers})) {
		var built struct {
			Problems  []string
			SDL, Want string
		}
		if err := json.Unmarshal(line, &built); err != nil {
			t.Fatal(err)
		}
		if len(built.Problems) > 0 {
			t.Errorf("options %v: graphql-js finds %v", options[i], built.Problems)
		}
		if i == len(options)-1 && built.SDL != built.Want {
			t.Errorf("with every option the schema differs:\n%s\nwant\n%s", built.SDL, built.Want)
		}
	}
}

func lines(t *testing.T, text []byte) [][]byte {
	t.Helper()
	scanner := bufio.NewScanner(bytes.NewReader(text))
	scanner.Buffer(nil, 1<<20)
	var list [][]byte
	for scanner.Scan() {
		list = append(list, bytes.Clone(scanner.Bytes()))
	}
	return list
}
