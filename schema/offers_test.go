package schema_test

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"liuyuan/centre"
	"liuyuan/identity"
	"liuyuan/registry"
)

func TestFiftyTwinsHaveOneEffectAndEqualAnswers(t *testing.T) {
	onBothStores(t, func(t *testing.T, o *office) {
		staff := staffOf("440703101", "t")
		id := o.register(staff, "440703101203", "")
		answers := make([]string, 50)
		var group sync.WaitGroup
		for i := range answers {
			group.Go(func() {
				payload, code := o.change(staff, "offerAssignment", fmt.Sprintf(`disputeId:%q,mediatorId:%q,idempotencyKey:"twin"`, id, global("Mediator", "ann")), "assignment{id status version}")
				answers[i] = fmt.Sprint(at(payload, "assignment"), code)
			})
		}
		group.Wait()
		for i, a := range answers {
			if a != answers[0] || !strings.Contains(a, "OFFERED") {
				t.Errorf("twin %d: %s, the first %s", i, a, answers[0])
			}
		}
		if loads := o.loads(); !strings.Contains(loads, "ann 1 bea 0") {
			t.Errorf("loads: %s", loads)
		}
		o.history(t, id, "REGISTERED OFFERED")
		if _, code := o.change(staff, "offerAssignment", fmt.Sprintf(`disputeId:%q,mediatorId:%q,idempotencyKey:"twin"`, id, global("Mediator", "bea")), "assignment{id}"); code != "IDEMPOTENCY_KEY_REUSED" {
			t.Errorf("another input under the key: %q", code)
		}
	})
}

func TestOfSeveralTheFirstToAcceptTakesIt(t *testing.T) {
	onBothStores(t, func(t *testing.T, o *office) {
		staff := staffOf("440703101", "t")
		id := o.register(staff, "440703101203", "")
		payload := o.must(staff, "offerToSeveral", fmt.Sprintf(`disputeId:%q,mediatorIds:[%q,%q,%q]`, id, global("Mediator", "ann"), global("Mediator", "bea"), global("Mediator", "cleo")), "assignments{id status} dispute{status}")
		if loads := o.loads(); !strings.Contains(loads, "ann 1 bea 1 cleo 1") {
			t.Errorf("asked: %s", loads)
		}
		codes := make([]string, 3)
		var group sync.WaitGroup
		for i, who := range []registry.MediatorID{"ann", "bea", "cleo"} {
			group.Go(func() {
				_, codes[i] = o.change(asMediator(who), "acceptAssignment", fmt.Sprintf(`assignmentId:%q`, at(payload, "assignments", i, "id")), "")
			})
		}
		group.Wait()
		done := 0
		for _, c := range codes {
			switch c {
			case "":
				done++
			case "LEAD_TAKEN", "NOT_FOUND": // NOT_FOUND: the offer was gone before it was read
			default:
				t.Errorf("a loser is told %s", c)
			}
		}
		if done != 1 {
			t.Errorf("%d people took it: %v", done, codes)
		}
		data, _, _ := o.ask(staff, fmt.Sprintf(`{dispute(id:%q){status assignments{status}}}`, id))
		if s := fmt.Sprint(at(data, "dispute", "assignments")); at(data, "dispute", "status") != "MEDIATING" || strings.Count(s, "RESCINDED") != 2 || strings.Count(s, "ACCEPTED") != 1 {
			t.Errorf("afterwards: %v", data)
		}
		o.loads()
	})
}

