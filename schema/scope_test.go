package schema_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"liuyuan/identity"
	"liuyuan/registry"
)

// The numbers are those of the authorisation cases.

func TestStaffSeeTheirRegionAndNothingElse(t *testing.T) { // Z10–Z16, Z46–Z48
	onBothStores(t, func(t *testing.T, o *office) {
		district := roleOf(registry.AccessDistrictStaff)
		party := `,parties:[{name:"测试甲乙",side:APPLICANT,phone:"13812341234",identityNumber:"11010519491231002X",address:"江门市蓬江区某路 1 号 202"}]`
		village := o.register(district, "440703101203", party)
		sibling := o.register(district, "440703101204", party)
		other := o.register(district, "440703102001", party)
		if err := o.trap("4407031010"); err != nil {
			t.Fatal(err)
		}
		staffV, staffT := staffOf("440703101203", "v"), staffOf("440703101", "t")
		data, codes, _ := o.ask(staffV, fmt.Sprintf(`{dispute(id:%q){parties{name phone identityNumber address masked}}}`, village))
		p := at(data, "dispute", "parties", 0)
		if len(codes) > 0 || at(p, "phone") != "138****1234" || at(p, "identityNumber") != "110***********002X" || at(p, "masked") != true || strings.Contains(fmt.Sprint(at(p, "address")), "某路") || at(p, "name") != "测***" {
			t.Errorf("Z10: %v %v", codes, p)
		}
		nothing := o.answer(staffV, global("Dispute", "no-such-dispute"))
		for name, id := range map[string]string{"Z11": sibling, "Z14": other, "trap": global("Dispute", "trap")} {
			if got := o.answer(staffV, id); !bytes.Equal(got, nothing) {
				t.Errorf("%s: told apart from a dispute that does not exist:\n%s\n%s", name, got, nothing)
			}
		}
		for v, want := range map[string]int{"440703101203": 1, "440703101204": 1, "440703101": 2, "440703102": 1, "440703": 3, "440704": 0} {
			if n := o.count(staffOf(registry.RegionCode(v), v)); n != want {
				t.Errorf("Z13–Z16: staff of %s see %d, want %d", v, n, want)
			}
		}
		for _, id := range []string{other, global("Party", "x"), global("Assignment", "x"), global("Event", strings.TrimPrefix(other, "")+"/1"), global("Tie", "x")} {
			data, codes, _ := o.ask(staffT, fmt.Sprintf(`{node(id:%q){id}}`, id))
			if len(codes) > 0 || data["node"] != nil {
				t.Errorf("Z47: node gives %v %v", codes, data)
			}
		}
		data, _, _ = o.ask(staffT, fmt.Sprintf(`query{a:dispute(id:%q){...f} disputes(first:9){nodes{...f}}} fragment f on Dispute{id p:parties{phone @include(if:true)}}`, other))
		if strings.Contains(fmt.Sprint(data), "1381234") || at(data, "a") != nil || len(at(data, "disputes", "nodes").([]any)) != 2 {
			t.Errorf("Z48: %v", data)
		}
		for _, role := range []registry.Access{registry.AccessPublicApp, registry.AccessRosterAdmin, registry.AccessSystemAdmin, registry.AccessAuditor} {
			for _, q := range []string{`{disputes(first:1){totalCount}}`, fmt.Sprintf(`{dispute(id:%q){id}}`, village), `{myAssignments{id}}`} {
				if _, codes, _ := o.ask(roleOf(role), q); len(codes) != 1 || codes[0] != "FORBIDDEN" {
					t.Errorf("Z04, Z35, Z39: %s asking %s: %v", role, q, codes)
				}
			}
			for _, m := range []string{fmt.Sprintf(`offerAssignment(input:{disputeId:%q,mediatorId:%q})`, village, global("Mediator", "ann")), fmt.Sprintf(`revealParty(input:{partyId:%q,purpose:"x"})`, "x"), `registerDispute(input:{narrative:"x",regionCode:"440703"})`} {
				if _, codes, _ := o.ask(roleOf(role), "mutation{"+m+"{userErrors{code}}}"); len(codes) != 1 || codes[0] != "FORBIDDEN" {
					t.Errorf("Z07, Z42: %s doing %s: %v", role, m, codes)
				}
			}
			if data, _, _ := o.ask(roleOf(role), fmt.Sprintf(`{node(id:%q){id}}`, village)); data["node"] != nil {
				t.Errorf("Z47: %s sees a dispute through node", role)
			}
		}
	})
}

