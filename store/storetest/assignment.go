package storetest

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"liuyuan/registry"
	"liuyuan/store"
)

func load(t testing.TB, db *store.DB, id registry.MediatorID) (w registry.Workload) {
	t.Helper()
	view(t, db, func(r registry.Reader) error {
		loads, err := r.Workloads([]registry.MediatorID{id})
		if len(loads) == 1 {
			w = loads[0]
		}
		return err
	})
	return w
}

func tryPut(t testing.TB, db *store.DB, a registry.Assignment) error {
	t.Helper()
	_, err := db.Update(testContext(t), func(w registry.Writer) error { _, err := w.PutAssignment(a); return err })
	return err
}

func loadsKept(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	put(t, db, person("m", "陈阿船"), matter(1, "440703101203"))
	mark, err := db.Mark(testContext(t))
	if err != nil {
		t.Fatal(err)
	}
	a := offerOf(1, "d001", "m")
	a.Weight = 2
	put(t, db, a)
	if w := load(t, db, "m"); w.Open != 2 || !w.LastAssignedAt.IsZero() {
		t.Errorf("offered: %+v", w)
	}
	changes, err := db.Feed(testContext(t), mark.Seq, 10)
	var kinds []registry.ChangeKind
	for _, c := range changes {
		kinds = append(kinds, c.Kind)
	}
	if diff := cmp.Diff([]registry.ChangeKind{registry.ChangedLoad, registry.ChangedAssignment}, kinds); diff != "" || err != nil {
		t.Errorf("the feed: %v %s", err, diff)
	}
	a.Version, a.Status, a.AcceptedAt = 1, registry.AssignmentAccepted, began.Add(time.Hour)
	put(t, db, a)
	if w := load(t, db, "m"); w.Open != 2 || !w.LastAssignedAt.Equal(began.Add(time.Hour)) {
		t.Errorf("accepted: %+v", w)
	}
	stale := a
	wantCode(t, tryPut(t, db, stale), registry.CodeVersionConflict)
	moved := a
	moved.Version, moved.Mediator = 2, "other"
	wantCode(t, tryPut(t, db, moved), registry.CodeVersionConflict)
	a.Version, a.Status = 2, registry.AssignmentWithdrawn
	put(t, db, a)
	if w := load(t, db, "m"); w.Open != 0 {
		t.Errorf("withdrawn: %+v", w)
	}
	gone := offerOf(2, "d001", "nobody")
	wantCode(t, tryPut(t, db, gone), registry.CodeNotFound)
}

func leadsSingle(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	put(t, db, person("m", "陈阿船"), person("n", "李四"), matter(1, "440703101203"), offerOf(1, "d001", "m"))
	wantCode(t, tryPut(t, db, offerOf(2, "d001", "n")), registry.CodeLeadTaken)
	if w := load(t, db, "n"); w.Open != 0 {
		t.Errorf("the refused offer left a load of %d", w.Open)
	}
	several := offerOf(3, "d001", "n")
	several.Slot = 2
	put(t, db, several)
	first, second := offerOf(1, "d001", "m"), several
	first.Version, first.Status, first.AcceptedAt = 1, registry.AssignmentAccepted, began
	put(t, db, first)
	second.Version, second.Status, second.AcceptedAt = 1, registry.AssignmentAccepted, began
	wantCode(t, tryPut(t, db, second), registry.CodeLeadTaken)
	helper := offerOf(4, "d001", "n")
	helper.Part = registry.PartCoMediator
	wantCode(t, tryPut(t, db, helper), registry.CodeLeadTaken) // the same person twice
}

func capacityLowered(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	m := person("m", "陈阿船") // capacity 3
	put(t, db, m, matter(1, "440703101203"), matter(2, "440703101203"), matter(3, "440703101203"))
	heavy := offerOf(1, "d001", "m")
	heavy.Weight = 4
	wantCode(t, tryPut(t, db, heavy), registry.CodeCapacityFull)
	a := offerOf(1, "d001", "m")
	a.Weight = 3
	put(t, db, a)
	wantCode(t, tryPut(t, db, offerOf(2, "d002", "m")), registry.CodeCapacityFull)
	m.Version, m.Capacity = 1, 1
	put(t, db, m)
	if w := load(t, db, "m"); w.Open != 3 {
		t.Errorf("lowering the capacity lost work: %d", w.Open)
	}
	a.Version, a.Weight = 1, 5 // the matter grew
	put(t, db, a)
	if w := load(t, db, "m"); w.Open != 5 {
		t.Errorf("the grown matter counts %d", w.Open)
	}
	a.Version, a.Status = 2, registry.AssignmentDeclined
	put(t, db, a)
	if w := load(t, db, "m"); w.Open != 0 {
		t.Errorf("what grew was not released in full: %d", w.Open)
	}
	put(t, db, offerOf(2, "d002", "m"))
	wantCode(t, tryPut(t, db, offerOf(3, "d003", "m")), registry.CodeCapacityFull)
	view(t, db, func(r registry.Reader) error {
		loads, err := r.OpenLoads()
		if diff := cmp.Diff(map[registry.MediatorID]int{"m": 1}, loads); diff != "" || err != nil {
			t.Errorf("OpenLoads: %v %s", err, diff)
		}
		return nil
	})
}

