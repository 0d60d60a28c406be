package index

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"liuyuan/registry"
)

func TestAnEmptyIndexHasTheZeroMark(t *testing.T) {
	x := open(t, "", literal(t))
	if m := markOf(t, x); m != (registry.Mark{}) {
		t.Errorf("mark %v", m)
	}
	if got := ask(t, x, "陈"); got != nil {
		t.Errorf("found %v", got)
	}
}

func TestABatchReplacesAndRemovesAndMovesTheMark(t *testing.T) {
	x := open(t, "", literal(t))
	ctx := context.Background()
	apply := func(b registry.IndexBatch) {
		t.Helper()
		if err := x.Apply(ctx, b); err != nil {
			t.Fatal(err)
		}
	}
	apply(registry.IndexBatch{Put: []registry.IndexDocument{person("a", "陈国强", 1), person("b", "梁丽芳", 1), person("c", "区燕珍", 1)}, At: registry.Mark{Epoch: "e", Seq: 1}})
	apply(registry.IndexBatch{Put: []registry.IndexDocument{person("a", "黄国强", 2)}, Delete: []string{"b", "never"}, At: registry.Mark{Epoch: "e", Seq: 2}})
	if m := markOf(t, x); m != (registry.Mark{Epoch: "e", Seq: 2}) {
		t.Errorf("mark %v", m)
	}
	if diff := cmp.Diff(map[string]int{"a": 2, "c": 1}, versions(t, x)); diff != "" {
		t.Error(diff)
	}
	if got := ask(t, x, "陈国强"); len(got) != 1 || got[0] != "a" {
		t.Errorf("陈国强 is one edit from 黄国强, found %v", got)
	}
	if got := ask(t, x, "梁丽芳"); got != nil {
		t.Errorf("the removed are found: %v", got)
	}
	f := registry.DirectoryFilter{Kinds: []registry.DirectoryKind{registry.HitMediator}}
	if a := answer(t, x, registry.DirectoryQuestion{Filter: f, First: 5}); a.Total != 2 {
		t.Errorf("%d people after the removal, want 2", a.Total)
	}
}

func TestARemovedPersonAppearsNowhere(t *testing.T) {
	x := open(t, "", literal(t))
	gone := person("a", "陈国强", 2)
	gone.Mediator.Status = registry.MediatorRemoved
	for i, d := range []registry.IndexDocument{person("a", "陈国强", 1), gone} {
		if err := x.Apply(context.Background(), registry.IndexBatch{Put: []registry.IndexDocument{d}, At: registry.Mark{Epoch: "e", Seq: int64(i)}}); err != nil {
			t.Fatal(err)
		}
	}
	if got := versions(t, x); len(got) != 0 {
		t.Errorf("still there: %v", got)
	}
}

