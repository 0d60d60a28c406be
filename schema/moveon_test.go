package schema_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"liuyuan/centre"
	"liuyuan/identity"
	"liuyuan/registry"
)

// halt is one way to take no new work as of today.
type halt struct {
	name, mutation, input string
	by                    identity.Viewer
	code, role            string // as the dispute's history tells it
}

func halts(t *testing.T, o *office) []halt {
	who, monday := global("Mediator", "ann"), registry.DateOf(o.clock(t)).AddDays(5)
	return []halt{
		{"a pause", "pauseOffers", fmt.Sprintf(`mediatorId:%q,until:%q`, who, monday), asMediator("ann"), "PAUSED", "MEDIATOR"},
		{"none until Monday", "limitOffers", fmt.Sprintf(`mediatorId:%q,more:0`, who), townClerk(), "PAUSED", "STAFF"},
		{"a suspension", "suspendMediator", fmt.Sprintf(`mediatorId:%q,reason:"进修"`, who), roleOf(registry.AccessRosterAdmin), "SUSPENDED", "ROSTER_ADMIN"},
	}
}

func TestWhoTakesNoNewWorkLeavesWhatWasNotAnswered(t *testing.T) {
	onBothStores(t, func(t *testing.T, o *office) {
		for i, h := range halts(t, o) {
			if i > 0 { // ann is back
				o.must(asMediator("ann"), "pauseOffers", fmt.Sprintf(`mediatorId:%q,until:%q`, global("Mediator", "ann"), registry.DateOf(o.clock(t))), "mediator{id}")
			}
			waiting, taken := o.register(townClerk(), ownVillage, ""), o.register(townClerk(), ownVillage, "")
			unanswered, _ := o.offer(townClerk(), waiting, "ann")
			accepted, _ := o.offer(townClerk(), taken, "ann")
			o.must(townClerk(), "acceptAssignment", fmt.Sprintf(`assignmentId:%q`, accepted), "")
			for range 2 { // the answer was lost: asked again under its key, it is done once
				o.must(h.by, h.mutation, h.input+fmt.Sprintf(`,idempotencyKey:"halt %d"`, i), "mediator{available}")
			}
			o.movedOn(t, h, waiting)
			if _, code := o.change(townClerk(), "acceptAssignment", fmt.Sprintf(`assignmentId:%q`, unanswered), ""); code != "STATE" {
				t.Errorf("%s: what moved on is accepted: %q", h.name, code)
			}
			o.history(t, taken, "REGISTERED OFFERED ACCEPTED")
			if loads := o.loads(); !strings.Contains(loads, fmt.Sprintf("ann %d", i+1)) {
				t.Errorf("%s: loads %s", h.name, loads)
			}
			day := registry.DateOf(o.clock(t))
			data, _, _ := o.ask(townClerk(), fmt.Sprintf(`{ledger(from:%q,to:%q){mediator{id} offered accepted declined expired}}`, day.AddDays(-1), day.AddDays(1)))
			if got, want := fmt.Sprint(at(data, "ledger", 0)), fmt.Sprintf("map[accepted:%d declined:0 expired:0 mediator:map[id:%s] offered:%d]", i+1, global("Mediator", "ann"), 2*i+2); got != want {
				t.Errorf("%s: the ledger tells %s, want %s", h.name, got, want)
			}
		}
	})
}

// movedOn checks a dispute whose only offer moved on.
func (o *office) movedOn(t *testing.T, h halt, dispute string) {
	t.Helper()
	o.history(t, dispute, "REGISTERED OFFERED RESCINDED")
	data, codes, _ := o.ask(townClerk(), fmt.Sprintf(`{dispute(id:%q){status assignments{status notices{kind}} timeline(first:9){nodes{code role}} next{mediator{id}}}}`, dispute))
	d := at(data, "dispute")
	if at(d, "status") != "AWAITING_MATCH" || at(d, "assignments", 0, "status") != "RESCINDED" || at(d, "next", "mediator", "id") != global("Mediator", "bea") {
		t.Errorf("%s: %v %v", h.name, codes, data)
	}
	if got := fmt.Sprint(at(d, "assignments", 0, "notices")); got != "[map[kind:ASSIGNMENT_OFFERED] map[kind:ASSIGNMENT_RESCINDED]]" {
		t.Errorf("%s: told %s", h.name, got)
	}
	if e := at(d, "timeline", "nodes", 2); at(e, "code") != h.code || at(e, "role") != h.role {
		t.Errorf("%s: the history tells %v", h.name, e)
	}
}

