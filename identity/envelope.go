package identity

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
)

// Place is where sealed bytes belong. It is authenticated with them, so that
// bytes moved to another row, column or table do not open.
type Place struct{ Table, Column, Row string }

func (p Place) data() []byte { return []byte(p.Table + "\x00" + p.Column + "\x00" + p.Row) }

// Keyring seals and opens personal data: AES-256-GCM under a key of its own for
// every value, which is wrapped by the keyring's key (envelope encryption). It
// also makes keyed hashes for exact look-up. It is read-only after it is made.
type Keyring struct {
	current uint32
	keys    map[uint32]cipher.AEAD
	lookup  []byte
	file    keyFile
}

// Sizes in bytes of AES-256-GCM.
const (
	keySize   = 32
	nonceSize = 12
	tagSize   = 16
)

// sealedVersion is the first byte of everything sealed.
const sealedVersion = 1

// headerSize: version, number of the key, wrapped key with its nonce.
const headerSize = 1 + 4 + nonceSize + keySize + tagSize

// ErrSealed is the answer for bytes that do not open: damaged, moved, or sealed
// under a key that this keyring does not hold.
var ErrSealed = errors.New("sealed data does not open with these keys")

// Seal encrypts a value for its place.
func (k *Keyring) Seal(at Place, plain []byte) ([]byte, error) {
	out := make([]byte, headerSize+nonceSize, headerSize+nonceSize+len(plain)+tagSize)
	out[0] = sealedVersion
	binary.BigEndian.PutUint32(out[1:5], k.current)
	var key [keySize]byte
	for _, random := range [][]byte{key[:], out[5 : 5+nonceSize], out[headerSize : headerSize+nonceSize]} {
		if _, err := rand.Read(random); err != nil {
			return nil, fmt.Errorf("no randomness: %w", err)
		}
	}
	k.keys[k.current].Seal(out[:5+nonceSize], out[5:5+nonceSize], key[:], at.data())
	gcm, err := newGCM(key[:])
	if err != nil {
		return nil, err
	}
	return gcm.Seal(out, out[headerSize:headerSize+nonceSize], plain, at.data()), nil
}

// Open decrypts what Seal made for the same place; ErrSealed for anything else.
func (k *Keyring) Open(at Place, sealed []byte) ([]byte, error) {
	if len(sealed) < headerSize+nonceSize+tagSize || sealed[0] != sealedVersion {
		return nil, ErrSealed
	}
	wrap, ok := k.keys[binary.BigEndian.Uint32(sealed[1:5])]
	if !ok {
		return nil, ErrSealed
	}
	key, err := wrap.Open(nil, sealed[5:5+nonceSize], sealed[5+nonceSize:headerSize], at.data())
	if err != nil {
		return nil, ErrSealed
	}
	gcm, err := newGCM(key)
	if err != nil {
		return nil, err
	}
	plain, err := gcm.Open(nil, sealed[headerSize:headerSize+nonceSize], sealed[headerSize+nonceSize:], at.data())
	if err != nil {
		return nil, ErrSealed
	}
	return plain, nil
}

// Lookup is the keyed hash of a value of a kind (phone, identity), for exact
// look-up; nil for the empty value. Without the key it cannot be guessed back.
func (k *Keyring) Lookup(kind, value string) []byte {
	if value == "" {
		return nil
	}
	h := hmac.New(sha256.New, k.lookup)
	h.Write([]byte(kind + "\x00" + value))
	return h.Sum(nil)[:16]
}

func newGCM(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}
