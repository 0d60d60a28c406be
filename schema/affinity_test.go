package schema_test

import (
	"fmt"
	"testing"
)

func TestTheSamePersonAsLastTimeIsNamed(t *testing.T) {
	onBothStores(t, func(t *testing.T, o *office) {
		party := `,parties:[{name:"测试甲",side:APPLICANT,phone:"13812341234"}]`
		last := func(id string) string {
			data, codes, _ := o.ask(townClerk(), fmt.Sprintf(`{dispute(id:%q){lastTime{mediator{name} total contributions{points}}}}`, id))
			names := ""
			known, _ := at(data, "dispute", "lastTime").([]any)
			for _, x := range known {
				names += at(x, "mediator", "name").(string)
			}
			if len(codes) > 0 {
				t.Error(codes)
			}
			return names
		}
		first := o.register(townClerk(), ownVillage, party)
		offered, _ := o.offer(townClerk(), first, "cleo")
		second := o.register(townClerk(), ownVillage, party)
		if got := last(second); got != "" {
			t.Errorf("an offer that nobody accepted is told as %s", got)
		}
		o.must(townClerk(), "acceptAssignment", fmt.Sprintf(`assignmentId:%q`, offered), "")
		if got := last(second); got != "珂" {
			t.Errorf("the person of last time: %q", got)
		}
		if got := last(first); got != "" {
			t.Errorf("the own matter counts as last time: %q", got)
		}
		if got := last(o.register(townClerk(), ownVillage, `,parties:[{name:"测试甲",side:APPLICANT,phone:"13812341235"}]`)); got != "" {
			t.Errorf("another party of the same name: %q", got)
		}
		// Whoever does not fit now is not named.
		o.must(townClerk(), "declareTie", fmt.Sprintf(`disputeId:%q,mediatorId:%q,kind:KIN`, second, global("Mediator", "cleo")), "")
		if got := last(second); got != "" {
			t.Errorf("a relative is named: %q", got)
		}
	})
}
