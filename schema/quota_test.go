package schema_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"liuyuan/registry"
)

func TestOneMoreThisWeekThenNoneUntilMonday(t *testing.T) { // Z31, Z32
	onBothStores(t, func(t *testing.T, o *office) {
		staff, ann := staffOf("440703101", "t"), asMediator("ann")
		bound := func(more int, rest string) (any, string) {
			return o.change(ann, "limitOffers", fmt.Sprintf(`mediatorId:%q,more:%d%s`, global("Mediator", "ann"), more, rest), "mediator{moreOffers moreOffersUntil available}")
		}
		payload, code := bound(1, "")
		if code != "" || at(payload, "mediator", "moreOffers") != 1.0 || at(payload, "mediator", "available") != true {
			t.Fatalf("%q %v", code, payload)
		}
		until := at(payload, "mediator", "moreOffersUntil").(string)
		if day, err := time.Parse(time.DateOnly, until); err != nil || day.Weekday() != time.Monday {
			t.Errorf("the bound ends on %s, not on a Monday", until)
		}
		first, second := o.register(staff, "440703101203", ""), o.register(staff, "440703101203", "")
		a, code := o.offer(staff, first, "ann")
		if code != "" {
			t.Fatalf("the one more: %q", code)
		}
		if _, code := o.offer(staff, second, "ann"); code != "NOT_ELIGIBLE" {
			t.Errorf("one too many: %q", code)
		}
		if o.proposes(second, "ann") {
			t.Error("the match proposes someone who takes no more this week")
		}
		// A declined offer became no work: the one more is still to come.
		o.must(ann, "declineAssignment", fmt.Sprintf(`assignmentId:%q,reason:UNAVAILABLE`, a), "")
		if !o.proposes(second, "ann") {
			t.Error("after a decline the person is not proposed again")
		}
		b, code := o.offer(staff, second, "ann")
		if code != "" {
			t.Errorf("after a decline: %q", code)
		}
		// Accepted work that ends is no room in the week.
		o.must(ann, "acceptAssignment", fmt.Sprintf(`assignmentId:%q`, b), "")
		o.must(staff, "withdrawAssignment", fmt.Sprintf(`assignmentId:%q,reason:"换人"`, b), "")
		third := o.register(staff, "440703101203", "")
		if _, code := o.offer(staff, third, "ann"); code != "NOT_ELIGIBLE" {
			t.Errorf("after accepted work ended: %q", code)
		}
		if _, code := bound(101, ""); code != "INVALID" {
			t.Errorf("more than there may be: %q", code)
		}
		if _, code := o.change(asMediator("bea"), "limitOffers", fmt.Sprintf(`mediatorId:%q,more:9`, global("Mediator", "ann")), "mediator{id}"); code != "NOT_FOUND" {
			t.Errorf("bounding someone else: %q", code)
		}
		now := monday()
		if o.now == nil {
			now = time.Now()
		}
		if _, code := bound(0, fmt.Sprintf(`,until:%q`, registry.DateOf(now))); code != "" {
			t.Errorf("lifting the bound: %q", code)
		}
		if _, code := o.offer(staff, third, "ann"); code != "" {
			t.Errorf("after the bound was lifted: %q", code)
		}
		if o.now == nil {
			return // PostgreSQL's clock cannot be moved to Monday
		}
		bound(0, "")
		fourth := o.register(staff, "440703101203", "")
		if _, code := o.offer(staff, fourth, "ann"); code != "NOT_ELIGIBLE" {
			t.Errorf("none from now on: %q", code)
		}
		o.now.pass(7 * 24 * time.Hour)
		if _, code := o.offer(staff, fourth, "ann"); code != "" {
			t.Errorf("on Monday: %q", code)
		}
	})
}

// proposes reports whether a match names the person.
func (o *office) proposes(dispute, who string) bool {
	at := monday()
	if o.now == nil {
		at = time.Now()
	}
	data, _, _ := o.ask(staffOf("440703101", "t"), fmt.Sprintf(`{matchMediators(input:{disputeId:%q,at:%q},first:20){candidates{mediator{id}}}}`, dispute, at.Format(time.RFC3339)))
	return strings.Contains(fmt.Sprint(data), global("Mediator", who))
}
