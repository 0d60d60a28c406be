package registry

import (
	"strconv"
	"time"
)

// DisputeReader reads disputes and what belongs to them. Whatever a Scope does
// not show is NOT_FOUND or missing from lists and counts, as if it did not exist.
type DisputeReader interface {
	Dispute(Scope, DisputeID) (Dispute, error)
	// DisputesByID gives the disputes that exist and are shown, in the order asked.
	DisputesByID(Scope, []DisputeID) ([]Dispute, error)
	Disputes(Scope, DisputePage) ([]Dispute, error)
	CountDisputes(Scope, DisputeFilter) (int, error)
	// Parties gives the parties of the disputes, by dispute and order of entry.
	Parties(Scope, []DisputeID) ([]Party, error)
	Party(Scope, PartyID) (Party, error)
	Assignment(Scope, AssignmentID) (Assignment, error)
	// Assignments gives the assignments of the disputes, by dispute and time of offer.
	Assignments(Scope, []DisputeID) ([]Assignment, error)
	// AssignmentsLive gives the live assignments of disputes, whoever may see them:
	// for checks inside a change.
	AssignmentsLive([]DisputeID) ([]Assignment, error)
	// AssignmentsOf gives a person's assignments in any of the statuses, newest first.
	AssignmentsOf(MediatorID, []AssignmentStatus, int) ([]Assignment, error)
	// Acquainted gives who led other disputes of the same parties (by keyed hash) that
	// the scope shows, last time first.
	Acquainted(Scope, DisputeID, int) ([]MediatorID, error)
	// Overdue gives offers whose time is over by the database's clock, oldest first.
	Overdue(limit int) ([]Assignment, error)
	// Events gives a dispute's history after a number, at most limit.
	Events(Scope, DisputeID, int, int) ([]Event, error)
	CountEvents(Scope, DisputeID) (int, error)
	// Ties gives the ties that concern a dispute: declared for it, or for a subject
	// that is the keyed hash of one of its parties.
	Ties(DisputeID) ([]Tie, error)
	Tie(TieID) (Tie, error)
	Notices(assignments []AssignmentID) ([]Notice, error)
	// DueNotices gives pending notices whose time has come, oldest first.
	DueNotices(limit int) ([]Notice, error)
	CountAudit(principal, action string, since time.Time) (int, error)
	Audits(object string, limit int) ([]Audit, error) // newest first
	MatchRecord(Scope, MatchRecordID) (MatchRecord, error)
	// LastMatchRecord gives the newest kept answer of a dispute; NOT_FOUND if none.
	LastMatchRecord(Scope, DisputeID) (MatchRecord, error)
	// Ledger sums the assignments offered from From up to To, by person, type and status.
	Ledger(Scope, LedgerQuestion) ([]LedgerLine, error)
	// OpenLoads recounts the load of every person with live work from the rows.
	OpenLoads() (map[MediatorID]int, error)
}

// DisputeWriter writes them. Puts follow the rules of Writer; locks are taken in
// one order everywhere: people by identifier, dispute, assignments.
type DisputeWriter interface {
	// Lock holds the records of the people and of whoever has live work on the
	// dispute, then the dispute, until the transaction ends, and gives the dispute as
	// it is then. People that do not exist are passed over.
	Lock(Scope, []MediatorID, DisputeID) (Dispute, error)
	PutDispute(Dispute) (int, error)
	PutParty(Party) error
	// PutAssignment keeps the person's load: a status that becomes live adds the
	// weight if it fits the capacity (else CAPACITY_FULL), one that ends takes it
	// away. A second live lead in the same slot is LEAD_TAKEN.
	PutAssignment(Assignment) (int, error)
	// AddEvent appends to the history under the next number.
	AddEvent(Event) error
	PutTie(Tie) (int, error)
	// PutNotice inserts or replaces; a second notice of the same kind for the same
	// assignment is not inserted.
	PutNotice(Notice) error
	AddAudit(Audit) error
	PutMatchRecord(MatchRecord) error
	// Next counts up the named counter from 1. Callers of one name wait for each
	// other until the transaction ends.
	Next(name string) (int64, error)
}

// DisputeFilter narrows a list of disputes; fields are joined by AND, list
// entries by OR.
type DisputeFilter struct {
	Statuses   []DisputeStatus
	Region     RegionCode
	Type       TypeCode // the type or one of its second level
	Risks      []RiskLevel
	Sources    []SignalSource
	Number     string
	Mediator   MediatorID // has an assignment of this person
	From, To   time.Time  // registered from From up to To
	Subject    []byte     // a party has this keyed hash
	NotID      DisputeID
	TypeFamily TypeCode // the level-one code
}

// DisputeOrder is the order of a list; the values are the API's.
type DisputeOrder string

// The orders. Ties are broken by identifier.
const (
	DisputesByCreated DisputeOrder = "CREATED_AT"
	DisputesByNumber  DisputeOrder = "NUMBER"
	DisputesByRisk    DisputeOrder = "RISK_LEVEL"
)

// DisputePage is one page of disputes, as MediatorPage is of people.
type DisputePage struct {
	Filter     DisputeFilter
	Order      DisputeOrder // empty: by time of registration
	Descending bool
	After      *DisputePlace
	Before     *DisputePlace
	Backward   bool
	Limit      int
}

// DisputePlace is a place in an ordered list of disputes.
type DisputePlace struct {
	Value string    `json:"v"`
	ID    DisputeID `json:"i"`
}

// PlaceIn is the dispute's place in a list of the order.
func (d *Dispute) PlaceIn(o DisputeOrder) DisputePlace {
	p := DisputePlace{ID: d.ID}
	switch o {
	case DisputesByNumber:
		p.Value = d.Number
	case DisputesByRisk:
		p.Value = string(d.Risk)
	default:
		p.Value = strconv.FormatInt(d.CreatedAt.UnixMicro(), 10)
	}
	return p
}

// LedgerQuestion asks for the ledger of a period.
type LedgerQuestion struct {
	From, To time.Time // From ≤ offered < To
	Region   RegionCode
	Mediator MediatorID // empty: everyone
}
