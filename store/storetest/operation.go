package storetest

import (
	"bytes"
	"context"
	"errors"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"liuyuan/registry"
	"liuyuan/store"
)

func operationTests() map[string]func(*testing.T, Factory) {
	return map[string]func(*testing.T, Factory){
		"an import adds, replaces and leaves alone":                 importTells,
		"an import is the same as single puts":                      importLikePuts,
		"a failing sequence ends an import after its whole chunks":  importEnds,
		"a backup restores everything and begins a new epoch":       backupRestores,
		"a store with records is not restored over unless told":     restoreAsks,
		"a damaged backup is refused and nothing is restored":       damagedRefused,
		"a backup is one moment while others write":                 backupConsistent,
		"new sort keys are stored by Resort":                        resorted,
		"a column or trait that differs from its record is noticed": differencesNoticed,
		"the status tells the schema and the position":              statusTold,
	}
}

func sequence(people []registry.Mediator) iter.Seq2[registry.Mediator, error] {
	return func(yield func(registry.Mediator, error) bool) {
		for _, m := range people {
			if !yield(m, nil) {
				return
			}
		}
	}
}

func importTells(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	people, _ := randomRoster(rand.New(rand.NewPCG(30, 0)), 6000) // more than one chunk
	for range 2 {
		rand.New(rand.NewPCG(31, 0)).Shuffle(len(people), func(i, j int) { people[i], people[j] = people[j], people[i] })
		done, err := db.Import(testContext(t), sequence(people))
		if err != nil || done.Added+done.Same != len(people) || done.Changed != 0 {
			t.Fatalf("%+v, %v", done, err)
		}
	}
	mark, err := db.Mark(testContext(t))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Feed(testContext(t), mark.Seq, 1); err != nil { // numbers what is left
		t.Fatal(err)
	}
	if mark, err = db.Mark(testContext(t)); err != nil || mark.Seq != int64(len(people)) {
		t.Errorf("the second import of the same told changes: %v, %v", mark, err)
	}
	people[0].Capacity, people[1].Languages = 77, []registry.Language{"hak"}
	done, err := db.Import(testContext(t), sequence(append(people[:3:3], people[0])))
	if (done != store.Imported{Changed: 2, Same: 2}) || err != nil {
		t.Errorf("%+v, %v", done, err)
	}
	people[0].Version, people[1].Version = 2, 2
	for i := range people[2:] {
		people[2+i].Version = 1
	}
	slices.SortFunc(people, byID)
	wantRoster(t, db, people, map[registry.MediatorID]int{})
}

func importLikePuts(t *testing.T, open Factory) {
	imported, put := open(t, store.Options{}), open(t, store.Options{})
	people, _ := filled(t, put, 32, 200)
	if _, err := imported.Import(testContext(t), sequence(people)); err != nil {
		t.Fatal(err)
	}
	wantRoster(t, imported, people, map[registry.MediatorID]int{})
}

func importEnds(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	people, _ := randomRoster(rand.New(rand.NewPCG(33, 0)), 5500)
	done, err := db.Import(testContext(t), func(yield func(registry.Mediator, error) bool) {
		for _, m := range people {
			if !yield(m, nil) {
				return
			}
		}
		yield(registry.Mediator{}, errMine)
	})
	if !errors.Is(err, errMine) || done.Added != 5000 {
		t.Errorf("%+v, %v", done, err)
	}
	_, err = db.Import(testContext(t), sequence([]registry.Mediator{{ID: "a\x00"}}))
	wantCode(t, err, registry.CodeInvalid)
	done, err = db.Import(testContext(t), sequence(people))
	if (done != store.Imported{Added: 500, Same: 5000}) || err != nil {
		t.Errorf("%+v, %v", done, err)
	}
}

