package schema_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"liuyuan/registry"
	"liuyuan/schema/execute"
)

// badInput is a request that is refused with a code and changes nothing.
type badInput struct{ name, mutation, input, code string }

// badCase has the matters that bad input is about.
type badCase struct {
	open     string // a dispute that nobody was asked for; bea is a party's relative
	led      string // a dispute that cleo accepted
	accepted string // her assignment
	live     string // an offer that waits for its answer
	declined string // offers that were declined, that ran out
	expired  string
}

func TestBadOffersAreRefusedAndChangeNothing(t *testing.T) {
	onBothStores(t, func(t *testing.T, o *office) {
		b := o.badCase(t)
		for _, group := range [][]badInput{b.offers(), b.dates(), b.answers(), b.versions(), registrations()} {
			for _, c := range group {
				before := o.position(t)
				if code := o.refusal(c); code != c.code {
					t.Errorf("%s: %q, want %s", c.name, code, c.code)
				}
				if after := o.position(t); after != before {
					t.Errorf("%s: %d records were written", c.name, after-before)
				}
			}
		}
		o.loads()
		o.history(t, b.open, "REGISTERED TIE_DECLARED")
		o.history(t, b.led, "REGISTERED OFFERED ACCEPTED")
		if n := o.count(townClerk()); n != 5 {
			t.Errorf("a refused registration is on file: %d disputes", n)
		}
	})
}

func (o *office) badCase(t *testing.T) badCase {
	ask := func(who registry.MediatorID) (dispute, assignment string) {
		dispute = o.register(townClerk(), ownVillage, "")
		assignment, code := o.offer(townClerk(), dispute, who)
		if code != "" {
			t.Fatal(code)
		}
		return dispute, assignment
	}
	var b badCase
	b.open = o.register(townClerk(), ownVillage, `,parties:[{name:"测试甲",side:APPLICANT}]`)
	o.must(townClerk(), "declareTie", fmt.Sprintf(`disputeId:%q,mediatorId:%q,kind:KIN`, b.open, global("Mediator", "bea")), "")
	b.led, b.accepted = ask("cleo")
	o.must(townClerk(), "acceptAssignment", fmt.Sprintf(`assignmentId:%q`, b.accepted), "")
	_, b.declined = ask("ann")
	o.must(townClerk(), "declineAssignment", fmt.Sprintf(`assignmentId:%q,reason:UNAVAILABLE`, b.declined), "")
	_, b.live = ask("cleo")
	expires := o.clock(t).Add(time.Second)
	payload := o.must(townClerk(), "offerAssignment", fmt.Sprintf(`disputeId:%q,mediatorId:%q,expiresAt:%q`, o.register(townClerk(), ownVillage, ""), global("Mediator", "ann"), expires.Format(time.RFC3339Nano)), "assignment{id}")
	b.expired = at(payload, "assignment", "id").(string)
	o.until(t, expires)
	return b
}

func (b badCase) offers() []badInput {
	to := func(name, who, more, code string) badInput {
		return badInput{"an offer " + name, "offerAssignment", fmt.Sprintf(`disputeId:%q,mediatorId:%q%s`, b.open, global("Mediator", who), more), code}
	}
	return []badInput{
		to("to someone full", "eve", "", "CAPACITY_FULL"),
		to("to someone suspended", "fay", "", "NOT_ELIGIBLE"),
		to("to someone on leave", "gwen", "", "NOT_ELIGIBLE"),
		to("to someone of another town", "hope", "", "NOT_ELIGIBLE"),
		to("to someone of another town, overridden by a town's clerk", "hope", `,override:"熟悉情况"`, "NOT_ELIGIBLE"),
		to("to someone who may not lead", "dora", "", "NOT_ELIGIBLE"),
		to("to a party's relative", "bea", "", "CONFLICT_OF_INTEREST"),
		to("to nobody", "zoe", "", "NOT_FOUND"),
		{"an offer of nothing", "offerAssignment", fmt.Sprintf(`disputeId:%q,mediatorId:%q`, global("Dispute", "x"), global("Mediator", "ann")), "NOT_FOUND"},
		{"an offer of a lead that is taken", "offerAssignment", fmt.Sprintf(`disputeId:%q,mediatorId:%q`, b.led, global("Mediator", "ann")), "LEAD_TAKEN"},
		{"of two who are asked one who is full", "offerToSeveral", fmt.Sprintf(`disputeId:%q,mediatorIds:[%q,%q]`, b.open, global("Mediator", "ann"), global("Mediator", "eve")), "CAPACITY_FULL"},
	}
}