func TestNothingIsOfferedBeforeAPersonAssessed(t *testing.T) {
	onBothStores(t, func(t *testing.T, o *office) {
		staff := staffOf("440703101", "t")
		payload := o.must(staff, "registerDispute", `narrative:"老板说再来讨薪就拿刀砍人，工人很害怕",regionCode:"440703101203",disputeType:"10.01",headcount:2`, "dispute{id status safetyFlags needsAssessment riskLevel twoPersons}")
		d := at(payload, "dispute")
		if at(d, "status") != "ASSESSING" || at(d, "needsAssessment") != true || !strings.Contains(fmt.Sprint(at(d, "safetyFlags")), "VIOLENCE") {
			t.Fatalf("registered: %v", d)
		}
		id := at(d, "id").(string)
		if _, code := o.offer(staff, id, "ann"); code != "STATE" {
			t.Errorf("offered before the assessment: %q", code)
		}
		o.must(staff, "assessDispute", fmt.Sprintf(`disputeId:%q,riskLevel:MEDIUM,policeInformed:true,note:"已告知派出所"`, id), "dispute{status}")
		if _, code := o.offer(staff, id, "ann"); code != "STATE" {
			t.Errorf("offered before a second person confirmed: %q", code)
		}
		if _, code := o.change(staff, "confirmAssessment", fmt.Sprintf(`disputeId:%q`, id), "dispute{status}"); code != "FORBIDDEN" {
			t.Errorf("confirmed by whoever assessed it: %q", code)
		}
		second := staffOf("440703101", "second")
		confirmed := o.must(second, "confirmAssessment", fmt.Sprintf(`disputeId:%q,note:"已复核"`, id), "dispute{status needsConfirmation confirmedAt}")
		if at(confirmed, "dispute", "status") != "AWAITING_MATCH" || at(confirmed, "dispute", "needsConfirmation") != false || at(confirmed, "dispute", "confirmedAt") == nil {
			t.Errorf("confirmed: %v", confirmed)
		}
		if _, code := o.change(second, "confirmAssessment", fmt.Sprintf(`disputeId:%q`, id), "dispute{status}"); code != "STATE" {
			t.Errorf("confirmed twice: %q", code)
		}
		a, code := o.offer(staff, id, "ann")
		if code != "" {
			t.Fatalf("after the assessment: %q", code)
		}
		// A new threat asks for a new assessment and takes the unanswered offer back.
		o.must(staff, "updateDispute", fmt.Sprintf(`disputeId:%q,riskLevel:HIGH`, id), "dispute{status}")
		if _, code := o.change(staff, "acceptAssignment", fmt.Sprintf(`assignmentId:%q`, a), ""); code == "" {
			t.Error("an offer made before the threat was accepted")
		}
		// Whoever assesses anew needs the second person anew.
		o.must(staff, "assessDispute", fmt.Sprintf(`disputeId:%q,riskLevel:HIGH`, id), "dispute{status}")
		if _, code := o.offer(staff, id, "ann"); code != "STATE" {
			t.Errorf("an old confirmation counts for a new assessment: %q", code)
		}
		if loads := o.loads(); !strings.Contains(loads, "ann 0") {
			t.Errorf("loads: %s", loads)
		}
	})
}

// During mediation the status says nothing of an assessment: the offer itself must ask
// for the person's look and for the second person's.
func TestAThreatDuringMediationHoldsFurtherOffers(t *testing.T) {
	onBothStores(t, func(t *testing.T, o *office) {
		id := o.register(townClerk(), ownVillage, "")
		lead, _ := o.offer(townClerk(), id, "ann")
		o.must(townClerk(), "acceptAssignment", fmt.Sprintf(`assignmentId:%q`, lead), "")
		handOver := func() (string, string) {
			payload, code := o.change(townClerk(), "offerAssignment", fmt.Sprintf(`disputeId:%q,mediatorId:%q,replacesAssignmentId:%q`, id, global("Mediator", "cleo"), lead), "dispute{status}")
			message, _ := at(payload, "userErrors", 0, "message").(string)
			return code, message
		}
		o.must(townClerk(), "updateDispute", fmt.Sprintf(`disputeId:%q,narrative:"老板说再来讨薪就拿刀砍人"`, id), "dispute{status}")
		if code, message := handOver(); code != "STATE" || !strings.Contains(message, "人工研判") {
			t.Errorf("before the assessment: %q %s", code, message)
		}
		o.must(townClerk(), "assessDispute", fmt.Sprintf(`disputeId:%q,riskLevel:LOW`, id), "dispute{status}")
		if code, message := handOver(); code != "STATE" || !strings.Contains(message, "第二人复核") {
			t.Errorf("before the confirmation: %q %s", code, message)
		}
		o.must(staffOf("440703101", "second"), "confirmAssessment", fmt.Sprintf(`disputeId:%q`, id), "")
		if code, message := handOver(); code != "" {
			t.Errorf("after both: %q %s", code, message)
		}
		o.history(t, id, "REGISTERED OFFERED ACCEPTED UPDATED ASSESSED ASSESSMENT_CONFIRMED OFFERED")
	})
}

