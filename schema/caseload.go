package schema

import (
	"context"

	"liuyuan/centre"
	"liuyuan/identity"
	"liuyuan/registry"
)

// caseLoaders fetch what belongs to disputes, once a level.
type caseLoaders struct {
	disputes    *loader[registry.DisputeID, *centre.Case]
	parties     *loader[registry.DisputeID, []centre.Party]
	assignments *loader[registry.DisputeID, []*registry.Assignment]
	notices     *loader[registry.AssignmentID, []registry.Notice]
}

func newCaseLoaders(c *centre.Centre, v identity.Viewer) caseLoaders {
	return caseLoaders{
		disputes: newLoader(func(ctx context.Context, ids []registry.DisputeID) ([]*centre.Case, error) {
			return c.Disputes(ctx, v, ids)
		}),
		parties: newLoader(func(ctx context.Context, ids []registry.DisputeID) ([][]centre.Party, error) {
			return partiesOf(ctx, c, v, ids)
		}),
		assignments: newLoader(func(ctx context.Context, ids []registry.DisputeID) ([][]*registry.Assignment, error) {
			return c.Assignments(ctx, v, ids)
		}),
		notices: newLoader(func(ctx context.Context, ids []registry.AssignmentID) ([][]registry.Notice, error) {
			return c.Notices(ctx, ids)
		}),
	}
}

func partiesOf(ctx context.Context, c *centre.Centre, v identity.Viewer, ids []registry.DisputeID) ([][]centre.Party, error) {
	found, err := c.Disputes(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	out := make([][]centre.Party, len(ids))
	var shown []*centre.Case
	var at []int
	for i, d := range found {
		out[i] = []centre.Party{}
		if d != nil {
			shown, at = append(shown, d), append(at, i)
		}
	}
	parties, err := c.Parties(ctx, v, shown)
	if err != nil {
		return nil, err
	}
	for i, list := range parties {
		out[at[i]] = list
	}
	return out, nil
}

// renew drops what was loaded: after a change the same request reads anew.
func (r *request) renew(c *centre.Centre) {
	r.mediators = newLoader(func(ctx context.Context, ids []registry.MediatorID) ([]*centre.Person, error) {
		return c.Mediators(ctx, r.viewer, ids)
	})
	r.caseLoaders = newCaseLoaders(c, r.viewer)
}

// caseOf gives a thunk for a dispute; null if there is none to see.
func (b *builder) caseOf(ctx context.Context, r *request, id registry.DisputeID) (any, error) {
	if id == "" {
		return nil, nil
	}
	return r.disputes.load(ctx, id, func(d *centre.Case) (any, error) {
		if d == nil {
			return nil, nil
		}
		return d, nil
	})
}

// personOrGone gives a thunk for a person of a file: someone who left the roster is still named as having been there.
func (b *builder) personOrGone(ctx context.Context, r *request, id registry.MediatorID) (any, error) {
	return r.mediators.load(ctx, id, func(p *centre.Person) (any, error) {
		if p == nil {
			p = &centre.Person{Mediator: registry.Mediator{ID: id, Name: "（已移出名册）", Status: registry.MediatorRemoved}}
		}
		return p, nil
	})
}
