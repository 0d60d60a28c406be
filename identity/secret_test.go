package identity

import (
	"strings"
	"testing"
	"time"

	"liuyuan/registry"
)

func TestAKeyOpensWithItsOwnSecretOnly(t *testing.T) {
	credential, hash := NewSecret("abc123")
	id, secret, ok := ParseCredential(credential)
	if !ok || id != "abc123" {
		t.Fatalf("%q is not read back", id)
	}
	k := registry.Key{ID: id, Hash: hash}
	if !Opens(k, secret) {
		t.Error("the key does not open with its secret")
	}
	for _, wrong := range []string{"", secret + "x", secret[1:], strings.ToUpper(secret), string(hash)} {
		if Opens(k, wrong) {
			t.Errorf("the key opens with %q", wrong)
		}
	}
	if other, _ := NewSecret("abc123"); other == credential {
		t.Error("two keys have one secret")
	}
}

func TestWhatIsNoCredentialIsRefused(t *testing.T) {
	for _, s := range []string{"", "ly_", "ly__", "ly_a", "ly_a_", "ly__b", "xy_a_b", "ly_a_" + strings.Repeat("x", 300)} {
		if _, _, ok := ParseCredential(s); ok {
			t.Errorf("%q passes", s)
		}
	}
}

func TestAKeyIsInForceUntilItExpiresOrIsRevoked(t *testing.T) {
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, registry.Shanghai())
	for name, c := range map[string]struct {
		key  registry.Key
		want bool
	}{
		"open":    {registry.Key{}, true},
		"later":   {registry.Key{ExpiresAt: now.Add(time.Second)}, true},
		"expired": {registry.Key{ExpiresAt: now}, false},
		"revoked": {registry.Key{RevokedAt: now.Add(-time.Second)}, false},
	} {
		if got := c.key.InForce(now); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
