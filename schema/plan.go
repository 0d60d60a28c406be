package schema

import (
	"context"

	"github.com/graphql-go/graphql"

	"liuyuan/centre"
	"liuyuan/registry"
)

type planIn struct {
	Region        registry.RegionCode `json:"regionCode"`
	Disputes      []string            `json:"disputeIds"`
	MaxCandidates int                 `json:"maxCandidates"`
}

func (in planIn) centre() centre.PlanInput {
	out := centre.PlanInput{Region: in.Region, MaxCandidates: in.MaxCandidates}
	for _, d := range in.Disputes {
		out.Disputes = append(out.Disputes, ownDispute(d))
	}
	return out
}

func (b *builder) planQueries() graphql.Fields {
	assigned := graphql.NewObject(graphql.ObjectConfig{Name: "PlannedAssignment", Description: "A dispute with whom to ask.", Fields: graphql.Fields{
		"dispute":   field(nonNull(b.dispute), "The dispute.", from(func(p centre.Planned) any { return p.Case })),
		"candidate": field(nonNull(b.candidate), "The person, with rank and reasons.", from(func(p centre.Planned) any { return p.Candidate })),
	}})
	unassigned := graphql.NewObject(graphql.ObjectConfig{Name: "UnassignedDispute", Description: "A dispute nobody can take.", Fields: graphql.Fields{
		"dispute": field(nonNull(b.dispute), "The dispute.", from(func(p centre.Unplanned) any { return p.Case })),
		"reason":  field(nonNull(b.reason), "The rule that binds.", from(func(p centre.Unplanned) any { return p.Reason })),
	}})
	plan := graphql.NewObject(graphql.ObjectConfig{Name: "AssignmentPlan", Description: "A proposal for a backlog, best in total within everybody's capacity: never an order.", Fields: graphql.Fields{
		"assignments": field(listOf(assigned), "Whom to ask for what.", from(func(p *centre.AssignmentPlan) any { return orEmpty(p.Assigned) })),
		"unassigned":  field(listOf(unassigned), "What nobody can take, and why.", from(func(p *centre.AssignmentPlan) any { return orEmpty(p.Unassigned) })),
		"total":       field(nonNull(graphql.Int), "Sum of the candidates' totals.", from(func(p *centre.AssignmentPlan) any { return p.Total })),
		"greedyTotal": field(nonNull(graphql.Int), "What assigning in order of arrival would have given.", from(func(p *centre.AssignmentPlan) any { return p.GreedyTotal })),
	}})
	in := inputOf("PlanAssignmentsInput", "A backlog: disputes by id, or what awaits a match in a region.", graphql.InputObjectConfigFieldMap{
		"regionCode":    input(graphql.String, "Within this region; your own if absent."),
		"disputeIds":    input(optionalList(graphql.ID), "These disputes, at most 1,000."),
		"maxCandidates": withDefault(graphql.Int, 50, "People looked at for each, 1 to 100."),
	})
	return graphql.Fields{"planAssignments": &graphql.Field{Type: nonNull(plan), Description: "Whom to ask for each dispute of a backlog.",
		Args: graphql.FieldConfigArgument{"input": arg(nonNull(in), "The backlog.")},
		Resolve: root(func(ctx context.Context, r *request, args map[string]any) (any, error) {
			decoded, err := decode[planIn](args["input"])
			if err != nil {
				return nil, err
			}
			p, err := b.centre.PlanAssignments(ctx, r.viewer, decoded.centre())
			return p, tell(ctx, err)
		})}}
}

// applied is the outcome of applyPlan.
type applied struct {
	outcomes   []centre.PlanOutcome
	userErrors []userError
}

func (b *builder) planMutations() graphql.Fields {
	item := inputOf("PlanItemInput", "One line of a plan.", graphql.InputObjectConfigFieldMap{
		"disputeId": input(nonNull(graphql.ID), "The dispute."), "mediatorId": input(nonNull(graphql.ID), "Whom to ask."),
	})
	in := inputOf("ApplyPlanInput", "The approved lines of a plan.", onceOnly(graphql.InputObjectConfigFieldMap{
		"items": input(listOf(item), "At most 1,000."),
	}))
	outcome := graphql.NewObject(graphql.ObjectConfig{Name: "PlannedOfferPayload", Description: "What became of one line.", Fields: graphql.Fields{
		"dispute": field(b.dispute, "The dispute.", asking(func(ctx context.Context, r *request, o centre.PlanOutcome, _ graphql.ResolveParams) (any, error) {
			return b.caseOf(ctx, r, o.Dispute)
		})),
		"assignment": field(b.assignment, "The offer; null if it was refused.", asking(func(ctx context.Context, r *request, o centre.PlanOutcome, _ graphql.ResolveParams) (any, error) {
			if o.Refusal != nil {
				return nil, nil
			}
			a, err := b.centre.Assignment(ctx, r.viewer, o.Assignment)
			return a, tell(ctx, err)
		})),
		"userErrors": field(listOf(b.userError), "Why it was refused.", asking(func(ctx context.Context, _ *request, o centre.PlanOutcome, _ graphql.ResolveParams) (any, error) {
			if o.Refusal == nil {
				return []userError{}, nil
			}
			return userErrors(ctx, o.Refusal)
		})),
	}})
	payload := graphql.NewObject(graphql.ObjectConfig{Name: "ApplyPlanPayload", Description: "What became of every line.", Fields: graphql.Fields{
		"outcomes":   field(listOf(outcome), "In the order given.", from(func(a applied) any { return orEmpty(a.outcomes) })),
		"userErrors": field(listOf(b.userError), "Refusals of the plan as a whole.", from(func(a applied) any { return a.userErrors })),
	}})
	return graphql.Fields{"applyPlan": &graphql.Field{Type: nonNull(payload), Description: "Makes an ordinary offer of every line; each stands or is refused for itself.",
		Args: graphql.FieldConfigArgument{"input": arg(nonNull(in), "The lines.")},
		Resolve: root(func(ctx context.Context, r *request, args map[string]any) (any, error) {
			in, err := decode[struct {
				Items []struct {
					Dispute  string `json:"disputeId"`
					Mediator string `json:"mediatorId"`
				} `json:"items"`
				Key string `json:"idempotencyKey"`
			}](args["input"])
			if err != nil {
				return nil, err
			}
			var items []centre.PlanItem
			for _, x := range in.Items {
				items = append(items, centre.PlanItem{Dispute: ownDispute(x.Dispute), Mediator: ownMediator(x.Mediator)})
			}
			outcomes, err := b.centre.ApplyPlan(ctx, r.viewer, items, in.Key)
			r.renew(b.centre)
			if err != nil {
				refused, err := userErrors(ctx, err)
				return applied{userErrors: refused}, err
			}
			return applied{outcomes: outcomes, userErrors: []userError{}}, nil
		})}}
}
