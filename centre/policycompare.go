package centre

import (
	"context"

	"liuyuan/identity"
	"liuyuan/matching"
	"liuyuan/registry"
)

// PolicyShift is a question that another policy answers with other people.
type PolicyShift struct {
	Type   registry.TypeCode   `json:"disputeType"`
	Region registry.RegionCode `json:"regionCode"`
	Before []string            `json:"before"` // names in order
	After  []string            `json:"after"`
}

// PolicyComparison is what a change of policy would have done.
type PolicyComparison struct {
	Before    string        `json:"before"` // versions
	After     string        `json:"after"`
	Questions int           `json:"questions"`
	SameFirst int           `json:"sameFirst"` // the same person is asked first
	SameList  int           `json:"sameList"`  // the same people in the same order
	Shifts    []PolicyShift `json:"shifts"`
}

// ComparePolicy answers questions under the policy in force and another one, and
// names who would have been asked instead. Without inputs it asks about every
// level-two type in every town.
func (c *Centre) ComparePolicy(ctx context.Context, v identity.Viewer, other *matching.Policy, inputs []MatchInput, first int) (PolicyComparison, error) {
	if len(inputs) == 0 {
		inputs = c.everyTypeInEveryTown()
	}
	questions := make([]registry.MatchQuestion, 0, len(inputs))
	for _, in := range inputs {
		q, err := c.question(ctx, v, in)
		if err != nil {
			return PolicyComparison{}, err
		}
		q.First = first
		questions = append(questions, q)
	}
	raw := c.pool.Load().ComparePolicies(c.matching, other, questions)
	out := PolicyComparison{Before: raw.Before, After: raw.After, Questions: raw.Questions, SameFirst: raw.SameFirst, SameList: raw.SameList, Shifts: []PolicyShift{}}
	for _, s := range raw.Shifts {
		q := questions[s.Question]
		before, err := c.names(ctx, v, s.Before)
		if err != nil {
			return out, err
		}
		after, err := c.names(ctx, v, s.After)
		if err != nil {
			return out, err
		}
		out.Shifts = append(out.Shifts, PolicyShift{q.Type, q.Region, before, after})
	}
	return out, nil
}

func (c *Centre) everyTypeInEveryTown() []MatchInput {
	var inputs []MatchInput
	at := c.clock()
	for _, r := range c.places.Load().regions {
		if r.Code.Level() != registry.Town {
			continue
		}
		for _, t := range c.taxonomy.Types {
			if t.Code.Parent() != "" {
				inputs = append(inputs, MatchInput{Type: t.Code, Region: r.Code, At: &at})
			}
		}
	}
	return inputs
}

func (c *Centre) names(ctx context.Context, v identity.Viewer, list []registry.Candidate) ([]string, error) {
	ids := make([]registry.MediatorID, len(list))
	for i, x := range list {
		ids[i] = x.Mediator
	}
	people, err := c.Mediators(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	names := []string{}
	for _, p := range people {
		if p != nil {
			names = append(names, p.Name)
		}
	}
	return names, nil
}
