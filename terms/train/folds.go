package main

import (
	"fmt"
	"os"

	"liuyuan/registry"
	"liuyuan/terms"
)

// validate trains without a part of the texts of this command and judges by that
// part, for each part in turn. The older development files are learnt from in every
// turn, since the cues were written on them; the cues have not seen the texts.
func validate(folds int, misses bool) error {
	t, err := registry.LoadTaxonomy()
	if err != nil {
		return err
	}
	all, err := readCorpus()
	if err != nil {
		return err
	}
	c, err := terms.NewClassifier(t, nil)
	if err != nil {
		return err
	}
	cases, own := all.cases(), len(join(all.texts))
	var sum terms.Tally
	for part := range folds {
		var learn, judge []terms.Case
		for i, k := range cases {
			if i < own && i%folds == part {
				judge = append(judge, k)
			} else {
				learn = append(learn, k)
			}
		}
		types, risk, err := build(t, learn)
		if err != nil {
			return err
		}
		other, err := c.Judging(string(types), string(risk))
		if err != nil {
			return err
		}
		sum.Add(other, judge)
	}
	e := sum.Evaluation()
	if !misses {
		e.Misses = nil
	}
	fmt.Printf("cross-validation in %d parts\n", folds)
	return e.WriteText(os.Stdout)
}
