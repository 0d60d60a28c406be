// Command train writes the models of the classifier, terms/data/model.tsv for types
// and riskmodel.tsv for danger, from the labelled development texts, the taxonomy, the
// risk words and the vocabulary beside this file:
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
	types, dangers, err := build()
	if err != nil {
		return err
	}
	fmt.Printf("%s: %d bytes\n%s: %d bytes\n", output, len(types), risks, len(dangers))
	if err := os.WriteFile(output, types, 0o644); err != nil {
		return err
	}
	return os.WriteFile(risks, dangers, 0o644)
}

// build gives the contents of both model files. The working directory is the root of
// the repository.
func build() (types, dangers []byte, err error) {
	t, err := registry.LoadTaxonomy()
	if err != nil {
		return nil, nil, err
	}
	cases, err := readTexts()
	if err != nil {
		return nil, nil, err
	}
	var a, b bytes.Buffer
	if err := terms.Train(&a, t, append(texted(cases), words()...)); err != nil {
		return nil, nil, err
	}
	if err := terms.TrainRisk(&b, t, cases, words()); err != nil {
		return nil, nil, err
	}
	return a.Bytes(), b.Bytes(), nil
}

func texted(cases []terms.Case) []terms.Lesson {
	lessons := make([]terms.Lesson, 0, len(cases))
	for _, c := range cases {
		lessons = append(lessons, terms.TextLesson(c.Text, c.Code))
	}
	return lessons
}

// words reads the vocabulary: a type and its words a line.
func words() []terms.Lesson {
	var lessons []terms.Lesson
	for lines := bufio.NewScanner(bytes.NewReader(vocabulary)); lines.Scan(); {
		fields := strings.Fields(lines.Text())
		if len(fields) < 2 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		for _, w := range fields[1:] {
			lessons = append(lessons, terms.WordLesson(w, registry.TypeCode(fields[0])))
		}
	}
	return lessons
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
		_ = f.Close()
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
