package centre

import (
	"context"
	"time"

	"liuyuan/identity"
	"liuyuan/registry"
)

// dutyEvery is how often clocks and outbox are looked at.
const dutyEvery = time.Second

// The feed is pruned now and then. Who has not followed for so many changes builds
// its projections anew, which is as fast.
const (
	pruneEvery  = 10 * time.Minute
	keptChanges = 1_000_000
)

// dutyBatch bounds what one look settles.
const dutyBatch = 100

// runDuties expires offers, sends notices and prunes the feed until the context ends.
func (c *Centre) runDuties(ctx context.Context) {
	tick, prune := time.NewTicker(dutyEvery), time.NewTicker(pruneEvery)
	defer tick.Stop()
	defer prune.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-prune.C:
			if err := c.store.Prune(ctx, keptChanges); err != nil && ctx.Err() == nil {
				c.log.Warn().Err(err).Msg("pruning the feed failed; trying again later")
			}
		case <-tick.C:
		}
		if _, err := c.ExpireOffers(ctx); err != nil && ctx.Err() == nil {
			c.log.Warn().Err(err).Msg("expiring offers failed; trying again")
		}
		if _, err := c.SendNotices(ctx); err != nil && ctx.Err() == nil {
			c.log.Warn().Err(err).Msg("sending notices failed; trying again")
		}
	}
}

// ExpireOffers ends the offers whose time is over by the database's clock and
// gives their number. Several processes may do so: each offer expires once.
func (c *Centre) ExpireOffers(ctx context.Context) (int, error) {
	var due []registry.Assignment
	err := c.view(ctx, func(tx registry.Reader) (err error) {
		due, err = tx.Overdue(dutyBatch)
		return err
	})
	if err != nil {
		return 0, err
	}
	n := 0
	for _, a := range due {
		expired, err := c.expire(ctx, a)
		if err != nil {
			return n, err
		}
		if expired {
			n++
			c.offerNext(ctx, a.Dispute)
		}
	}
	return n, nil
}

func (c *Centre) expire(ctx context.Context, a registry.Assignment) (expired bool, err error) {
	_, err = c.store.Update(ctx, func(tx registry.Writer) error {
		w, err := c.hold(tx, identity.System(), []registry.MediatorID{a.Mediator}, a.Dispute)
		if err != nil {
			return err
		}
		now, err := tx.Assignment(everything(), a.ID)
		if err != nil {
			return err
		}
		if expired = now.Status == registry.AssignmentOffered && !w.now.Before(now.ExpiresAt); !expired {
			return nil
		}
		if err := w.end(&now, registry.AssignmentExpired, registry.EventExpired, "", ""); err != nil {
			return err
		}
		if err := w.tell(registry.NoticeExpired, now); err != nil {
			return err
		}
		if err := w.reopen(); err != nil {
			return err
		}
		return w.save()
	})
	return expired, err
}

// offerNext offers to the next person by the ranking, where policy says so and
// nothing asks for a person's look.
func (c *Centre) offerNext(ctx context.Context, id registry.DisputeID) {
	if !c.auto || c.pool.Load() == nil {
		return
	}
	v := identity.System()
	d, err := c.Dispute(ctx, v, id)
	if err != nil || d.Status != registry.DisputeAwaitingMatch || d.Risk != registry.RiskLow || len(d.Safety) > 0 {
		return
	}
	next, err := c.Next(ctx, v, id)
	if err != nil || next == nil {
		return
	}
	if _, err := c.OfferAssignment(ctx, v, NewOffer{Dispute: id, Mediators: []registry.MediatorID{next.Mediator}}); err != nil {
		c.log.Info().Str("code", string(registry.CodeOf(err))).Msg("the next person could not be asked; a clerk decides")
	}
}

// Next is the person next by the ranking: whom to ask after those who were asked.
// Nil if nobody fits.
func (c *Centre) Next(ctx context.Context, v identity.Viewer, id registry.DisputeID) (*Candidate, error) {
	answer, err := c.Match(ctx, v, MatchInput{Dispute: &id}, 1)
	if err != nil || len(answer.Candidates) == 0 {
		return nil, err
	}
	return &answer.Candidates[0], nil
}
