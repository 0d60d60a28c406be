package matching

import (
	_ "embed"

	"liuyuan/registry"
)

//go:embed policy.json
var policyFile []byte

// Policy is the data side of the matching policy: weights and switches of the
// table in table.go. It is read-only after parsing. Scores are 0…100.
type Policy struct {
	// Version is stored with every recorded match; change it with any figure.
	Version string                     `json:"version"`
	Weights map[registry.Criterion]int `json:"weights"` // of every scorer, 0…1000
	// Few is the number of eligible people below which the ladder is offered.
	Few int `json:"few"`
	// ReachMetres is how far people are asked to travel when a question has a
	// point and no region.
	ReachMetres int `json:"reachMetres"`
	// Interpreters offers a missing language with an interpreter on the ladder.
	Interpreters   bool                                        `json:"interpreters"`
	Speciality     SpecialityPolicy                            `json:"speciality"`
	Room           RoomPolicy                                  `json:"room"`
	Proximity      ProximityPolicy                             `json:"proximity"`
	Presence       PresencePolicy                              `json:"presence"`
	RotationDays   int                                         `json:"rotationDays"` // days since the last assignment that score 100
	Role           RolePolicy                                  `json:"role"`
	LocalLanguages map[registry.RegionCode][]registry.Language `json:"localLanguages"` // the longest containing code counts
	Guards         []GuardPolicy                               `json:"guards"`
	Loads          WeightPolicy                                `json:"weight"`
	Panel          PanelPolicy                                 `json:"panel"`
}

// SpecialityPolicy scores by how near the speciality is; lists are by level 1, 2, 3.
type SpecialityPolicy struct {
	Exact     [3]int `json:"exact"`     // the very type
	Parent    [3]int `json:"parent"`    // its level one; or a part, when only level one is asked
	Sibling   [3]int `json:"sibling"`   // another type of the same level one
	Secondary [3]int `json:"secondary"` // a secondary type of the matter only
	General   int    `json:"general"`   // no speciality on record, but a role that takes any matter
	// AlsoSecondary is added for a secondary type beside the primary one.
	AlsoSecondary int `json:"alsoSecondary"`
	// GeneralRoles take any matter when no speciality is on record for them.
	GeneralRoles []registry.Role   `json:"generalRoles"`
	OtherFamily  registry.TypeCode `json:"otherFamily"` // "other": GeneralRoles take it whatever their speciality
}

// RoomPolicy scores a post at a room or studio that covers the matter: base score
// by what is covered, in percent by how near its region is.
type RoomPolicy struct {
	Type         int `json:"type"`
	Facet        int `json:"facet"`
	Both         int `json:"both"`
	SameTown     int `json:"sameTown"`
	SameDistrict int `json:"sameDistrict"`
	SameCity     int `json:"sameCity"`
}

// ProximityPolicy scores distance: straight lines between pairs of metres and
// score; without coordinates by the smallest common region; by video at all.
type ProximityPolicy struct {
	Metres   [][2]int `json:"metres"`
	Village  int      `json:"village"`
	Town     int      `json:"town"`
	District int      `json:"district"`
	City     int      `json:"city"`
	Online   int      `json:"online"`
}

// PresencePolicy scores presence at the asked time. ExcludedOffDuty are the
// presences that are excluded, not only scored lower, while none of the person's
// posts is on duty and all of them are of this kind.
type PresencePolicy struct {
	OnDuty          int                 `json:"onDuty"`
	OnCall          int                 `json:"onCall"`
	Appointment     int                 `json:"appointment"`
	NoPost          int                 `json:"noPost"`
	OffDuty         int                 `json:"offDuty"`
	ExcludedOffDuty []registry.Presence `json:"excludedOffDuty"`
}

// RolePolicy scores roles; a family's table overrides the usual one role by role,
// and high risk counts half.
type RolePolicy struct {
	Usual    map[registry.Role]int                       `json:"usual"`
	Families map[registry.TypeCode]map[registry.Role]int `json:"families"`
	HighRisk map[registry.Role]int                       `json:"highRisk"`
	FitsFrom int                                         `json:"fitsFrom"` // from this score on, the reason says "suits"
}

// GuardPolicy keeps people whose roles are all lay from leading a matter with the
// facet, unless the facet is among those they are suited for.
type GuardPolicy struct {
	Facet    registry.Facet  `json:"facet"`
	LayRoles []registry.Role `json:"layRoles"`
}

// WeightPolicy is what a dispute adds to the load.
type WeightPolicy struct {
	Ordinary int                        `json:"ordinary"`
	Crowd    []CrowdWeight              `json:"crowd"` // ascending; the last that applies counts
	Risk     map[registry.RiskLevel]int `json:"risk"`
}

// CrowdWeight adds units from a number of people on.
type CrowdWeight struct {
	From int `json:"from"`
	Add  int `json:"add"`
}

// PanelPolicy names the minimum useful seats of the six by family, and the
// outside professionals that a matter asks for.
type PanelPolicy struct {
	Usual    []registry.Role                       `json:"usual"`
	Families map[registry.TypeCode][]registry.Role `json:"families"`
	HighRisk []registry.Role                       `json:"highRisk"`
	Outside  []OutsideSeat                         `json:"outside"`
}

// OutsideSeat asks for a professional when family, facet or risk applies.
type OutsideSeat struct {
	Role     registry.Role       `json:"role"`
	Families []registry.TypeCode `json:"families,omitempty"`
	Facets   []registry.Facet    `json:"facets,omitempty"`
	Risk     registry.RiskLevel  `json:"risk,omitempty"`
}

// DefaultPolicy is the policy that the binary carries.
func DefaultPolicy() (*Policy, error) { return ParsePolicy(policyFile) }

// Weight is what a dispute adds to the load, in units: 1 for an ordinary
// one, more for crowd and risk.
func (p *Policy) Weight(risk registry.RiskLevel, headcount int) int {
	add := 0
	for _, c := range p.Loads.Crowd {
		if headcount >= c.From {
			add = c.Add
		}
	}
	return p.Loads.Ordinary + add + p.Loads.Risk[risk]
}
