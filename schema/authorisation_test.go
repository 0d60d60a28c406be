package schema_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/graphql-go/graphql"

	"liuyuan/identity"
	"liuyuan/registry"
	"liuyuan/schema"
)

// authorisationCase is a case of the table of authorisation, by its number.
type authorisationCase struct {
	office            bool
	number, who, does string
	check             func(*testing.T, *office)
}

// Cases that count things need an office alone; the others share one.
const (
	shared = false
	alone  = true
)

// authorisation are the cases that concern disputes, offers and parties.
func authorisation() []authorisationCase {
	return []authorisationCase{
		{shared, "Z04", "a public app's key", "asks for disputes: FORBIDDEN", noCasework(registry.AccessPublicApp)},
		{shared, "Z07", "a public app's key", "registers, offers, reveals: FORBIDDEN", noCaseMutation(registry.AccessPublicApp)},
		{shared, "Z10", "a village's clerk", "reads a dispute of the own village: masked", maskedForStaff},
		{alone, "Z11", "a village's clerk", "asks for one of the sibling village: as if there were none", hidden("440703101203", "440703101204")},
		{alone, "Z12", "a town's clerk", "asks for one whose code only begins like the town's: as if there were none", prefixTrap},
		{alone, "Z13", "a town's clerk", "lists the disputes of all its villages: as many as the villages have", countsAddUp},
		{alone, "Z14", "a town's clerk", "asks for those of another town: not listed, not counted, not found", otherTown},
		{alone, "Z15", "a district's clerk", "sees all of the district", wholeDistrict},
		{alone, "Z16", "another district's clerk", "asks for them: as if there were none", hidden("440704", "440703101203")},
		{alone, "Z17", "a town's clerk", "asks someone of another town who serves the place: offered", servesFromElsewhere},
		{shared, "Z18", "a town's clerk", "asks someone who does not serve it: NOT_ELIGIBLE, unless the district says why", outsideArea},
		{shared, "Z19", "a town's clerk", "asks a party's relative: CONFLICT_OF_INTEREST, until all waive it", relative},
		{shared, "Z20", "a town's clerk", "reveals a party for a purpose: shown, and audited first", revealed},
		{shared, "Z21", "a town's clerk", "reveals without a purpose, or while nothing can be audited: no data", noAuditNoData},
		{shared, "Z22", "a town's clerk", "reveals the 21st party in ten minutes: RATE_LIMITED, and an alert", revealLimited},
		{alone, "Z23", "a town's clerk", "looks a phone up: exactly, audited, no wildcard", phoneLookedUp},
		{shared, "Z26", "a mediator", "reads an accepted matter: in full", mediatorReads},
		{shared, "Z27", "a mediator", "reads it a month after its end: masked again", mediatorLater},
		{shared, "Z28", "a mediator", "asks for a colleague's matter: as if there were none", colleaguesMatter},
		{shared, "Z29", "a mediator", "reads a matter that is only offered: no names", onlyOffered},
		{alone, "Z30", "a mediator", "accepts what expired or was taken back: told so, and nothing changes", tooLate},
		{shared, "Z35", "the roster's keeper", "asks for disputes: FORBIDDEN", noCasework(registry.AccessRosterAdmin)},
		{shared, "Z39", "the system's keeper", "asks for disputes: FORBIDDEN", noCasework(registry.AccessSystemAdmin)},
		{shared, "Z42", "the auditor", "asks for disputes, or changes one: FORBIDDEN", both(noCasework(registry.AccessAuditor), noCaseMutation(registry.AccessAuditor))},
		{shared, "Z46", "a town's clerk", "goes from a dispute to a person and on: no foreign matter", nested},
		{shared, "Z47", "a town's clerk", "asks node for each type it may not see: nothing", nodesHidden},
		{alone, "Z48", "a town's clerk", "asks by alias, fragment and directive: the same refusal", dressedUp},
	}
}

