package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"liuyuan/registry"
	"liuyuan/store"
)

func transactionTests() map[string]func(*testing.T, Factory) {
	return map[string]func(*testing.T, Factory){
		"an error of the function leaves nothing behind":          errorRollsBack,
		"a panic leaves nothing behind and blocks nobody":         panicRollsBack,
		"a cancelled context leaves nothing behind":               cancelRollsBack,
		"an ignored refusal does not spoil the transaction":       refusalIgnored,
		"a view sees one moment":                                  viewIsSnapshot,
		"a writer sees its own writes":                            writerReadsOwn,
		"the clock stands still within a transaction and goes on": clockStands,
		"a fault in one of many concurrent writes hurts no other": neighboursUnhurt,
		"concurrent changes of one record lose no update":         noLostUpdate,
		"without versions lost updates are caught":                lostUpdateCaught,
		"a closed store is unavailable":                           closedUnavailable,
	}
}

var errMine = errors.New("mine")

func errorRollsBack(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	_, err := db.Update(testContext(t), func(w registry.Writer) error {
		if _, err := w.PutMediator(person("m", "陈")); err != nil {
			return err
		}
		return errMine
	})
	if !errors.Is(err, errMine) {
		t.Errorf("got %v", err)
	}
	if err := db.View(testContext(t), func(registry.Reader) error { return errMine }); !errors.Is(err, errMine) {
		t.Errorf("got %v", err)
	}
	wantPeople(t, db, 0)
	wantFeed(t, db)
}

func panicRollsBack(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	func() {
		defer func() {
			if recover() != errMine {
				t.Error("the panic was swallowed")
			}
		}()
		_, _ = db.Update(testContext(t), func(w registry.Writer) error {
			_, _ = w.PutMediator(person("m", "陈"))
			panic(errMine)
		})
	}()
	func() {
		defer func() { _ = recover() }()
		_ = db.View(testContext(t), func(registry.Reader) error { panic(errMine) })
	}()
	wantPeople(t, db, 0)
	update(t, db, func(w registry.Writer) error { _, err := w.PutMediator(person("n", "李")); return err })
	wantPeople(t, db, 1)
}

