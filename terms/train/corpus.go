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
	labelled = "terms/testdata"    // of these, the files for development
	texts    = "terms/train/texts" // see README.md there
)

// readCorpus reads every text to learn from. The working directory is the root of the
// repository.
func readCorpus() ([]terms.Case, error) {
	own, err := filepath.Glob(filepath.Join(texts, "*.txt"))
	if err != nil {
		return nil, err
	}
	all, err := readFiles(own, readTexts)
	if err != nil {
		return nil, err
	}
	dev, err := developmentFiles()
	if err != nil {
		return nil, err
	}
	more, err := readFiles(dev, func(f *os.File) ([]terms.Case, error) { return terms.ReadCases(f) })
	if err == nil && (len(all) == 0 || len(more) == 0) {
		err = fmt.Errorf("no texts in %s or %s: run from the root of the repository", texts, labelled)
	}
	return append(all, more...), err
}

// developmentFiles are the labelled files whose name does not say that they are for tests.
func developmentFiles() ([]string, error) {
	all, err := filepath.Glob(filepath.Join(labelled, "*.jsonl"))
	var dev []string
	for _, name := range all {
		if !strings.Contains(filepath.Base(name), "-test") {
			dev = append(dev, name)
		}
	}
	return dev, err
}

func readFiles(names []string, read func(*os.File) ([]terms.Case, error)) ([]terms.Case, error) {
	var all []terms.Case
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		cases, err := read(f)
		_ = f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, cases...)
	}
	return all, nil
}

// readTexts reads a text a line below a heading. "# 10.01" names the type of what
// follows; below "# HIGH" the lines begin with the type and have that level of risk.
func readTexts(f *os.File) ([]terms.Case, error) {
	var all []terms.Case
	var code registry.TypeCode
	var risk registry.RiskLevel
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if heading, ok := strings.CutPrefix(line, "# "); ok {
			code, risk = registry.TypeCode(heading), ""
			if !code.Valid() {
				code, risk = "", registry.RiskLevel(heading)
			}
			continue
		}
		if line == "" {
			continue
		}
		c := terms.Case{Text: line, Code: code, Risk: risk}
		if risk != "" {
			first, rest, _ := strings.Cut(line, " ")
			c.Code, c.Text = registry.TypeCode(first), rest
		}
		if !c.Code.Valid() || c.Text == "" {
			return nil, fmt.Errorf("line %d: %q has no type", n, line)
		}
		all = append(all, c)
	}
	return all, lines.Err()
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
