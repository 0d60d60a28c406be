package centre

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"liuyuan/identity"
	"liuyuan/registry"
)

// PastDispute is a dispute as it stands, to be loaded with what was said and who
// the parties are: for demonstrations. The record's Status tells how far it came;
// number, weight, history and assignments are made here.
type PastDispute struct {
	registry.Dispute
	Narrative string
	Point     *registry.Point
	Parties   []NewParty
}

// loadMatters is how many disputes one transaction loads.
const loadMatters = 120

// LoadDisputes puts disputes of the past on file in bulk. Whoever leads one is
// chosen by the ranking of today; live work counts in the loads like any other.
func (c *Centre) LoadDisputes(ctx context.Context, v identity.Viewer, list []PastDispute) error {
	if !v.IsSystem() {
		return systemOnly(v)
	}
	var last int64
	for chunk := range slices.Chunk(list, loadMatters) {
		ranked := make([][]registry.MediatorID, len(chunk))
		for i, d := range chunk {
			ranked[i] = c.ranked(d)
		}
		seq, err := c.store.Update(ctx, func(tx registry.Writer) error {
			for i, d := range chunk {
				l := &past{work: work{c: c, tx: tx, v: v, scope: identity.ScopeOf(v), now: tx.Now(), d: d.Dispute}, until: tx.Now()}
				if err := l.load(d, ranked[i]); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		last = max(last, seq)
	}
	c.settle(ctx, last)
	return nil
}

// ranked are the five first for a dispute, begun at a place that the dispute
// itself decides, so that work is spread.
func (c *Centre) ranked(d PastDispute) []registry.MediatorID {
	q := registry.MatchQuestion{Type: d.Type, Facets: d.Facets, Risk: d.Risk, Headcount: d.Headcount, Region: d.Region, Part: registry.PartLead, At: c.clock(), First: 6}
	var ids []registry.MediatorID
	for _, x := range c.pool.Load().Match(c.matching, q).Candidates {
		ids = append(ids, x.Mediator)
	}
	if len(ids) > 1 {
		k := int(d.ID[len(d.ID)-1]) % len(ids)
		ids = append(ids[k:len(ids):len(ids)], ids[:k]...)
	}
	return ids
}

// past loads one dispute; its clock runs from the registration to now.
type past struct {
	work
	until time.Time
	wants registry.DisputeStatus
}

// later moves the clock on, never past the present.
func (p *past) later(d time.Duration) {
	if p.now = p.now.Add(d); p.now.After(p.until) {
		p.now = p.until
	}
}

func (p *past) load(d PastDispute, ranked []registry.MediatorID) (err error) {
	p.now, p.wants = d.CreatedAt, d.Status
	if p.now.After(p.until) {
		p.now = p.until
	}
	p.d.CreatedAt, p.d.CreatedBy, p.d.Status = p.now, p.v.Principal, registry.DisputeRegistered
	p.d.Weight = p.c.matching.Weight(p.d.Risk, p.d.Headcount)
	if p.d.Sealed, err = p.c.sealJSON(casePlace(p.d.ID), caseFacts{d.Narrative, d.Point}); err != nil {
		return err
	}
	if p.d.Number, err = p.number(); err != nil {
		return err
	}
	for _, party := range d.Parties {
		if err := p.addParty(party); err != nil {
			return err
		}
	}
	if err := p.note(registry.EventRegistered, nil, string(p.d.Source), ""); err != nil {
		return err
	}
	if err := p.assess(); err != nil {
		return err
	}
	if err := p.lead(ranked); err != nil {
		return err
	}
	_, err = p.tx.PutDispute(p.d)
	return err
}

// assess waits for an assessment, or has one, where the matter asks for it.
func (p *past) assess() error {
	if !p.d.NeedsAssessment() {
		if p.wants == registry.DisputeAssessing {
			p.wants = registry.DisputeAwaitingMatch
		}
		return nil
	}
	p.d.Status = registry.DisputeAssessing
	if p.wants == registry.DisputeRegistered || p.wants == registry.DisputeAssessing {
		p.wants = registry.DisputeAssessing
		return nil
	}
	p.later(30 * time.Minute)
	p.d.Assessed = &registry.Assessment{At: p.now, By: p.v.Principal, Risk: p.d.Risk, PoliceInformed: true}
	if p.d.TwoPersons() {
		p.d.Assessed.ConfirmedBy, p.d.Assessed.ConfirmedAt = p.v.Principal, p.now
	}
	p.d.Status = registry.DisputeAwaitingMatch
	return p.note(registry.EventAssessed, nil, string(p.d.Risk), "")
}

// lead brings the dispute to where it is to stand.
func (p *past) lead(ranked []registry.MediatorID) error {
	switch p.wants {
	case registry.DisputeRegistered, registry.DisputeAssessing:
		return nil
	case registry.DisputeAwaitingChoice:
		if p.wants = registry.DisputeAwaitingMatch; len(ranked) >= registry.MinChoice {
			clock, _ := p.c.clocks.Clock("CHOICE")
			p.d.Status = registry.DisputeAwaitingChoice
			p.d.Choice = &registry.Choice{Mode: registry.SelectionJointRank, Names: ranked[:registry.MinChoice], Deadline: p.c.calendar.Due(clock, p.until)}
			return p.note(registry.EventChoiceOpen, nil, string(p.d.Choice.Mode), "")
		}
	}
	if p.wants == registry.DisputeAwaitingMatch {
		p.d.Status = p.wants
		return nil
	}
	if len(ranked) > 2 && p.d.ID[0] < '4' { // some decline, as people do
		p.later(2 * time.Hour)
		if _, err := p.assign(ranked[0], registry.AssignmentDeclined); err != nil {
			return err
		}
		ranked = ranked[1:]
	}
	p.later(time.Hour)
	status := map[registry.DisputeStatus]registry.AssignmentStatus{registry.DisputeAwaitingAcceptance: registry.AssignmentOffered, registry.DisputeMediating: registry.AssignmentAccepted,
		registry.DisputeTerminated: registry.AssignmentWithdrawn}[p.wants]
	if status == "" {
		status = registry.AssignmentCompleted
	}
	for _, id := range ranked {
		done, err := p.assign(id, status)
		if err != nil {
			return err
		}
		if done {
			return p.finish()
		}
	}
	p.d.Status = registry.DisputeAwaitingMatch // nobody had room
	return nil
}

// assign writes one assignment with its history; false if the person is full.
func (p *past) assign(id registry.MediatorID, status registry.AssignmentStatus) (bool, error) {
	m, err := p.tx.Mediator(id)
	if err != nil {
		return false, err
	}
	a := registry.Assignment{
		ID:      registry.AssignmentID(uuid.NewSHA1(uuid.NameSpaceURL, []byte(string(p.d.ID)+"/"+string(id))).String()),
		Dispute: p.d.ID, Mediator: id, Part: registry.PartLead, Status: status, Committee: p.committee(&m), Weight: p.d.Weight, Slot: 1, Selection: registry.SelectionAppointed,
		OfferedAt: p.now, OfferedBy: p.v.Principal, ExpiresAt: p.c.calendar.Due(p.c.clocks.Acceptance(p.d.Risk), p.now), Channel: registry.ChannelPhone,
	}
	answered := p.now.Add(3 * time.Hour)
	switch status {
	case registry.AssignmentOffered:
		a.Channel = ""
		if !a.ExpiresAt.After(p.until.Add(time.Hour)) {
			a.ExpiresAt = p.c.calendar.Due(p.c.clocks.Acceptance(registry.RiskLow), p.until)
		}
	case registry.AssignmentDeclined:
		a.Declined, a.EndedAt = registry.DeclineUnavailable, answered
	default:
		if a.AcceptedAt = answered; status != registry.AssignmentAccepted {
			a.EndedAt = p.now.Add(7 * 24 * time.Hour)
		}
	}
	if _, err := p.tx.PutAssignment(a); err != nil {
		if registry.CodeOf(err) == registry.CodeCapacityFull {
			return false, nil
		}
		return false, err
	}
	if err := p.note(registry.EventOffered, &a, string(a.Part), ""); err != nil {
		return false, err
	}
	p.later(3 * time.Hour)
	switch status {
	case registry.AssignmentOffered:
		return true, nil
	case registry.AssignmentDeclined:
		return true, p.note(registry.EventDeclined, &a, string(a.Declined), "")
	}
	return true, p.note(registry.EventAccepted, &a, string(a.Channel), "")
}

// finish writes what followed the acceptance.
func (p *past) finish() error {
	p.d.Status = p.wants
	switch p.wants {
	case registry.DisputeAgreed, registry.DisputePerforming:
		p.later(6 * 24 * time.Hour)
		return p.note(registry.EventAgreed, nil, "", "")
	case registry.DisputeClosed:
		p.later(8 * 24 * time.Hour)
		if err := p.note(registry.EventAgreed, nil, "", ""); err != nil {
			return err
		}
		p.later(12 * 24 * time.Hour)
		return p.note(registry.EventClosed, nil, "", "")
	case registry.DisputeTerminated:
		p.later(15 * 24 * time.Hour)
		p.d.Ended = &registry.Termination{Reason: registry.EndFailed, At: p.now}
		return p.note(registry.EventTerminated, nil, string(registry.EndFailed), "")
	}
	return nil
}
