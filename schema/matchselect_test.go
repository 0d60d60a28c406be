package schema_test

import (
	"reflect"
	"testing"

	"liuyuan/identity"
)

// TestLeavingOutTheFunnelChangesNobody: a query that reads only people is answered
// without counting and without the ladder, and with the same people.
func TestLeavingOutTheFunnelChangesNobody(t *testing.T) {
	_, c := newSchema(t)
	a := asker{t, newEngine(t, c), c}
	staff, _ := identity.Demo("", "440703")
	people := `candidates { rank total mediator { id } contributions { criterion points reason { message } } } disputeType { code } policyVersion asOf`
	for _, region := range []string{"440703101", "440703101203", "440703"} {
		of := `matchMediators(input: {text: "工地拖欠我们十二个工人三个月工资", regionCode: "` + region + `", at: "2026-03-02T10:00:00+08:00"}, first: 10)`
		alone, _, _ := a.ask(staff, `{ `+of+` { `+people+` } }`)
		whole, _, _ := a.ask(staff, `{ `+of+` { `+people+` ...Rest } } fragment Rest on MatchResult { summary { considered } relaxations { eligible } }`)
		got, want := alone["matchMediators"].(map[string]any), whole["matchMediators"].(map[string]any)
		if want["summary"].(map[string]any)["considered"].(float64) == 0 {
			t.Fatalf("%s: the funnel counted nobody", region)
		}
		for key, value := range got {
			if !reflect.DeepEqual(value, want[key]) {
				t.Errorf("%s: %s differs:\n%v\n%v", region, key, value, want[key])
			}
		}
		if len(got["candidates"].([]any)) == 0 {
			t.Errorf("%s: nobody", region)
		}
	}
}
