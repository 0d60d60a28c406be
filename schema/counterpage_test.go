package schema_test

import (
	"bytes"
	"os"
	"regexp"
	"testing"

	"liuyuan/schema/execute"
	"liuyuan/schema/guard"
)

func TestEveryDocumentOfTheCountersPageIsValid(t *testing.T) {
	page, err := os.ReadFile("../docs/counter.md")
	if err != nil {
		t.Fatal(err)
	}
	_, c := newSchema(t)
	engine := newEngine(t, c)
	found := regexp.MustCompile("(?s)```graphql\n(.*?)```").FindAllSubmatch(page, -1)
	for _, block := range found {
		variables := map[string]any{"id": "x", "dispute": "x", "mediator": "x", "assignment": "x", "lead": "x", "party": "x", "input": map[string]any{"disputeId": "x"}}
		if bytes.Contains(block[1], []byte("registerDispute")) {
			variables["input"] = map[string]any{"narrative": "x", "regionCode": "440703"}
		}
		if _, refusals := engine.Prepare(execute.Request{Document: string(block[1]), Limits: guard.Staff(), Variables: variables}); refusals != nil {
			t.Errorf("%s\n%v", block[1], refusals[0])
		}
	}
	if len(found) < 9 {
		t.Errorf("only %d documents were found", len(found))
	}
}
