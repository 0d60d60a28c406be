package centre

import (
	"context"

	"liuyuan/registry"
)

// Health is what /readyz tells: nothing in it names a person, a path or a host.
type Health struct {
	Ready bool   `json:"ready"`
	Store string `json:"store"` // "ok" or a code
	Index string `json:"index"` // "ok", "rebuilding", "behind", "failing", "none"
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

func (f *follower) state(store registry.Mark) string {
	switch {
	case f == nil:
		return "none"
	case f.fault.Load() != nil:
		return "failing"
	case f.building.Load():
		return "rebuilding"
	case store.Seq-f.at.Load() > behindBy:
		return "behind"
	}
	return "ok"
}
