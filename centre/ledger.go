package centre

import (
	"context"
	"slices"

	"liuyuan/identity"
	"liuyuan/registry"
)

// LedgerEntry is what one person was asked and did in a period: the fairness
// ledger that people can read. It never feeds a score.
type LedgerEntry struct {
	Mediator registry.MediatorID
	Offered  int // all offers, whatever became of them
	Accepted int // accepted, and what followed it
	Declined int
	Expired  int
	Weight   int // of all offers, in units
	Types    []LedgerType
}

// LedgerType is the share of one dispute type.
type LedgerType struct {
	Type   registry.TypeCode
	Count  int
	Weight int
}

// LedgerInput asks for the days From to To, both included.
type LedgerInput struct {
	From, To registry.Date
	Region   registry.RegionCode
	Mediator registry.MediatorID
}

// maxLedgerDays bounds the period of one ledger.
const maxLedgerDays = 400

// Ledger tells per person what was offered, accepted and declined in a period,
// most asked first.
func (c *Centre) Ledger(ctx context.Context, v identity.Viewer, in LedgerInput) ([]LedgerEntry, error) {
	if err := c.allow(v, "Query", "ledger"); err != nil {
		return nil, err
	}
	if in.To < in.From || in.From.AddDays(maxLedgerDays) < in.To {
		return nil, registry.Refuse(registry.CodeOutOfRange, []string{"to"}, "期间须为 1 到 400 天", "a period has 1 to 400 days")
	}
	question := registry.LedgerQuestion{From: in.From.Time(), To: in.To.AddDays(1).Time(), Region: in.Region, Mediator: in.Mediator}
	var lines []registry.LedgerLine
	err := c.view(ctx, func(tx registry.Reader) (err error) {
		lines, err = tx.Ledger(identity.ScopeOf(v), question)
		return err
	})
	return entries(lines), err
}

// entries gathers the lines, which come by person and type.
func entries(lines []registry.LedgerLine) []LedgerEntry {
	var all []LedgerEntry
	for _, l := range lines {
		if len(all) == 0 || all[len(all)-1].Mediator != l.Mediator {
			all = append(all, LedgerEntry{Mediator: l.Mediator})
		}
		all[len(all)-1].add(l)
	}
	slices.SortStableFunc(all, func(a, b LedgerEntry) int { return b.Offered - a.Offered })
	return all
}

func (e *LedgerEntry) add(l registry.LedgerLine) {
	e.Offered += l.Count
	e.Weight += l.Weight
	switch l.Status {
	case registry.AssignmentAccepted, registry.AssignmentCompleted, registry.AssignmentWithdrawn:
		e.Accepted += l.Count
	case registry.AssignmentDeclined:
		e.Declined += l.Count
	case registry.AssignmentExpired:
		e.Expired += l.Count
	}
	if len(e.Types) == 0 || e.Types[len(e.Types)-1].Type != l.Type {
		e.Types = append(e.Types, LedgerType{Type: l.Type})
	}
	t := &e.Types[len(e.Types)-1]
	t.Count, t.Weight = t.Count+l.Count, t.Weight+l.Weight
}
