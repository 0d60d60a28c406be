package matching

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"

	"liuyuan/registry"
)

// key is an identifier in 16 bytes: the bytes of a lower-case UUID, or for any
// other text eight bytes of 0xff and a number into the pool's list of names.
type key [16]byte

func (k key) named() bool { return binary.BigEndian.Uint64(k[:8]) == ^uint64(0) }

// uuidKey reads canonical UUID text; false for anything else.
func uuidKey(s string) (k key, ok bool) {
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return k, false
	}
	n := 0
	for i := 0; i < 36; {
		if i == 8 || i == 13 || i == 18 || i == 23 {
			i++
			continue
		}
		hi, lo := nibble(s[i]), nibble(s[i+1])
		if hi > 15 || lo > 15 {
			return k, false
		}
		k[n] = hi<<4 | lo
		n++
		i += 2
	}
	return k, !k.named()
}

func nibble(c byte) byte {
	switch {
	case c >= '0' && c <= '9':
		return c - '0'
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10
	}
	return 255
}

// keyOf finds the key of an identifier; false if the text was never interned.
func (t *tables) keyOf(id registry.MediatorID) (key, bool) {
	if k, ok := uuidKey(string(id)); ok {
		return k, true
	}
	k, ok := t.nameKeys[string(id)]
	return k, ok
}

// intern gives an identifier its key.
func (t *tables) intern(id registry.MediatorID) key {
	if k, ok := t.keyOf(id); ok {
		return k
	}
	var k key
	binary.BigEndian.PutUint64(k[:8], ^uint64(0))
	binary.BigEndian.PutUint64(k[8:], uint64(len(t.names)))
	t.names = append(t.names, string(id))
	t.nameKeys[string(id)] = k
	return k
}

// id is the text of a key.
func (t *tables) id(k key) registry.MediatorID {
	if k.named() {
		return registry.MediatorID(t.names[binary.BigEndian.Uint64(k[8:])])
	}
	var b [36]byte
	hex.Encode(b[:8], k[:4])
	hex.Encode(b[9:13], k[4:6])
	hex.Encode(b[14:18], k[6:8])
	hex.Encode(b[19:23], k[8:10])
	hex.Encode(b[24:], k[10:])
	b[8], b[13], b[18], b[23] = '-', '-', '-', '-'
	return registry.MediatorID(b[:])
}

// compareKeys orders keys as their texts do.
func (t *tables) compareKeys(a, b *key) int {
	if a.named() || b.named() {
		x, y := t.id(*a), t.id(*b)
		switch {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	}
	return bytes.Compare(a[:], b[:])
}
