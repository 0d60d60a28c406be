package identity

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"

	"liuyuan/registry"
)

// secretBytes is the strength of a key: 256 bits, so that a plain hash is enough
// to keep it (there is nothing to guess).
const secretBytes = 32

// NewSecret makes the credential of a key, "ly_<id>_<secret>", and its hash. The
// credential is shown once; only the hash is kept.
func NewSecret(id registry.KeyID) (credential string, hash []byte) {
	raw := make([]byte, secretBytes)
	if _, err := rand.Read(raw); err != nil {
		panic(fmt.Sprintf("the system has no randomness: %v", err)) // crypto/rand never fails on supported systems
	}
	secret := base64.RawURLEncoding.EncodeToString(raw)
	sum := sha256.Sum256([]byte(secret))
	return "ly_" + string(id) + "_" + secret, sum[:]
}

// ParseCredential splits a credential. Anything else than "ly_<id>_<secret>" is refused.
func ParseCredential(credential string) (registry.KeyID, string, bool) {
	rest, ok := strings.CutPrefix(credential, "ly_")
	if !ok || len(rest) > 200 {
		return "", "", false
	}
	id, secret, ok := strings.Cut(rest, "_")
	return registry.KeyID(id), secret, ok && id != "" && secret != ""
}

// Opens compares a secret with a key's hash in constant time.
func Opens(k registry.Key, secret string) bool {
	sum := sha256.Sum256([]byte(secret))
	return subtle.ConstantTimeCompare(sum[:], k.Hash) == 1
}
