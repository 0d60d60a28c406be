package main

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestTheSameYearGivesTheSameBytes(t *testing.T) {
	first, second := t.TempDir(), t.TempDir()
	for _, dir := range []string{first, second} {
		if err := write(dir, 200); err != nil {
			t.Fatal(err)
		}
	}
	a, b := tree(t, first), tree(t, second)
	if len(a) != 5 {
		t.Fatalf("%d files, want the page and four pictures", len(a))
	}
	for name, text := range a {
		if b[name] != text {
			t.Errorf("%s differs between two runs", name)
		}
	}
}

func TestPicturesAreWellFormedAndHoldABarForEveryValue(t *testing.T) {
	runs, err := simulate(200)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pictures(runs) {
		text := p.svg()
		d := xml.NewDecoder(strings.NewReader(text))
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", p.file, err)
			}
		}
		bars := 0
		for _, s := range p.series {
			if len(s.values) != len(p.labels) {
				t.Errorf("%s: %s has %d values for %d labels", p.file, s.name, len(s.values), len(p.labels))
			}
			bars += len(s.values)
		}
		if got := strings.Count(text, "<title>"); got != bars || bars == 0 {
			t.Errorf("%s: %d bars, want %d", p.file, got, bars)
		}
	}
}

func TestEveryoneAndEveryDisputeIsInThePictures(t *testing.T) {
	runs, err := simulate(300)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pictures(runs) {
		for i, s := range p.series {
			sum := 0.0
			for _, v := range s.values {
				sum += v
			}
			switch {
			case p.file == "load.svg" && int(sum) != runs[i].Spread.People:
				t.Errorf("%s: %s shows %v of %d people", p.file, s.name, sum, runs[i].Spread.People)
			case p.file == "travel.svg" && int(sum) != len(runs[i].Metres):
				t.Errorf("%s: %s shows %v of %d disputes", p.file, s.name, sum, len(runs[i].Metres))
			}
		}
	}
}
