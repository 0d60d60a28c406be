package index

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"

	"liuyuan/registry"
)

// EvalDirectory is the file beside a file of queries that holds the records to
// search: one JSON object a line, {"organization":…} or {"mediator":…}.
const EvalDirectory = "directory.jsonl"

// EvalDepth is the k of recall@k; reciprocal ranks are counted to evalFirst.
const (
	EvalDepth = 3
	evalFirst = 10
)

// EvalCase is one labelled query: a line of a file of queries.
type EvalCase struct {
	Query string   `json:"query"`
	Kind  string   `json:"kind"` // pinyin, initials, typo, need …: how the report groups
	Want  []string `json:"want"` // names of all records that answer it
}

// EvalReport is how well the cases were answered.
type EvalReport struct {
	Total  EvalScore
	Kinds  []EvalScore // by name
	Misses []EvalMiss  // cases with a recall below 1, as in the file
}

// EvalScore is the quality over some cases.
type EvalScore struct {
	Kind  string
	Cases int
	// Recall is the mean of |wanted ∩ first 3| ÷ min(3, |wanted|).
	Recall float64
	// MRR is the mean of 1 ÷ rank of the first wanted among ten, 0 if none is.
	MRR float64
}

// EvalMiss is a case that was not fully answered.
type EvalMiss struct {
	Case   EvalCase
	Recall float64
	Got    []string // names of the first three
	Chips  []registry.InterpretedFilter
}

// EvaluateFile reads labelled queries and the directory beside them, indexes the
// directory in a temporary place, and asks every query.
func EvaluateFile(ctx context.Context, path string, o Options) (EvalReport, error) {
	cases, err := ReadCases(path)
	if err != nil {
		return EvalReport{}, err
	}
	docs, err := ReadDirectory(filepath.Join(filepath.Dir(path), EvalDirectory))
	if err != nil {
		return EvalReport{}, err
	}
	x, err := Open("", o)
	if err != nil {
		return EvalReport{}, err
	}
	err = x.Rebuild(ctx, registry.Mark{Epoch: "evaluation", Seq: 1}, func(add func(registry.IndexDocument) error) error {
		for _, d := range docs {
			if err := add(d); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return EvalReport{}, errors.Join(err, x.Close())
	}
	report, err := Evaluate(ctx, x, namesOf(docs), cases)
	return report, errors.Join(err, x.Close())
}

// ReadCases reads a file of labelled queries.
func ReadCases(path string) ([]EvalCase, error) { return readLines[EvalCase](path) }

func namesOf(docs []registry.IndexDocument) map[string]string {
	names := map[string]string{}
	for _, d := range docs {
		if d.Mediator != nil {
			names[d.ID()] = d.Mediator.Name
		} else {
			names[d.ID()] = d.Organization.Name
		}
	}
	return names
}

// Evaluate asks every case of an index; names gives a record's name by identifier.
func Evaluate(ctx context.Context, x registry.Index, names map[string]string, cases []EvalCase) (EvalReport, error) {
	var r EvalReport
	byKind := map[string]*EvalScore{}
	for _, c := range cases {
		a, err := x.Search(ctx, registry.DirectoryQuestion{Text: c.Query, First: evalFirst})
		if err != nil {
			return r, fmt.Errorf("query %q: %w", c.Query, err)
		}
		recall, rank, got := judge(c, a, names)
		k := byKind[c.Kind]
		if k == nil {
			k = &EvalScore{Kind: c.Kind}
			byKind[c.Kind] = k
		}
		for _, s := range []*EvalScore{&r.Total, k} {
			s.Cases++
			s.Recall += recall
			s.MRR += rank
		}
		if recall < 1 {
			r.Misses = append(r.Misses, EvalMiss{Case: c, Recall: recall, Got: got, Chips: a.Interpreted})
		}
	}
	r.Total.mean()
	for _, k := range byKind {
		k.mean()
		r.Kinds = append(r.Kinds, *k)
	}
	sort.Slice(r.Kinds, func(i, j int) bool { return r.Kinds[i].Kind < r.Kinds[j].Kind })
	return r, nil
}

func (s *EvalScore) mean() {
	if s.Cases > 0 {
		s.Recall /= float64(s.Cases)
		s.MRR /= float64(s.Cases)
	}
}

func judge(c EvalCase, a registry.DirectoryAnswer, names map[string]string) (recall, rank float64, got []string) {
	want := map[string]bool{}
	for _, w := range c.Want {
		want[w] = true
	}
	found := map[string]bool{}
	for i, h := range a.Hits {
		name := names[string(h.Mediator)+string(h.Organization)]
		if i < EvalDepth {
			got = append(got, name)
			if want[name] {
				found[name] = true // two people of one name count once
			}
		}
		if want[name] && rank == 0 {
			rank = 1 / float64(i+1)
		}
	}
	if len(want) > 0 {
		recall = float64(len(found)) / float64(min(EvalDepth, len(want)))
	}
	return recall, rank, got
}

// WriteText prints the report as a table, with the misses below.
func (r EvalReport) WriteText(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%-14s %6s %9s %6s\n", "kind", "cases", "recall@3", "MRR")
	for _, s := range append(r.Kinds[:len(r.Kinds):len(r.Kinds)], r.Total) {
		if s.Kind == "" {
			s.Kind = "all"
		}
		fmt.Fprintf(b, "%-14s %6d %9.3f %6.3f\n", s.Kind, s.Cases, s.Recall, s.MRR)
	}
	for _, m := range r.Misses {
		fmt.Fprintf(b, "\nmiss %.2f  %s (%s)\n  wanted %v\n  got    %v\n", m.Recall, m.Case.Query, m.Case.Kind, m.Case.Want, m.Got)
		for _, c := range m.Chips {
			fmt.Fprintf(b, "  read   %s %s: %s\n", c.Kind, c.Value, c.Text)
		}
	}
	return b.Flush()
}

// ReadDirectory reads records for an evaluation; posts are joined to the
// institutions of the same file.
func ReadDirectory(path string) ([]registry.IndexDocument, error) {
	type line struct {
		Mediator     *registry.Mediator     `json:"mediator"`
		Organization *registry.Organization `json:"organization"`
	}
	lines, err := readLines[line](path)
	if err != nil {
		return nil, err
	}
	houses := map[registry.OrganizationID]registry.Organization{}
	for _, l := range lines {
		if l.Organization != nil {
			houses[l.Organization.ID] = *l.Organization
		}
	}
	var docs []registry.IndexDocument
	for i, l := range lines {
		if (l.Mediator == nil) == (l.Organization == nil) {
			return nil, fmt.Errorf("%s: line %d is neither a mediator nor an organization", filepath.Base(path), i+1)
		}
		d := registry.IndexDocument{Mediator: l.Mediator, Organization: l.Organization}
		if l.Mediator != nil {
			for _, p := range l.Mediator.Posts {
				if o, ok := houses[p.Organization]; ok {
					d.Posts = append(d.Posts, o)
				}
			}
		}
		docs = append(docs, d)
	}
	return docs, nil
}

// readLines reads a file of one JSON object a line.
func readLines[T any](path string) (all []T, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	scan := bufio.NewScanner(f)
	scan.Buffer(nil, 1<<20)
	for scan.Scan() {
		if len(scan.Bytes()) == 0 {
			continue
		}
		var one T
		if err := json.Unmarshal(scan.Bytes(), &one); err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", filepath.Base(path), len(all)+1, err)
		}
		all = append(all, one)
	}
	return all, scan.Err()
}