// everything is all that a backup keeps, read through the port.
func everything(t testing.TB, db *store.DB) []any {
	t.Helper()
	var all []any
	view(t, db, func(r registry.Reader) error {
		regions, err1 := r.Regions()
		organizations, err2 := r.Organizations()
		keys, err3 := r.Keys()
		answer, err4 := r.Receipt("p", "k")
		all = []any{regions, organizations, keys, answer}
		return errors.Join(err1, err2, err3, err4, r.EachMediator(func(m registry.Mediator, w registry.Workload) error {
			all = append(all, m, w)
			return nil
		}))
	})
	return all
}

func withEverything(t testing.TB, db *store.DB) []registry.Mediator {
	t.Helper()
	people, _ := filled(t, db, 34, 150)
	update(t, db, func(w registry.Writer) error {
		_, err1 := w.PutRegion(registry.Region{Code: "440703", Name: "蓬江区"})
		_, err2 := w.PutOrganization(registry.Organization{ID: "o1", Name: "室", Kind: registry.KindRoom, Region: "440703"})
		return errors.Join(err1, err2, w.PutKey(registry.Key{ID: "k", Hash: []byte{1, 2}, Role: registry.AccessStaff}), w.PutReceipt(receipt))
	})
	return people
}

func backedUp(t testing.TB, db *store.DB) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "backup")
	made, err := db.Backup(testContext(t), file)
	if err != nil {
		t.Fatal(err)
	}
	mark, err := db.Mark(testContext(t))
	if err != nil || made.Mark.Epoch != mark.Epoch {
		t.Errorf("the backup is of %v, the store at %v, %v", made.Mark, mark, err)
	}
	return file
}

func backupRestores(t *testing.T, open Factory) {
	from, to := open(t, store.Options{}), open(t, store.Options{})
	people := withEverything(t, from)
	file := backedUp(t, from)
	before, err := to.Mark(testContext(t))
	if err != nil {
		t.Fatal(err)
	}
	head, err := to.Restore(testContext(t), file, false)
	if err != nil || head.Rows != int64(len(people))+4 {
		t.Fatalf("%+v, %v", head, err)
	}
	if diff := different(everything(t, from), everything(t, to)); diff != "" {
		t.Error(diff)
	}
	after, err := to.Mark(testContext(t))
	if err != nil || after.Epoch == before.Epoch || after.Epoch == head.Mark.Epoch || after.Seq != 0 {
		t.Errorf("before %v, after %v, %v", before, after, err)
	}
	loads := map[registry.MediatorID]int{}
	wantRoster(t, to, people, loads)
	if seq := update(t, to, func(w registry.Writer) error { return w.DeleteMediator(people[0].ID) }); seq != 1 {
		t.Errorf("the first change of the new life has the number %d", seq)
	}
	wantRoster(t, to, people[1:], loads)
}

func restoreAsks(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	withEverything(t, db)
	want := everything(t, db)
	file := backedUp(t, db)
	_, err := db.Backup(testContext(t), file)
	wantCode(t, err, registry.CodeInvalid)
	update(t, db, func(w registry.Writer) error { _, err := w.PutMediator(person("later", "陈")); return err })
	_, err = db.Restore(testContext(t), file, false)
	wantCode(t, err, registry.CodeState)
	if _, err := db.Restore(testContext(t), file, true); err != nil {
		t.Fatal(err)
	}
	if diff := different(want, everything(t, db)); diff != "" {
		t.Error(diff)
	}
	wantFeed(t, db)
}

