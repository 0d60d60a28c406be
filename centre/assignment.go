package centre

import (
	"context"

	"liuyuan/identity"
	"liuyuan/registry"
)

// Assignments gives the assignments of each of the disputes.
func (c *Centre) Assignments(ctx context.Context, v identity.Viewer, ids []registry.DisputeID) ([][]*registry.Assignment, error) {
	out := make([][]*registry.Assignment, len(ids))
	at := map[registry.DisputeID]int{}
	for i, id := range ids {
		at[id], out[i] = i, []*registry.Assignment{}
	}
	err := c.view(ctx, func(tx registry.Reader) error {
		found, err := tx.Assignments(identity.ScopeOf(v), ids)
		if err != nil {
			return err
		}
		for i := range found {
			a := found[i]
			if a.Status == registry.AssignmentOffered && !tx.Now().Before(a.ExpiresAt) {
				a.Status = registry.AssignmentExpired // as the clock has it; the record follows
			}
			if !shownTo(v, &a) {
				continue
			}
			out[at[a.Dispute]] = append(out[at[a.Dispute]], &a)
		}
		return nil
	})
	return out, err
}

// Assignment gives one assignment; NOT_FOUND if there is none to see.
func (c *Centre) Assignment(ctx context.Context, v identity.Viewer, id registry.AssignmentID) (a *registry.Assignment, err error) {
	err = c.view(ctx, func(tx registry.Reader) error {
		found, err := tx.Assignment(identity.ScopeOf(v), id)
		if err != nil {
			return err
		}
		if found.Status == registry.AssignmentOffered && !tx.Now().Before(found.ExpiresAt) {
			found.Status = registry.AssignmentExpired
		}
		if !shownTo(v, &found) {
			return registry.NotFound()
		}
		a = &found
		return nil
	})
	return a, err
}

// OwnAssignments gives what the viewer, a mediator, was asked and does, newest first.
func (c *Centre) OwnAssignments(ctx context.Context, v identity.Viewer, statuses []registry.AssignmentStatus, limit int) (own []*registry.Assignment, err error) {
	if err := c.allow(v, "Query", "myAssignments"); err != nil {
		return nil, err
	}
	if len(statuses) == 0 {
		statuses = []registry.AssignmentStatus{registry.AssignmentOffered, registry.AssignmentAccepted}
	}
	err = c.view(ctx, func(tx registry.Reader) error {
		found, err := tx.AssignmentsOf(v.Mediator, statuses, limit)
		for i := range found {
			own = append(own, &found[i])
		}
		return err
	})
	return own, err
}

// Notices gives the notices of each of the assignments, oldest first.
func (c *Centre) Notices(ctx context.Context, ids []registry.AssignmentID) ([][]registry.Notice, error) {
	out := make([][]registry.Notice, len(ids))
	at := map[registry.AssignmentID]int{}
	for i, id := range ids {
		at[id], out[i] = i, []registry.Notice{}
	}
	err := c.view(ctx, func(tx registry.Reader) error {
		found, err := tx.Notices(ids)
		for _, n := range found {
			out[at[n.Assignment]] = append(out[at[n.Assignment]], n)
		}
		return err
	})
	return out, err
}
