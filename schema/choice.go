package schema

import (
	"context"

	"github.com/graphql-go/graphql"

	"liuyuan/centre"
	"liuyuan/registry"
)

func (b *builder) makeChoice() {
	people := func(ids func(*centre.Case) []registry.MediatorID) graphql.FieldResolveFn {
		return asking(func(ctx context.Context, r *request, d *centre.Case, _ graphql.ResolveParams) (any, error) {
			found, err := b.centre.Mediators(ctx, r.viewer, ids(d))
			shown := []*centre.Person{}
			for _, p := range found {
				if p != nil {
					shown = append(shown, p)
				}
			}
			return shown, tell(ctx, err)
		})
	}
	b.choice = graphql.NewObject(graphql.ObjectConfig{
		Name: "Choice", Description: "A list of names put to both sides, who strike and rank, each unseen by the other.",
		Fields: graphql.FieldsThunk(func() graphql.Fields {
			return graphql.Fields{
				"mode":     field(nonNull(b.enums["SelectionMode"]), "How the parties choose.", matter(func(d *centre.Case) any { return d.Choice.Mode })),
				"names":    field(listOf(b.mediator), "The list.", people(func(d *centre.Case) []registry.MediatorID { return d.Choice.Names })),
				"deadline": field(nonNull(b.dateTime), "After it the organisation appoints from the combined ranking.", matter(func(d *centre.Case) any { return d.Choice.Deadline })),
				"complete": field(nonNull(graphql.Boolean), "Both sides have answered.", matter(func(d *centre.Case) any { return d.Choice.Complete() })),
				"order":    field(listOf(b.mediator), "The combined ranking of those nobody struck; empty until both answered or the time is over.", people(centre.ChoiceOrder)),
			}
		}),
	})
}

func (b *builder) choiceMutations() graphql.Fields {
	type proposeIn struct {
		Dispute   string                 `json:"disputeId"`
		Mediators []string               `json:"mediatorIds"`
		Mode      registry.SelectionMode `json:"mode"`
		Version   *int                   `json:"version"`
		Key       string                 `json:"idempotencyKey"`
	}
	type ballotIn struct {
		Dispute string             `json:"disputeId"`
		Side    registry.PartySide `json:"side"`
		Strikes []string           `json:"strikes"`
		Ranking []string           `json:"ranking"`
		Leave   bool               `json:"leaveToOrganisation"`
		Version *int               `json:"version"`
		Key     string             `json:"idempotencyKey"`
	}
	people := func(ids []string) []registry.MediatorID {
		var out []registry.MediatorID
		for _, id := range ids {
			out = append(out, ownMediator(id))
		}
		return out
	}
	propose := inputOf("ProposeChoiceInput", "Names to put to the parties.", onRecord(graphql.InputObjectConfigFieldMap{
		"disputeId":   input(nonNull(graphql.ID), "The dispute."),
		"mediatorIds": input(optionalList(graphql.ID), "3 to 5 people; the three first by the ranking if absent."),
		"mode":        withDefault(b.enums["SelectionMode"], registry.SelectionJointRank, "How the parties choose."),
	}))
	ballot := inputOf("RecordChoiceInput", "One side's answer to the list.", onRecord(graphql.InputObjectConfigFieldMap{
		"disputeId":           input(nonNull(graphql.ID), "The dispute."),
		"side":                input(nonNull(b.enums["PartySide"]), "Whose answer it is: APPLICANT or RESPONDENT."),
		"strikes":             input(optionalList(graphql.ID), "Names this side does not want; at least two must be left."),
		"ranking":             input(optionalList(graphql.ID), "The others, best first."),
		"leaveToOrganisation": withDefault(graphql.Boolean, false, "The side leaves it to the organisation."),
	}))
	return graphql.Fields{
		"proposeChoice": caseMutation(b, b.casePayload("ProposeChoicePayload", nil), propose, "Puts three to five names to both sides, who answer within two working days.",
			func(ctx context.Context, r *request, in proposeIn) (centre.Settled, error) {
				return b.centre.ProposeChoice(ctx, r.viewer, centre.NewChoice{Dispute: ownDispute(in.Dispute), Mediators: people(in.Mediators), Mode: in.Mode, Version: in.Version, Key: in.Key})
			}),
		"recordChoice": caseMutation(b, b.casePayload("RecordChoicePayload", nil), ballot, "Keeps one side's strikes and ranking; dispute.choice.order tells the outcome.",
			func(ctx context.Context, r *request, in ballotIn) (centre.Settled, error) {
				return b.centre.RecordChoice(ctx, r.viewer, centre.NewBallot{Dispute: ownDispute(in.Dispute), Side: in.Side, Strikes: people(in.Strikes), Ranking: people(in.Ranking), Leave: in.Leave, Version: in.Version, Key: in.Key})
			}),
	}
}
