package matching

import "encoding/binary"

// location finds a row: the cell's number and the row in it, each plus one half
// of a word; zero is nowhere.
type location uint64

func locationOf(c *cell, row int) location { return location(c.number+1)<<32 | location(row) }

func (l location) cell() uint32 { return uint32(l>>32) - 1 }
func (l location) row() int     { return int(uint32(l)) }

// locator is a hash table from keys to rows. It holds locations alone, since the
// rows hold the keys: a third of the memory of a map. Linear probing; at most
// three quarters full.
type locator struct {
	slots []location
	count int
	keyAt func(location) *key
}

func newLocator(hint int, keyAt func(location) *key) *locator {
	size := 16
	for size*3/4 < hint {
		size *= 2
	}
	return &locator{slots: make([]location, size), keyAt: keyAt}
}

// hash mixes the key's bits: identifiers may be random, sequential or names.
func (t *locator) hash(k *key) int {
	h := binary.LittleEndian.Uint64(k[8:]) ^ binary.LittleEndian.Uint64(k[:8])*0x9e3779b97f4a7c15
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	h ^= h >> 32
	return int(h & uint64(len(t.slots)-1))
}

// slot is where the key is, or the free slot where it would be.
func (t *locator) slot(k *key) int {
	for i := t.hash(k); ; i = (i + 1) & (len(t.slots) - 1) {
		if l := t.slots[i]; l == 0 || *t.keyAt(l) == *k {
			return i
		}
	}
}

func (t *locator) get(k *key) (location, bool) {
	l := t.slots[t.slot(k)]
	return l, l != 0
}

// put sets the place of a key whose row is already there.
func (t *locator) put(k *key, l location) {
	i := t.slot(k)
	if t.slots[i] == 0 {
		if t.count++; t.count > len(t.slots)/4*3 {
			t.grow()
			i = t.slot(k)
		}
	}
	t.slots[i] = l
}

func (t *locator) grow() {
	old := t.slots
	t.slots = make([]location, 2*len(old))
	for _, l := range old {
		if l != 0 {
			t.slots[t.slot(t.keyAt(l))] = l
		}
	}
}

// remove forgets a key and closes the gap, so that no probe ends early.
func (t *locator) remove(k *key) {
	gap := t.slot(k)
	if t.slots[gap] == 0 {
		return
	}
	t.count--
	mask := len(t.slots) - 1
	for i := (gap + 1) & mask; t.slots[i] != 0; i = (i + 1) & mask {
		if home := t.hash(t.keyAt(t.slots[i])); (i-home)&mask >= (i-gap)&mask {
			t.slots[gap] = t.slots[i]
			gap = i
		}
	}
	t.slots[gap] = 0
}