func cancelRollsBack(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	ctx, cancel := context.WithCancel(context.Background())
	_, err := db.Update(ctx, func(w registry.Writer) error {
		if _, err := w.PutMediator(person("m", "陈")); err != nil {
			return err
		}
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := db.Update(ctx, func(registry.Writer) error { t.Error("run after the end"); return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if err := db.View(ctx, func(registry.Reader) error { t.Error("run after the end"); return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	late, end := context.WithDeadline(context.Background(), time.Unix(0, 0))
	defer end()
	if _, err := db.Feed(late, 0, 1); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	wantPeople(t, db, 0)
}

func refusalIgnored(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	update(t, db, func(w registry.Writer) error { _, err := w.PutMediator(person("m", "陈")); return err })
	seq := update(t, db, func(w registry.Writer) error {
		_, err := w.PutMediator(person("m", "李"))
		wantCode(t, err, registry.CodeVersionConflict)
		wantCode(t, w.DeleteMediator("missing"), registry.CodeNotFound)
		_, err = w.PutMediator(person("n", "李"))
		return err
	})
	if seq != 2 {
		t.Errorf("the position is %d", seq)
	}
	wantPeople(t, db, 2)
}

func viewIsSnapshot(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	view(t, db, func(r registry.Reader) error {
		if n, err := r.CountMediators(registry.MediatorFilter{}); n != 0 || err != nil {
			t.Errorf("%d, %v", n, err)
		}
		update(t, db, func(w registry.Writer) error { _, err := w.PutMediator(person("m", "陈")); return err })
		if n, err := r.CountMediators(registry.MediatorFilter{}); n != 0 || err != nil {
			t.Errorf("a later write is seen: %d, %v", n, err)
		}
		_, err := r.Mediator("m")
		wantCode(t, err, registry.CodeNotFound)
		return nil
	})
	wantPeople(t, db, 1)
}

func writerReadsOwn(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	update(t, db, func(w registry.Writer) error {
		if _, err := w.PutMediator(person("m", "陈")); err != nil {
			return err
		}
		m, err := w.Mediator("m")
		if err != nil {
			return err
		}
		m.Name = "李"
		if v, err := w.PutMediator(m); v != 2 || err != nil {
			t.Errorf("version %d, %v", v, err)
		}
		if m, err = w.Mediator("m"); m.Name != "李" {
			t.Errorf("read %s, %v", m.Name, err)
		}
		return nil
	})
}

func clockStands(t *testing.T, open Factory) {
	at := time.Date(2026, 11, 23, 9, 0, 0, 123456789, time.FixedZone("", 8*3600))
	db := open(t, store.Options{Clock: func() time.Time { at = at.Add(time.Second); return at }})
	var times []time.Time
	for range 2 {
		view(t, db, func(r registry.Reader) error {
			times = append(times, r.Now())
			if again := r.Now(); again != times[len(times)-1] {
				t.Errorf("the clock moved by %v", again.Sub(times[len(times)-1]))
			}
			return nil
		})
	}
	update(t, db, func(w registry.Writer) error { times = append(times, w.Now()); return nil })
	for i, now := range times {
		if now.Location() != time.UTC || now != now.Truncate(time.Microsecond) || now.Year() < 2026 {
			t.Errorf("time %d is %v", i, now)
		}
		if i > 0 && !now.After(times[i-1]) {
			t.Errorf("time %d is not after the one before: %v, %v", i, times[i-1], now)
		}
	}
}

func neighboursUnhurt(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	ctx := testContext(t)
	var wg sync.WaitGroup
	for i := range 200 {
		wg.Go(func() {
			mine, cancel := context.WithCancel(ctx)
			defer cancel()
			_, err := db.Update(mine, func(w registry.Writer) error {
				_, err := w.PutMediator(person(fmt.Sprintf("%03d", i), "陈"))
				switch i % 4 {
				case 1:
					return errMine
				case 2:
					cancel()
				}
				return err
			})
			if (i%4 == 0 || i%4 == 3) != (err == nil) {
				t.Errorf("write %d: %v", i, err)
			}
		})
	}
	wg.Wait()
	wantPeople(t, db, 100)
	view(t, db, func(r registry.Reader) error {
		for i := range 200 {
			if _, err := r.Mediator(registry.MediatorID(fmt.Sprintf("%03d", i))); (i%4 == 0 || i%4 == 3) != (err == nil) {
				t.Errorf("person %d: %v", i, err)
			}
		}
		return nil
	})
}

// count raises the capacity of one person by one, 20 times by each of 8 clients
// that read in one transaction and write in another, as a console does.
func count(t *testing.T, db *store.DB, versions bool) (want, got int) {
	update(t, db, func(w registry.Writer) error { _, err := w.PutMediator(person("m", "陈")); return err })
	ctx := testContext(t)
	read := func(m *registry.Mediator) error {
		return db.View(ctx, func(r registry.Reader) (err error) { *m, err = r.Mediator("m"); return err })
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for done := 0; done < 20; {
				var m registry.Mediator
				if err := read(&m); err != nil {
					t.Error(err)
					return
				}
				m.Capacity++
				_, err := db.Update(ctx, func(w registry.Writer) error {
					if !versions { // the planted bug: whatever is stored is overwritten
						now, err := w.Mediator("m")
						if err != nil {
							return err
						}
						m.Version = now.Version
					}
					_, err := w.PutMediator(m)
					return err
				})
				switch registry.CodeOf(err) {
				case "":
					done++
				case registry.CodeVersionConflict:
				default:
					t.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	var m registry.Mediator
	if err := read(&m); err != nil {
		t.Fatal(err)
	}
	return 3 + 8*20, m.Capacity
}

func noLostUpdate(t *testing.T, open Factory) {
	if want, got := count(t, open(t, store.Options{}), true); got != want {
		t.Errorf("counted %d of %d", got, want)
	}
}

func lostUpdateCaught(t *testing.T, open Factory) {
	if want, got := count(t, open(t, store.Options{}), false); got >= want {
		t.Errorf("counted %d of %d without versions: the test sees nothing", got, want)
	}
}

func closedUnavailable(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := db.Update(testContext(t), func(registry.Writer) error { return nil })
	wantCode(t, err, registry.CodeUnavailable)
	wantCode(t, db.View(testContext(t), func(registry.Reader) error { return nil }), registry.CodeUnavailable)
	if err := db.Close(); err != nil {
		t.Errorf("closing twice: %v", err)
	}
}
