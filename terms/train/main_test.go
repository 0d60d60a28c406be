package main

import (
	"bytes"
	"os"
	"testing"

	"liuyuan/registry"
)

// A model may have so many bytes: it is read at every start.
const most = 6_000_000

func TestTheModelsAreWhatThisCommandWrites(t *testing.T) {
	t.Chdir("../..")
	tax, err := registry.LoadTaxonomy()
	if err != nil {
		t.Fatal(err)
	}
	c, err := readCorpus()
	if err != nil {
		t.Fatal(err)
	}
	types, risk, err := build(tax, c.cases())
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]byte{output: types, risks: risk} {
		got, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what the words and texts give now: run go run ./terms/train and commit it", name)
		}
		if len(got) > most {
			t.Errorf("%s has %d bytes, at most %d", name, len(got), most)
		}
	}
}
