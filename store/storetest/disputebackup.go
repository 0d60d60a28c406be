package storetest

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"liuyuan/registry"
	"liuyuan/store"
)

// disputesBackedUp: what belongs to disputes comes back from a backup, with the
// loads, the counters, and hashes that are absent.
func disputesBackedUp(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	put(t, db, person("m", "陈阿船"), matter(1, "440703101203"), offerOf(1, "d001", "m"),
		registry.Party{ID: "p", Dispute: "d001", Kind: registry.PartyPerson, Side: registry.SideThird, Sealed: []byte{0, 255}, PhoneHash: []byte{9}, TypedBy: "key:a", TypedAt: began},
		registry.Event{Dispute: "d001", Kind: registry.EventRegistered, At: began, Note: []byte{3}},
		registry.Tie{ID: "t", Mediator: "m", Dispute: "d001", Kind: registry.TieKin, DeclaredAt: began},
		registry.Notice{ID: "n", Kind: registry.NoticeOffered, Assignment: "a001", State: registry.NoticePending, CreatedAt: began, DueAt: began},
		registry.Audit{At: began, By: "key:a", Action: registry.AuditReveal, Object: "p"})
	update(t, db, func(w registry.Writer) error {
		if _, err := w.Next("dispute:440703-2026"); err != nil {
			return err
		}
		return w.PutMatchRecord(registry.MatchRecord{ID: "r", Dispute: "d001", At: began, PolicyVersion: "1"})
	})
	file := filepath.Join(t.TempDir(), "backup")
	if _, err := db.Backup(testContext(t), file); err != nil {
		t.Fatal(err)
	}
	other := open(t, store.Options{})
	if _, err := other.Restore(testContext(t), file, false); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(everythingOf(t, db), everythingOf(t, other)); diff != "" {
		t.Error(diff)
	}
	update(t, other, func(w registry.Writer) error {
		n, err := w.Next("dispute:440703-2026")
		if n != 2 {
			t.Errorf("the counter goes on with %d", n)
		}
		return err
	})
	put(t, other, registry.Audit{At: began, By: "key:a", Action: registry.AuditReveal, Object: "p"})
	wantCode(t, tryPut(t, other, offerOf(2, "d001", "m")), registry.CodeLeadTaken)
}

// everythingOf reads what belongs to dispute d001.
func everythingOf(t *testing.T, db *store.DB) (found []any) {
	ids := []registry.DisputeID{"d001"}
	view(t, db, func(r registry.Reader) error {
		d, err1 := r.DisputesByID(all(), ids)
		p, err2 := r.Parties(all(), ids)
		a, err3 := r.Assignments(all(), ids)
		e, err4 := r.Events(all(), "d001", 0, 9)
		x, err5 := r.Ties("d001")
		n, err6 := r.Notices([]registry.AssignmentID{"a001"})
		u, err7 := r.Audits("p", 9)
		m, err8 := r.MatchRecord(all(), "r")
		c, err9 := r.CountAudit("key:a", registry.AuditReveal, time.Time{})
		w, err10 := r.Workloads([]registry.MediatorID{"m"})
		for _, err := range []error{err1, err2, err3, err4, err5, err6, err7, err8, err9, err10} {
			if err != nil {
				t.Error(err)
			}
		}
		found = []any{d, p, a, e, x, n, u, m, c, w}
		return nil
	})
	return found
}

// Crossed restores a backup of one kind of database into the other and back: all
// records, their order and what is drawn from them come through.
func Crossed(t *testing.T, open, other Factory) {
	from, between, to := open(t, store.Options{}), other(t, store.Options{}), open(t, store.Options{})
	people := withEverything(t, from)
	put(t, from, person("m", "陈阿船"), matter(1, "440703101203"), offerOf(1, "d001", "m"),
		registry.Party{ID: "p", Dispute: "d001", Kind: registry.PartyPerson, Side: registry.SideThird, Sealed: []byte{0, 255}, PhoneHash: []byte{9}, TypedBy: "key:a", TypedAt: began},
		registry.Event{Dispute: "d001", Kind: registry.EventRegistered, At: began, Note: []byte{3}},
		registry.Audit{At: began, By: "key:a", Action: registry.AuditReveal, Object: "p"})
	update(t, from, func(w registry.Writer) error {
		return w.PutMatchRecord(registry.MatchRecord{ID: "r", Dispute: "d001", At: began, PolicyVersion: "1"})
	})
	for _, step := range []struct{ from, to *store.DB }{{from, between}, {between, to}} {
		file := backedUp(t, step.from)
		if _, err := step.to.Restore(testContext(t), file, false); err != nil {
			t.Fatal(err)
		}
		if diff := different(everything(t, from), everything(t, step.to)); diff != "" {
			t.Error(diff)
		}
		if diff := different(everythingOf(t, from), everythingOf(t, step.to)); diff != "" {
			t.Error(diff)
		}
		if problems, err := step.to.Check(testContext(t)); len(problems) > 0 || err != nil {
			t.Errorf("%v, %v", problems, err)
		}
		view(t, step.to, func(r registry.Reader) error {
			n, err := r.CountMediators(registry.MediatorFilter{Roles: roles()})
			if n < len(people)/2 {
				t.Errorf("%d of %d people are found by their roles", n, len(people))
			}
			return err
		})
	}
}