// trap puts a dispute into a region whose code only begins like a town's.
func (o *office) trap(code registry.RegionCode) error {
	_, err := o.store.Update(context.Background(), func(w registry.Writer) error {
		_, err := w.PutDispute(registry.Dispute{ID: "trap", Number: "trap", Status: registry.DisputeRegistered, Type: "99", Region: code, CreatedAt: time.Now()})
		return err
	})
	return err
}

// answer is the whole answer to a question for a dispute, the cost left out.
func (o *office) answer(v identity.Viewer, id string) []byte {
	_, _, body := o.ask(v, fmt.Sprintf(`{dispute(id:%q){id number}}`, id))
	return body
}

func TestAMediatorSeesTheOwnMattersAsFarAsTheyAreAccepted(t *testing.T) { // Z26–Z30
	onBothStores(t, func(t *testing.T, o *office) {
		staff := staffOf("440703101", "t")
		party := `,parties:[{name:"测试甲",side:APPLICANT,phone:"13812341234"}]`
		mine, others := o.register(staff, "440703101203", party), o.register(staff, "440703101203", party)
		assignment, _ := o.offer(staff, mine, "ann")
		foreign, _ := o.offer(staff, others, "bea")
		ann := asMediator("ann")
		data, codes, _ := o.ask(ann, `{myAssignments{id status dispute{number disputeType{code} narrative parties{name}}}}`)
		d := at(data, "myAssignments", 0, "dispute")
		if len(codes) > 0 || at(d, "number") == nil || len(at(d, "parties").([]any)) != 0 || strings.Contains(fmt.Sprint(d), "拖欠") {
			t.Errorf("Z29: %v %v", codes, d)
		}
		if !bytes.Equal(o.answer(ann, others), o.answer(ann, global("Dispute", "nothing"))) {
			t.Error("Z28: another's matter is told apart from none")
		}
		if _, code := o.change(ann, "acceptAssignment", fmt.Sprintf(`assignmentId:%q`, foreign), ""); code != "NOT_FOUND" {
			t.Errorf("Z28: accepting another's offer: %q", code)
		}
		o.must(ann, "acceptAssignment", fmt.Sprintf(`assignmentId:%q`, assignment), "")
		data, _, _ = o.ask(ann, fmt.Sprintf(`{dispute(id:%q){narrative parties{name phone masked}}}`, mine))
		if at(data, "dispute", "parties", 0, "phone") != "13812341234" || at(data, "dispute", "narrative") != "老板拖欠工资" {
			t.Errorf("Z26: %v", data)
		}
		o.must(staff, "withdrawAssignment", fmt.Sprintf(`assignmentId:%q,reason:"换人"`, assignment), "")
		if !bytes.Equal(o.answer(ann, mine), o.answer(ann, global("Dispute", "nothing"))) {
			t.Error("Z27: a matter taken away is still shown")
		}
		if _, code := o.change(ann, "acceptAssignment", fmt.Sprintf(`assignmentId:%q`, assignment), ""); code != "NOT_FOUND" {
			t.Errorf("Z30: accepting what was taken back: %q", code)
		}
	})
}

