package registry

import "time"

// TieID names a declared tie.
type TieID string

// TieKind is what ties a person to a party. A tie is declared by someone and
// never computed, least of all from a surname.
type TieKind string

// The kinds (特邀调解规定 art. 15, 16; 在线调解规则 art. 13, as local policy).
const (
	TieParty       TieKind = "PARTY"       // is a party
	TieKin         TieKind = "KIN"         // near relative, as declared
	TieEmployer    TieKind = "EMPLOYER"    // a party is the person's employer
	TieVillage     TieKind = "VILLAGE"     // the person's village or community is a party
	TieRepresented TieKind = "REPRESENTED" // represented, advised or judged the matter before
	TieInterest    TieKind = "INTEREST"    // another interest in the outcome
)

// TieName is a kind with its name.
type TieName struct {
	Kind TieKind
	Name Text
}

// TieKinds lists the kinds with their names.
func TieKinds() []TieName {
	return []TieName{
		{TieParty, Text{"本人是当事人", "is a party"}},
		{TieKin, Text{"近亲属", "near relative"}},
		{TieEmployer, Text{"任职单位是当事人", "a party is the employer"}},
		{TieVillage, Text{"所在村（社区）是当事人", "the own village is a party"}},
		{TieRepresented, Text{"曾代理或参与本案", "served in the matter before"}},
		{TieInterest, Text{"有其他利害关系", "has another interest"}},
	}
}

// Tie is a declared conflict of interest. It concerns one dispute, or every
// dispute with a party of the Subject (a keyed hash of phone or number).
type Tie struct {
	ID         TieID                 `json:"id"`
	Mediator   MediatorID            `json:"mediator"`
	Dispute    DisputeID             `json:"dispute,omitempty"`
	Subject    []byte                `json:"subject,omitempty"`
	Kind       TieKind               `json:"kind"`
	DeclaredAt time.Time             `json:"declaredAt"`
	DeclaredBy string                `json:"declaredBy"`         // principal
	Waivers    map[PartyID]time.Time `json:"waivers,omitempty"`  // disclosed to and waived by each party, with the time
	Withdrawn  time.Time             `json:"withdrawn,omitzero"` // declared by mistake
	Version    int                   `json:"version"`
}

// Excludes reports whether the tie keeps the person from the part in a dispute of
// these parties. One who is a party never mediates; an employer's or village's
// person may be invited; all else is open once every party has waived it.
func (t Tie) Excludes(part Part, parties []PartyID) bool {
	switch {
	case !t.Withdrawn.IsZero():
		return false
	case t.Kind == TieParty:
		return true
	case part == PartInvited && (t.Kind == TieEmployer || t.Kind == TieVillage):
		return false
	}
	if len(parties) == 0 {
		return true
	}
	for _, p := range parties {
		if _, waived := t.Waivers[p]; !waived {
			return true
		}
	}
	return false
}
