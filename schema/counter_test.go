package schema_test

import (
	"fmt"
	"strings"
	"testing"

	"liuyuan/registry"
)

// TestAMorningAtTheCounter is the page docs/counter.md in requests: a matter comes
// in, the right person is asked and declines, the next accepts by phone and hands
// over to a third.
func TestAMorningAtTheCounter(t *testing.T) {
	onBothStores(t, func(t *testing.T, o *office) {
		staff := staffOf("440703101", "counter")
		payload := o.must(staff, "registerDispute",
			`narrative:"工地拖欠我们十二个工人三个月工资",regionCode:"440703101203",parties:[{name:"测试甲",side:APPLICANT,phone:"13800001234",identityNumber:"11010519491231002X"},{name:"不详",side:RESPONDENT}]`,
			"dispute{id number status riskLevel headcount weight disputeType{code} parties{name phone masked}} likelyDuplicates{id}")
		d := at(payload, "dispute")
		if at(d, "status") != "REGISTERED" || at(d, "disputeType", "code") != "10.01" || at(d, "headcount") != 12.0 || at(d, "riskLevel") != "MEDIUM" || at(d, "weight") != 2.0 {
			t.Fatalf("registered: %v", d)
		}
		if number, _ := at(d, "number").(string); !strings.HasPrefix(number, "440703-20") || !strings.HasSuffix(number, "-000001") {
			t.Errorf("number %v", at(d, "number"))
		}
		if at(d, "parties", 0, "phone") != "13800001234" || at(d, "parties", 1, "name") != "不详" {
			t.Errorf("whoever typed it sees it today: %v", at(d, "parties"))
		}
		id := at(d, "id").(string)
		first := o.first(t, id)
		if first != global("Mediator", "ann") {
			t.Fatalf("first is %s", first)
		}
		offered := o.must(staff, "offerAssignment", fmt.Sprintf(`disputeId:%q,mediatorId:%q`, id, first), "assignment{id status version committee{kind} expiresAt notices{text state kind}} dispute{status}")
		if at(offered, "assignment", "committee", "kind") != "COMMITTEE" || at(offered, "dispute", "status") != "AWAITING_ACCEPTANCE" || at(offered, "assignment", "notices", 0, "kind") != "ASSIGNMENT_OFFERED" {
			t.Errorf("offered: %v", offered)
		}
		declined := o.must(staff, "declineAssignment", fmt.Sprintf(`assignmentId:%q,reason:UNAVAILABLE,channel:PHONE,note:"出差"`, at(offered, "assignment", "id")), "assignment{status declineReason} dispute{status} next{mediator{id}}")
		next, _ := at(declined, "next", "mediator", "id").(string)
		if at(declined, "dispute", "status") != "AWAITING_MATCH" || next != global("Mediator", "bea") {
			t.Fatalf("declined: %v", declined)
		}
		second, code := o.offer(staff, id, "bea")
		if code != "" {
			t.Fatal(code)
		}
		accepted := o.must(staff, "acceptAssignment", fmt.Sprintf(`assignmentId:%q,channel:WECHAT,note:"微信答复：可以"`, second), "assignment{status channel version} dispute{status}")
		if at(accepted, "dispute", "status") != "MEDIATING" || at(accepted, "assignment", "channel") != "WECHAT" {
			t.Errorf("accepted: %v", accepted)
		}
		handover := o.must(staff, "offerAssignment", fmt.Sprintf(`disputeId:%q,mediatorId:%q,replacesAssignmentId:%q`, id, global("Mediator", "cleo"), second), "assignment{id} dispute{status}")
		if at(handover, "dispute", "status") != "MEDIATING" {
			t.Errorf("a handover that is only offered: %v", handover)
		}
		o.must(staff, "acceptAssignment", fmt.Sprintf(`assignmentId:%q,channel:PHONE`, at(handover, "assignment", "id")), "assignment{status}")
		if loads := o.loads(); !strings.Contains(loads, "ann 0 bea 0 cleo 2") {
			t.Errorf("loads after the handover: %s", loads)
		}
		o.history(t, id, "REGISTERED OFFERED DECLINED OFFERED ACCEPTED OFFERED WITHDRAWN ACCEPTED")
		ended := o.must(staff, "terminateDispute", fmt.Sprintf(`disputeId:%q,reason:FAILED`, id), "dispute{status routes terminationReason}")
		if at(ended, "dispute", "status") != "TERMINATED" || !strings.Contains(fmt.Sprint(at(ended, "dispute", "routes")), "仲裁") {
			t.Errorf("terminated: %v", ended)
		}
		if loads := o.loads(); !strings.Contains(loads, "cleo 0") {
			t.Errorf("loads after the end: %s", loads)
		}
	})
}

// first is who is first by the ranking for a dispute.
func (o *office) first(t *testing.T, id string) string {
	t.Helper()
	data, codes, _ := o.ask(roleOf(registry.AccessDistrictStaff), fmt.Sprintf(`{matchMediators(input:{disputeId:%q},first:1){candidates{mediator{id}}}}`, id))
	first, _ := at(data, "matchMediators", "candidates", 0, "mediator", "id").(string)
	if first == "" {
		t.Fatalf("nobody fits: %v %v", codes, data)
	}
	return first
}

func (o *office) history(t *testing.T, id, want string) {
	t.Helper()
	data, _, _ := o.ask(roleOf(registry.AccessDistrictStaff), fmt.Sprintf(`{dispute(id:%q){timeline(first:50){totalCount nodes{kind}}}}`, id))
	var kinds []string
	nodes, _ := at(data, "dispute", "timeline", "nodes").([]any)
	for _, n := range nodes {
		kinds = append(kinds, at(n, "kind").(string))
	}
	if got := strings.Join(kinds, " "); got != want {
		t.Errorf("the history is %s, want %s", got, want)
	}
}
