package centre

import (
	"context"

	"liuyuan/registry"
)

// Health is what /readyz tells: nothing in it names a person, a path or a host.
type Health struct {
	Ready bool   `json:"ready"`
	Store string `json:"store"` // "ok" or a code
	Index string `json:"index"` // "ok", "rebuilding", "behind", "failing", "STORAGE_FULL", "none"
	Pool  string `json:"pool"`
}

// behindBy is how many changes a projection may lag before it is called behind.
const behindBy = 10_000

// Ready reports whether the centre answers: the store is reachable and the pool
// follows it. A rebuilding index leaves matching ready and search to come.
func (c *Centre) Ready(ctx context.Context) Health {
	mark, err := c.store.Mark(ctx)
	if err != nil {
		return Health{Store: string(registry.CodeOf(err)), Index: "unknown", Pool: "unknown"}
	}
	h := Health{Store: "ok", Pool: c.poolFollower.state(mark), Index: c.indexFollower.state(mark)}
	h.Ready = h.Pool == "ok"
	return h
}

// Gauges are the numbers of an instance at a moment, for metrics.
type Gauges struct {
	Position    int64            // newest numbered change of the store
	Lag         map[string]int64 // changes that a projection is behind, by its name
	Failing     map[string]bool  // whether a projection cannot follow at the moment
	People      int              // in the matching pool
	Documents   int              // in the word index
	Subscribers int
}

// Gauges reads the numbers. What cannot be read is 0.
func (c *Centre) Gauges(ctx context.Context) Gauges {
	g := Gauges{Lag: map[string]int64{}, Failing: map[string]bool{}, Subscribers: c.Subscribers()}
	if mark, err := c.store.Mark(ctx); err == nil {
		g.Position = mark.Seq
	}
	for _, f := range c.projections() {
		g.Lag[f.name], g.Failing[f.name] = max(0, g.Position-f.at.Load()), f.fault.Load() != nil
	}
	if pool := c.pool.Load(); pool != nil {
		g.People = pool.Len()
	}
	if c.index != nil {
		if answer, err := c.index.Search(ctx, registry.DirectoryQuestion{First: 1}); err == nil {
			g.Documents = answer.Total
		}
	}
	return g
}

func (f *follower) state(store registry.Mark) string {
	if f == nil {
		return "none"
	}
	fault := f.fault.Load()
	switch {
	case fault != nil && registry.CodeOf(*fault) == registry.CodeStorageFull:
		return string(registry.CodeStorageFull)
	case fault != nil:
		return "failing"
	case f.building.Load():
		return "rebuilding"
	case store.Seq-f.at.Load() > behindBy:
		return "behind"
	}
	return "ok"
}
