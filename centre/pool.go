package centre

import (
	"context"

	"liuyuan/matching"
	"liuyuan/registry"
)

// manyPlaces is how many changed regions and institutions make it cheaper to build
// the pool anew than to change it one by one.
const manyPlaces = 20

// loadPool builds the matching pool from the store in bulk.
func (c *Centre) loadPool(ctx context.Context) error {
	p := c.places.Load()
	return c.view(ctx, func(tx registry.Reader) error {
		size, err := tx.CountMediators(registry.MediatorFilter{})
		if err != nil {
			return err
		}
		pool := matching.NewPool(c.taxonomy, p.regions, p.organizations, size)
		err = tx.EachRow(func(m *registry.Mediator, w registry.Workload) error {
			pool.Put(m, w)
			return nil
		})
		if err == nil {
			c.pool.Store(pool)
		}
		return err
	})
}

// remakePool builds places and pool anew: after a restore under a running centre.
func (c *Centre) remakePool(ctx context.Context) (registry.Mark, error) {
	at, err := c.store.Mark(ctx)
	if err == nil {
		err = c.loadPlaces(ctx)
	}
	if err == nil {
		err = c.loadPool(ctx)
	}
	return at, err
}

// applyToPool brings the pool up to a position.
func (c *Centre) applyToPool(ctx context.Context, changes []registry.Change, _ registry.Mark) error {
	t := touchedBy(changes)
	if t.places {
		if err := c.refreshPlaces(ctx, t); err != nil {
			return err
		}
	}
	if len(t.regions)+len(t.organizations) > manyPlaces {
		return c.loadPool(ctx)
	}
	p, pool := c.places.Load(), c.pool.Load()
	for _, code := range t.regions {
		if r, ok := p.region(code); ok {
			pool.PutRegion(r)
		}
	}
	for _, id := range t.organizations {
		if o, ok := p.organization(id); ok {
			pool.PutOrganization(o)
		}
	}
	now, err := c.reread(ctx, t.mediators)
	if err != nil {
		return err
	}
	for _, id := range t.mediators {
		if m, ok := now.mediators[id]; ok && m.Status != registry.MediatorRemoved {
			pool.Put(&m, now.workloads[id])
		} else {
			pool.Remove(id)
		}
	}
	return c.applyLoads(ctx, t.loads)
}

// applyLoads sets the live load of people whose work changed.
func (c *Centre) applyLoads(ctx context.Context, ids []registry.MediatorID) error {
	if len(ids) == 0 {
		return nil
	}
	return c.view(ctx, func(tx registry.Reader) error {
		loads, err := tx.Workloads(ids)
		if err != nil {
			return err
		}
		for _, w := range loads {
			c.pool.Load().SetLoad(w)
		}
		return nil
	})
}
