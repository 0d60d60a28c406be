package registry

// ChangeKind is the kind of record that a change touched.
type ChangeKind string

// The kinds of changes. LOAD goes to the pool alone, never to the index.
const (
	ChangedRegion       ChangeKind = "REGION"
	ChangedOrganization ChangeKind = "ORGANIZATION"
	ChangedMediator     ChangeKind = "MEDIATOR"
	ChangedLoad         ChangeKind = "LOAD"
	ChangedDispute      ChangeKind = "DISPUTE"
	ChangedAssignment   ChangeKind = "ASSIGNMENT"
)

// Change says that a record changed; it carries no data. Readers re-read the
// record, so replaying a change is harmless. Seq is gapless from 1 and follows
// the order of commits.
type Change struct {
	Seq  int64
	Kind ChangeKind
	ID   string
}

// Epoch names one life of a database. A restore starts a new one, so that a
// projection built from another life is recognised and rebuilt.
type Epoch string

// Mark is a position in the change feed of one database life.
type Mark struct {
	Epoch Epoch
	Seq   int64
	// Pruned is set by a store: changes up to this number are no longer kept, and
	// what has not seen them must be made anew.
	Pruned int64 `json:",omitempty"`
}
