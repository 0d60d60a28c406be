package centre

import (
	"context"

	"liuyuan/identity"
	"liuyuan/registry"
)

// maxAcquainted is how many people of earlier matters are looked at.
const maxAcquainted = 3

// LastTime gives the people who led earlier matters of the same parties and fit
// this one now, last time first, each with the same reasons as in a match: the
// same person as last time, where the clerk and the parties want that. It changes
// no ranking. Parties are known by the keyed hash of phone or number alone.
func (c *Centre) LastTime(ctx context.Context, v identity.Viewer, id registry.DisputeID) ([]Candidate, error) {
	var known []registry.MediatorID
	err := c.view(ctx, func(tx registry.Reader) (err error) {
		known, err = tx.Acquainted(identity.ScopeOf(v), id, maxAcquainted)
		return err
	})
	if err != nil {
		return nil, err
	}
	var fit []Candidate
	for _, m := range known {
		why, err := c.Explain(ctx, v, MatchInput{Dispute: &id}, m)
		if registry.CodeOf(err) == registry.CodeNotFound {
			continue // has left the roster
		}
		if err != nil {
			return nil, err
		}
		if why.Candidate != nil {
			fit = append(fit, *why.Candidate)
		}
	}
	return fit, nil
}
