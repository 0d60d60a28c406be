package schema_test

import (
	"encoding/json"
	"strings"
	"testing"

	"liuyuan/identity"
)

func TestEveryCostIsOfAFieldThatExists(t *testing.T) {
	_, c := newSchema(t)
	if unknown := newEngine(t, c).UnknownCosts(); len(unknown) > 0 {
		t.Errorf("costs() prices fields that do not exist: %s", strings.Join(unknown, ", "))
	}
}

// The price is what docs/api.md says: an object counts one, pages and declared sizes are multiplied in; actual is the
// objects that came, and never more.
func TestExtensionsTellTheCostAskedForAndTheCostThatCame(t *testing.T) {
	c := newCentre(t)
	a := asker{t, newEngine(t, c), c}
	viewer, _ := identity.Demo("", "440703")
	for document, want := range map[string]int{
		`{viewer{roles}}`: 1,
		`{a:viewer{roles} b:viewer{roles region{code}}}`:                    1 + 1 + 1,
		`{__schema{types{name}}}`:                                           0,
		`{mediators(first:3){totalCount nodes{name}}}`:                      1 + 3,
		`{mediators(last:7){edges{node{name}}}}`:                            1 + 7 + 7,
		`{mediators(first:3){nodes{specialties{level disputeType{name}}}}}`: 1 + 3 + 3*4 + 3*4,
		`{matchMediators(input:{disputeType:"10.01",regionCode:"440703"},first:2){candidates{total mediator{name} contributions{points reason{message}}} summary{considered}}}`: 1 + 2 + 2 + 2*12 + 2*12 + 1,
		`{matchMediators(input:{disputeType:"10.01",regionCode:"440703"},first:50){candidates{total}}}`:                                                                         1 + 50,
	} {
		data, codes, body := a.ask(viewer, document)
		var answer struct {
			Extensions struct {
				Cost struct{ Requested, Actual int }
			}
		}
		if err := json.Unmarshal(body, &answer); err != nil || len(codes) > 0 {
			t.Fatalf("%s: %v %v", document, err, codes)
		}
		cost := answer.Extensions.Cost
		if came := objectsIn(data) - 1; cost.Requested != want || !strings.Contains(document, "__") && cost.Actual != came || cost.Actual > cost.Requested {
			t.Errorf("%s: %+v, want %d and %d", document, cost, want, came)
		}
	}
}

// objectsIn counts the objects of an answer, with the one that holds all.
func objectsIn(value any) (n int) {
	switch v := value.(type) {
	case map[string]any:
		n = 1
		for _, field := range v {
			n += objectsIn(field)
		}
	case []any:
		for _, item := range v {
			n += objectsIn(item)
		}
	}
	return n
}
