package registry

import (
	"net/netip"
	"time"
)

// Access is a role in the permission table; the values are the API's.
type Access string

// The roles of viewers. System, roster and audit are separate powers.
const (
	AccessPublicApp     Access = "PUBLIC_APP"
	AccessMediator      Access = "MEDIATOR"
	AccessStaff         Access = "STAFF"
	AccessDistrictStaff Access = "DISTRICT_STAFF"
	AccessRosterAdmin   Access = "ROSTER_ADMIN"
	AccessSystemAdmin   Access = "SYSTEM_ADMIN"
	AccessAuditor       Access = "AUDITOR"
)

// Accesses lists all roles of viewers.
func Accesses() []Access {
	return []Access{AccessPublicApp, AccessMediator, AccessStaff, AccessDistrictStaff, AccessRosterAdmin, AccessSystemAdmin, AccessAuditor}
}

// Valid reports whether the role is known.
func (a Access) Valid() bool {
	for _, k := range Accesses() {
		if k == a {
			return true
		}
	}
	return false
}

// Key is an API key's record. The secret is shown once and kept only as a hash.
type Key struct {
	ID        KeyID
	Hash      []byte // SHA-256 of the secret
	Role      Access
	Region    RegionCode
	Mediator  MediatorID // for the role MEDIATOR: whose key it is
	Note      string
	CreatedAt time.Time
	ExpiresAt time.Time // zero: does not expire
	RevokedAt time.Time // zero: in force
	// AllowFrom are the networks the key may be used from; none: from anywhere.
	AllowFrom []netip.Prefix `json:",omitempty"`
	// PerMinute is how many requests a minute the key may send; 0: the usual limit.
	PerMinute int `json:",omitempty"`
}

// UsableFrom reports whether the key may be used from the address.
func (k Key) UsableFrom(from netip.Addr) bool {
	if len(k.AllowFrom) == 0 {
		return true
	}
	for _, network := range k.AllowFrom {
		if network.Contains(from.Unmap()) {
			return true
		}
	}
	return false
}

// InForce reports whether the key opens anything at the time.
func (k Key) InForce(at time.Time) bool {
	return k.RevokedAt.IsZero() && (k.ExpiresAt.IsZero() || at.Before(k.ExpiresAt))
}

// Receipt is the stored answer to a request with an idempotency key.
type Receipt struct {
	Principal string // who asked
	Key       string
	Operation string
	Hash      []byte // of the request's input
	Answer    []byte // what was answered, to be replayed
	At        time.Time
}