func overdueFound(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	put(t, db, person("m", "陈阿船"), matter(1, "440703101203"), matter(2, "440703101203"))
	late, future := offerOf(1, "d001", "m"), offerOf(2, "d002", "m") // began lies behind any clock
	late.ExpiresAt, future.ExpiresAt = began, time.Now().AddDate(1, 0, 0).UTC().Truncate(time.Microsecond)
	put(t, db, late, future)
	view(t, db, func(r registry.Reader) error {
		due, err := r.Overdue(10)
		if err != nil || len(due) != 1 || due[0].ID != late.ID {
			t.Errorf("Overdue: %v %+v", err, due)
		}
		own, err := r.AssignmentsOf("m", []registry.AssignmentStatus{registry.AssignmentOffered}, 10)
		if err != nil || len(own) != 2 {
			t.Errorf("AssignmentsOf: %v %d", err, len(own))
		}
		return nil
	})
}

func noticesKept(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	n := registry.Notice{ID: "n1", Kind: registry.NoticeOffered, Assignment: "a001", Mediator: "m", Dispute: "d001", State: registry.NoticePending, CreatedAt: began, DueAt: began}
	twin := n
	twin.ID = "n2"
	put(t, db, n, twin)
	due := func() (found []registry.Notice) {
		view(t, db, func(r registry.Reader) (err error) { found, err = r.DueNotices(10); return err })
		return found
	}
	if diff := cmp.Diff([]registry.Notice{n}, due()); diff != "" {
		t.Errorf("due: %s", diff)
	}
	n.State, n.SentAt = registry.NoticeSent, began
	put(t, db, n)
	if left := due(); left != nil {
		t.Errorf("a sent notice is due: %+v", left)
	}
	view(t, db, func(r registry.Reader) error {
		got, err := r.Notices([]registry.AssignmentID{"a001", "a002"})
		if diff := cmp.Diff([]registry.Notice{n}, got); diff != "" || err != nil {
			t.Errorf("Notices: %v %s", err, diff)
		}
		return nil
	})
}

func ledgerSums(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	put(t, db, person("m", "陈阿船"), matter(1, "440703101203"), matter(2, "440703101203"), matter(3, "440703102001"))
	undone := offerOf(3, "d001", "m")
	undone.Slot, undone.Status, undone.Undone = 0, registry.AssignmentRescinded, true
	declined, other := offerOf(4, "d003", "m"), offerOf(2, "d002", "m")
	declined.Status, other.Weight = registry.AssignmentDeclined, 2
	put(t, db, offerOf(1, "d001", "m"), other, undone, declined)
	view(t, db, func(r registry.Reader) error {
		got, err := r.Ledger(all(), registry.LedgerQuestion{From: began, To: began.Add(time.Hour)})
		want := []registry.LedgerLine{
			{Mediator: "m", Type: "10.01", Status: registry.AssignmentDeclined, Count: 1, Weight: 1},
			{Mediator: "m", Type: "10.01", Status: registry.AssignmentOffered, Count: 2, Weight: 3},
		}
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("Ledger: %v %s", err, diff)
		}
		got, err = r.Ledger(within("440703102"), registry.LedgerQuestion{From: began, To: began.Add(time.Hour)})
		if err != nil || len(got) != 1 {
			t.Errorf("of one town: %v %+v", err, got)
		}
		if got, err = r.Ledger(all(), registry.LedgerQuestion{From: began.Add(time.Hour), To: began.AddDate(1, 0, 0)}); got != nil || err != nil {
			t.Errorf("of another period: %v %+v", err, got)
		}
		return nil
	})
}
