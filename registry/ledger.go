package registry

// LedgerLine is what one person was asked and did in one period, for one type and
// part: the fairness ledger. Mistaken offers that were undone count nowhere.
type LedgerLine struct {
	Mediator MediatorID
	Type     TypeCode
	Status   AssignmentStatus
	Count    int
	Weight   int // sum, in units
}