func TestOthersWhoWereAskedGoOnWhenOnePauses(t *testing.T) {
	onBothStores(t, func(t *testing.T, o *office) {
		m := func(id registry.MediatorID) string { return global("Mediator", string(id)) }
		several := o.register(townClerk(), ownVillage, "")
		o.must(townClerk(), "offerToSeveral", fmt.Sprintf(`disputeId:%q,mediatorIds:[%q,%q]`, several, m("ann"), m("bea")), "assignments{id}")
		handed := o.register(townClerk(), ownVillage, "")
		lead, _ := o.offer(townClerk(), handed, "cleo")
		o.must(townClerk(), "acceptAssignment", fmt.Sprintf(`assignmentId:%q`, lead), "")
		o.must(townClerk(), "offerAssignment", fmt.Sprintf(`disputeId:%q,mediatorId:%q,replacesAssignmentId:%q`, handed, m("ann"), lead), "assignment{id}")
		h := halts(t, o)[0]
		o.must(h.by, h.mutation, h.input, "mediator{id}")
		for id, want := range map[string]string{several: "AWAITING_ACCEPTANCE [map[status:RESCINDED] map[status:OFFERED]]", handed: "MEDIATING [map[status:ACCEPTED] map[status:RESCINDED]]"} {
			data, _, _ := o.ask(townClerk(), fmt.Sprintf(`{dispute(id:%q){status assignments{status}}}`, id))
			if got := fmt.Sprint(at(data, "dispute", "status"), " ", at(data, "dispute", "assignments")); got != want {
				t.Errorf("%s, want %s", got, want)
			}
		}
		o.loads()
	})
}

func TestTheNextIsAskedByItselfWhenOnePauses(t *testing.T) {
	onBothStores(t, func(t *testing.T, o *office) {
		auto, err := centre.New(context.Background(), centre.Options{Store: o.store, Log: zerolog.Nop(), Matching: true, Keyring: identity.NewKeyring(), AutoOffer: true})
		if err != nil {
			t.Fatal(err)
		}
		defer auto.Close()
		id := o.register(townClerk(), ownVillage, "")
		o.offer(townClerk(), id, "ann")
		if _, err := auto.PauseOffers(context.Background(), asMediator("ann"), centre.Pause{Mediator: "ann", Until: registry.DateOf(o.clock(t)).AddDays(5)}); err != nil {
			t.Fatal(err)
		}
		o.history(t, id, "REGISTERED OFFERED RESCINDED OFFERED")
	})
}

// Three people who were asked for the same matters pause in the same moment in which
// all of them accept: whoever was first, no load and no status is left behind.
func TestPausesAndAnswersInTheSameMoment(t *testing.T) {
	onBothStores(t, func(t *testing.T, o *office) {
		people := []registry.MediatorID{"ann", "bea", "cleo"}
		var disputes []string
		var answers []func() string
		for range 6 {
			id := o.register(townClerk(), ownVillage, "")
			asked := o.must(townClerk(), "offerToSeveral", fmt.Sprintf(`disputeId:%q,mediatorIds:[%q,%q,%q]`, id, global("Mediator", "ann"), global("Mediator", "bea"), global("Mediator", "cleo")), "assignments{id}")
			for i := range people {
				input := fmt.Sprintf(`assignmentId:%q`, at(asked, "assignments", i, "id"))
				answers = append(answers, func() string { _, code := o.change(townClerk(), "acceptAssignment", input, ""); return code })
			}
			disputes = append(disputes, id)
		}
		until := registry.DateOf(o.clock(t)).AddDays(5)
		for _, who := range people {
			answers = append(answers, func() string {
				if _, code := o.change(asMediator(who), "pauseOffers", fmt.Sprintf(`mediatorId:%q,until:%q`, global("Mediator", string(who)), until), "mediator{id}"); code != "" {
					return "pausing is refused: " + code
				}
				return ""
			})
		}
		rand.Shuffle(len(answers), func(i, j int) { answers[i], answers[j] = answers[j], answers[i] })
		codes := make([]string, len(answers))
		began := time.Now()
		var group sync.WaitGroup
		for i, answer := range answers {
			group.Go(func() { codes[i] = answer() })
		}
		group.Wait()
		t.Logf("settled in %v: %q", time.Since(began), codes)
		for _, code := range codes {
			if !slices.Contains([]string{"", "LEAD_TAKEN", "STATE"}, code) {
				t.Error(code)
			}
		}
		o.loads()
		for _, id := range disputes {
			data, _, _ := o.ask(townClerk(), fmt.Sprintf(`{dispute(id:%q){status assignments{status}}}`, id))
			statuses := fmt.Sprint(at(data, "dispute", "assignments"))
			want := map[bool]string{true: "MEDIATING", false: "AWAITING_MATCH"}[strings.Contains(statuses, "ACCEPTED")]
			if at(data, "dispute", "status") != want || strings.Contains(statuses, "OFFERED") || strings.Count(statuses, "ACCEPTED") > 1 {
				t.Errorf("left behind: %v", data)
			}
		}
	})
}
