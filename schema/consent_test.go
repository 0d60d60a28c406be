package schema_test

import (
	"fmt"
	"strings"
	"testing"
)

func TestNobodyIsInvitedWithoutThePartiesConsent(t *testing.T) {
	onBothStores(t, func(t *testing.T, o *office) {
		staff, dora := staffOf("440703101", "t"), asMediator("dora")
		id := o.register(staff, "440703101203", `,parties:[{name:"测试甲",side:APPLICANT},{name:"测试乙",side:RESPONDENT}]`)
		lead, _ := o.offer(staff, id, "ann")
		o.must(staff, "acceptAssignment", fmt.Sprintf(`assignmentId:%q`, lead), "")
		invited := at(o.must(staff, "offerAssignment", fmt.Sprintf(`disputeId:%q,mediatorId:%q,part:INVITED`, id, global("Mediator", "dora")), "assignment{id}"), "assignment", "id").(string)
		members := func() string {
			data, _, _ := o.ask(asMediator("ann"), fmt.Sprintf(`{dispute(id:%q){assignments{mediator{name} status}}}`, id))
			return fmt.Sprint(data)
		}
		if _, code := o.change(dora, "acceptAssignment", fmt.Sprintf(`assignmentId:%q`, invited), ""); code != "CONSENT_MISSING" {
			t.Errorf("accepted without consent: %q", code)
		}
		if strings.Contains(members(), "朵") {
			t.Error("someone without consent is shown as a member")
		}
		data, _, _ := o.ask(staff, fmt.Sprintf(`{dispute(id:%q){parties{id}}}`, id))
		one := o.must(staff, "recordConsent", fmt.Sprintf(`assignmentId:%q,partyIds:[%q]`, invited, at(data, "dispute", "parties", 0, "id")), "assignment{consents}")
		if at(one, "assignment", "consents") != 1.0 {
			t.Errorf("one consent: %v", one)
		}
		if _, code := o.change(dora, "acceptAssignment", fmt.Sprintf(`assignmentId:%q`, invited), ""); code != "CONSENT_MISSING" {
			t.Errorf("accepted with the consent of one of two: %q", code)
		}
		if _, code := o.change(staff, "recordConsent", fmt.Sprintf(`assignmentId:%q,partyIds:[%q]`, invited, global("Party", "x")), ""); code != "NOT_FOUND" {
			t.Errorf("consent of a stranger: %q", code)
		}
		if _, code := o.change(staff, "recordConsent", fmt.Sprintf(`assignmentId:%q`, lead), ""); code != "STATE" {
			t.Errorf("consent to a lead: %q", code)
		}
		o.must(staff, "recordConsent", fmt.Sprintf(`assignmentId:%q,note:"双方电话同意"`, invited), "assignment{consents}")
		o.must(dora, "acceptAssignment", fmt.Sprintf(`assignmentId:%q`, invited), "")
		if !strings.Contains(members(), "朵") {
			t.Error("with everybody's consent the person is no member")
		}
		o.history(t, id, "REGISTERED OFFERED ACCEPTED OFFERED CONSENTED CONSENTED ACCEPTED")
	})
}
