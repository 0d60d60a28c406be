package main

import (
	"context"
	"os"

	"liuyuan/index"
	"liuyuan/registry"
	"liuyuan/seed"
	"liuyuan/terms"
)

type evalCommand struct {
	Classify evalClassifyCommand `cmd:"" help:"Accuracy of classification on labelled texts. 评测纠纷分类。"`
	Search   evalSearchCommand   `cmd:"" help:"Recall of directory search on labelled queries. 评测名册检索。"`
}

type evalClassifyCommand struct {
	File string `arg:"" help:"JSONL: text, code, risk." type:"existingfile"`
}

// Run prints accuracy, recall and the misses.
func (c *evalClassifyCommand) Run(s streams) error {
	file, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer file.Close()
	cases, err := terms.ReadCases(file)
	if err != nil {
		return err
	}
	taxonomy, err := registry.LoadTaxonomy()
	if err != nil {
		return err
	}
	classifier, err := newClassifier(taxonomy)
	if err != nil {
		return err
	}
	return classifier.Evaluate(cases).WriteText(s.out)
}

type evalSearchCommand struct {
	File string `arg:"" help:"JSONL: query and wanted names; the records stand in directory.jsonl beside it." type:"existingfile"`
}

// Run searches the directory beside the file and prints recall, MRR and the misses.
func (c *evalSearchCommand) Run(ctx context.Context, s streams) error {
	taxonomy, err := registry.LoadTaxonomy()
	if err != nil {
		return err
	}
	regions := seed.Regions()
	lexicon := terms.NewLexicon(taxonomy, regions)
	report, err := index.EvaluateFile(ctx, c.File, index.Options{Taxonomy: taxonomy, TermsVersion: terms.Version(),
		Understand: lexicon.Understand, Regions: func() []registry.Region { return regions }})
	if err != nil {
		return err
	}
	return report.WriteText(s.out)
}
