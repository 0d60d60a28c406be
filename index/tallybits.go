package index

import "math/bits"

// planes is how many binary places a bitTally has before it is emptied.
const planes = 8

// bitTally counts, for each of 64 traits, how many of the masks added have its bit.
// The counters stand upright: plane k holds bit k of all 64, so that one mask is
// added to all of them in a few operations instead of one for each bit.
type bitTally struct {
	plane  [planes]uint64
	added  int
	counts [64]int
}

func (t *bitTally) add(mask uint64) {
	for k := range t.plane {
		t.plane[k], mask = t.plane[k]^mask, t.plane[k]&mask
		if mask == 0 {
			break
		}
	}
	if t.added++; t.added == 1<<planes-1 {
		t.flush()
	}
}

// flush moves the planes into the counts.
func (t *bitTally) flush() {
	for k, p := range t.plane {
		for ; p != 0; p &= p - 1 {
			t.counts[bits.TrailingZeros64(p)] += 1 << k
		}
		t.plane[k] = 0
	}
	t.added = 0
}