func damagedRefused(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	withEverything(t, db)
	want := everything(t, db)
	good, err := os.ReadFile(backedUp(t, db))
	if err != nil {
		t.Fatal(err)
	}
	bad := [][]byte{{}, []byte("name,role\n"), good[:len(good)/2], good[:len(good)-1]}
	for _, at := range []int{40, len(good) / 3, len(good) - 8} {
		flipped := bytes.Clone(good)
		flipped[at] ^= 0x10
		bad = append(bad, flipped)
	}
	for i, content := range bad {
		file := filepath.Join(t.TempDir(), strconv.Itoa(i))
		if err := os.WriteFile(file, content, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := db.Restore(testContext(t), file, true)
		wantCode(t, err, registry.CodeInvalid)
	}
	_, err = db.Restore(testContext(t), filepath.Join(t.TempDir(), "missing"), true)
	wantCode(t, err, registry.CodeInvalid)
	if diff := different(want, everything(t, db)); diff != "" {
		t.Error(diff)
	}
}

// backupConsistent moves load between two people while backups are made: their
// sum is the same in every moment.
func backupConsistent(t *testing.T, open Factory) {
	db, to := open(t, store.Options{}), open(t, store.Options{})
	update(t, db, func(w registry.Writer) error {
		for _, id := range []string{"a", "z"} {
			m := person(id, "陈")
			m.Capacity = 500
			if _, err := w.PutMediator(m); err != nil {
				return err
			}
		}
		return w.PutReceipt(receipt)
	})
	ctx, cancel := context.WithCancel(testContext(t))
	moved := make(chan int)
	go func() {
		n := 0
		defer func() { moved <- n }()
		for ; ctx.Err() == nil; n++ {
			if _, err := db.Update(ctx, func(w registry.Writer) error {
				for _, step := range []struct {
					id registry.MediatorID
					by int
				}{{"a", -1}, {"z", 1}} {
					m, err := w.Mediator(step.id)
					if err != nil {
						return err
					}
					m.Capacity += step.by
					if _, err := w.PutMediator(m); err != nil {
						return err
					}
				}
				return nil
			}); err != nil && ctx.Err() == nil {
				t.Error(err)
				return
			}
		}
	}()
	for range 5 {
		if _, err := to.Restore(testContext(t), backedUp(t, db), true); err != nil {
			t.Fatal(err)
		}
		sum := 0
		view(t, to, func(r registry.Reader) error {
			return r.EachMediator(func(m registry.Mediator, _ registry.Workload) error { sum += m.Capacity; return nil })
		})
		if sum != 1000 {
			t.Errorf("a backup holds two moments: the sum is %d", sum)
		}
	}
	cancel()
	<-moved
}

func resorted(t *testing.T, open Factory) {
	descending := false
	db := open(t, store.Options{SortKey: func(name string) string {
		if descending {
			return string('z' - name[0] + 'a')
		}
		return name
	}})
	update(t, db, func(w registry.Writer) error {
		for _, name := range []string{"a", "b", "c"} {
			if _, err := w.PutMediator(person(name, name)); err != nil {
				return err
			}
		}
		return nil
	})
	descending = true
	if err := db.Resort(testContext(t)); err != nil {
		t.Fatal(err)
	}
	view(t, db, func(r registry.Reader) error {
		found, err := r.Mediators(registry.MediatorPage{Order: registry.OrderByName, Limit: 1})
		if err != nil || len(found) != 1 || found[0].Name != "c" {
			t.Errorf("%v, %v", found, err)
		}
		return nil
	})
}

func differencesNoticed(t *testing.T, open Factory) {
	key := "a"
	db := open(t, store.Options{SortKey: func(string) string { return key }})
	filled(t, db, 35, 20)
	if problems, err := db.Check(testContext(t)); len(problems) > 0 || err != nil {
		t.Fatalf("%v, %v", problems, err)
	}
	key = "b" // the stored columns now differ from what is drawn
	if problems, err := db.Check(testContext(t)); len(problems) != 20 || err != nil {
		t.Errorf("%d problems, %v", len(problems), err)
	}
}

func statusTold(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	update(t, db, func(w registry.Writer) error { _, err := w.PutMediator(person("m", "陈")); return err })
	s, err := db.Status(testContext(t))
	if err != nil || s.Schema != s.Newest || s.Newest < 1 || s.Mark.Seq != 1 || s.Mark.Epoch == "" || s.Database == "" {
		t.Errorf("%+v, %v", s, err)
	}
}
