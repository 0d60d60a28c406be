package centre

import (
	"context"
	"fmt"
	"iter"

	"liuyuan/identity"
	"liuyuan/registry"
)

// Roster is a whole roster to be loaded: the seed or an import.
type Roster struct {
	Regions       []registry.Region
	Organizations []registry.Organization
	Mediators     iter.Seq2[registry.Mediator, error]
}

// loadBatch is how many records one transaction of a load holds.
const loadBatch = 2000

// Loaded counts what a load wrote.
type Loaded struct {
	Regions, Organizations, Mediators int
}

// Load adds a roster as its records are: identifiers, versions from 1, dates as
// given. Every record is checked; the first bad one ends the load with its place.
// Progress is told after each batch.
func (c *Centre) Load(ctx context.Context, v identity.Viewer, r Roster, progress func(done int)) (Loaded, error) {
	var n Loaded
	if err := c.allow(v, "Mutation", "registerMediator"); err != nil {
		return n, err
	}
	if err := c.loadPlacesOf(ctx, r, &n); err != nil {
		return n, err
	}
	batch := make([]registry.Mediator, 0, loadBatch)
	var last int64
	flush := func() error {
		seq, err := c.putMediators(ctx, batch)
		if err != nil {
			return err
		}
		n.Mediators, last, batch = n.Mediators+len(batch), max(last, seq), batch[:0]
		if progress != nil {
			progress(n.Mediators)
		}
		return nil
	}
	for m, err := range r.Mediators {
		if err != nil {
			return n, err
		}
		if err := c.checkRecord(v, m); err != nil {
			return n, fmt.Errorf("record %d: %w", n.Mediators+len(batch)+1, err)
		}
		if batch = append(batch, m); len(batch) == loadBatch {
			if err := flush(); err != nil {
				return n, err
			}
		}
	}
	if err := flush(); err != nil {
		return n, err
	}
	c.settle(ctx, last)
	return n, nil
}

// loadPlacesOf writes regions and institutions and makes them known, since the
// people's records are checked against them.
func (c *Centre) loadPlacesOf(ctx context.Context, r Roster, n *Loaded) error {
	_, err := c.store.Update(ctx, func(tx registry.Writer) error {
		for _, reg := range r.Regions {
			if err := reg.Validate(); err != nil {
				return fmt.Errorf("region %s: %w", reg.Code, err)
			}
			if _, err := tx.PutRegion(reg); err != nil {
				return err
			}
		}
		for _, o := range r.Organizations {
			if err := o.Validate(c.taxonomy); err != nil {
				return fmt.Errorf("organisation %s: %w", o.ID, err)
			}
			if _, err := tx.PutOrganization(o); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	n.Regions, n.Organizations = len(r.Regions), len(r.Organizations)
	return c.loadPlaces(ctx)
}

func (c *Centre) putMediators(ctx context.Context, people []registry.Mediator) (int64, error) {
	if len(people) == 0 {
		return 0, nil
	}
	return c.store.Update(ctx, func(tx registry.Writer) error {
		for _, m := range people {
			m.Version = 0
			if _, err := tx.PutMediator(m); err != nil {
				return err
			}
		}
		return nil
	})
}
