package centre

import (
	"context"
	"fmt"

	"liuyuan/identity"
	"liuyuan/registry"
)

// Bounds of a plan.
const (
	maxPlanned     = 1000 // disputes of one plan
	maxPlanAnswers = 100  // candidates looked at for each
)

// PlanInput names a backlog: disputes, or what awaits a match in a region.
type PlanInput struct {
	Region        registry.RegionCode
	Disputes      []registry.DisputeID
	MaxCandidates int
}

// Planned gives a dispute to a person.
type Planned struct {
	Case      *Case
	Candidate Candidate
}

// Unplanned is a dispute nobody can take.
type Unplanned struct {
	Case   *Case
	Reason registry.Reason
}

// AssignmentPlan is a proposal for a whole backlog: never an order.
type AssignmentPlan struct {
	Assigned    []Planned
	Unassigned  []Unplanned
	Total       int
	GreedyTotal int
}

// PlanAssignments proposes whom to give a backlog to, at best in total, within
// everybody's capacity. Disputes that people must look at first are left out.
func (c *Centre) PlanAssignments(ctx context.Context, v identity.Viewer, in PlanInput) (*AssignmentPlan, error) {
	if err := c.allow(v, "Query", "planAssignments"); err != nil {
		return nil, err
	}
	if in.MaxCandidates < 1 || in.MaxCandidates > maxPlanAnswers {
		return nil, registry.Refuse(registry.CodeOutOfRange, []string{"maxCandidates"},
			fmt.Sprintf("maxCandidates 须在 1 到 %d 之间", maxPlanAnswers), fmt.Sprintf("maxCandidates is 1 to %d", maxPlanAnswers))
	}
	backlog, err := c.backlog(ctx, v, in)
	if err != nil {
		return nil, err
	}
	byID := map[registry.DisputeID]*Case{}
	var cases []registry.PlanCase
	for _, d := range backlog {
		q, err := c.question(ctx, v, MatchInput{Dispute: &d.ID})
		if err != nil {
			return nil, err
		}
		byID[d.ID] = d
		cases = append(cases, registry.PlanCase{Dispute: d.ID, Question: q, Weight: d.Weight})
	}
	raw, err := c.pool.Load().Plan(ctx.Err, c.matching, cases, in.MaxCandidates)
	if err != nil {
		return nil, err
	}
	return c.showPlan(ctx, v, raw, byID)
}

// backlog is what is asked for and can be offered, oldest first.
func (c *Centre) backlog(ctx context.Context, v identity.Viewer, in PlanInput) ([]*Case, error) {
	scope := identity.ScopeOf(v)
	var open []*Case
	err := c.view(ctx, func(tx registry.Reader) error {
		page := registry.DisputePage{Limit: maxPlanned, Filter: registry.DisputeFilter{Region: in.Region, Statuses: []registry.DisputeStatus{registry.DisputeRegistered, registry.DisputeAwaitingMatch}}}
		found, err := tx.Disputes(scope, page)
		if len(in.Disputes) > 0 {
			found, err = tx.DisputesByID(scope, in.Disputes[:min(len(in.Disputes), maxPlanned)])
		}
		if err != nil {
			return err
		}
		shown, err := c.cases(tx, v, found)
		for _, d := range shown {
			if !d.Held() && (d.Status == registry.DisputeRegistered || d.Status == registry.DisputeAwaitingMatch) {
				open = append(open, d)
			}
		}
		return err
	})
	return open, err
}

func (c *Centre) showPlan(ctx context.Context, v identity.Viewer, raw registry.Plan, byID map[registry.DisputeID]*Case) (*AssignmentPlan, error) {
	var ids []registry.MediatorID
	for _, p := range raw.Assigned {
		ids = append(ids, p.Candidate.Mediator)
	}
	people, err := c.peopleByID(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	out := &AssignmentPlan{Total: raw.Total, GreedyTotal: raw.GreedyTotal}
	day := registry.DateOf(c.clock())
	for _, p := range raw.Assigned {
		if shown := people.show(&p.Candidate, day); shown != nil {
			out.Assigned = append(out.Assigned, Planned{byID[p.Dispute], *shown})
		}
	}
	for _, u := range raw.Unassigned {
		out.Unassigned = append(out.Unassigned, Unplanned{byID[u.Dispute], u.Reason})
	}
	return out, nil
}

// PlanItem is one line of a plan that someone approved.
type PlanItem struct {
	Dispute  registry.DisputeID
	Mediator registry.MediatorID
}

// PlanOutcome is what became of one line.
type PlanOutcome struct {
	PlanItem
	Assignment registry.AssignmentID // empty if it was refused
	Refusal    error
}

// ApplyPlan makes an ordinary offer of every line: each stands or is refused for
// itself, since the world may have moved on. A fault ends it; with an idempotency
// key it can be sent again.
func (c *Centre) ApplyPlan(ctx context.Context, v identity.Viewer, items []PlanItem, key string) ([]PlanOutcome, error) {
	if err := c.allow(v, "Mutation", "applyPlan"); err != nil {
		return nil, err
	}
	if len(items) > maxPlanned {
		return nil, registry.Invalid([]string{"items"}, fmt.Sprintf("一次最多 %d 件", maxPlanned), fmt.Sprintf("at most %d at once", maxPlanned))
	}
	var outcomes []PlanOutcome
	for _, item := range items {
		own := key
		if key != "" {
			own = key + ":" + string(item.Dispute)
		}
		done, err := c.OfferAssignment(ctx, v, NewOffer{Dispute: item.Dispute, Mediators: []registry.MediatorID{item.Mediator}, Key: own})
		if err != nil && !refusal(err) {
			return outcomes, err
		}
		outcomes = append(outcomes, PlanOutcome{item, done.Assignment, err})
	}
	return outcomes, nil
}

// refusal tells a business refusal from a fault.
func refusal(err error) bool {
	switch registry.CodeOf(err) {
	case registry.CodeInvalid, registry.CodeNotFound, registry.CodeNotEligible, registry.CodeCapacityFull, registry.CodeLeadTaken,
		registry.CodeOfferExpired, registry.CodeConflictOfInterest, registry.CodeConsentMissing, registry.CodeForbidden, registry.CodeState, registry.CodeVersionConflict, registry.CodeKeyReused:
		return true
	}
	return false
}
