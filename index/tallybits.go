package index

import "math/bits"

// planes is how many binary places a bitTally has before it is emptied.
const planes = 16

// bitTally counts, for each of 64 traits, how many of the masks added have its bit.
// The counters stand upright: plane k holds bit k of all 64, so that one mask is
// added to all of them in a few operations instead of one for each bit.
type bitTally struct {
	plane  [planes]uint64
	added  int
	counts [64]uint32
}

func (t *bitTally) add(mask uint64) {
	t.expect(1)
	t.carry(mask, 0)
}

// addEight adds eight masks by adders of three, which have no branches and leave one
// carry of weight eight instead of eight carries.
func (t *bitTally) addEight(m *[8]uint64) {
	t.expect(8)
	ones, two := addThree(t.plane[0], m[0], m[1])
	ones, too := addThree(ones, m[2], m[3])
	twos, four := addThree(t.plane[1], two, too)
	ones, two = addThree(ones, m[4], m[5])
	ones, too = addThree(ones, m[6], m[7])
	twos, more := addThree(twos, two, too)
	fours, eight := addThree(t.plane[2], four, more)
	t.plane[0], t.plane[1], t.plane[2] = ones, twos, fours
	t.carry(eight, 3)
}

// addThree adds three bits in each of 64 places.
func addThree(a, b, c uint64) (sum, carry uint64) {
	u := a ^ b
	return u ^ c, a&b | u&c
}

// carry adds a mask whose bits weigh 1<<k.
func (t *bitTally) carry(mask uint64, k int) {
	for ; mask != 0; k++ {
		t.plane[k], mask = t.plane[k]^mask, t.plane[k]&mask
	}
}

// expect makes sure that the planes hold n more.
func (t *bitTally) expect(n int) {
	if t.added+n >= 1<<planes {
		t.flush()
	}
	t.added += n
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
