package terms

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func evaluateFiles(t *testing.T, pattern string) Evaluation {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: no such files (%v)", pattern, err)
	}
	var all []Case
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		cases, err := ReadCases(f)
		_ = f.Close()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all = append(all, cases...)
	}
	e := newClassifier(t).Evaluate(all)
	t.Logf("%s: %d texts, accuracy@1 %.3f, level one %.3f, recall@3 %.3f, MRR %.3f, high %d flagged %.3f, false alarms %.3f, graded HIGH %.3f",
		pattern, e.Cases, e.First, e.LevelOne, e.InThree, e.MRR, e.High, e.Flagged, e.False, e.Alarms)
	return e
}

func TestNarrativesNotTunedToAreClassified(t *testing.T) {
	e := evaluateFiles(t, "testdata/narratives-test.jsonl")
	if e.LevelOne < 0.92 || e.InThree < 0.88 {
		t.Errorf("level one %.3f (at least 0.92), in first three %.3f (at least 0.88)", e.LevelOne, e.InThree)
	}
	if e.Flagged < 1 || e.False > 0.05 {
		t.Errorf("high flagged %.3f (all), false alarms %.3f (at most 0.05)", e.Flagged, e.False)
	}
}

func TestNarrativesAndQuestionsOfDevelopmentStayClassified(t *testing.T) {
	e := evaluateFiles(t, "testdata/narratives-dev.jsonl")
	if e.LevelOne < 0.95 || e.Flagged < 1 || e.False > 0.02 {
		t.Errorf("level one %.3f, high flagged %.3f, false alarms %.3f", e.LevelOne, e.Flagged, e.False)
	}
	if e := evaluateFiles(t, "testdata/questions-*.jsonl"); e.LevelOne < 0.9 {
		t.Errorf("questions: level one %.3f", e.LevelOne)
	}
}

func TestTypesThatOverlapAreToldApart(t *testing.T) {
	if e := evaluateFiles(t, "testdata/overlaps.jsonl"); e.First < 0.95 {
		for _, m := range e.Misses {
			t.Errorf("%s: want %s, got %v", m.Case.Text, m.Case.Code, m.Got.Suggestions)
		}
	}
}

func TestEveryTypeHasLabelledTexts(t *testing.T) {
	f, err := os.ReadFile("testdata/narratives-dev.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range newTaxonomy(t).Types {
		if d.Code.Parent() != "" && !strings.Contains(string(f), `"`+string(d.Code)+`"`) {
			t.Errorf("no narrative for %s %s", d.Code, d.Name)
		}
	}
}

func TestCitizensQuestionsAreClassified(t *testing.T) {
	f, err := os.Open("../../shared/data/consultations-dev.jsonl")
	if err != nil {
		t.Logf("left out: the public questions are not beside this repository (../shared/data/consultations-dev.jsonl)")
		return
	}
	defer func() { _ = f.Close() }()
	cases, err := ReadCases(f)
	if err != nil {
		t.Fatal(err)
	}
	c := newClassifier(t)
	e, strict := c.Evaluate(cases), c.Evaluate(ofOneFamily(cases))
	t.Logf("%d questions of categories that mediation handles, first answer right %.3f, in one family a category %.3f", e.Cases, e.First, strict.First)
	if e.Cases != 140 || e.First < 0.68 || strict.First < 0.54 {
		t.Errorf("%d questions, first answer right %.3f (at least 0.68), in one family a category %.3f (at least 0.54)", e.Cases, e.First, strict.First)
	}
}

// ofOneFamily lets the first of a category's families alone be right.
func ofOneFamily(cases []Case) []Case {
	strict := slices.Clone(cases)
	for i, k := range strict {
		strict[i].Code, strict[i].Category = categoryFamilies(k.Category)[0], ""
	}
	return strict
}

// The stories are written to avoid the usual words and are the hardest set: neither
// cues nor model have seen them.
func TestIndirectStoriesAreMostlyClassified(t *testing.T) {
	if e := evaluateFiles(t, "testdata/stories-test-*.jsonl"); e.LevelOne < 0.75 || e.InThree < 0.9 {
		t.Errorf("level one %.3f (at least 0.75), in first three %.3f (at least 0.90)", e.LevelOne, e.InThree)
	}
}

// Questions, spoken Cantonese and centre records of every type, written before the
// model was changed.
func TestTalkOfEveryTypeIsClassified(t *testing.T) {
	if e := evaluateFiles(t, "testdata/talk-test.jsonl"); e.LevelOne < 0.92 || e.InThree < 0.95 {
		t.Errorf("level one %.3f (at least 0.92), in first three %.3f (at least 0.95)", e.LevelOne, e.InThree)
	}
}

func TestWhatOnlySoundsLikeDangerIsRarelyFlagged(t *testing.T) {
	if e := evaluateFiles(t, "testdata/danger-test.jsonl"); e.Flagged < 0.85 || e.False > 0.1 {
		t.Errorf("high flagged %.3f, false alarms %.3f", e.Flagged, e.False)
	}
	if e := evaluateFiles(t, "testdata/danger-test-3.jsonl"); e.Flagged < 1 || e.False > 0.1 {
		t.Errorf("high flagged %.3f (all), false alarms %.3f (at most 0.1 of what all sounds like danger)", e.Flagged, e.False)
	}
}

// What centres hear, by authors who had seen neither cue, text nor miss. README.md tells
// what the first runs of the last four gave.
func TestCentreNarrativesOfStrangersAreClassifiedAndDangerIsFlagged(t *testing.T) {
	for _, set := range []string{"centre-test", "centre-test-2", "centre-test-3", "centre-test-4", "centre-test-5", "centre-test-6"} {
		e := evaluateFiles(t, "testdata/"+set+".jsonl")
		if e.LevelOne < 0.92 || e.InThree < 0.95 {
			t.Errorf("%s: level one %.3f (at least 0.92), in first three %.3f (at least 0.95)", set, e.LevelOne, e.InThree)
		}
		if e.High < 50 || e.Flagged < 0.97 || e.False > 0.05 {
			t.Errorf("%s: %.3f of %d dangers flagged (at least 0.97), false alarms %.3f (at most 0.05)", set, e.Flagged, e.High, e.False)
		}
	}
}

func TestDangerIsFlagged(t *testing.T) {
	if e := evaluateFiles(t, "testdata/risk-test.jsonl"); e.Flagged < 0.9 || e.False > 0.05 {
		t.Errorf("unseen: high flagged %.3f, false alarms %.3f", e.Flagged, e.False)
	}
	if e := evaluateFiles(t, "testdata/risk-dev-*.jsonl"); e.Flagged < 1 || e.False > 0.05 {
		t.Errorf("development: high flagged %.3f, false alarms %.3f", e.Flagged, e.False)
	}
	for _, set := range []string{"testdata/questions-*.jsonl", "testdata/stories-*.jsonl"} {
		if e := evaluateFiles(t, set); e.Alarms > 0.05 {
			t.Errorf("%s: %.3f of texts without a label of risk are graded HIGH", set, e.Alarms)
		}
	}
}

func TestAFileWithACaseThatHasNoCodeIsRefusedByLine(t *testing.T) {
	_, err := ReadCases(strings.NewReader("{\"text\":\"a\",\"code\":\"10\"}\n{\"text\":\"b\"}\n"))
	if err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("error %v", err)
	}
}
