package storetest

import (
	"fmt"
	"sync"
	"testing"

	"liuyuan/registry"
	"liuyuan/store"
)

func feedTests() map[string]func(*testing.T, Factory) {
	return map[string]func(*testing.T, Factory){
		"every put and delete is told, and refused ones are not": changesTold,
		"the feed is read in pieces":                             feedInPieces,
		"the position of a write covers it":                      positionCovers,
		"concurrent writers lose and repeat no change":           feedComplete,
		"a commit wakes the reader":                              commitWakes,
		"a pruned feed tells who is too far behind":              feedPruned,
	}
}

// wantFeed checks the whole feed: gapless from 1.
func wantFeed(t testing.TB, db *store.DB, want ...registry.Change) {
	t.Helper()
	for i := range want {
		want[i].Seq = int64(i + 1)
	}
	got, err := db.Feed(testContext(t), 0, 1000)
	if diff := different(want, got); diff != "" || err != nil {
		t.Errorf("Feed: %v %s", err, diff)
	}
	mark, err := db.Mark(testContext(t))
	if mark.Seq != int64(len(want)) || err != nil {
		t.Errorf("Mark: %v, %v", mark, err)
	}
}

func changesTold(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	update(t, db, func(w registry.Writer) error {
		if _, err := w.PutRegion(registry.Region{Code: "44", Name: "广东省"}); err != nil {
			return err
		}
		if _, err := w.PutOrganization(registry.Organization{ID: "o", Name: "室"}); err != nil {
			return err
		}
		_, err := w.PutMediator(person("m", "陈"))
		return err
	})
	_, err := db.Update(testContext(t), func(w registry.Writer) error {
		if _, err := w.PutMediator(person("n", "李")); err != nil {
			return err
		}
		_, err := w.PutMediator(person("m", "李"))
		return err
	})
	wantCode(t, err, registry.CodeVersionConflict)
	if _, err := db.SetWorkload(testContext(t), registry.Workload{Mediator: "m", Open: 1}); err != nil {
		t.Fatal(err)
	}
	if seq := update(t, db, func(w registry.Writer) error { return w.DeleteMediator("m") }); seq != 5 {
		t.Errorf("the position is %d", seq)
	}
	if seq := update(t, db, func(w registry.Writer) error { _, err := w.Region("44"); return err }); seq != 0 {
		t.Errorf("nothing changed, but the position is %d", seq)
	}
	wantFeed(t, db,
		registry.Change{Kind: registry.ChangedRegion, ID: "44"},
		registry.Change{Kind: registry.ChangedOrganization, ID: "o"},
		registry.Change{Kind: registry.ChangedMediator, ID: "m"},
		registry.Change{Kind: registry.ChangedLoad, ID: "m"},
		registry.Change{Kind: registry.ChangedMediator, ID: "m"})
}

func feedInPieces(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	filled(t, db, 20, 50) // each a change of the record and one of the load
	after := int64(0)
	for _, want := range []int{30, 30, 30, 10, 0} {
		changes, err := db.Feed(testContext(t), after, 30)
		if len(changes) != want || err != nil {
			t.Fatalf("after %d: %d changes, %v", after, len(changes), err)
		}
		for _, c := range changes {
			if after++; c.Seq != after {
				t.Fatalf("number %d after %d", c.Seq, after-1)
			}
		}
	}
	if none, err := db.Feed(testContext(t), 0, 0); none != nil || err != nil {
		t.Errorf("limit 0: %v, %v", none, err)
	}
}

func positionCovers(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	ctx := testContext(t)
	var wg sync.WaitGroup
	for i := range 16 {
		wg.Go(func() {
			id := fmt.Sprint(i)
			seq, err := db.Update(ctx, func(w registry.Writer) error { _, err := w.PutMediator(person(id, "陈")); return err })
			if err != nil {
				t.Error(err)
				return
			}
			changes, err := db.Feed(ctx, 0, int(seq))
			if err != nil {
				t.Error(err)
			}
			for _, c := range changes {
				if c.ID == id {
					return
				}
			}
			t.Errorf("the change of %s is not among the first %d", id, seq)
		})
	}
	wg.Wait()
}

func feedComplete(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	ctx := testContext(t)
	const writers, each = 8, 40
	var write, read sync.WaitGroup
	written := make(chan struct{})
	for w := range writers {
		write.Go(func() {
			for i := range each {
				if _, err := db.Update(ctx, func(tx registry.Writer) error {
					_, err := tx.PutRegion(registry.Region{Code: registry.RegionCode(fmt.Sprintf("%d-%d", w, i)), Name: "x"})
					return err
				}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range 3 { // readers that each remember their place alone
		read.Go(func() {
			seen, after, last := map[string]int{}, int64(0), false
			for {
				changes, err := db.Feed(ctx, after, 25)
				if err != nil {
					t.Error(err)
					return
				}
				for _, c := range changes {
					if after++; c.Seq != after {
						t.Errorf("number %d after %d", c.Seq, after-1)
						return
					}
					seen[c.ID]++
				}
				if last && len(changes) == 0 {
					break
				}
				select {
				case <-written:
					last = true
				default:
				}
			}
			for w := range writers {
				for i := range each {
					if id := fmt.Sprintf("%d-%d", w, i); seen[id] != 1 {
						t.Errorf("the change of %s was told %d times", id, seen[id])
					}
				}
			}
		})
	}
	write.Wait()
	close(written)
	read.Wait()
}

func commitWakes(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	for i := range 3 {
		update(t, db, func(w registry.Writer) error { _, err := w.PutMediator(person(fmt.Sprint(i), "陈")); return err })
		select {
		case <-db.Wake():
		case <-testContext(t).Done():
			t.Fatal("nobody was woken")
		}
	}
}

func feedPruned(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	const all, keep = 6000, 10 // more than one batch
	prune := func(keep int64) {
		t.Helper()
		if err := db.Prune(testContext(t), keep); err != nil {
			t.Fatal(err)
		}
	}
	prune(0) // of nothing
	if _, err := db.Import(testContext(t), func(yield func(registry.Mediator, error) bool) {
		for i := range all {
			if !yield(person(fmt.Sprintf("%04d", i), "陈"), nil) {
				return
			}
		}
	}); err != nil {
		t.Fatal(err)
	}
	read := func(after int64, want int) {
		t.Helper()
		got, err := db.Feed(testContext(t), after, all)
		if len(got) != want || err != nil || got[0].Seq != after+1 {
			t.Errorf("%d changes after %d, want %d, %v", len(got), after, want, err)
		}
	}
	read(0, all)
	prune(all)
	read(0, all)
	prune(keep)
	read(all-keep, keep)
	for _, gone := range []int64{0, 1, all - keep - 1} {
		_, err := db.Feed(testContext(t), gone, 1)
		wantCode(t, err, registry.CodeState)
	}
	prune(0) // keeps the newest, from which numbers go on
	update(t, db, func(w registry.Writer) error { return w.DeleteMediator("0000") })
	read(all-1, 2)
	if mark, err := db.Mark(testContext(t)); mark.Seq != all+1 || mark.Pruned != all-1 || err != nil {
		t.Errorf("%+v, %v", mark, err)
	}
	if problems, err := db.Check(testContext(t)); len(problems) > 0 || err != nil {
		t.Errorf("%v, %v", problems, err)
	}
}
