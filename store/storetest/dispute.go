package storetest

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"liuyuan/registry"
	"liuyuan/store"
)

func disputeTests() map[string]func(*testing.T, Factory) {
	return map[string]func(*testing.T, Factory){
		"disputes are kept, and the zero scope sees none":                  disputesScoped,
		"a region's scope compares whole segments":                         regionsWhole,
		"a mediator's scope holds live and completed work only":            mediatorScoped,
		"pages of disputes in both directions give every one once":         disputePages,
		"parties are kept in the order of entry and found by keyed hash":   partiesKept,
		"a history is numbered from 1 and never changed":                   eventsKept,
		"ties are found by dispute and by subject":                         tiesKept,
		"an assignment and the person's load change together":              loadsKept,
		"two live leads are refused, and the second takes nothing":         leadsSingle,
		"work that is there may outgrow the capacity, new work may not":    capacityLowered,
		"overdue offers are those whose time is over by the store":         overdueFound,
		"a notice of a kind is kept once for an assignment":                noticesKept,
		"audit lines are counted by who, what and when":                    auditsKept,
		"a counter counts from 1 and only what is committed":               countersKept,
		"disputes come back from a backup":                                 disputesBackedUp,
		"the ledger sums by person, type and status without what's undone": ledgerSums,
	}
}

// all is the scope of whoever may see everything.
func all() registry.Scope { return registry.Scope{Everything: true} }

func within(codes ...registry.RegionCode) registry.Scope { return registry.Scope{Regions: codes} }

var began = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

func matter(n int, region registry.RegionCode) registry.Dispute {
	return registry.Dispute{ID: registry.DisputeID(fmt.Sprintf("d%03d", n)), Number: fmt.Sprintf("440703-2026-%06d", n), Status: registry.DisputeRegistered, Type: "10.01",
		Risk: registry.RiskLow, Weight: 1, Region: region, Source: registry.SourceWalkIn, Origin: registry.OriginApplication, Sealed: []byte{1, 0, 255}, CreatedAt: began.Add(time.Duration(n) * time.Minute), CreatedBy: "key:a"}
}

func offerOf(n int, d registry.DisputeID, m registry.MediatorID) registry.Assignment {
	return registry.Assignment{ID: registry.AssignmentID(fmt.Sprintf("a%03d", n)), Dispute: d, Mediator: m, Part: registry.PartLead, Status: registry.AssignmentOffered,
		Weight: 1, Slot: 1, OfferedAt: began, ExpiresAt: began.Add(time.Hour)}
}

