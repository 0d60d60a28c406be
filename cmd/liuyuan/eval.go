package main

import (
	"context"
	"os"
	"time"

	"github.com/rs/zerolog"

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
	Demo bool   `help:"Search the Pengjiang seed instead. 改用演示数据。"`
}

// Run searches the directory beside the file, or the seed's, and prints recall, MRR
// and the misses.
func (c *evalSearchCommand) Run(ctx context.Context, s streams) error {
	evaluate := evaluateBeside
	if c.Demo {
		evaluate = evaluateDemo
	}
	report, err := evaluate(ctx, c.File)
	if err != nil {
		return err
	}
	return report.WriteText(s.out)
}

func evaluateBeside(ctx context.Context, file string) (index.EvalReport, error) {
	taxonomy, err := registry.LoadTaxonomy()
	if err != nil {
		return index.EvalReport{}, err
	}
	regions := seed.Regions()
	lexicon := terms.NewLexicon(taxonomy, regions)
	return index.EvaluateFile(ctx, file, index.Options{Taxonomy: taxonomy, TermsVersion: terms.Version(),
		Understand: lexicon.Understand, Regions: func() []registry.Region { return regions }})
}

// evaluateDemo asks the demonstration as serve wires it.
func evaluateDemo(ctx context.Context, file string) (index.EvalReport, error) {
	cases, err := index.ReadCases(file)
	if err != nil {
		return index.EvalReport{}, err
	}
	a, err := openApp(ctx, appOptions{Log: zerolog.Nop(), Demo: true, Search: true})
	if err != nil {
		return index.EvalReport{}, err
	}
	defer a.close()
	names := map[string]string{}
	for _, m := range seed.Mediators(registry.DateOf(time.Now())) {
		names[string(m.ID)] = m.Name
	}
	for _, o := range seed.Organizations() {
		names[string(o.ID)] = o.Name
	}
	return index.Evaluate(ctx, a.index, names, cases)
}
