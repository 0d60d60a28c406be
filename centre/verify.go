package centre

import (
	"context"
	"fmt"
	"sort"

	"liuyuan/registry"
)

// Difference is one way in which a projection departs from the store.
type Difference struct {
	Projection string `json:"projection"` // index, pool, or store: the load against the open work
	ID         string `json:"id"`
	What       string `json:"what"` // missing, extra, stale
}

// String gives a line for people.
func (d Difference) String() string { return fmt.Sprintf("%s: %s %s", d.Projection, d.What, d.ID) }

// Verification is the outcome of comparing store, index and pool.
type Verification struct {
	Mediators     int          `json:"mediators"`
	Organizations int          `json:"organizations"`
	Differences   []Difference `json:"differences"`
}

// Verify waits until the projections have caught up and compares every record of
// the store with them: identity and version in the index, record and load in the pool.
func (c *Centre) Verify(ctx context.Context) (Verification, error) {
	var out Verification
	mark, err := c.store.Mark(ctx)
	if err != nil {
		return out, err
	}
	for _, f := range c.projections() {
		if err := f.wait(ctx, mark.Seq); err != nil {
			return out, err
		}
	}
	indexed := map[string]int{}
	if c.index != nil {
		if err := c.index.Each(ctx, func(id string, version int) error {
			indexed[id] = version
			return nil
		}); err != nil {
			return out, err
		}
	}
	note := func(projection, id, what string) {
		out.Differences = append(out.Differences, Difference{projection, id, what})
	}
	checkIndex := func(id string, version int) {
		if c.index == nil {
			return
		}
		switch v, ok := indexed[id]; {
		case !ok:
			note("index", id, "missing")
		case v != version:
			note("index", id, "stale")
		}
		delete(indexed, id)
	}
	pooled := 0
	err = c.view(ctx, func(tx registry.Reader) error {
		organizations, err := tx.Organizations()
		if err != nil {
			return err
		}
		out.Organizations = len(organizations)
		for _, o := range organizations {
			checkIndex(string(o.ID), o.Version)
		}
		work, err := tx.OpenLoads()
		if err != nil {
			return err
		}
		return tx.EachMediator(func(m registry.Mediator, w registry.Workload) error {
			if work[m.ID] != w.Open {
				note("store", string(m.ID), "load differs from open work")
			}
			if m.Status == registry.MediatorRemoved {
				return nil
			}
			out.Mediators++
			checkIndex(string(m.ID), m.Version)
			held, ok := c.pool.Load().Load(m.ID)
			switch {
			case !ok:
				note("pool", string(m.ID), "missing")
				return nil
			case held.Open != w.Open:
				note("pool", string(m.ID), "stale")
			}
			pooled++
			return nil
		})
	})
	if err != nil {
		return out, err
	}
	for id := range indexed {
		note("index", id, "extra")
	}
	if extra := c.pool.Load().Len() - pooled; extra > 0 {
		note("pool", fmt.Sprintf("%d records", extra), "extra")
	}
	sort.Slice(out.Differences, func(i, j int) bool { return out.Differences[i].String() < out.Differences[j].String() })
	return out, nil
}

// Reindex rebuilds the word index from the store, beside the old one.
func (c *Centre) Reindex(ctx context.Context, progress func(done int)) error {
	if c.index == nil {
		return registry.Refuse(registry.CodeUnavailable, nil, "没有打开词索引", "the index is not open")
	}
	c.indexFollower.pause.Lock()
	defer c.indexFollower.pause.Unlock()
	at, err := c.rebuildIndex(ctx, progress)
	if err == nil {
		c.indexFollower.restart(at)
	}
	return err
}
