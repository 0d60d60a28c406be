//go:build failpoint

package store_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"liuyuan/registry"
	"liuyuan/store"
	"liuyuan/store/storetest"
)

var errInjected = errors.New("injected")

// failing gives an option that fails the n-th call of a point; n < 0 fails none.
type failing struct {
	point string
	left  atomic.Int64
}

func (f *failing) at(point string) error {
	if point == f.point && f.left.Add(-1) == 0 {
		return errInjected
	}
	return nil
}

func openers() map[string]storetest.Factory {
	return map[string]storetest.Factory{"SQLite": openSQLite, "Postgres": openPostgres}
}

func put(db *store.DB, id, key string) error {
	_, err := db.Update(context.Background(), func(w registry.Writer) error {
		if err := w.PutReceipt(registry.Receipt{Principal: "p", Key: key, Answer: []byte(id)}); err != nil {
			return err
		}
		_, err := w.PutMediator(somebody(id))
		return err
	})
	return err
}

func TestAFailureBetweenEffectAndCommitLeavesNoEffect(t *testing.T) {
	for name, open := range openers() {
		t.Run(name, func(t *testing.T) {
			f := &failing{point: "commit.before"}
			db := open(t, store.Options{Fail: f.at})
			f.left.Store(1)
			if err := put(db, "a", "k"); !errors.Is(err, errInjected) {
				t.Errorf("got %v", err)
			}
			if stored, changes := contents(t, db); len(stored)+changes != 0 {
				t.Errorf("%v, %d changes", stored, changes)
			}
			must(t, put(db, "b", "k"))
		})
	}
}

func TestAFailureBetweenCommitAndAnswerIsResolvedByTheKey(t *testing.T) {
	for name, open := range openers() {
		t.Run(name, func(t *testing.T) {
			f := &failing{point: "commit.after"}
			db := open(t, store.Options{Fail: f.at})
			f.left.Store(1)
			if err := put(db, "a", "k"); !errors.Is(err, errInjected) {
				t.Errorf("got %v", err)
			}
			wantCode(t, put(db, "b", "k"), registry.CodeKeyReused)
			if stored, changes := contents(t, db); !stored["a"] || len(stored) != 1 || changes != 1 {
				t.Errorf("%v, %d changes", stored, changes)
			}
		})
	}
}

func TestAFailingSweepLosesNoNumberAndNoChange(t *testing.T) {
	for _, point := range []string{"sweep.locked", "sweep.numbered"} {
		t.Run(point, func(t *testing.T) {
			f := &failing{point: point}
			db := openPostgres(t, store.Options{Fail: f.at})
			must(t, put(db, "a", "1"))
			f.left.Store(1)
			must(t, put(db, "b", "2")) // the write stands whatever the sweep does
			must(t, put(db, "c", "3"))
			if stored, changes := contents(t, db); len(stored) != 3 || changes != 3 {
				t.Errorf("%v, %d changes", stored, changes)
			}
		})
	}
}

func TestAFailingRestoreLeavesTheOldRecords(t *testing.T) {
	for name, open := range openers() {
		t.Run(name, func(t *testing.T) {
			f := &failing{point: "restore.commit"}
			db := open(t, store.Options{Fail: f.at})
			file := t.TempDir() + "/backup"
			_, err := db.Backup(context.Background(), file)
			must(t, err)
			must(t, put(db, "a", "k"))
			before, err := db.Mark(context.Background())
			must(t, err)
			f.left.Store(1)
			if _, err := db.Restore(context.Background(), file, true); !errors.Is(err, errInjected) {
				t.Errorf("got %v", err)
			}
			after, err := db.Mark(context.Background())
			must(t, err)
			if stored, _ := contents(t, db); !stored["a"] || before != after {
				t.Errorf("%v, %v → %v", stored, before, after)
			}
		})
	}
}
