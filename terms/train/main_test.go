package main

import (
	"bytes"
	"os"
	"testing"
)

func TestTheModelsAreWhatThisCommandWrites(t *testing.T) {
	t.Chdir("../..")
	types, dangers, err := build()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]byte{output: types, risks: dangers} {
		got, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what the words and texts give now: run go run ./terms/train and commit it", name)
		}
		if len(got) > 500_000 {
			t.Errorf("%s has %d bytes, at most 500,000", name, len(got))
		}
	}
}
