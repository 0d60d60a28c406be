package index

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"liuyuan/registry"
)

func TestASecondOpenIsRefusedAtOnce(t *testing.T) {
	dir, o := t.TempDir(), literal(t)
	open(t, dir, o)
	if _, err := Open(dir, o); registry.CodeOf(err) != registry.CodeUnavailable {
		t.Errorf("error %v", err)
	}
}

func TestAClosedIndexIsUnavailable(t *testing.T) {
	x, err := Open("", literal(t))
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := x.Mark(); registry.CodeOf(err) != registry.CodeUnavailable {
		t.Errorf("error %v", err)
	}
	if err := x.Close(); err != nil {
		t.Errorf("closing twice: %v", err)
	}
	if _, err := os.Stat(x.dir); !os.IsNotExist(err) {
		t.Errorf("the temporary directory stays: %v", err)
	}
}

// Each damage leaves an index that starts empty, says why, and is whole again
// after a rebuild.
func TestADamagedIndexIsReportedAndRebuilt(t *testing.T) {
	segment := func(t *testing.T, dir string) string {
		files, _ := filepath.Glob(filepath.Join(dir, "g-*", "*.zap"))
		if len(files) == 0 {
			t.Fatal("no segment file")
		}
		return files[0]
	}
	root := func(dir string) string {
		files, _ := filepath.Glob(filepath.Join(dir, "g-*", "root.bolt"))
		return files[0]
	}
	for name, harm := range map[string]func(t *testing.T, dir string){
		"a byte of a segment turned over": func(t *testing.T, dir string) { flip(t, segment(t, dir), 0.5) },
		"the begin of a segment":          func(t *testing.T, dir string) { flip(t, segment(t, dir), 0) },
		"the end of a segment":            func(t *testing.T, dir string) { flip(t, segment(t, dir), 0.999) },
		"a segment cut in half":           func(t *testing.T, dir string) { truncate(t, segment(t, dir), 0.5) },
		"an empty segment":                func(t *testing.T, dir string) { truncate(t, segment(t, dir), 0) },
		"a lost segment":                  func(t *testing.T, dir string) { remove(t, segment(t, dir)) },
		"a lost root":                     func(t *testing.T, dir string) { remove(t, root(dir)) },
		"an empty root":                   func(t *testing.T, dir string) { truncate(t, root(dir), 0) },
		"a root cut in half":              func(t *testing.T, dir string) { truncate(t, root(dir), 0.5) },
		"a root of rubbish":               func(t *testing.T, dir string) { write(t, root(dir), "rubbish") },
		"CURRENT of rubbish":              func(t *testing.T, dir string) { write(t, filepath.Join(dir, "CURRENT"), "rubbish") },
		"CURRENT of a lost generation":    func(t *testing.T, dir string) { write(t, filepath.Join(dir, "CURRENT"), "77") },
	} {
		t.Run(name, func(t *testing.T) {
			dir, o := t.TempDir(), literal(t)
			x, err := Open(dir, o)
			if err != nil {
				t.Fatal(err)
			}
			docs := directory(t)
			rebuild(t, x, registry.Mark{Epoch: "e", Seq: 3}, docs)
			if err := x.Close(); err != nil {
				t.Fatal(err)
			}
			harm(t, dir)
			x = open(t, dir, o)
			if m := markOf(t, x); m != (registry.Mark{}) {
				t.Fatalf("mark %v after damage", m)
			}
			if x.Damage() == nil {
				t.Error("nothing says why the index is empty")
			}
			if len(ask(t, x, "船哥")) != 0 {
				t.Error("a damaged index answers")
			}
			rebuild(t, x, registry.Mark{Epoch: "e", Seq: 4}, docs)
			if x.Damage() != nil || markOf(t, x).Seq != 4 || len(versions(t, x)) != len(docs) {
				t.Errorf("not whole after the rebuild: %v, %v", x.Damage(), markOf(t, x))
			}
		})
	}
}

// The files of a running index are cut off under it: reading them faults.
func TestDamageWhileRunningIsNoCrash(t *testing.T) {
	docs := directory(t)
	x := filled(t, literal(t), docs)
	files, err := filepath.Glob(filepath.Join(x.dir, "g-*", "*.zap"))
	if err != nil || len(files) == 0 {
		t.Fatal("no segment files", err)
	}
	for _, f := range files {
		truncate(t, f, 0)
	}
	_, err = x.Search(context.Background(), registry.DirectoryQuestion{Text: "船哥", First: 5, Facets: true})
	if registry.CodeOf(err) != registry.CodeUnavailable {
		t.Fatalf("error %v", err)
	}
	if m := markOf(t, x); m != (registry.Mark{}) || x.Damage() == nil {
		t.Errorf("mark %v, damage %v", m, x.Damage())
	}
	rebuild(t, x, registry.Mark{Epoch: "e", Seq: 9}, docs)
	if x.Damage() != nil || len(ask(t, x, "船哥")) == 0 {
		t.Errorf("not whole after the rebuild: %v", x.Damage())
	}
}