func TestAuthorisationOfDisputesOffersAndParties(t *testing.T) {
	cases := authorisation()
	onBothStores(t, func(t *testing.T, o *office) {
		for _, c := range cases {
			if c.office == shared {
				t.Run(c.number+" "+c.who+" "+c.does, func(t *testing.T) {
					own := *o
					own.t = t
					c.check(t, &own)
				})
			}
		}
	})
	for _, c := range cases {
		if c.office == alone {
			t.Run(c.number+" "+c.who+" "+c.does, func(t *testing.T) { onBothStores(t, c.check) })
		}
	}
}

const (
	ownVillage = "440703101203"
	fullParty  = `,parties:[{name:"测试甲乙",side:APPLICANT,phone:"13812341234",identityNumber:"11010519491231002X",address:"江门市蓬江区某路 1 号 202"}]`
)

func townClerk() identity.Viewer { return staffOf("440703101", "t") }

func both(checks ...func(*testing.T, *office)) func(*testing.T, *office) {
	return func(t *testing.T, o *office) {
		for _, check := range checks {
			check(t, o)
		}
	}
}

func noCasework(role registry.Access) func(*testing.T, *office) {
	return func(t *testing.T, o *office) {
		id := o.register(townClerk(), ownVillage, fullParty)
		for _, q := range []string{`{disputes(first:1){totalCount}}`, fmt.Sprintf(`{dispute(id:%q){id}}`, id), `{myAssignments{id}}`} {
			if _, codes, _ := o.ask(roleOf(role), q); len(codes) != 1 || codes[0] != "FORBIDDEN" {
				t.Errorf("%s: %v", q, codes)
			}
		}
		if data, _, _ := o.ask(roleOf(role), fmt.Sprintf(`{node(id:%q){id}}`, id)); data["node"] != nil {
			t.Error("seen through node")
		}
	}
}

func noCaseMutation(role registry.Access) func(*testing.T, *office) {
	return func(t *testing.T, o *office) {
		id := o.register(townClerk(), ownVillage, fullParty)
		for _, m := range []string{fmt.Sprintf(`offerAssignment(input:{disputeId:%q,mediatorId:%q})`, id, global("Mediator", "ann")), `revealParty(input:{partyId:"x",purpose:"x"})`,
			`registerDispute(input:{narrative:"x",regionCode:"440703"})`, fmt.Sprintf(`recordConsent(input:{assignmentId:%q})`, id), fmt.Sprintf(`confirmAssessment(input:{disputeId:%q})`, id)} {
			if _, codes, _ := o.ask(roleOf(role), "mutation{"+m+"{userErrors{code}}}"); len(codes) != 1 || codes[0] != "FORBIDDEN" {
				t.Errorf("%s: %v", m, codes)
			}
		}
	}
}

func maskedForStaff(t *testing.T, o *office) {
	id := o.register(roleOf(registry.AccessDistrictStaff), ownVillage, fullParty)
	data, codes, _ := o.ask(staffOf(ownVillage, "v"), fmt.Sprintf(`{dispute(id:%q){parties{name phone identityNumber address masked}}}`, id))
	p := at(data, "dispute", "parties", 0)
	if len(codes) > 0 || at(p, "phone") != "138****1234" || at(p, "identityNumber") != "110***********002X" || at(p, "masked") != true || strings.Contains(fmt.Sprint(at(p, "address")), "某路") || at(p, "name") != "测***" {
		t.Errorf("%v %v", codes, p)
	}
}

// hidden: to a clerk of one region a dispute of another is, byte for byte, none.
func hidden(clerk, region registry.RegionCode) func(*testing.T, *office) {
	return func(t *testing.T, o *office) {
		id, v := o.register(roleOf(registry.AccessDistrictStaff), string(region), ""), staffOf(clerk, "x")
		if got, nothing := o.answer(v, id), o.answer(v, global("Dispute", "no-such-dispute")); !bytes.Equal(got, nothing) {
			t.Errorf("told apart from a dispute that does not exist:\n%s\n%s", got, nothing)
		}
		if n := o.count(v); n != 0 {
			t.Errorf("%d are counted", n)
		}
	}
}

