package matching

import (
	"slices"

	"liuyuan/registry"
)

// Shift is one question that two policies answer differently.
type Shift struct {
	Question int // place in the list of questions
	Before   []registry.Candidate
	After    []registry.Candidate
}

// Comparison is what a change of policy would have done to a set of questions.
type Comparison struct {
	Before, After string // versions
	Questions     int
	SameFirst     int // the same person is asked first
	SameList      int // the same people in the same order
	Shifts        []Shift
}

// ComparePolicies answers every question under both policies and reports where
// other people would be asked, in the order of the questions. How many people
// count is the question's First.
func (p *Pool) ComparePolicies(before, after *Policy, questions []registry.MatchQuestion) Comparison {
	c := Comparison{Before: before.Version, After: after.Version, Questions: len(questions)}
	for i, q := range questions {
		x, y := p.Match(before, q).Candidates, p.Match(after, q).Candidates
		same := func(a, b registry.Candidate) bool { return a.Mediator == b.Mediator }
		if len(x) == 0 && len(y) == 0 || len(x) > 0 && len(y) > 0 && same(x[0], y[0]) {
			c.SameFirst++
		}
		if slices.EqualFunc(x, y, same) {
			c.SameList++
			continue
		}
		c.Shifts = append(c.Shifts, Shift{i, x, y})
	}
	return c
}
