package centre

import (
	"context"
	"fmt"

	"liuyuan/identity"
	"liuyuan/registry"
)

// Limit bounds the new work of a person for a while: "three more this week".
type Limit struct {
	Mediator registry.MediatorID
	More     int           // matters still taken; 0: none from now on
	Until    registry.Date // first day without the bound; empty: next Monday
	Version  *int
	Key      string `json:"-"`
}

// LimitOffers bounds the new matters of a person until a day. What is offered
// counts; what is declined, expires or is taken back counts no longer. With
// nothing left the person is on leave until the day, so that nobody proposes
// them. With none from the start it is a pause: unanswered offers move on, too.
// A day that is today lifts the bound.
func (c *Centre) LimitOffers(ctx context.Context, v identity.Viewer, in Limit) (Written, error) {
	if err := c.allow(v, "Mutation", "limitOffers"); err != nil {
		return Written{}, err
	}
	return c.halt(ctx, v, "limitOffers", in.Key, in.Mediator, in, func(tx registry.Writer) (registry.Mediator, error) {
		m, err := c.ownWork(tx, v, in.Mediator, in.Version)
		if err != nil {
			return m, err
		}
		today := registry.DateOf(tx.Now())
		until := in.Until
		if until == "" {
			until = today.AddDays(1 + (7-int(today.Time().Weekday()))%7)
		}
		if err := checkReturn(until, today); err != nil {
			return m, err
		}
		if in.More < 0 || in.More > registry.MaxQuota {
			return m, registry.Invalid([]string{"more"}, fmt.Sprintf("再接的件数须在 0 到 %d 之间", registry.MaxQuota), fmt.Sprintf("how many more is 0 to %d", registry.MaxQuota))
		}
		m.Limit(in.More, until, today)
		return m, m.Validate(c.taxonomy)
	})
}

// spend counts a new offer in the person's bound, whose row is held, and gives
// the bound's number; 0 if there is none.
func (w *work) spend(m *registry.Mediator) (int, error) {
	no := m.Spend(registry.DateOf(w.now))
	if no == 0 {
		return 0, nil
	}
	_, err := w.tx.PutMediator(*m)
	return no, err
}

// giveBack counts an offer no longer that ended before it was accepted.
func (w *work) giveBack(a *registry.Assignment) error {
	if a.Quota == 0 || !a.AcceptedAt.IsZero() {
		return nil
	}
	m, err := w.tx.Mediator(a.Mediator)
	if err != nil || !m.GiveBack(a.Quota, registry.DateOf(w.now)) {
		return err
	}
	_, err = w.tx.PutMediator(m)
	return err
}
