package centre

import (
	"context"
	"strconv"

	"liuyuan/registry"
)

// ReadAfter waits until this node shows what a syncToken stands for: the change that
// gave it, on whatever node it was made. A token of another life of the database, or of
// none, is ARGUMENT_OUT_OF_RANGE at once; UNAVAILABLE if waiting takes too long.
func (c *Centre) ReadAfter(ctx context.Context, token string) error {
	seq, err := strconv.ParseInt(token, 10, 64)
	if err != nil || seq < 0 {
		return unknownToken()
	}
	if c.holds(seq) {
		return nil
	}
	mark, err := c.store.Mark(ctx)
	if err != nil {
		return err
	}
	if seq > mark.Seq {
		return unknownToken()
	}
	return c.AtLeast(ctx, seq)
}

// holds reports whether every projection is as far as the position already.
func (c *Centre) holds(seq int64) bool {
	for _, f := range c.projections() {
		if f.building.Load() || f.at.Load() < seq {
			return false
		}
	}
	return true
}

func unknownToken() error {
	return registry.Refuse(registry.CodeOutOfRange, []string{"atLeast"}, "atLeast 不是本系统给出的 syncToken", "atLeast is no syncToken of this service")
}
