package schema_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"liuyuan/identity"
	"liuyuan/registry"
)

// accepted is a dispute with a party that ann has accepted.
func (o *office) accepted() (dispute, assignment string) {
	dispute = o.register(townClerk(), ownVillage, fullParty)
	assignment, _ = o.offer(townClerk(), dispute, "ann")
	o.must(asMediator("ann"), "acceptAssignment", fmt.Sprintf(`assignmentId:%q`, assignment), "")
	return dispute, assignment
}

// contact is what ann reads of a dispute's first party.
func (o *office) contact(dispute string) any {
	data, _, _ := o.ask(asMediator("ann"), fmt.Sprintf(`{dispute(id:%q){narrative parties{name phone masked}}}`, dispute))
	return at(data, "dispute", "parties", 0, "phone")
}

func mediatorReads(t *testing.T, o *office) {
	dispute, assignment := o.accepted()
	if got := o.contact(dispute); got != "13812341234" {
		t.Errorf("%v", got)
	}
	o.must(townClerk(), "withdrawAssignment", fmt.Sprintf(`assignmentId:%q,reason:"换人"`, assignment), "")
	if ann := asMediator("ann"); !bytes.Equal(o.answer(ann, dispute), o.answer(ann, global("Dispute", "nothing"))) {
		t.Error("a matter taken away is still shown")
	}
}

func mediatorLater(t *testing.T, o *office) {
	dispute, assignment := o.accepted()
	for days, want := range map[int]any{29: "13812341234", 31: nil} {
		_, err := o.store.Update(context.Background(), func(w registry.Writer) error {
			_, own, _ := strings.Cut(decodeGlobal(assignment), ":")
			a, err := w.Assignment(identity.ScopeOf(identity.System()), registry.AssignmentID(own))
			if err == nil {
				a.Status, a.EndedAt = registry.AssignmentCompleted, w.Now().Add(-time.Duration(days)*24*time.Hour)
				_, err = w.PutAssignment(a)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if got := o.contact(dispute); got != want {
			t.Errorf("%d days after the end: %v, want %v", days, got, want)
		}
	}
}

func colleaguesMatter(t *testing.T, o *office) {
	dispute := o.register(townClerk(), ownVillage, fullParty)
	foreign, _ := o.offer(townClerk(), dispute, "bea")
	ann := asMediator("ann")
	if !bytes.Equal(o.answer(ann, dispute), o.answer(ann, global("Dispute", "nothing"))) {
		t.Error("told apart from none")
	}
	if _, code := o.change(ann, "acceptAssignment", fmt.Sprintf(`assignmentId:%q`, foreign), ""); code != "NOT_FOUND" {
		t.Errorf("accepting it: %q", code)
	}
}

func onlyOffered(t *testing.T, o *office) {
	o.offer(townClerk(), o.register(townClerk(), ownVillage, fullParty), "ann")
	data, codes, _ := o.ask(asMediator("ann"), `{myAssignments{status dispute{number disputeType{code} narrative latitude parties{name}}}}`)
	d := at(data, "myAssignments", 0, "dispute")
	if parties, _ := at(d, "parties").([]any); len(codes) > 0 || at(d, "number") == nil || len(parties) != 0 || strings.Contains(fmt.Sprint(d), "拖欠") {
		t.Errorf("%v %v", codes, d)
	}
}

func tooLate(t *testing.T, o *office) {
	dispute := o.register(townClerk(), ownVillage, "")
	expires := time.Now().Add(time.Second)
	if o.now != nil {
		expires = o.now.now().Add(time.Second)
	}
	soon := at(o.must(townClerk(), "offerAssignment", fmt.Sprintf(`disputeId:%q,mediatorId:%q,expiresAt:%q`, dispute, global("Mediator", "ann"), expires.Format(time.RFC3339Nano)), "assignment{id}"), "assignment", "id")
	o.until(t, expires)
	if _, code := o.change(asMediator("ann"), "acceptAssignment", fmt.Sprintf(`assignmentId:%q`, soon), ""); code != "OFFER_EXPIRED" {
		t.Errorf("expired: %q", code)
	}
	if _, err := o.centre.ExpireOffers(context.Background()); err != nil {
		t.Error(err)
	}
	o.history(t, dispute, "REGISTERED OFFERED EXPIRED")
	taken, _ := o.offer(townClerk(), dispute, "bea")
	o.must(townClerk(), "withdrawAssignment", fmt.Sprintf(`assignmentId:%q,reason:"换人"`, taken), "")
	if _, code := o.change(asMediator("bea"), "acceptAssignment", fmt.Sprintf(`assignmentId:%q`, taken), ""); code != "NOT_FOUND" {
		t.Errorf("taken back: %q", code)
	}
	if loads := o.loads(); !strings.Contains(loads, "ann 0 bea 0") {
		t.Errorf("loads: %s", loads)
	}
}

// until waits until the database's clock is past a time.
func (o *office) until(t *testing.T, at time.Time) {
	t.Helper()
	if o.now != nil {
		o.now.pass(at.Sub(o.now.now()) + time.Second)
		return
	}
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(time.Minute); !o.clock(t).After(at); <-tick.C {
		if time.Now().After(deadline) {
			t.Fatal("the database's clock stands")
		}
	}
}

// clock is the database's clock.
func (o *office) clock(t *testing.T) (now time.Time) {
	t.Helper()
	if err := o.store.View(context.Background(), func(r registry.Reader) error { now = r.Now(); return nil }); err != nil {
		t.Fatal(err)
	}
	return now
}
