package schema_test

import (
	"fmt"
	"testing"
	"time"

	"liuyuan/registry"
)

func TestAMediatorPausesUntilADayAndIsNotAskedMeanwhile(t *testing.T) { // Z31, Z32
	onBothStores(t, func(t *testing.T, o *office) {
		staff := staffOf("440703101", "t")
		id := o.register(staff, "440703101203", "")
		pause := func(until string) string {
			_, code := o.change(asMediator("ann"), "pauseOffers", fmt.Sprintf(`mediatorId:%q,until:%q`, global("Mediator", "ann"), until), "mediator{available}")
			return code
		}
		now := time.Now()
		if o.now != nil {
			now = o.now.now()
		}
		day := func(n int) string { return string(registry.DateOf(now).AddDays(n)) }
		if code := pause(day(5)); code != "" {
			t.Fatal(code)
		}
		if _, code := o.offer(staff, id, "ann"); code != "NOT_ELIGIBLE" {
			t.Errorf("asked while pausing: %q", code)
		}
		for _, bad := range []string{day(-1), day(400)} {
			if code := pause(bad); code != "INVALID" {
				t.Errorf("until %s: %q", bad, code)
			}
		}
		if code := pause(day(0)); code != "" {
			t.Errorf("ending the pause: %q", code)
		}
		if _, code := o.offer(staff, id, "ann"); code != "" {
			t.Errorf("asked after the pause: %q", code)
		}
		if _, code := o.change(asMediator("bea"), "pauseOffers", fmt.Sprintf(`mediatorId:%q,until:%q`, global("Mediator", "ann"), day(5)), "mediator{id}"); code != "NOT_FOUND" {
			t.Errorf("pausing someone else: %q", code)
		}
		if _, code := o.change(asMediator("ann"), "updateMediator", fmt.Sprintf(`mediatorId:%q,capacity:99`, global("Mediator", "ann")), "mediator{id}"); code != "FORBIDDEN" {
			t.Errorf("raising the own capacity: %q", code)
		}
	})
}
