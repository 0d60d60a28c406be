package centre

import (
	"context"
	"slices"

	"liuyuan/identity"
	"liuyuan/registry"
)

// Why an offer moved on from a person, as the dispute's history tells it.
const (
	movedByPause      = "PAUSED"
	movedBySuspension = "SUSPENDED"
)

// halt is change for what may end a person's new work as of today. What they were
// offered and have not answered then moves on in the same transaction: it is taken
// back, they are told, and the matter awaits a match. Accepted work stays.
func (c *Centre) halt(ctx context.Context, v identity.Viewer, operation, key string, id registry.MediatorID, input any, build func(registry.Writer) (registry.Mediator, error)) (Written, error) {
	var left []registry.DisputeID
	done, err := c.written(ctx, v, operation, key, input, func(tx registry.Writer) (Written, error) {
		left = nil
		if err := holdOffered(tx, id); err != nil {
			return Written{}, err
		}
		m, w, err := putMediator(tx, build)
		if today := registry.DateOf(tx.Now()); err == nil && (!m.ActiveOn(today) || m.OnLeave(today)) {
			left, err = c.moveOn(tx, v, &m)
		}
		return w, err
	})
	if err != nil {
		return done, err
	}
	for _, d := range left {
		c.offerNext(ctx, d)
	}
	return done, nil
}

// unanswered are the offers that wait for the person's answer.
func unanswered(tx registry.Reader, id registry.MediatorID) ([]registry.Assignment, error) {
	return tx.AssignmentsOf(id, []registry.AssignmentStatus{registry.AssignmentOffered}, registry.MaxCapacity)
}

// holdOffered locks what the person's unanswered offers concern: all the people
// first, then the disputes, in the order that all writers use.
func holdOffered(tx registry.Writer, id registry.MediatorID) error {
	offers, err := unanswered(tx, id)
	if err != nil {
		return err
	}
	disputes := make([]registry.DisputeID, len(offers))
	for i, a := range offers {
		disputes[i] = a.Dispute
	}
	slices.Sort(disputes)
	live, err := tx.AssignmentsLive(disputes)
	if err != nil {
		return err
	}
	people := []registry.MediatorID{id}
	for _, a := range live {
		people = append(people, a.Mediator)
	}
	for _, d := range disputes {
		if _, err := tx.Lock(everything(), people, d); err != nil {
			return err
		}
	}
	return nil
}

// moveOn takes the unanswered offers of a person back, whose row is written and so
// held, and gives their disputes. What has run out is left to expire.
func (c *Centre) moveOn(tx registry.Writer, v identity.Viewer, m *registry.Mediator) ([]registry.DisputeID, error) {
	code := movedByPause
	if !m.ActiveOn(registry.DateOf(tx.Now())) {
		code = movedBySuspension
	}
	offers, err := unanswered(tx, m.ID)
	if err != nil {
		return nil, err
	}
	var left []registry.DisputeID
	for _, a := range offers {
		if !tx.Now().Before(a.ExpiresAt) {
			continue
		}
		if err := c.moveOnFrom(tx, v, a, code); err != nil {
			return nil, err
		}
		left = append(left, a.Dispute)
	}
	return left, nil
}

func (c *Centre) moveOnFrom(tx registry.Writer, v identity.Viewer, a registry.Assignment, code string) error {
	w, err := c.hold(tx, identity.System(), []registry.MediatorID{a.Mediator}, a.Dispute)
	if err != nil {
		return err
	}
	w.v = v // who pauses or suspends somebody acts, but need not see their matters
	if err := w.rescind(&a, code); err != nil {
		return err
	}
	if err := w.reopen(); err != nil {
		return err
	}
	return w.save()
}