// put writes records of disputes in one transaction.
func put(t testing.TB, db *store.DB, records ...any) {
	t.Helper()
	update(t, db, func(w registry.Writer) error {
		for _, r := range records {
			var err error
			switch v := r.(type) {
			case registry.Dispute:
				_, err = w.PutDispute(v)
			case registry.Mediator:
				_, err = w.PutMediator(v)
			case registry.Assignment:
				_, err = w.PutAssignment(v)
			case registry.Party:
				err = w.PutParty(v)
			case registry.Tie:
				_, err = w.PutTie(v)
			case registry.Event:
				err = w.AddEvent(v)
			case registry.Notice:
				err = w.PutNotice(v)
			case registry.Audit:
				err = w.AddAudit(v)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func disputesScoped(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	want := matter(1, "440703101203")
	put(t, db, want)
	want.Version = 1
	view(t, db, func(r registry.Reader) error {
		got, err := r.Dispute(all(), want.ID)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("Dispute: %v %s", err, diff)
		}
		for name, s := range map[string]registry.Scope{"zero": {}, "sibling": within("440703101204"), "malformed": within("44070310120"), "stranger": {Mediator: "m"}} {
			_, err := r.Dispute(s, want.ID)
			wantCode(t, err, registry.CodeNotFound)
			_, missing := r.Dispute(s, "nothing")
			if fmt.Sprint(err) != fmt.Sprint(missing) {
				t.Errorf("%s: %v is told apart from %v", name, err, missing)
			}
			page, err1 := r.Disputes(s, registry.DisputePage{Limit: 10})
			n, err2 := r.CountDisputes(s, registry.DisputeFilter{})
			if page != nil || n != 0 || err1 != nil || err2 != nil {
				t.Errorf("%s: sees %d, counts %d, %v %v", name, len(page), n, err1, err2)
			}
		}
		return nil
	})
	stale := want
	stale.Version = 7
	_, err := db.Update(testContext(t), func(w registry.Writer) error { _, err := w.PutDispute(stale); return err })
	wantCode(t, err, registry.CodeVersionConflict)
}

func regionsWhole(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	places := []registry.RegionCode{"440703101", "440703101203", "440703101203-01", "440703102001", "440704001001", "4407031010", "44070310", "440703101203x"}
	for i, p := range places {
		put(t, db, matter(i, p))
	}
	view(t, db, func(r registry.Reader) error {
		for _, s := range []registry.RegionCode{"44", "440703", "440703101", "440703101203", "440703102", "440704"} {
			want := 0
			for _, p := range places {
				if s.Contains(p) {
					want++
				}
			}
			n, err := r.CountDisputes(within(s), registry.DisputeFilter{})
			filtered, err2 := r.CountDisputes(all(), registry.DisputeFilter{Region: s})
			if n != want || filtered != want || err != nil || err2 != nil {
				t.Errorf("%s: scope counts %d, filter %d, want %d (%v %v)", s, n, filtered, want, err, err2)
			}
		}
		return nil
	})
}

func mediatorScoped(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	put(t, db, person("m", "陈阿船"), matter(1, "440703101203"), matter(2, "440703101203"), offerOf(1, "d001", "m"))
	view(t, db, func(r registry.Reader) error {
		if n, err := r.CountDisputes(registry.Scope{Mediator: "m"}, registry.DisputeFilter{}); n != 1 || err != nil {
			t.Errorf("offered: sees %d, %v", n, err)
		}
		if _, err := r.Assignment(registry.Scope{Mediator: "other"}, "a001"); registry.CodeOf(err) != registry.CodeNotFound {
			t.Errorf("another's assignment: %v", err)
		}
		return nil
	})
	a := offerOf(1, "d001", "m")
	a.Version, a.Status = 1, registry.AssignmentDeclined
	put(t, db, a)
	view(t, db, func(r registry.Reader) error {
		if n, err := r.CountDisputes(registry.Scope{Mediator: "m"}, registry.DisputeFilter{}); n != 0 || err != nil {
			t.Errorf("declined: sees %d, %v", n, err)
		}
		return nil
	})
}

func disputePages(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	risks := []registry.RiskLevel{registry.RiskLow, registry.RiskMedium, registry.RiskHigh}
	for i := range 23 {
		d := matter(i, "440703101203")
		d.Risk, d.CreatedAt = risks[i%3], began.Add(time.Duration(i/4)*time.Minute)
		put(t, db, d)
	}
	for _, order := range []registry.DisputeOrder{"", registry.DisputesByCreated, registry.DisputesByNumber, registry.DisputesByRisk} {
		for _, descending := range []bool{false, true} {
			whole := registry.DisputePage{Order: order, Descending: descending, Limit: 100}
			view(t, db, func(r registry.Reader) error {
				want, err := r.Disputes(all(), whole)
				if err != nil || len(want) != 23 {
					t.Fatalf("%s: %d, %v", order, len(want), err)
				}
				var forwards, backwards []registry.Dispute
				step := whole
				for step.Limit = 5; ; {
					page, err := r.Disputes(all(), step)
					if err != nil || len(page) == 0 {
						break
					}
					forwards = append(forwards, page...)
					last := page[len(page)-1].PlaceIn(order)
					step.After = &last
				}
				step = whole
				step.Backward = true
				for step.Limit = 5; ; {
					page, err := r.Disputes(all(), step)
					if err != nil || len(page) == 0 {
						break
					}
					backwards = append(append([]registry.Dispute{}, page...), backwards...)
					first := page[0].PlaceIn(order)
					step.Before = &first
				}
				if diff := cmp.Diff(want, forwards); diff != "" {
					t.Errorf("%s forwards: %s", order, diff)
				}
				if diff := cmp.Diff(want, backwards); diff != "" {
					t.Errorf("%s backwards: %s", order, diff)
				}
				return nil
			})
		}
	}
}

func partiesKept(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	first := registry.Party{ID: "z", Dispute: "d001", Kind: registry.PartyPerson, Side: registry.SideApplicant, Sealed: []byte{0, 1}, PhoneHash: []byte{7, 7}, TypedBy: "key:a", TypedAt: began}
	second := registry.Party{ID: "a", Dispute: "d001", Kind: registry.PartyOrganization, Side: registry.SideRespondent, Sealed: []byte{2}, IdentityHash: []byte{8}, TypedBy: "key:b", TypedAt: began}
	put(t, db, matter(1, "440703101203"), matter(2, "440703101203"), first, second)
	view(t, db, func(r registry.Reader) error {
		got, err := r.Parties(within("440703"), []registry.DisputeID{"d001", "d002"})
		if diff := cmp.Diff([]registry.Party{first, second}, got); diff != "" || err != nil {
			t.Errorf("Parties: %v %s", err, diff)
		}
		if hidden, err := r.Parties(registry.Scope{}, []registry.DisputeID{"d001"}); hidden != nil || err != nil {
			t.Errorf("the zero scope sees %d parties, %v", len(hidden), err)
		}
		_, err = r.Party(within("440704"), "z")
		wantCode(t, err, registry.CodeNotFound)
		for _, hash := range [][]byte{{7, 7}, {8}} {
			if n, err := r.CountDisputes(all(), registry.DisputeFilter{Subject: hash}); n != 1 || err != nil {
				t.Errorf("by hash %v: %d, %v", hash, n, err)
			}
		}
		if n, err := r.CountDisputes(all(), registry.DisputeFilter{Subject: []byte{9}}); n != 0 || err != nil {
			t.Errorf("by an unknown hash: %d, %v", n, err)
		}
		return nil
	})
}

func eventsKept(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	put(t, db, matter(1, "440703101203"), matter(2, "440703101203"))
	for i := range 5 {
		put(t, db, registry.Event{Dispute: "d001", Kind: registry.EventUpdated, At: began, By: fmt.Sprint(i), Status: registry.DisputeRegistered, Note: []byte{byte(i)}},
			registry.Event{Dispute: "d002", Kind: registry.EventRegistered, At: began})
	}
	view(t, db, func(r registry.Reader) error {
		page, err := r.Events(all(), "d001", 2, 2)
		if err != nil || len(page) != 2 || page[0].No != 3 || page[1].No != 4 || page[0].By != "2" || page[1].Note[0] != 3 {
			t.Errorf("Events: %v %+v", err, page)
		}
		if n, err := r.CountEvents(all(), "d001"); n != 5 || err != nil {
			t.Errorf("CountEvents: %d, %v", n, err)
		}
		if n, err := r.CountEvents(within("440704"), "d001"); n != 0 || err != nil {
			t.Errorf("out of scope: %d, %v", n, err)
		}
		return nil
	})
}

func tiesKept(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	one := registry.Tie{ID: "t1", Mediator: "m", Dispute: "d001", Kind: registry.TieKin, DeclaredAt: began}
	two := registry.Tie{ID: "t2", Mediator: "n", Dispute: "d009", Subject: []byte{5}, Kind: registry.TieEmployer, DeclaredAt: began}
	put(t, db, one, two, registry.Party{ID: "p1", Dispute: "d001", PhoneHash: []byte{5}}, registry.Party{ID: "p2", Dispute: "d002", PhoneHash: []byte{4}}, registry.Party{ID: "p3", Dispute: "d003", IdentityHash: []byte{5}})
	one.Version, two.Version = 1, 1
	view(t, db, func(r registry.Reader) error {
		for id, want := range map[registry.DisputeID][]registry.Tie{"d001": {one, two}, "d002": nil, "d003": {two}, "": nil, "d009": {two}} {
			got, err := r.Ties(id)
			if diff := cmp.Diff(want, got); diff != "" || err != nil {
				t.Errorf("ties of %s: %v %s", id, err, diff)
			}
		}
		return nil
	})
	one.Waivers = map[registry.PartyID]time.Time{"p": began}
	put(t, db, one)
	_, err := db.Update(testContext(t), func(w registry.Writer) error { _, err := w.PutTie(one); return err })
	wantCode(t, err, registry.CodeVersionConflict)
}

func auditsKept(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	for i := range 4 {
		put(t, db, registry.Audit{At: began.Add(time.Duration(i) * time.Minute), By: "key:a", Action: registry.AuditReveal, Object: "p", Purpose: "联系"})
	}
	put(t, db, registry.Audit{At: began, By: "key:b", Action: registry.AuditReveal, Object: "q"})
	view(t, db, func(r registry.Reader) error {
		if n, err := r.CountAudit("key:a", registry.AuditReveal, began); n != 3 || err != nil {
			t.Errorf("after a time: %d, %v", n, err)
		}
		got, err := r.Audits("p", 2)
		if err != nil || len(got) != 2 || !got[0].At.Equal(began.Add(3*time.Minute)) || got[0].Purpose != "联系" {
			t.Errorf("Audits: %v %+v", err, got)
		}
		return nil
	})
}

func countersKept(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	next := func(fail error) (n int64) {
		_, err := db.Update(testContext(t), func(w registry.Writer) (err error) {
			if n, err = w.Next("a"); err != nil {
				return err
			}
			return fail
		})
		if err != fail {
			t.Errorf("Next: %v", err)
		}
		return n
	}
	refused := registry.NotFound()
	for i, c := range []struct {
		fail error
		want int64
	}{{nil, 1}, {nil, 2}, {refused, 3}, {nil, 3}} {
		if n := next(c.fail); n != c.want {
			t.Errorf("step %d: %d, want %d", i, n, c.want)
		}
	}
}