func TestAnotherTypeReopensMatchingAndAnotherCrowdReweighsWork(t *testing.T) {
	onBothStores(t, func(t *testing.T, o *office) {
		staff := staffOf("440703101", "t")
		id := o.register(staff, "440703101203", "")
		a, _ := o.offer(staff, id, "ann")
		payload := o.must(staff, "updateDispute", fmt.Sprintf(`disputeId:%q,disputeType:"10.02"`, id), "dispute{status assignments{status}}")
		if at(payload, "dispute", "status") != "AWAITING_MATCH" || at(payload, "dispute", "assignments", 0, "status") != "RESCINDED" {
			t.Errorf("another type: %v", payload)
		}
		if _, code := o.change(staff, "acceptAssignment", fmt.Sprintf(`assignmentId:%q`, a), ""); code != "LEAD_TAKEN" && code != "STATE" {
			t.Errorf("accepting what was taken back: %q", code)
		}
		b, _ := o.offer(staff, id, "bea")
		o.must(staff, "acceptAssignment", fmt.Sprintf(`assignmentId:%q`, b), "")
		o.must(staff, "updateDispute", fmt.Sprintf(`disputeId:%q,headcount:100`, id), "dispute{weight}")
		data, _, _ := o.ask(staff, fmt.Sprintf(`{dispute(id:%q){status weight assignments{status weight}}}`, id))
		if at(data, "dispute", "status") != "MEDIATING" || at(data, "dispute", "weight") == 1.0 || at(data, "dispute", "assignments", 1, "weight") != at(data, "dispute", "weight") {
			t.Errorf("another crowd: %v", data)
		}
		o.loads()
	})
}

func TestAMistakenOfferIsUndoneAndCountsNowhere(t *testing.T) {
	onBothStores(t, func(t *testing.T, o *office) {
		staff := staffOf("440703101", "t")
		id := o.register(staff, "440703101203", "")
		a, _ := o.offer(staff, id, "ann")
		o.must(staff, "undoOffer", fmt.Sprintf(`assignmentId:%q`, a), "assignment{status undone}")
		if _, code := o.change(staff, "undoOffer", fmt.Sprintf(`assignmentId:%q`, a), ""); code != "STATE" {
			t.Errorf("undone twice: %q", code)
		}
		if again, code := o.offer(staff, id, "ann"); code != "" || again == a {
			t.Errorf("the same person cannot be asked again: %q", code)
		}
		data, _, _ := o.ask(staff, fmt.Sprintf(`{ledger(from:%q,to:%q){offered mediator{name}}}`, monday().AddDate(0, -1, 0).Format(time.DateOnly), monday().AddDate(1, 0, 0).Format(time.DateOnly)))
		if at(data, "ledger", 0, "offered") != 1.0 {
			t.Errorf("the ledger counts the mistake: %v", data)
		}
		o.loads()
	})
}

func TestAnOfferExpiresByTheDatabasesClock(t *testing.T) {
	onBothStores(t, func(t *testing.T, o *office) {
		if o.now == nil {
			return // PostgreSQL's clock cannot be moved: the store's own suite covers Overdue there
		}
		staff := staffOf("440703101", "t")
		id := o.register(staff, "440703101203", "")
		a, _ := o.offer(staff, id, "ann")
		o.now.pass(4 * 24 * time.Hour) // Monday to Friday: three working days are over
		data, _, _ := o.ask(staff, fmt.Sprintf(`{dispute(id:%q){assignments{status}}}`, id))
		if at(data, "dispute", "assignments", 0, "status") != "EXPIRED" {
			t.Errorf("before the worker came: %v", data)
		}
		if _, code := o.change(staff, "acceptAssignment", fmt.Sprintf(`assignmentId:%q`, a), ""); code != "OFFER_EXPIRED" {
			t.Errorf("accepted after its time: %q", code)
		}
		if n, err := o.centre.ExpireOffers(context.Background()); n != 1 || err != nil {
			t.Errorf("expired %d, %v", n, err)
		}
		if n, err := o.centre.ExpireOffers(context.Background()); n != 0 || err != nil {
			t.Errorf("expired again: %d, %v", n, err)
		}
		o.history(t, id, "REGISTERED OFFERED EXPIRED")
		if loads := o.loads(); !strings.Contains(loads, "ann 0") {
			t.Errorf("loads: %s", loads)
		}
		if o.first(t, id) != global("Mediator", "bea") {
			t.Error("the next person is not proposed")
		}
	})
}

