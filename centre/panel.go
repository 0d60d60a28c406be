package centre

import (
	"context"
	"maps"
	"slices"

	"liuyuan/identity"
	"liuyuan/registry"
)

// PanelSeat is a seat of a proposed team with the records of its people.
type PanelSeat struct {
	registry.PanelSeat
	Candidate *Candidate
	Reserve   *Candidate
}

// Panel is the six members, and others the matter asks for, as one team.
type Panel struct {
	Lead          *Candidate
	Seats         []PanelSeat
	Gaps          []registry.Reason
	PolicyVersion string
}

// ProposePanel proposes a team for a dispute in a village. Whose employer or village
// is a party, or who has another tie that bars from leading alone, may be invited.
func (c *Centre) ProposePanel(ctx context.Context, v identity.Viewer, in MatchInput) (*Panel, error) {
	if err := c.allow(v, "Query", "proposePanel"); err != nil {
		return nil, err
	}
	in.Part = registry.PartInvited // who may come at all
	q, err := c.question(ctx, v, in)
	if err != nil {
		return nil, err
	}
	involved, err := c.mayNotLead(ctx, in.Dispute)
	if err != nil {
		return nil, err
	}
	raw := c.pool.Load().ProposePanel(c.matching, q, involved...)
	var ids []registry.MediatorID
	for _, s := range raw.Seats {
		for _, x := range []*registry.Candidate{s.Candidate, s.Reserve} {
			if x != nil {
				ids = append(ids, x.Mediator)
			}
		}
	}
	people, err := c.peopleByID(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	day := registry.DateOf(q.At)
	out := &Panel{Gaps: raw.Gaps, PolicyVersion: raw.PolicyVersion, Lead: people.show(raw.Lead, day)}
	for _, s := range raw.Seats {
		out.Seats = append(out.Seats, PanelSeat{s, people.show(s.Candidate, day), people.show(s.Reserve, day)})
	}
	return out, nil
}

// mayNotLead lists the people with a tie to a party of the dispute that keeps them
// from leading.
func (c *Centre) mayNotLead(ctx context.Context, id *registry.DisputeID) (list []registry.MediatorID, err error) {
	if id == nil {
		return nil, nil
	}
	err = c.view(ctx, func(tx registry.Reader) error {
		conflicted, err := conflictsOf(tx, *id, registry.PartLead)
		list = slices.Collect(maps.Keys(conflicted))
		return err
	})
	return list, err
}
