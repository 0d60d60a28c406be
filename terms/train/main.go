// Command train writes the model of the classifier, terms/data/model.tsv, from the
// labelled development texts and the vocabulary beside this file:
//
//	go run ./terms/train
//
// It is run from the root of the repository. Test texts are never read.
package main

import (
	"bufio"
	"bytes"
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"liuyuan/registry"
	"liuyuan/terms"
)

//go:embed vocabulary.txt
var vocabulary []byte

const (
	texts  = "terms/testdata"
	output = "terms/data/model.tsv"
	risks  = "terms/data/riskmodel.tsv"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run() error {
	t, err := registry.LoadTaxonomy()
	if err != nil {
		return err
	}
	cases, err := readTexts()
	if err != nil {
		return err
	}
	var lessons []terms.Lesson
	for _, c := range cases {
		lessons = append(lessons, terms.TextLesson(c.Text, c.Code))
	}
	count := len(lessons)
	for words := bufio.NewScanner(bytes.NewReader(vocabulary)); words.Scan(); {
		fields := strings.Fields(words.Text())
		if len(fields) < 2 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		for _, w := range fields[1:] {
			lessons = append(lessons, terms.WordLesson(w, registry.TypeCode(fields[0])))
		}
	}
	var b bytes.Buffer
	if err := terms.Train(&b, t, lessons); err != nil {
		return err
	}
	fmt.Printf("%d texts, %d words, %d bytes\n", count, len(lessons)-count, b.Len())
	if err := os.WriteFile(output, b.Bytes(), 0o644); err != nil {
		return err
	}
	b.Reset()
	if err := terms.TrainRisk(&b, cases); err != nil {
		return err
	}
	fmt.Printf("risk: %d bytes\n", b.Len())
	return os.WriteFile(risks, b.Bytes(), 0o644)
}

// readTexts reads every labelled file whose name does not say that it is for tests.
func readTexts() ([]terms.Case, error) {
	files, err := filepath.Glob(filepath.Join(texts, "*.jsonl"))
	if err != nil {
		return nil, err
	}
	var all []terms.Case
	for _, name := range files {
		if strings.Contains(filepath.Base(name), "-test") {
			continue
		}
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		cases, err := terms.ReadCases(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, cases...)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("no texts in %s: run from the root of the repository", texts)
	}
	return all, nil
}