func TestAnIndexIsTheSameAfterReopening(t *testing.T) {
	dir, o := t.TempDir(), literal(t)
	x, err := Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	rebuild(t, x, registry.Mark{Epoch: "e", Seq: 9}, directory(t))
	want, found := versions(t, x), ask(t, x, "棠下镇调解室")
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	x = open(t, dir, o)
	if m := markOf(t, x); m != (registry.Mark{Epoch: "e", Seq: 9}) || x.Damage() != nil {
		t.Errorf("mark %v, damage %v", m, x.Damage())
	}
	if diff := cmp.Diff(want, versions(t, x)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(found, ask(t, x, "棠下镇调解室")); diff != "" {
		t.Error(diff)
	}
}

func TestBatchesThatArriveDuringARebuildAreKept(t *testing.T) {
	x := open(t, "", literal(t))
	ctx := context.Background()
	err := x.Rebuild(ctx, registry.Mark{Epoch: "e", Seq: 5}, func(add func(registry.IndexDocument) error) error {
		if err := add(person("a", "陈国强", 1)); err != nil {
			return err
		}
		for seq, b := range []registry.IndexBatch{
			{Put: []registry.IndexDocument{person("old", "旧人", 1)}, At: registry.Mark{Epoch: "e", Seq: 4}},
			{Put: []registry.IndexDocument{person("a", "陈国强", 2)}, At: registry.Mark{Epoch: "e", Seq: 7}},
		} {
			if err := x.Apply(ctx, b); err != nil {
				return fmt.Errorf("batch %d: %w", seq, err)
			}
		}
		if len(ask(t, x, "旧人")) != 1 {
			return errors.New("the old generation does not answer meanwhile")
		}
		return add(person("b", "梁丽芳", 1))
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]int{"a": 2, "b": 1, "old": 1}, versions(t, x)); diff != "" {
		t.Error(diff)
	}
	if m := markOf(t, x); m.Seq != 7 {
		t.Errorf("mark %v", m)
	}
	err = x.Rebuild(ctx, registry.Mark{Epoch: "e", Seq: 9}, func(func(registry.IndexDocument) error) error {
		return x.Apply(ctx, registry.IndexBatch{At: registry.Mark{Epoch: "e", Seq: 8}})
	})
	if m := markOf(t, x); err != nil || m.Seq != 9 {
		t.Errorf("an older batch moved the mark back: %v %v", m, err)
	}
}

func TestAFailedRebuildLeavesTheOldIndex(t *testing.T) {
	x := filled(t, literal(t), []registry.IndexDocument{person("a", "陈国强", 1)})
	before := markOf(t, x)
	broken := errors.New("the store is away")
	err := x.Rebuild(context.Background(), registry.Mark{Epoch: "e", Seq: 9}, func(add func(registry.IndexDocument) error) error {
		_ = add(person("b", "梁丽芳", 1))
		return broken
	})
	if !errors.Is(err, broken) {
		t.Fatalf("error %v", err)
	}
	if diff := cmp.Diff(map[string]int{"a": 1}, versions(t, x)); diff != "" || markOf(t, x) != before {
		t.Errorf("mark %v %s", markOf(t, x), diff)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := x.Rebuild(ctx, before, source(directory(t))); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled rebuild: %v", err)
	}
	if entries, _ := os.ReadDir(x.dir); len(entries) != 3 { // lock, CURRENT, one generation
		t.Errorf("left behind: %v", entries)
	}
}

func TestClosingGivesUpARebuild(t *testing.T) {
	x, err := Open("", literal(t))
	if err != nil {
		t.Fatal(err)
	}
	filling, closed := make(chan bool), make(chan error)
	go func() { <-filling; closed <- x.Close() }()
	err = x.Rebuild(context.Background(), registry.Mark{Epoch: "e", Seq: 1}, func(add func(registry.IndexDocument) error) error {
		close(filling)
		for i := 0; ; i++ { // without end: only Close ends it
			if err := add(person(strconv.Itoa(i), "陈国强", 1)); err != nil {
				return err
			}
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("rebuild: %v", err)
	}
	if err := <-closed; err != nil {
		t.Errorf("close: %v", err)
	}
}

func TestSearchesApplicationsAndRebuildsRunTogether(t *testing.T) {
	docs := directory(t)
	x := filled(t, literal(t), docs)
	ctx := context.Background()
	var wg sync.WaitGroup
	run := func(times int, fn func(i int) error) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range times {
				if err := fn(i); err != nil {
					t.Error(err)
				}
			}
		}()
	}
	run(3, func(i int) error {
		return x.Rebuild(ctx, registry.Mark{Epoch: "test", Seq: int64(i)}, source(docs))
	})
	run(20, func(i int) error {
		return x.Apply(ctx, registry.IndexBatch{Put: []registry.IndexDocument{person("extra"+strconv.Itoa(i), "戚继光", i)}, At: registry.Mark{Epoch: "test", Seq: int64(100 + i)}})
	})
	for range 2 {
		run(60, func(i int) error {
			a, err := x.Search(ctx, registry.DirectoryQuestion{Text: "劳资", First: 10, Facets: true})
			if err == nil && a.Total == 0 {
				err = errors.New("a search found nothing meanwhile")
			}
			return err
		})
	}
	run(30, func(int) error { _, err := x.Suggest(ctx, "tx", 5); return err })
	run(5, func(int) error { return x.Each(ctx, func(string, int) error { return nil }) })
	wg.Wait()
	got := versions(t, x) // what was applied between two rebuilds is the store's to give again
	for _, d := range docs {
		if _, ok := got[d.ID()]; !ok {
			t.Errorf("%s is gone", d.ID())
		}
	}
}

// A child process applies batches until it kills itself at a moment of no
// significance. Batch i adds document "d<i>" and writes document "last" with
// version i, at mark i.
const killEnv = "LIUYUAN_TEST_APPLY_UNTIL_KILLED"

func TestAfterAKillTheMarkTellsWhichDocumentsAreThere(t *testing.T) {
	if dir := os.Getenv(killEnv); dir != "" {
		applyUntilKilled(t, dir)
		return
	}
	for range 6 {
		dir := t.TempDir()
		child := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
		child.Env = append(os.Environ(), killEnv+"="+dir)
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		acked := 0
		for scan := bufio.NewScanner(out); scan.Scan(); {
			acked, _ = strconv.Atoi(scan.Text())
		}
		_ = child.Wait()
		if acked == 0 {
			t.Fatal("the child applied nothing")
		}
		checkKilled(t, dir, acked)
	}
}

func applyUntilKilled(t *testing.T, dir string) {
	x, err := Open(dir, literal(t))
	if err != nil {
		t.Fatal(err)
	}
	for i := 1; ; i++ {
		err := x.Apply(context.Background(), registry.IndexBatch{
			Put: []registry.IndexDocument{person("d"+strconv.Itoa(i), "陈国强", 1), person("last", "梁丽芳", i)},
			At:  registry.Mark{Epoch: "e", Seq: int64(i)},
		})
		if err != nil {
			t.Fatal(err)
		}
		fmt.Println(i)
		if i == 1 {
			time.AfterFunc(rand.N(200*time.Millisecond), func() { _ = syscall.Kill(os.Getpid(), syscall.SIGKILL) })
		}
	}
}

func checkKilled(t *testing.T, dir string, acked int) {
	t.Helper()
	x := open(t, dir, literal(t))
	m := markOf(t, x)
	if int(m.Seq) < acked {
		t.Errorf("batch %d was acknowledged and the mark is %d (damage %v)", acked, m.Seq, x.Damage())
	}
	want := map[string]int{"last": int(m.Seq)}
	for i := 1; i <= int(m.Seq); i++ {
		want["d"+strconv.Itoa(i)] = 1
	}
	if diff := cmp.Diff(want, versions(t, x)); diff != "" {
		t.Error(diff)
	}
}
