package schema

import (
	"context"

	"github.com/graphql-go/graphql"

	"liuyuan/centre"
	"liuyuan/registry"
)

func (b *builder) makeTie() {
	b.tie = graphql.NewObject(graphql.ObjectConfig{
		Name: "Tie", Description: "A declared conflict of interest: it excludes until it is disclosed to all parties and waived by each. Never computed.",
		Fields: graphql.FieldsThunk(func() graphql.Fields {
			return graphql.Fields{
				"id":         field(nonNull(graphql.ID), "Global id.", from(func(t registry.Tie) any { return globalID("Tie", string(t.ID)) })),
				"kind":       field(nonNull(b.enums["TieKind"]), "What ties the person.", from(func(t registry.Tie) any { return t.Kind })),
				"declaredAt": field(nonNull(b.dateTime), "When it was declared.", from(func(t registry.Tie) any { return t.DeclaredAt })),
				"waivers":    field(nonNull(graphql.Int), "How many parties have waived it.", from(func(t registry.Tie) any { return len(t.Waivers) })),
				"mediator": field(nonNull(b.mediator), "Whom it ties.", asking(func(ctx context.Context, r *request, t registry.Tie, _ graphql.ResolveParams) (any, error) {
					return b.personOrGone(ctx, r, t.Mediator)
				})),
			}
		}),
	})
}

func (b *builder) tieMutations() graphql.Fields {
	declare := inputOf("DeclareTieInput", "A conflict of interest, as someone declares it.", onceOnly(graphql.InputObjectConfigFieldMap{
		"disputeId":      input(nonNull(graphql.ID), "The dispute in which it came up."),
		"mediatorId":     input(nonNull(graphql.ID), "The person."),
		"kind":           input(nonNull(b.enums["TieKind"]), "What ties the person."),
		"phone":          input(graphql.String, "The tied party's phone: the tie then holds wherever that party appears."),
		"identityNumber": input(graphql.String, "The tied party's identity number, likewise."),
		"note":           input(graphql.String, "At most 500 characters; kept encrypted."),
	}))
	waive := inputOf("WaiveTieInput", "The parties know and accept the person still.", onceOnly(graphql.InputObjectConfigFieldMap{
		"disputeId": input(nonNull(graphql.ID), "The dispute."),
		"tieId":     input(nonNull(graphql.ID), "The tie that was disclosed."),
		"partyIds":  input(optionalList(graphql.ID), "Who accepts; all parties of the dispute if absent."),
	}))
	type declareIn struct {
		Dispute        string           `json:"disputeId"`
		Mediator       string           `json:"mediatorId"`
		Kind           registry.TieKind `json:"kind"`
		Phone          string           `json:"phone"`
		IdentityNumber string           `json:"identityNumber"`
		Note           string           `json:"note"`
		Key            string           `json:"idempotencyKey"`
	}
	type waiveIn struct {
		Dispute string   `json:"disputeId"`
		Tie     string   `json:"tieId"`
		Parties []string `json:"partyIds"`
		Key     string   `json:"idempotencyKey"`
	}
	return graphql.Fields{
		"declareTie": caseMutation(b, b.casePayload("DeclareTiePayload", nil), declare, "Declares a conflict of interest; it excludes from now on.",
			func(ctx context.Context, r *request, in declareIn) (centre.Settled, error) {
				return b.centre.DeclareTie(ctx, r.viewer, centre.NewTie{Dispute: ownDispute(in.Dispute), Mediator: ownMediator(in.Mediator), Kind: in.Kind,
					Phone: in.Phone, IdentityNumber: in.IdentityNumber, Note: in.Note, Key: in.Key})
			}),
		"waiveTie": caseMutation(b, b.casePayload("WaiveTiePayload", nil), waive, "Records that a tie was disclosed and that parties accept the person.",
			func(ctx context.Context, r *request, in waiveIn) (centre.Settled, error) {
				w := centre.Waiver{Dispute: ownDispute(in.Dispute), Tie: ownID[registry.TieID]("Tie", in.Tie), Key: in.Key}
				for _, p := range in.Parties {
					w.Parties = append(w.Parties, ownID[registry.PartyID]("Party", p))
				}
				return b.centre.WaiveTie(ctx, r.viewer, w)
			}),
	}
}
