package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"liuyuan/registry"
	"liuyuan/terms"
)

// shifts are how much warier than usual, in the risk model's margin, the classifiers
// of the table are.
var shifts = []float64{-2, -1, -0.5, 0, 0.5, 1, 2}

// strangers judges each file that tells levels of risk by a model that has not seen
// it, and prints what share of its dangers is flagged and of the rest called high, for
// more and for less wary classifiers. The words of risk are the same for all.
func strangers() error {
	t, err := registry.LoadTaxonomy()
	if err != nil {
		return err
	}
	c, err := terms.NewClassifier(t, nil)
	if err != nil {
		return err
	}
	types, err := os.ReadFile(output)
	if err != nil {
		return err
	}
	all, err := readCorpus()
	if err != nil {
		return err
	}
	sources := all.sources()
	sums := make([]terms.Tally, len(shifts))
	for i, source := range sources {
		judge := levelled(source.cases)
		if len(judge) == 0 {
			continue
		}
		other, err := unaware(c, string(types), sources, i)
		if err != nil {
			return err
		}
		row := make([]terms.Tally, len(shifts))
		for j, shift := range shifts {
			row[j].Add(other.Warier(shift), judge)
			sums[j].Add(other.Warier(shift), judge)
		}
		tell(strings.TrimPrefix(source.name, "terms/"), row)
	}
	tell("all", sums)
	return nil
}

// unaware is the classifier with a risk model that has not seen a source.
func unaware(c *terms.Classifier, types string, sources []source, unseen int) (*terms.Classifier, error) {
	learn := slices.Delete(slices.Clone(sources), unseen, unseen+1)
	var risk strings.Builder
	if err := terms.TrainRisk(&risk, join(learn)); err != nil {
		return nil, err
	}
	return c.Judging(types, risk.String())
}

// levelled are the cases that tell a level of risk.
func levelled(cases []terms.Case) []terms.Case {
	var some []terms.Case
	for _, c := range cases {
		if c.Risk != "" {
			some = append(some, c)
		}
	}
	return some
}

// tell prints a line of the table: flagged / called high wrongly, by shift.
func tell(name string, row []terms.Tally) {
	fmt.Printf("%-30s", name)
	for i := range row {
		e := row[i].Evaluation()
		fmt.Printf("  %+.1f: %.3f/%.3f", shifts[i], e.Flagged, e.False)
	}
	fmt.Println()
}
