package main

import (
	"bufio"
	"bytes"
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"liuyuan/registry"
	"liuyuan/terms"
)

//go:embed vocabulary.txt
var vocabulary []byte

const (
	labelled = "terms/testdata"     // of these, the files for development
	texts    = "terms/train/texts"  // see README.md there
	graded   = "terms/train/graded" // the same, with levels of risk
)

// source is a file of texts to learn from.
type source struct {
	name  string
	cases []terms.Case
}

// corpus is every text to learn from.
type corpus struct {
	texts, development []source
}

// readCorpus reads the corpus. The working directory is the root of the repository.
func readCorpus() (corpus, error) {
	var c corpus
	var err error
	if c.texts, err = readFolder(texts); err != nil {
		return c, err
	}
	levels, err := readFolder(graded)
	if err != nil {
		return c, err
	}
	c.texts = append(c.texts, levels...)
	if c.development, err = readDevelopment(); err != nil {
		return c, err
	}
	if len(c.texts) == 0 || len(levels) == 0 || len(c.development) == 0 {
		return c, fmt.Errorf("no texts in %s, %s or %s: run from the root of the repository", texts, graded, labelled)
	}
	return c, nil
}

// sources are all files to learn from.
func (c corpus) sources() []source { return slices.Concat(c.texts, c.development) }

// cases are those of all files.
func (c corpus) cases() []terms.Case { return join(c.sources()) }

func readFolder(folder string) ([]source, error) {
	names, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil {
		return nil, err
	}
	return readFiles(names, readTexts)
}

// readDevelopment reads the labelled files whose name does not say that they are for tests.
func readDevelopment() ([]source, error) {
	all, err := filepath.Glob(filepath.Join(labelled, "*.jsonl"))
	if err != nil {
		return nil, err
	}
	dev := slices.DeleteFunc(all, func(name string) bool { return strings.Contains(filepath.Base(name), "-test") })
	return readFiles(dev, func(f *os.File) ([]terms.Case, error) { return terms.ReadCases(f) })
}

func readFiles(names []string, read func(*os.File) ([]terms.Case, error)) ([]source, error) {
	var all []source
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
		all = append(all, source{name, cases})
	}
	return all, nil
}

// join gives the cases of all sources.
func join(sources []source) []terms.Case {
	var all []terms.Case
	for _, s := range sources {
		all = append(all, s.cases...)
	}
	return all
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