func TestServiceAreasDecideAndTheDistrictMayOverride(t *testing.T) { // Z17–Z19
	onBothStores(t, func(t *testing.T, o *office) {
		staff, district := staffOf("440703101", "t"), roleOf(registry.AccessDistrictStaff)
		id := o.register(staff, "440703101203", `,parties:[{name:"测试甲",side:APPLICANT,phone:"+86 138-1234-1234"},{name:"不详",side:RESPONDENT}]`)
		if _, code := o.offer(staff, id, "hope"); code != "NOT_ELIGIBLE" {
			t.Errorf("Z18: %q", code)
		}
		o.must(district, "offerAssignment", fmt.Sprintf(`disputeId:%q,mediatorId:%q,override:"唯一熟悉本案的人"`, id, global("Mediator", "hope")), "assignment{id}")
		second := o.register(staff, "440703101203", `,parties:[{name:"测试甲",side:RESPONDENT,phone:"13812341234"}]`)
		// A registered relative is known by the party's number, in whatever matter it appears.
		o.must(staff, "declareTie", fmt.Sprintf(`disputeId:%q,mediatorId:%q,kind:KIN,phone:"13812341234"`, id, global("Mediator", "ann")), "")
		if _, code := o.offer(staff, second, "ann"); code != "CONFLICT_OF_INTEREST" {
			t.Errorf("Z19: %q", code)
		}
		data, _, _ := o.ask(staff, fmt.Sprintf(`{matchMediators(input:{disputeId:%q},first:9){candidates{mediator{id}} summary{excluded{count reason{code}}}} dispute(id:%q){ties{id}}}`, second, second))
		if strings.Contains(fmt.Sprint(at(data, "matchMediators", "candidates")), global("Mediator", "ann")) || !strings.Contains(fmt.Sprint(data), "CONFLICT_OF_INTEREST") {
			t.Errorf("the match proposes a relative, or does not say why not: %v", data)
		}
		o.must(staff, "waiveTie", fmt.Sprintf(`disputeId:%q,tieId:%q`, second, at(data, "dispute", "ties", 0, "id")), "")
		if _, code := o.offer(staff, second, "ann"); code != "" {
			t.Errorf("waived by all: %q", code)
		}
	})
}

func TestRevealingIsAuditedFirstAndLimited(t *testing.T) { // Z20–Z23
	onBothStores(t, func(t *testing.T, o *office) {
		typist, staff := staffOf("440703101", "typist"), staffOf("440703101", "t")
		id := o.register(typist, "440703101203", `,parties:[{name:"测试甲",side:APPLICANT,phone:"13812341234"}]`)
		data, _, _ := o.ask(staff, fmt.Sprintf(`{dispute(id:%q){parties{id phone}}}`, id))
		party := at(data, "dispute", "parties", 0, "id").(string)
		if _, code := o.change(staff, "revealParty", fmt.Sprintf(`partyId:%q,purpose:"  "`, party), "party{phone}"); code != "INVALID" {
			t.Errorf("Z21: %q", code)
		}
		if _, code := o.change(staffOf("440703102", "x"), "revealParty", fmt.Sprintf(`partyId:%q,purpose:"看看"`, party), "party{phone}"); code != "NOT_FOUND" {
			t.Errorf("of another town: %q", code)
		}
		for i := range 20 {
			payload, code := o.change(staff, "revealParty", fmt.Sprintf(`partyId:%q,purpose:"联系当事人"`, party), "party{phone}")
			if code != "" || at(payload, "party", "phone") != "13812341234" {
				t.Fatalf("Z20: reveal %d: %q %v", i, code, payload)
			}
		}
		if _, code := o.change(staff, "revealParty", fmt.Sprintf(`partyId:%q,purpose:"联系当事人"`, party), "party{phone}"); code != "RATE_LIMITED" {
			t.Errorf("Z22: %q", code)
		}
		revealed, alerts := o.audits(staff.Principal)
		if revealed != 20 || alerts != 1 {
			t.Errorf("%d reveals and %d alerts are audited", revealed, alerts)
		}
		for phone, want := range map[string]any{"13812341234": 1.0, "138 1234 1234": 1.0, "13812341235": 0.0} {
			data, codes, _ := o.ask(staff, fmt.Sprintf(`{disputes(first:1,filter:{partyPhone:%q}){totalCount}}`, phone))
			if len(codes) > 0 || at(data, "disputes", "totalCount") != want {
				t.Errorf("Z23: %s: %v %v", phone, codes, data)
			}
		}
		if _, codes, _ := o.ask(staff, `{disputes(first:1,filter:{partyPhone:"138*"}){totalCount}}`); len(codes) != 1 {
			t.Error("Z23: a wildcard is accepted")
		}
	})
}