// Nobody searches while Bleve merges segments that are cut off under it.
func TestDamageThatAMergeMeetsIsNoCrash(t *testing.T) {
	for range 10 { // Bleve may have merged all before they are cut off
		if mergesDamage(t) {
			return
		}
	}
	t.Error("no merge met damage")
}

func mergesDamage(t *testing.T) (met bool) {
	docs := directory(t)
	x := open(t, t.TempDir(), literal(t))
	for i, d := range docs[:5] { // a segment each
		if err := x.Apply(context.Background(), registry.IndexBatch{Put: []registry.IndexDocument{d}, At: registry.Mark{Epoch: "e", Seq: int64(i + 1)}}); err != nil {
			t.Fatal(err)
		}
	}
	files, err := filepath.Glob(filepath.Join(x.dir, "g-*", "*.zap"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if err := os.Truncate(f, 0); err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
	}
	met = x.live.merge(context.Background()) != nil
	_, err = x.Search(context.Background(), registry.DirectoryQuestion{Text: "船哥", First: 5})
	if met && registry.CodeOf(err) != registry.CodeUnavailable {
		t.Errorf("a search after it: %v, want UNAVAILABLE", err)
	}
	rebuild(t, x, registry.Mark{Epoch: "e", Seq: 99}, docs)
	if x.Damage() != nil || len(ask(t, x, "船哥")) == 0 {
		t.Errorf("not whole after the rebuild: %v", x.Damage())
	}
	return met
}

// Bleve's merger may have halted at the damage before we ask it for anything.
func TestAHaltedEngineKeepsNobodyWaiting(t *testing.T) {
	x := open(t, t.TempDir(), literal(t))
	halted.Store(x.live.dir, true)
	start := time.Now()
	for name, err := range map[string]error{
		"a merge": x.read(func(g *generation) error { return g.await(make(chan error), g.failures()) }),
		"a write": x.live.await(make(chan error), x.live.failures()),
	} {
		if registry.CodeOf(err) != registry.CodeUnavailable && !errors.Is(err, errDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if x.Damage() == nil || time.Since(start) > 5*time.Second {
		t.Errorf("damage %v after %v", x.Damage(), time.Since(start))
	}
	docs := directory(t)
	rebuild(t, x, registry.Mark{Epoch: "e", Seq: 99}, docs)
	if x.Damage() != nil || len(ask(t, x, "船哥")) == 0 {
		t.Errorf("not whole after the rebuild: %v", x.Damage())
	}
}

// The program opens the index before it knows any place.
func TestOpeningAsksNothingOfItsOptions(t *testing.T) {
	dir, o := t.TempDir(), literal(t)
	x := open(t, dir, o)
	rebuild(t, x, registry.Mark{Epoch: "e", Seq: 3}, directory(t))
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	o.Understand = func(string) ([]registry.InterpretedFilter, string) { panic("too early") }
	o.Regions = func() []registry.Region { panic("too early") }
	if x = open(t, dir, o); x.Damage() != nil || markOf(t, x).Seq != 3 {
		t.Errorf("opened again: mark %v, damage %v", markOf(t, x), x.Damage())
	}
}

func TestAFaultOfOursIsNotTakenForDamage(t *testing.T) {
	o := literal(t)
	x := filled(t, o, directory(t))
	x.options.Understand = func(string) ([]registry.InterpretedFilter, string) { panic("a bug") }
	_, err := x.Search(context.Background(), registry.DirectoryQuestion{Text: "船哥", First: 5})
	if registry.CodeOf(err) != registry.CodeInternal || x.Damage() != nil || markOf(t, x).Seq != 1 {
		t.Errorf("error %v, damage %v", err, x.Damage())
	}
}

func TestAnIndexOfAnotherVersionIsForeign(t *testing.T) {
	dir, o := t.TempDir(), literal(t)
	x, err := Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	rebuild(t, x, registry.Mark{Epoch: "e", Seq: 3}, directory(t))
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	o.TermsVersion = "newer"
	x = open(t, dir, o)
	if m := markOf(t, x); m != (registry.Mark{}) || x.Damage() == nil {
		t.Errorf("mark %v, damage %v", m, x.Damage())
	}
}

func TestLeftoversOfAKilledRebuildAreRemoved(t *testing.T) {
	dir, o := t.TempDir(), literal(t)
	left := generationDir(dir, 41)
	if err := os.MkdirAll(left, 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(left, "root.bolt"), "half")
	x := open(t, dir, o)
	rebuild(t, x, registry.Mark{Epoch: "e", Seq: 3}, directory(t))
	if got := generations(dir); len(got) != 1 {
		t.Errorf("generations %v", got)
	}
}

func flip(t *testing.T, path string, at float64) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b[int(float64(len(b)-1)*at)] ^= 0xff
	write(t, path, string(b))
}

func truncate(t *testing.T, path string, to float64) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, int64(float64(info.Size())*to)); err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}
