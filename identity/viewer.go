// Package identity says who asks and what they may do: the Viewer, the one
// permission table (policy.go) and API keys (secret.go). It is pure; the store
// keeps the keys, the HTTP layer builds the Viewer once per request.
package identity

import (
	"liuyuan/registry"
)

// Viewer is who asks. It is built once, at the edge, and is the first thing every
// operation of the centre is given. The zero Viewer may do nothing.
type Viewer struct {
	// Principal names the caller in receipts and rate limits, never in answers:
	// "key:<id>", "demo:<role>", "system".
	Principal string
	Roles     []registry.Access
	// Region bounds what the viewer may see and change. Empty: nothing that is
	// bound to a region.
	Region   registry.RegionCode
	Mediator registry.MediatorID // for the role MEDIATOR: whose viewer it is
	// PerMinute is the credential's own limit of requests a minute; 0: the usual one.
	PerMinute int
}

// Has reports whether the viewer holds the role.
func (v Viewer) Has(role registry.Access) bool {
	for _, r := range v.Roles {
		if r == role {
			return true
		}
	}
	return false
}

// Public reports whether the viewer is a front-end app for the public only:
// such a viewer sees the public fields and gets the public limits.
func (v Viewer) Public() bool {
	for _, r := range v.Roles {
		if r != registry.AccessPublicApp {
			return false
		}
	}
	return true
}

// Covers reports whether the region lies within the viewer's own.
func (v Viewer) Covers(r registry.RegionCode) bool {
	return v.Region != "" && v.Region.Contains(r)
}

// System is the viewer of the program itself: imports at the command line,
// migrations, the demonstration seed. It is never built from a request.
func System() Viewer {
	return Viewer{Principal: "system", Roles: []registry.Access{registry.AccessRosterAdmin, registry.AccessDistrictStaff, registry.AccessSystemAdmin}, Region: ""}
}

// IsSystem reports whether the viewer is the program itself, which no region binds.
func (v Viewer) IsSystem() bool { return v.Principal == "system" }

// OfKey is the viewer that an API key stands for.
func OfKey(k registry.Key) Viewer {
	return Viewer{Principal: "key:" + string(k.ID), Roles: []registry.Access{k.Role}, Region: k.Region, Mediator: k.Mediator, PerMinute: k.PerMinute}
}

// Demo is the persona of an anonymous request in demo mode. An empty role gives
// the district clerk who also keeps the roster. Unknown roles are refused.
func Demo(role registry.Access, region registry.RegionCode) (Viewer, bool) {
	if role == "" {
		return Viewer{Principal: "demo", Roles: []registry.Access{registry.AccessDistrictStaff, registry.AccessRosterAdmin}, Region: region}, true
	}
	if !role.Valid() {
		return Viewer{}, false
	}
	return Viewer{Principal: "demo:" + string(role), Roles: []registry.Access{role}, Region: region}, true
}