func (o *office) audits(principal string) (revealed, alerts int) {
	err := o.store.View(context.Background(), func(r registry.Reader) (err error) {
		if revealed, err = r.CountAudit(principal, registry.AuditReveal, time.Time{}); err != nil {
			return err
		}
		alerts, err = r.CountAudit(principal, registry.AuditRevealLimit, time.Time{})
		return err
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return revealed, alerts
}

func TestWhatIsSaidAboutPeopleStandsNowhereInTheClear(t *testing.T) {
	onBothStores(t, func(t *testing.T, o *office) {
		canaries := []string{"金丝雀", "13877776666", "11010519491231002X", "鸟笼路", "笼中所述", "笼外便条"}
		staff := staffOf("440703101", "t")
		payload := o.must(staff, "registerDispute", `narrative:"笼中所述：老板拖欠工资",regionCode:"440703101203",idempotencyKey:"k1",parties:[{name:"金丝雀",side:APPLICANT,phone:"13877776666",identityNumber:"11010519491231002X",address:"鸟笼路 8 号"}]`, "dispute{id}")
		id := at(payload, "dispute", "id").(string)
		a, _ := o.offer(staff, id, "ann")
		o.must(staff, "acceptAssignment", fmt.Sprintf(`assignmentId:%q,note:"笼外便条",idempotencyKey:"k2"`, a), "")
		_, code := o.change(staff, "registerDispute", `narrative:"笼中所述",regionCode:"440703101203",parties:[{name:"金丝雀",side:APPLICANT,identityNumber:"110105194912310021",phone:"13877776666"}]`, "dispute{id}")
		if code != "INVALID" {
			t.Fatal(code)
		}
		_, _, body := o.ask(staff, `mutation{registerDispute(input:{narrative:"笼中所述",regionCode:"440703101203",parties:[{name:"金丝雀",side:APPLICANT,identityNumber:"110105194912310021"}]}){userErrors{code field message}}}`)
		for _, c := range canaries {
			if bytes.Contains(body, []byte(c)) {
				t.Errorf("an error repeats %s", c)
			}
		}
		backup := filepath.Join(t.TempDir(), "backup")
		if _, err := o.store.Backup(context.Background(), backup); err != nil {
			t.Fatal(err)
		}
		err := o.store.View(context.Background(), func(r registry.Reader) error {
			d, err := r.Dispute(identity.ScopeOf(identity.System()), ownOf(id))
			parties, _ := r.Parties(identity.ScopeOf(identity.System()), []registry.DisputeID{ownOf(id)})
			events, _ := r.Events(identity.ScopeOf(identity.System()), ownOf(id), 0, 99)
			receipt, _ := r.Receipt(staff.Principal, "k1")
			text := fmt.Sprintf("%s %s %s %s", fmt.Sprint(d), fmt.Sprint(parties), fmt.Sprint(events), receipt.Answer)
			for _, c := range canaries {
				if strings.Contains(text, c) {
					t.Errorf("a record holds %s in the clear", c)
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if o.dir != "" {
			searched := 0
			_ = filepath.WalkDir(o.dir, func(path string, e fs.DirEntry, err error) error {
				if err != nil || e.IsDir() {
					return err
				}
				data, err := os.ReadFile(path)
				searched += len(data)
				for _, c := range canaries {
					if bytes.Contains(data, []byte(c)) {
						t.Errorf("%s holds %s", e.Name(), c)
					}
				}
				return err
			})
			if searched < 10_000 {
				t.Errorf("only %d bytes were searched", searched)
			}
		}
		data, _, _ := o.ask(staffOf("440703101", "t"), fmt.Sprintf(`{dispute(id:%q){narrative parties{phone} timeline{nodes{note}}}}`, id))
		if !strings.Contains(fmt.Sprint(data), "13877776666") || !strings.Contains(fmt.Sprint(data), "笼外便条") {
			t.Errorf("the clerk who typed it does not get it back: %v", data)
		}
	})
}

func ownOf(global string) registry.DisputeID {
	_, own, _ := strings.Cut(decodeGlobal(global), ":")
	return registry.DisputeID(own)
}
