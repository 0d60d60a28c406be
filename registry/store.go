package registry

import (
	"context"
	"iter"
	"time"
)

// Store is the one truth. View and Update run a function in one transaction; the
// function may be run again after a serialization failure, so it must have no
// other effects. A cancelled context ends the transaction without effect.
//
// Errors: a missing record is NOT_FOUND, a stale version VERSION_CONFLICT, a full
// disk STORAGE_FULL, an unreachable database UNAVAILABLE, and a commit whose fate
// is unknown OUTCOME_UNKNOWN (retry with the same idempotency key).
type Store interface {
	// View reads a consistent snapshot.
	View(ctx context.Context, fn func(Reader) error) error
	// Update reads and writes; it commits when fn returns nil and returns the
	// position of the feed that covers the commit (0 if nothing changed).
	Update(ctx context.Context, fn func(Writer) error) (int64, error)
	// Import puts many people fast: a new identifier is added, a known one replaced
	// if the record differs in anything but its version, which is not looked at. It
	// commits in chunks; one that ends early leaves the chunks before it, and running
	// it again finishes it. An error of the sequence ends the import.
	Import(ctx context.Context, people iter.Seq2[Mediator, error]) (Imported, error)
	// Feed gives changes after a position in the order of commits, at most limit;
	// none is not an error. On PostgreSQL it first numbers what was committed. A
	// position before what was pruned is STATE: whoever is there must begin anew.
	Feed(ctx context.Context, after int64, limit int) ([]Change, error)
	// Mark is the newest numbered position and the database's epoch.
	Mark(ctx context.Context) (Mark, error)
	// Prune removes the oldest changes of the feed, but never the newest so many.
	Prune(ctx context.Context, keep int64) error
	// Wake gives a channel that receives (coalesced) when this or another process
	// has committed; it is a hint only, readers poll as well.
	Wake() <-chan struct{}
	// Close releases the database.
	Close() error
}

// Imported counts what an import did with the records it was given.
type Imported struct {
	Added, Changed, Same int
}

// Reader reads within one transaction. Lists are sorted by identifier unless
// said otherwise; a list without members is nil, not an error.
type Reader interface {
	DisputeReader

	// Now is the database's clock at the start of the transaction.
	Now() time.Time

	Region(RegionCode) (Region, error)
	Regions() ([]Region, error) // all regions, by code
	Organization(OrganizationID) (Organization, error)
	Organizations() ([]Organization, error) // all institutions, by identifier
	Mediator(MediatorID) (Mediator, error)
	// MediatorsByID gives the records that exist, in the order asked.
	MediatorsByID([]MediatorID) ([]Mediator, error)
	// Mediators gives one page of the roster.
	Mediators(MediatorPage) ([]Mediator, error)
	// CountMediators counts what the filter holds, whatever the page.
	CountMediators(MediatorFilter) (int, error)
	// EachMediator streams the whole roster by identifier with the live load.
	EachMediator(func(Mediator, Workload) error) error
	// EachRow streams, as fast as the store can, what matching needs of everyone but
	// the removed, in no particular order and without the texts that only people read
	// (name, introduction, telephone, reason of the status). The record is good until
	// the function returns. The function runs on another goroutine, never twice at
	// once, and must not use the transaction; its error ends the stream.
	EachRow(func(*Mediator, Workload) error) error
	// Workloads gives the live load of the people asked, in their order.
	Workloads([]MediatorID) ([]Workload, error)
	// Seats gives the holders in force on the day, by region, role, identifier.
	Seats(region RegionCode, day Date) ([]SeatHolder, error)
	// Members gives the people with a post at the institution, by identifier.
	Members(org OrganizationID, after MediatorID, limit int) ([]MediatorID, error)
	CountMembers(org OrganizationID) (int, error)

	Key(KeyID) (Key, error)
	Keys() ([]Key, error)
	// Receipt gives the stored answer; NOT_FOUND if there is none.
	Receipt(principal, key string) (Receipt, error)
}

// Writer adds writes to a Reader. Every Put and Delete appends a Change in the
// same transaction. A Put with Version 0 inserts (an existing record is a
// VERSION_CONFLICT); otherwise the stored version must equal it. The new version
// is returned.
type Writer interface {
	Reader
	DisputeWriter

	PutRegion(Region) (int, error)
	PutOrganization(Organization) (int, error)
	// AddPlaces inserts many new ones of both at once.
	AddPlaces([]Region, []Organization) error
	PutMediator(Mediator) (int, error)
	DeleteMediator(MediatorID) error
	PutKey(Key) error
	// PutReceipt stores an answer; a twin that committed first makes it fail with
	// IDEMPOTENCY_KEY_REUSED, so the caller reads the Receipt again.
	PutReceipt(Receipt) error
}

// MediatorFilter narrows the roster; fields are joined by AND, list entries by
// OR (languages by AND). Removed people are never listed.
type MediatorFilter struct {
	Roles        []Role
	Region       RegionCode // home, seat or service area within it, or containing it
	DisputeType  TypeCode   // speciality in the type or one of its second level
	Organization OrganizationID
	Languages    []Language
	Standings    []Standing // in force on Day
	Available    *bool      // active, not on leave on Day, open load below capacity
	ActiveOnly   bool       // takes part on Day: what the public sees
	Day          Date
}

// MediatorOrder is the order of a roster page; ties are broken by identifier.
type MediatorOrder string

// The orders; the values are the API's.
const (
	OrderByName      MediatorOrder = "NAME" // by pinyin
	OrderByOpenLoad  MediatorOrder = "OPEN_LOAD"
	OrderByAssuredAt MediatorOrder = "ASSURED_AT"
)

// MediatorPage is one page of the roster: at most Limit records after or before
// a place in the order. Backward pages are given in the order of the list.
type MediatorPage struct {
	Filter     MediatorFilter
	Order      MediatorOrder // empty: by identifier
	Descending bool
	After      *MediatorPlace
	Before     *MediatorPlace
	Backward   bool // the last Limit records instead of the first
	Limit      int
}

// MediatorPlace is a place in an ordered roster: the order's value and the identifier.
type MediatorPlace struct {
	Value string // sort value of the order, empty when by identifier
	ID    MediatorID
}