func prefixTrap(t *testing.T, o *office) {
	if err := o.trap("4407031010"); err != nil {
		t.Fatal(err)
	}
	for _, v := range []identity.Viewer{townClerk(), staffOf(ownVillage, "v")} {
		if !bytes.Equal(o.answer(v, global("Dispute", "trap")), o.answer(v, global("Dispute", "no-such-dispute"))) || o.count(v) != 0 {
			t.Error("a code that only begins alike is seen")
		}
	}
}

func countsAddUp(t *testing.T, o *office) {
	district := roleOf(registry.AccessDistrictStaff)
	for _, r := range []string{"440703101203", "440703101203", "440703101204", "440703102001"} {
		o.register(district, r, "")
	}
	for region, want := range map[registry.RegionCode]int{"440703101203": 2, "440703101204": 1, "440703101": 3} {
		if n := o.count(staffOf(region, "x")); n != want {
			t.Errorf("%s sees %d, want %d", region, n, want)
		}
	}
}

func otherTown(t *testing.T, o *office) {
	hidden("440703101", "440703102001")(t, o)
	data, _, _ := o.ask(townClerk(), `{disputes(first:9,filter:{regionCode:"440703102"}){totalCount nodes{id}}}`)
	if at(data, "disputes", "totalCount") != 0.0 {
		t.Errorf("a filter shows it: %v", data)
	}
}

func wholeDistrict(t *testing.T, o *office) {
	district := roleOf(registry.AccessDistrictStaff)
	for _, r := range []string{"440703101203", "440703102001"} {
		o.register(district, r, "")
	}
	if n := o.count(district); n != 2 {
		t.Errorf("%d of 2", n)
	}
}

