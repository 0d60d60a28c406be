package store_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"liuyuan/registry"
	"liuyuan/store"
)

// The environment of a child process: what to do, and with which store.
const (
	childJob   = "LIUYUAN_TEST_CHILD"
	childStore = "LIUYUAN_TEST_STORE"
)

func openAt(place string) (*store.DB, error) {
	if strings.HasPrefix(place, "postgres:") {
		return store.OpenPostgres(context.Background(), place, store.Options{})
	}
	return store.OpenSQLite(context.Background(), place, store.Options{Exclusive: true})
}

// child writes people until it is killed and acknowledges each by a line with
// its identifier. The job "early" plants the bug: it acknowledges before the commit.
func child(job, place string) error {
	if strings.HasPrefix(job, "full") {
		return fillDisk(job, place)
	}
	db, err := openAt(place)
	if err != nil {
		return err
	}
	var mu sync.Mutex
	acknowledge := func(id string) {
		mu.Lock()
		defer mu.Unlock()
		fmt.Println(id)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for err == nil {
				id := fmt.Sprintf("%016x", rand.Uint64())
				_, fault := db.Update(context.Background(), func(w registry.Writer) error {
					_, err := w.PutMediator(somebody(id))
					if job == "early" {
						acknowledge(id)
					}
					return err
				})
				if fault != nil {
					fmt.Fprintln(os.Stderr, fault)
					return
				}
				if job != "early" {
					acknowledge(id)
				}
			}
		})
	}
	wg.Wait()
	return nil
}

func somebody(id string) registry.Mediator {
	return registry.Mediator{ID: registry.MediatorID(id), Name: "陈", Roles: []registry.Role{registry.RoleMediator}, ServiceAreas: []registry.RegionCode{"440703"},
		Languages: []registry.Language{"cmn"}, Specialties: []registry.Specialty{{Type: "10.01", Level: 2}}, Status: registry.MediatorActive}
}

// killed runs the child until it has acknowledged n people, kills it, and gives
// all that it acknowledged.
func killed(t *testing.T, job, place string, n int) []string {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childJob+"="+job, childStore+"="+place)
	var complaint strings.Builder
	cmd.Stderr = &complaint
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var ids []string
	lines := bufio.NewReader(out)
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			break // only whole lines were acknowledged
		}
		if ids = append(ids, strings.TrimSuffix(line, "\n")); len(ids) == n {
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := cmd.Wait(); len(ids) < n {
		t.Fatalf("the child ended early: %v %s", err, complaint.String())
	}
	return ids
}

// lostAfterKills kills the child again and again over one store and gives how
// many acknowledged people are missing at the end.
func lostAfterKills(t *testing.T, job, place string, rounds int) (lost int) {
	t.Helper()
	acknowledged := map[string]bool{}
	for range rounds {
		for _, id := range killed(t, job, place, 1+rand.IntN(40)) {
			acknowledged[id] = true
		}
		db, err := openAt(place)
		if err != nil {
			t.Fatal(err)
		}
		stored, changes := contents(t, db)
		for id := range acknowledged {
			if !stored[id] {
				lost++
				delete(acknowledged, id)
			}
		}
		if changes != len(stored) {
			t.Errorf("%d changes of %d people", changes, len(stored))
		}
		if problems, err := db.Check(context.Background()); len(problems) > 0 || err != nil {
			t.Errorf("after a kill: %v, %v", problems, err)
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}
	if len(acknowledged)+lost < rounds {
		t.Errorf("only %d people in %d rounds", len(acknowledged)+lost, rounds)
	}
	return lost
}

// contents gives the people of a store and the number of its changes.
func contents(t testing.TB, db *store.DB) (map[string]bool, int) {
	t.Helper()
	stored := map[string]bool{}
	if err := db.View(context.Background(), func(r registry.Reader) error {
		return r.EachMediator(func(m registry.Mediator, _ registry.Workload) error {
			stored[string(m.ID)] = true
			return nil
		})
	}); err != nil {
		t.Fatal(err)
	}
	changes := 0
	for {
		more, err := db.Feed(context.Background(), int64(changes), 10000)
		if err != nil {
			t.Fatal(err)
		}
		if len(more) == 0 {
			return stored, changes
		}
		for _, c := range more {
			if changes++; c.Seq != int64(changes) {
				t.Fatalf("change %d has the number %d", changes, c.Seq)
			}
		}
	}
}

func TestSQLiteLosesNoAcknowledgedWriteWhenKilled(t *testing.T) {
	if lost := lostAfterKills(t, "write", filepath.Join(t.TempDir(), "data"), torture(25, 500)); lost > 0 {
		t.Errorf("%d acknowledged writes are lost", lost)
	}
}

func TestPostgresLosesNoAcknowledgedWriteWhenTheProgramIsKilled(t *testing.T) {
	if lost := lostAfterKills(t, "write", freshURL(t), torture(8, 200)); lost > 0 {
		t.Errorf("%d acknowledged writes are lost", lost)
	}
}

func TestAnEarlyAcknowledgementIsCaughtByTheKillTest(t *testing.T) {
	place := filepath.Join(t.TempDir(), "data")
	for range 100 {
		if lostAfterKills(t, "early", place, 1) > 0 {
			return
		}
	}
	t.Error("the kill test sees nothing")
}
