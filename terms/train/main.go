// Command train writes the models of the classifier, terms/data/model.tsv for types
// and riskmodel.tsv for danger, from the labelled development texts, the texts and the
// vocabulary beside this file, the taxonomy and the risk words:
//
//	go run ./terms/train            # write the models
//	go run ./terms/train -folds 5   # tell how well models do on texts held back
//	go run ./terms/train -strangers # tell what dangers of a file are flagged that the model has not seen
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
	unseen := flag.Bool("strangers", false, "judge the risk of each file by a model that has not seen it instead of writing")
	flag.Parse()
	run := write
	switch {
	case *folds > 1:
		run = func() error { return validate(*folds, *misses) }
	case *unseen:
		run = strangers
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
	c, err := readCorpus()
	if err != nil {
		return err
	}
	types, risk, err := build(t, c.cases())
	if err != nil {
		return err
	}
	fmt.Printf("%d texts\n%s: %d bytes\n%s: %d bytes\n", len(c.cases()), output, len(types), risks, len(risk))
	if err := os.WriteFile(output, types, 0o644); err != nil {
		return err
	}
	return os.WriteFile(risks, risk, 0o644)
}

// build gives the contents of both model files.
func build(t *registry.Taxonomy, cases []terms.Case) (types, risk []byte, err error) {
	lessons := words()
	for _, c := range cases {
		code, _ := t.Resolve(c.Code)
		lessons = append(lessons, terms.TextLesson(c.Text, code))
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