func TestTheNextIsAskedByItselfWhereTheCentreDecidedSo(t *testing.T) {
	onBothStores(t, func(t *testing.T, o *office) {
		auto, err := centre.New(context.Background(), centre.Options{Store: o.store, Log: zerolog.Nop(), Matching: true, Keyring: identity.NewKeyring(), AutoOffer: true})
		if err != nil {
			t.Fatal(err)
		}
		defer auto.Close()
		staff := staffOf("440703101", "t")
		expires := o.clock(t).Add(time.Second)
		asked := func(more string) string {
			payload := o.must(staff, "registerDispute", `narrative:"老板拖欠工资",regionCode:"440703101203",headcount:1`+more, "dispute{id}")
			id := at(payload, "dispute", "id").(string)
			o.must(staff, "offerAssignment", fmt.Sprintf(`disputeId:%q,mediatorId:%q,expiresAt:%q`, id, global("Mediator", "ann"), expires.Format(time.RFC3339Nano)), "assignment{id}")
			return id
		}
		low, medium := asked(",riskLevel:LOW"), asked(",riskLevel:MEDIUM")
		o.until(t, expires)
		if n, err := auto.ExpireOffers(context.Background()); n != 2 || err != nil {
			t.Fatalf("%d expired, %v", n, err)
		}
		o.history(t, low, "REGISTERED OFFERED EXPIRED OFFERED")
		o.history(t, medium, "REGISTERED OFFERED EXPIRED")
	})
}

func TestBothSidesChooseUnseenByEachOther(t *testing.T) {
	onBothStores(t, func(t *testing.T, o *office) {
		staff := staffOf("440703101", "t")
		id := o.register(staff, "440703101203", "")
		o.must(staff, "proposeChoice", fmt.Sprintf(`disputeId:%q`, id), "dispute{status choice{names{id} order{id}}}")
		ballot := func(side, strikes, ranking string) any {
			return o.must(staff, "recordChoice", fmt.Sprintf(`disputeId:%q,side:%s,strikes:[%s],ranking:[%s]`, id, side, strikes, ranking), "dispute{choice{complete order{name}}}")
		}
		m := func(id string) string { return fmt.Sprintf("%q", global("Mediator", id)) }
		if one := ballot("APPLICANT", m("ann"), m("cleo")+","+m("bea")); len(at(one, "dispute", "choice", "order").([]any)) != 0 {
			t.Errorf("one side's ranking is seen: %v", one)
		}
		both := ballot("RESPONDENT", "", m("cleo")+","+m("ann")+","+m("bea"))
		if fmt.Sprint(at(both, "dispute", "choice", "order")) != "[map[name:珂] map[name:蓓]]" {
			t.Errorf("the combined ranking: %v", both)
		}
		if _, code := o.change(staff, "recordChoice", fmt.Sprintf(`disputeId:%q,side:APPLICANT,strikes:[%s,%s]`, id, m("ann"), m("bea")), "dispute{id}"); code != "INVALID" {
			t.Errorf("two of three struck: %q", code)
		}
	})
}

func TestAnInvitationThatEndsLeavesTheChoiceOpen(t *testing.T) {
	onBothStores(t, func(t *testing.T, o *office) {
		id := o.register(townClerk(), ownVillage, "")
		o.must(townClerk(), "proposeChoice", fmt.Sprintf(`disputeId:%q`, id), "")
		invited := at(o.must(townClerk(), "offerAssignment", fmt.Sprintf(`disputeId:%q,mediatorId:%q,part:INVITED`, id, global("Mediator", "dora")), "assignment{id}"), "assignment", "id")
		declined := o.must(townClerk(), "declineAssignment", fmt.Sprintf(`assignmentId:%q,reason:UNAVAILABLE`, invited), "dispute{status}")
		if at(declined, "dispute", "status") != "AWAITING_CHOICE" {
			t.Errorf("declined: %v", declined)
		}
		o.must(townClerk(), "recordChoice", fmt.Sprintf(`disputeId:%q,side:APPLICANT,leaveToOrganisation:true`, id), "")
	})
}

