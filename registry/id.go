package registry

// Identifiers are opaque, lower-case UUID text (36 characters). Version 7 for
// records made by people, name-based (version 5) for seeded and generated ones,
// so that the same seed gives the same identifiers.
type (
	// MediatorID names a person of the roster.
	MediatorID string
	// OrganizationID names a committee, room, studio, centre or department.
	OrganizationID string
	// DisputeID names a registered dispute.
	DisputeID string
	// AssignmentID names one offer of one dispute to one person.
	AssignmentID string
	// PartyID names a party of a dispute.
	PartyID string
	// KeyID names an API key; the secret itself is never stored.
	KeyID string
)
