package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/rs/zerolog"

	"liuyuan/identity"
	"liuyuan/registry"
)

// A restart must not make the words anew: for a province that would be minutes without
// a search.
func TestARestartFindsItsWordsAsTheyWere(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	start := func() *app {
		t.Helper()
		a, err := openApp(ctx, appOptions{place: place{Data: dir}, Log: zerolog.Nop(), Search: true, Matching: true, Exclusive: true, Migrate: true})
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	a := start()
	if err := a.loadSeed(ctx, "2026-03-02"); err != nil {
		t.Fatal(err)
	}
	a.close()
	made, err := os.ReadFile(filepath.Join(dir, "index", "CURRENT"))
	if err != nil {
		t.Fatal(err)
	}
	a = start()
	defer a.close()
	if why := a.index.Damage(); why != nil {
		t.Fatalf("the words were thrown away: %v", why)
	}
	answer, err := a.centre.Search(ctx, identity.System(), registry.DirectoryQuestion{Text: "船哥", First: 5})
	if err != nil || len(answer.Hits) == 0 {
		t.Errorf("a search at once after the restart: %d hits, %v", len(answer.Hits), err)
	}
	if now, _ := os.ReadFile(filepath.Join(dir, "index", "CURRENT")); string(now) != string(made) {
		t.Errorf("another generation is in force: %s instead of %s", now, made)
	}
}
