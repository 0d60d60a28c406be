package centre

import (
	"context"
	"fmt"

	"liuyuan/identity"
	"liuyuan/registry"
)

// Candidate is a ranked person with the record that is shown.
type Candidate struct {
	registry.Candidate
	Person *Person
}

// Relaxation is a step of the ladder with the person it would bring.
type Relaxation struct {
	Change   registry.Reason
	Eligible int
	First    *Candidate
}

// Answer is the ranked proposal for a dispute with the records of its people.
type Answer struct {
	registry.MatchAnswer
	Candidates  []Candidate
	Relaxations []Relaxation
}

// Match proposes who suits a dispute, and why; first is 0…100 people.
func (c *Centre) Match(ctx context.Context, v identity.Viewer, in MatchInput, first int) (*Answer, error) {
	if err := c.allow(v, "Query", "matchMediators"); err != nil {
		return nil, err
	}
	if first < 0 || first > registry.MaxCandidates {
		return nil, registry.Refuse(registry.CodeOutOfRange, []string{"first"},
			fmt.Sprintf("first 须在 0 到 %d 之间", registry.MaxCandidates), fmt.Sprintf("first is 0 to %d", registry.MaxCandidates))
	}
	q, err := c.question(ctx, v, in)
	if err != nil {
		return nil, err
	}
	q.First = first
	raw := c.pool.Load().Match(c.matching, q)
	return c.answer(ctx, v, raw)
}

// answer reads the records of everyone an answer names. Someone who was removed or
// suspended since the pool last heard is left out.
func (c *Centre) answer(ctx context.Context, v identity.Viewer, raw registry.MatchAnswer) (*Answer, error) {
	var ids []registry.MediatorID
	for _, x := range raw.Candidates {
		ids = append(ids, x.Mediator)
	}
	for _, r := range raw.Relaxations {
		if r.First != nil {
			ids = append(ids, r.First.Mediator)
		}
	}
	people, err := c.peopleByID(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	out := &Answer{MatchAnswer: raw}
	day := registry.DateOf(raw.AsOf)
	for _, x := range raw.Candidates {
		if shown := people.show(&x, day); shown != nil {
			shown.Rank = len(out.Candidates) + 1
			out.Candidates = append(out.Candidates, *shown)
		}
	}
	for _, r := range raw.Relaxations {
		out.Relaxations = append(out.Relaxations, Relaxation{r.Change, r.Eligible, people.show(r.First, day)})
	}
	return out, nil
}

// people are the records of an answer.
type people map[registry.MediatorID]*Person

func (c *Centre) peopleByID(ctx context.Context, v identity.Viewer, ids []registry.MediatorID) (people, error) {
	if len(ids) == 0 {
		return people{}, nil
	}
	found, err := c.Mediators(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	byID := people{}
	for i, id := range ids {
		byID[id] = found[i]
	}
	return byID, nil
}

// show joins a candidate with the record; nil if the person no longer takes part.
func (p people) show(x *registry.Candidate, day registry.Date) *Candidate {
	if x == nil {
		return nil
	}
	person := p[x.Mediator]
	if person == nil || !person.ActiveOn(day) {
		return nil
	}
	return &Candidate{*x, person}
}

// Explanation tells why a person ranks where they do, or why not at all.
type Explanation struct {
	Candidate       *Candidate
	Exclusions      []registry.Reason
	WhatWouldChange []registry.Reason
}

// Explain answers "why this person" and "why not"; NOT_FOUND if there is nobody.
func (c *Centre) Explain(ctx context.Context, v identity.Viewer, in MatchInput, id registry.MediatorID) (*Explanation, error) {
	if err := c.allow(v, "Query", "explainMediator"); err != nil {
		return nil, err
	}
	q, err := c.question(ctx, v, in)
	if err != nil {
		return nil, err
	}
	raw, ok := c.pool.Load().Explain(c.matching, q, id)
	if !ok {
		return nil, registry.NotFound("mediatorId")
	}
	out := &Explanation{WhatWouldChange: raw.WhatWouldChange}
	for _, x := range raw.Exclusions {
		out.Exclusions = append(out.Exclusions, x.Reason)
	}
	if raw.Candidate != nil {
		people, err := c.peopleByID(ctx, v, []registry.MediatorID{id})
		if err != nil {
			return nil, err
		}
		out.Candidate = people.show(raw.Candidate, registry.DateOf(q.At))
	}
	return out, nil
}
