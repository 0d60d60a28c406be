package centre

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"time"

	"liuyuan/identity"
	"liuyuan/registry"
	"liuyuan/terms"
)

// Where likely duplicates are looked for (local policy).
const (
	duplicateWindow = 92 * 24 * time.Hour
	duplicateLooked = 200 // newest matters that are compared
	duplicateShown  = 5   // at most
)

// What is said beside the agreements of two reports (package terms).
const (
	SameParty registry.ReasonCode = "SAME_PARTY" // a party's telephone or identity number
	SameDay   registry.ReasonCode = "SAME_DAY"
)

// Duplicate is a matter on file that may be the same, with what speaks for it. The
// score is 0…1, and above 1 where a party's number is shared.
type Duplicate struct {
	Case    *Case
	Score   float64
	Reasons []registry.Reason // strongest first
}

// Duplicates gives matters nearby that may be the same as a dispute, most alike
// first: those that share a party's number, and those whose reports are alike.
func (c *Centre) Duplicates(ctx context.Context, v identity.Viewer, id registry.DisputeID) ([]Duplicate, error) {
	var found []Duplicate
	scope := identity.ScopeOf(v)
	err := c.view(ctx, func(tx registry.Reader) error {
		d, err := tx.Dispute(scope, id)
		if err != nil {
			return err
		}
		own, err := c.cases(tx, v, []registry.Dispute{d})
		if err != nil || !own[0].Named {
			return err
		}
		others, err := c.nearby(tx, v, d.Region, d.Type, d.CreatedAt, d.ID)
		if err != nil {
			return err
		}
		shared, err := sharing(tx, scope, d.ID, others)
		if err != nil {
			return err
		}
		found = alike(reportOf(own[0]), others, shared)
		return nil
	})
	return found, err
}

// nearby gives the newest matters of three months that the viewer may read: of the
// town of a place, or of a family of types where the place is wider than a town.
func (c *Centre) nearby(tx registry.Reader, v identity.Viewer, place registry.RegionCode, typ registry.TypeCode, until time.Time, but registry.DisputeID) ([]*Case, error) {
	f := registry.DisputeFilter{Region: place.At(registry.Town), From: until.Add(-duplicateWindow), To: until.Add(time.Microsecond), NotID: but}
	if f.Region == "" {
		f.Region, f.TypeFamily = place, typ
	}
	found, err := tx.Disputes(identity.ScopeOf(v), registry.DisputePage{Descending: true, Limit: duplicateLooked, Filter: f})
	if err != nil {
		return nil, err
	}
	cases, err := c.cases(tx, v, found)
	return slices.DeleteFunc(cases, func(s *Case) bool { return !s.Named }), err
}

// sharing tells which matters have a party's number in common with a matter.
func sharing(tx registry.Reader, scope registry.Scope, own registry.DisputeID, others []*Case) (map[registry.DisputeID]bool, error) {
	ids := []registry.DisputeID{own}
	for _, o := range others {
		ids = append(ids, o.ID)
	}
	parties, err := tx.Parties(scope, ids)
	if err != nil {
		return nil, err
	}
	hashes := map[registry.DisputeID][][]byte{}
	for _, p := range parties {
		hashes[p.Dispute] = append(hashes[p.Dispute], subjects([]registry.Party{p})...)
	}
	shared := map[registry.DisputeID]bool{}
	for _, id := range ids[1:] {
		shared[id] = share(hashes[own], hashes[id])
	}
	return shared, nil
}

func share(a, b [][]byte) bool {
	return slices.ContainsFunc(a, func(x []byte) bool {
		return slices.ContainsFunc(b, func(y []byte) bool { return bytes.Equal(x, y) })
	})
}

// alike rates matters against a report and keeps the likely ones, most alike first.
func alike(own terms.Text, others []*Case, shared map[registry.DisputeID]bool) []Duplicate {
	var like []Duplicate
	for _, o := range others {
		score, same := terms.Similar(own, reportOf(o))
		reasons := saidOf(same)
		if shared[o.ID] {
			score++
			reasons = slices.Insert(reasons, 0, registry.Because(SameParty))
		}
		if score >= terms.LikelyDuplicate {
			like = append(like, Duplicate{o, score, reasons})
		}
	}
	slices.SortStableFunc(like, func(a, b Duplicate) int { return cmp.Compare(b.Score, a.Score) })
	return like[:min(len(like), duplicateShown)]
}

// reportOf is a matter as it stands on file; sums of money stand in its words alone.
func reportOf(s *Case) terms.Text {
	return terms.Text{Body: s.Narrative, Region: s.Region, Day: registry.DateOf(s.CreatedAt), Words: registry.Words{
		Suggestions: []registry.TypeSuggestion{{Type: s.Type}}, Headcount: s.Headcount, Amounts: terms.Amounts(s.Narrative),
	}}
}

// saidOf gives agreements as reasons, in their order.
func saidOf(same []terms.DuplicateReason) []registry.Reason {
	reasons := []registry.Reason{}
	for _, s := range same {
		reasons = append(reasons, because(s))
	}
	return reasons
}

func because(s terms.DuplicateReason) registry.Reason {
	code := registry.ReasonCode(s.Code)
	switch s.Code {
	case terms.SamePlace:
		return registry.Because(code, registry.Name("region", registry.ParamRegion, s.Value))
	case terms.SameType:
		return registry.Because(code, registry.Name("type", registry.ParamType, s.Value))
	case terms.SameHeadcount:
		return registry.Because(code, registry.Say("people", s.Value))
	case terms.SameAmount:
		return registry.Because(code, registry.Say("yuan", s.Value))
	case terms.SameTime:
		if s.Value == "0" {
			return registry.Because(SameDay)
		}
		return registry.Because(code, registry.Say("days", s.Value))
	}
	return registry.Because(code)
}