func (b badCase) dates() []badInput {
	offer := fmt.Sprintf(`disputeId:%q,mediatorId:%q,expiresAt:`, b.open, global("Mediator", "ann"))
	ann := fmt.Sprintf(`mediatorId:%q,`, global("Mediator", "ann"))
	return []badInput{
		{"an offer until a day that does not exist", "offerAssignment", offer + `"2026-02-30T10:00:00Z"`, "GRAPHQL_VALIDATION_FAILED"},
		{"an offer that has expired already", "offerAssignment", offer + `"2020-01-01T00:00:00Z"`, "INVALID"},
		{"an offer for a lifetime", "offerAssignment", offer + `"2099-01-01T00:00:00Z"`, "INVALID"},
		{"a pause until a day that does not exist", "pauseOffers", ann + `until:"2026-02-30"`, "GRAPHQL_VALIDATION_FAILED"},
		{"a bound until a day that does not exist", "limitOffers", ann + `more:1,until:"2025-02-29"`, "GRAPHQL_VALIDATION_FAILED"},
	}
}

func (b badCase) answers() []badInput {
	to := func(a string) string { return fmt.Sprintf(`assignmentId:%q`, a) }
	return []badInput{
		{"accepting what has expired", "acceptAssignment", to(b.expired), "OFFER_EXPIRED"},
		{"declining what has expired", "declineAssignment", to(b.expired) + `,reason:OTHER`, "OFFER_EXPIRED"},
		{"undoing what has expired", "undoOffer", to(b.expired), "OFFER_EXPIRED"},
		{"accepting what was declined", "acceptAssignment", to(b.declined), "STATE"},
		{"declining again", "declineAssignment", to(b.declined) + `,reason:OTHER`, "STATE"},
		{"withdrawing what was declined", "withdrawAssignment", to(b.declined) + `,reason:"换人"`, "STATE"},
		{"accepting again", "acceptAssignment", to(b.accepted), "STATE"},
		{"withdrawing without a reason", "withdrawAssignment", to(b.live) + `,reason:" "`, "INVALID"},
		{"accepting under no assignment's id", "acceptAssignment", to(global("Mediator", "ann")), "NOT_FOUND"},
	}
}

func (b badCase) versions() []badInput {
	const old = ",version:77"
	offer, dispute := fmt.Sprintf(`assignmentId:%q`, b.live)+old, fmt.Sprintf(`disputeId:%q`, b.open)+old
	return []badInput{
		{"accepting an old version", "acceptAssignment", offer, "VERSION_CONFLICT"},
		{"declining an old version", "declineAssignment", offer + `,reason:OTHER`, "VERSION_CONFLICT"},
		{"withdrawing an old version", "withdrawAssignment", offer + `,reason:"换人"`, "VERSION_CONFLICT"},
		{"changing an old version", "updateDispute", dispute + `,headcount:3`, "VERSION_CONFLICT"},
		{"assessing an old version", "assessDispute", dispute, "VERSION_CONFLICT"},
		{"ending an old version", "terminateDispute", dispute + `,reason:FAILED`, "VERSION_CONFLICT"},
		{"pausing an old version", "pauseOffers", fmt.Sprintf(`mediatorId:%q,until:"2099-01-01"`, global("Mediator", "ann")) + old, "VERSION_CONFLICT"},
	}
}

func registrations() []badInput {
	matter := func(name, more, code string) badInput {
		return badInput{name, "registerDispute", `narrative:"拖欠工资",` + more, code}
	}
	party := func(name, number string) badInput {
		return matter(name, `regionCode:"440703101203",parties:[{name:"测试乙",side:APPLICANT,identityNumber:"`+number+`"}]`, "INVALID")
	}
	crowd := func(n int) badInput {
		return matter(fmt.Sprint(n, " parties"), `regionCode:"440703101203",parties:[`+strings.Repeat(`{name:"某",side:THIRD},`, n)+`]`, "INVALID")
	}
	return []badInput{
		party("a number with a wrong check digit", "110105194912310021"),
		party("a day of birth that does not exist", "11010519490230002X"),
		crowd(registry.MaxParties + 1),
		crowd(10_000),
		{"without a narrative", "registerDispute", `narrative:" ",regionCode:"440703101203"`, "INVALID"},
		matter("an unknown type", `regionCode:"440703101203",disputeType:"77.01"`, "INVALID"),
		matter("an unknown place", `regionCode:"440703101999"`, "INVALID"),
		matter("a place elsewhere", `regionCode:"440703102"`, "FORBIDDEN"),
	}
}

// refusal is the code that a town's clerk is answered with.
func (o *office) refusal(c badInput) string {
	document := fmt.Sprintf("mutation{%s(input:{%s}){userErrors{code}}}", c.mutation, c.input)
	if _, refusals := o.engine.Prepare(execute.Request{Document: document, Limits: wide()}); refusals != nil {
		return string(refusals[0].Code)
	}
	_, code := o.change(townClerk(), c.mutation, c.input, "")
	return code
}

// position is how far the change feed has come: whatever is written moves it on.
func (o *office) position(t *testing.T) int64 {
	t.Helper()
	mark, err := o.store.Mark(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	changes, err := o.store.Feed(context.Background(), mark.Seq, 1000)
	if err != nil {
		t.Fatal(err)
	}
	return mark.Seq + int64(len(changes))
}