func servesFromElsewhere(t *testing.T, o *office) {
	_, err := o.store.Update(context.Background(), func(w registry.Writer) error {
		m, err := w.Mediator("hope")
		if err == nil {
			m.Home, m.ServiceAreas = "440703102", append(m.ServiceAreas, "440703101")
			_, err = w.PutMediator(m)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, code := o.offer(townClerk(), o.register(townClerk(), ownVillage, ""), "hope"); code != "" {
		t.Error(code)
	}
}

func outsideArea(t *testing.T, o *office) {
	id := o.register(townClerk(), ownVillage, "")
	if _, code := o.offer(townClerk(), id, "hope"); code != "NOT_ELIGIBLE" {
		t.Errorf("%q", code)
	}
	override := fmt.Sprintf(`disputeId:%q,mediatorId:%q,override:"唯一熟悉本案的人"`, id, global("Mediator", "hope"))
	if _, code := o.change(townClerk(), "offerAssignment", override, "assignment{id}"); code != "NOT_ELIGIBLE" {
		t.Errorf("overridden by the town: %q", code)
	}
	o.must(roleOf(registry.AccessDistrictStaff), "offerAssignment", override, "assignment{id}")
}

func relative(t *testing.T, o *office) {
	first := o.register(townClerk(), ownVillage, `,parties:[{name:"测试甲",side:APPLICANT,phone:"+86 139-0000-5678"},{name:"不详",side:RESPONDENT}]`)
	second := o.register(townClerk(), ownVillage, `,parties:[{name:"测试甲",side:RESPONDENT,phone:"13900005678"}]`)
	// A registered relative is known by the party's number, in whatever matter it appears.
	o.must(townClerk(), "declareTie", fmt.Sprintf(`disputeId:%q,mediatorId:%q,kind:KIN,phone:"13900005678"`, first, global("Mediator", "ann")), "")
	if _, code := o.offer(townClerk(), second, "ann"); code != "CONFLICT_OF_INTEREST" {
		t.Errorf("%q", code)
	}
	data, _, _ := o.ask(townClerk(), fmt.Sprintf(`{matchMediators(input:{disputeId:%q},first:9){candidates{mediator{id}} summary{excluded{count reason{code}}}} dispute(id:%q){ties{id}}}`, second, second))
	if strings.Contains(fmt.Sprint(at(data, "matchMediators", "candidates")), global("Mediator", "ann")) || !strings.Contains(fmt.Sprint(data), "CONFLICT_OF_INTEREST") {
		t.Errorf("the match proposes a relative, or does not say why not: %v", data)
	}
	o.must(townClerk(), "waiveTie", fmt.Sprintf(`disputeId:%q,tieId:%q`, second, at(data, "dispute", "ties", 0, "id")), "")
	if _, code := o.offer(townClerk(), second, "ann"); code != "" {
		t.Errorf("waived by all: %q", code)
	}
}

func nested(t *testing.T, o *office) {
	district := roleOf(registry.AccessDistrictStaff)
	own, foreign := o.register(district, ownVillage, fullParty), o.register(district, "440703102001", fullParty)
	for id, who := range map[string]registry.MediatorID{own: "ann", foreign: "hope"} {
		if _, code := o.offer(district, id, who); code != "" {
			t.Fatal(code)
		}
	}
	data, _, _ := o.ask(townClerk(), `{disputes(first:9){nodes{id assignments{mediator{name} dispute{id assignments{dispute{id parties{phone}}}}}}}}`)
	if text := fmt.Sprint(data); !strings.Contains(text, own) || strings.Contains(text, foreign) || strings.Contains(text, "侯") {
		t.Errorf("%v", data)
	}
}

func nodesHidden(t *testing.T, o *office) {
	district := roleOf(registry.AccessDistrictStaff)
	foreign := o.register(district, "440703102001", fullParty)
	assignment, _ := o.offer(district, foreign, "hope")
	data, _, _ := o.ask(district, fmt.Sprintf(`{dispute(id:%q){parties{id} timeline(first:1){nodes{id}}}}`, foreign))
	record := at(o.must(district, "recordMatch", fmt.Sprintf(`disputeId:%q`, foreign), "record{id}"), "record", "id")
	tried := map[string]bool{"Region": true, "Organization": true, "Mediator": true} // the directory is everybody's
	for _, id := range []any{foreign, assignment, record, at(data, "dispute", "parties", 0, "id"), at(data, "dispute", "timeline", "nodes", 0, "id"), global("Tie", "x")} {
		typ, _, _ := strings.Cut(decodeGlobal(fmt.Sprint(id)), ":")
		tried[typ] = true
		data, codes, _ := o.ask(townClerk(), fmt.Sprintf(`{node(id:%q){id}}`, id))
		if len(codes) > 0 || data["node"] != nil {
			t.Errorf("%s: %v %v", decodeGlobal(fmt.Sprint(id)), codes, data)
		}
	}
	api, err := schema.New(o.centre)
	if err != nil {
		t.Fatal(err)
	}
	for _, object := range api.PossibleTypes(api.Type("Node").(*graphql.Interface)) {
		if !tried[object.Name()] {
			t.Errorf("no %s was asked for", object.Name())
		}
	}
}

func dressedUp(t *testing.T, o *office) {
	district := roleOf(registry.AccessDistrictStaff)
	o.register(district, ownVillage, fullParty)
	foreign := o.register(district, "440703102001", fullParty)
	data, _, _ := o.ask(townClerk(), fmt.Sprintf(`query{a:dispute(id:%q){...f} disputes(first:9){nodes{...f}}} fragment f on Dispute{id p:parties{phone @include(if:true)}}`, foreign))
	if nodes, _ := at(data, "disputes", "nodes").([]any); strings.Contains(fmt.Sprint(data), "1381234") || at(data, "a") != nil || len(nodes) != 1 {
		t.Errorf("%v", data)
	}
}