func TestNoticesAreSignedRetriedAndDeliveredOnce(t *testing.T) {
	onBothStores(t, func(t *testing.T, o *office) {
		secret := []byte("secret of the gateway")
		var mu sync.Mutex
		fail, delivered := true, map[string]int{}
		gateway := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			mu.Lock()
			defer mu.Unlock()
			body, _ := io.ReadAll(r.Body)
			stamp, signature, _ := strings.Cut(strings.TrimPrefix(r.Header.Get("Liuyuan-Signature"), "t="), ",v1=")
			h := hmac.New(sha256.New, secret)
			h.Write([]byte(stamp + "." + string(body)))
			if hex.EncodeToString(h.Sum(nil)) != signature {
				t.Error("a notice is signed wrongly")
			}
			if strings.Contains(string(body), "安") || strings.Contains(string(body), "拖欠") {
				t.Errorf("a notice tells too much: %s", body)
			}
			if fail {
				w.WriteHeader(http.StatusBadGateway)
				return
			}
			delivered[r.Header.Get("Liuyuan-Notice")]++
		}))
		defer gateway.Close()
		c, err := centre.New(context.Background(), centre.Options{Store: o.store, Log: zerolog.Nop(), Keyring: identity.NewKeyring(), Webhook: centre.Webhook{URL: gateway.URL, Secret: secret}})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		staff := staffOf("440703101", "t")
		id := o.register(staff, "440703101203", "")
		o.offer(staff, id, "ann")
		if n, err := c.SendNotices(context.Background()); n != 0 || err != nil {
			t.Errorf("a failing gateway: %d, %v", n, err)
		}
		due := o.clock(t)
		data, _, _ := o.ask(staff, fmt.Sprintf(`{dispute(id:%q){assignments{notices{state tries}}}}`, id))
		if n := at(data, "dispute", "assignments", 0, "notices", 0); at(n, "state") != "PENDING" || at(n, "tries") != 1.0 {
			t.Errorf("after a failure: %v", n)
		}
		mu.Lock()
		fail = false
		mu.Unlock()
		if n, err := c.SendNotices(context.Background()); n != 0 || err != nil {
			t.Errorf("before the pause is over: %d, %v", n, err)
		}
		o.until(t, due.Add(5*time.Second)) // the pause after the first failure
		var group sync.WaitGroup
		for range 4 { // several processes at once
			group.Go(func() {
				if _, err := c.SendNotices(context.Background()); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		mu.Lock()
		defer mu.Unlock()
		if len(delivered) != 1 {
			t.Errorf("delivered: %v", delivered)
		}
		for id, n := range delivered {
			if n != 1 {
				t.Errorf("notice %s was delivered %d times", id, n)
			}
		}
	})
}

func TestAPlanIsAppliedThroughOrdinaryOffers(t *testing.T) {
	onBothStores(t, func(t *testing.T, o *office) {
		staff := staffOf("440703101", "t")
		for range 4 {
			o.register(staff, "440703101203", "")
		}
		data, codes, _ := o.ask(staff, `{planAssignments(input:{maxCandidates:5}){total greedyTotal assignments{dispute{id} candidate{mediator{id}}} unassigned{dispute{id}}}}`)
		plan, _ := at(data, "planAssignments", "assignments").([]any)
		if len(codes) > 0 || len(plan) != 4 {
			t.Fatalf("plan: %v %v", codes, data)
		}
		var items []string
		for _, p := range plan {
			items = append(items, fmt.Sprintf(`{disputeId:%q,mediatorId:%q}`, at(p, "dispute", "id"), at(p, "candidate", "mediator", "id")))
		}
		items = append(items, fmt.Sprintf(`{disputeId:%q,mediatorId:%q}`, at(plan[0], "dispute", "id"), global("Mediator", "eve")))
		apply := fmt.Sprintf(`mutation{applyPlan(input:{idempotencyKey:"plan",items:[%s]}){outcomes{assignment{status} userErrors{code}} userErrors{code}}}`, strings.Join(items[:4], ","))
		for range 2 { // sent again, it is the same plan
			data, codes, _ = o.ask(staff, apply)
			if s := fmt.Sprint(data); len(codes) > 0 || strings.Count(s, "OFFERED") != 4 {
				t.Errorf("applied: %v %s", codes, s)
			}
		}
		data, _, _ = o.ask(staff, fmt.Sprintf(`mutation{applyPlan(input:{items:[%s]}){outcomes{assignment{status} userErrors{code}}}}`, items[4]))
		if at(data, "applyPlan", "outcomes", 0, "userErrors", 0, "code") != "LEAD_TAKEN" {
			t.Errorf("a line that no longer fits: %v", data)
		}
		o.loads()
	})
}
