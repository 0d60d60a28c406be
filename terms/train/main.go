// Command train writes the models of the classifier, terms/data/model.tsv for types
// and riskmodel.tsv for danger, from the labelled development texts, the texts and the
// vocabulary beside this file, the taxonomy and the risk words:
//
//	go run ./terms/train            # write the models
//	go run ./terms/train -folds 5   # tell how well models do on texts held back
//
// It is run from the root of the repository. Test texts are never read.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"

	"liuyuan/registry"
	"liuyuan/terms"
)

const (
	output = "terms/data/model.tsv"
	risks  = "terms/data/riskmodel.tsv"
)

func main() {
	folds := flag.Int("folds", 0, "judge by cross-validation in so many parts instead of writing")
	misses := flag.Bool("misses", false, "with -folds: show what was answered wrongly")
	flag.Parse()
	run := write
	if *folds > 1 {
		run = func() error { return validate(*folds, *misses) }
	}
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func write() error {
	t, err := registry.LoadTaxonomy()
	if err != nil {
		return err
	}
	cases, err := readCorpus()
	if err != nil {
		return err
	}
	types, dangers, err := build(t, cases)
	if err != nil {
		return err
	}
	fmt.Printf("%d texts\n%s: %d bytes\n%s: %d bytes\n", len(cases), output, len(types), risks, len(dangers))
	if err := os.WriteFile(output, types, 0o644); err != nil {
		return err
	}
	return os.WriteFile(risks, dangers, 0o644)
}

// build gives the contents of both model files.
func build(t *registry.Taxonomy, cases []terms.Case) (types, dangers []byte, err error) {
	lessons := words()
	for _, c := range cases {
		lessons = append(lessons, terms.TextLesson(c.Text, c.Code))
	}
	var a, b bytes.Buffer
	if err := terms.Train(&a, t, lessons); err != nil {
		return nil, nil, err
	}
	if err := terms.TrainRisk(&b, cases); err != nil {
		return nil, nil, err
	}
	return a.Bytes(), b.Bytes(), nil
}
