package centre

import (
	"context"

	"liuyuan/identity"
	"liuyuan/registry"
)

// fromDispute fills a question from a registered dispute: what is given
// explicitly stays. People with a tie, people already taking part, and people who
// were asked and did not take it are left out.
func (c *Centre) fromDispute(ctx context.Context, v identity.Viewer, in MatchInput) (MatchInput, error) {
	cases, err := c.Disputes(ctx, v, []registry.DisputeID{*in.Dispute})
	if err != nil {
		return in, err
	}
	d := cases[0]
	if d == nil {
		return in, registry.NotFound("disputeId")
	}
	if in.Type == "" {
		in.Type = d.Type
		if in.Secondary == nil {
			in.Secondary = append([]registry.TypeCode(nil), d.Secondary...)
		}
	}
	if in.Facets == nil {
		in.Facets = &d.Facets
	}
	if in.Risk == "" {
		in.Risk = d.Risk
	}
	if in.Headcount == nil {
		in.Headcount = &d.Headcount
	}
	if in.Region == "" && in.Point == nil {
		in.Region, in.Point = d.Region, d.Point
	}
	if in.Languages == nil {
		in.Languages = d.Languages
	}
	if in.Gender == "" {
		in.Gender = d.Gender
	}
	in.Online = in.Online || d.Online
	return in, c.leaveOut(ctx, d, &in)
}

func (c *Centre) leaveOut(ctx context.Context, d *Case, in *MatchInput) error {
	part := in.Part
	if part == "" {
		part = registry.PartLead
	}
	return c.view(ctx, func(tx registry.Reader) error {
		conflicted, err := conflictsOf(tx, d.ID, part)
		if err != nil {
			return err
		}
		for id := range conflicted {
			in.Conflicted = append(in.Conflicted, id)
		}
		given, err := tx.Assignments(everything(), []registry.DisputeID{d.ID})
		for _, a := range given {
			if !a.Undone {
				in.Asked = append(in.Asked, a.Mediator)
			}
		}
		return err
	})
}
