package schema_test

import (
	"fmt"
	"testing"
)

// TestWhoseEmployerOrVillageIsAPartyIsInvitedAndNeverLeads declares ties on a file
// and reads the team that is proposed.
func TestWhoseEmployerOrVillageIsAPartyIsInvitedAndNeverLeads(t *testing.T) {
	onBothStores(t, func(t *testing.T, o *office) {
		staff := staffOf("440703101", "t")
		id := o.register(staff, "440703101203", `,parties:[{name:"测试甲",side:APPLICANT},{name:"某某公司",kind:ORGANIZATION,side:RESPONDENT}]`)
		team := func() (lead any, parts map[any]any) {
			data, _, _ := o.ask(staff, fmt.Sprintf(`{proposePanel(input:{disputeId:%q}){lead{mediator{name}} seats{candidate{mediator{name}} part reason{code}}}}`, id))
			parts = map[any]any{}
			seats, _ := at(data, "proposePanel", "seats").([]any)
			for _, s := range seats {
				if who := at(s, "candidate", "mediator", "name"); who != nil {
					parts[who] = fmt.Sprint(at(s, "part"), " ", at(s, "reason", "code"))
				}
			}
			return at(data, "proposePanel", "lead", "mediator", "name"), parts
		}
		if lead, parts := team(); lead != "安" || parts["安"] != "LEAD PANEL_LEAD" || parts["蓓"] != "CO_MEDIATOR PANEL_HOLDER" {
			t.Fatalf("lead %v of %v", lead, parts)
		}
		o.must(staff, "declareTie", fmt.Sprintf(`disputeId:%q,mediatorId:%q,kind:EMPLOYER`, id, global("Mediator", "ann")), "")
		if lead, parts := team(); lead != "蓓" || parts["安"] != "INVITED PANEL_INVOLVED" {
			t.Errorf("an employer's tie: lead %v of %v", lead, parts)
		}
		o.must(staff, "declareTie", fmt.Sprintf(`disputeId:%q,mediatorId:%q,kind:VILLAGE`, id, global("Mediator", "bea")), "")
		if lead, parts := team(); lead != "珂" || parts["安"] != "INVITED PANEL_INVOLVED" || parts["蓓"] != "INVITED PANEL_INVOLVED" {
			t.Errorf("both are linked, someone from outside leads: %v of %v", lead, parts)
		}
		o.must(staff, "declareTie", fmt.Sprintf(`disputeId:%q,mediatorId:%q,kind:KIN`, id, global("Mediator", "ann")), "")
		if _, parts := team(); parts["安"] != nil {
			t.Errorf("a party's relative is in the team: %v", parts)
		}
	})
}
