package main

import (
	"os"
	"path/filepath"
	"testing"

	"liuyuan/registry"
	"liuyuan/terms"
)

// Everyday danger of a file that neither the model nor the words of risk were made on.
func TestDangerOfAFileThatTheModelHasNotSeenIsFlagged(t *testing.T) {
	t.Chdir("../..")
	tax, err := registry.LoadTaxonomy()
	if err != nil {
		t.Fatal(err)
	}
	c, err := terms.NewClassifier(tax, nil)
	if err != nil {
		t.Fatal(err)
	}
	types, err := os.ReadFile(output)
	if err != nil {
		t.Fatal(err)
	}
	all, err := readCorpus()
	if err != nil {
		t.Fatal(err)
	}
	sources := all.sources()
	for i, s := range sources {
		if s.name != filepath.Join(graded, "03.txt") {
			continue
		}
		other, err := unaware(c, string(types), sources, i)
		if err != nil {
			t.Fatal(err)
		}
		if e := other.Evaluate(levelled(s.cases)); e.High < 100 || e.Flagged < 0.94 || e.False > 0.05 {
			t.Errorf("%d dangers, flagged %.3f (at least 0.94), called high wrongly %.3f (at most 0.05)", e.High, e.Flagged, e.False)
		}
		return
	}
	t.Error("graded/03.txt is no source")
}
