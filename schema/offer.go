package schema

import (
	"context"
	"time"

	"github.com/graphql-go/graphql"

	"liuyuan/centre"
	"liuyuan/registry"
)

type offerIn struct {
	Dispute   string                 `json:"disputeId"`
	Mediator  string                 `json:"mediatorId"`
	Mediators []string               `json:"mediatorIds"`
	Part      registry.Part          `json:"part"`
	ExpiresAt *time.Time             `json:"expiresAt"`
	Selection registry.SelectionMode `json:"selection"`
	Override  string                 `json:"override"`
	Replaces  string                 `json:"replacesAssignmentId"`
	Key       string                 `json:"idempotencyKey"`
}

func (in offerIn) centre() centre.NewOffer {
	out := centre.NewOffer{Dispute: ownDispute(in.Dispute), Part: in.Part, ExpiresAt: in.ExpiresAt, Selection: in.Selection, Override: in.Override, Key: in.Key}
	if in.Mediator != "" {
		in.Mediators = []string{in.Mediator}
	}
	for _, m := range in.Mediators {
		out.Mediators = append(out.Mediators, ownMediator(m))
	}
	if in.Replaces != "" {
		if out.Replaces = ownAssignment(in.Replaces); out.Replaces == "" {
			out.Replaces = "none" // an id of another type is an assignment that does not exist
		}
	}
	return out
}

type replyIn struct {
	Assignment string                  `json:"assignmentId"`
	Channel    registry.ContactChannel `json:"channel"`
	Reason     registry.DeclineReason  `json:"reason"`
	Note       string                  `json:"note"`
	Version    *int                    `json:"version"`
	Key        string                  `json:"idempotencyKey"`
}

func (in replyIn) centre() centre.Reply {
	return centre.Reply{Assignment: ownAssignment(in.Assignment), Channel: in.Channel, Reason: in.Reason, Note: in.Note, Version: in.Version, Key: in.Key}
}

type withdrawIn struct {
	Assignment string `json:"assignmentId"`
	Reason     string `json:"reason"`
	Version    *int   `json:"version"`
	Key        string `json:"idempotencyKey"`
}

// assignmentPayload adds the assignment to a payload.
func (b *builder) assignmentPayload(name string, more graphql.Fields) *graphql.Object {
	return b.casePayload(name, merge(graphql.Fields{
		"assignment": field(b.assignment, "The assignment after the change; null if it was refused.", b.outcome(func(ctx context.Context, r *request, s settled) (any, error) {
			a, err := b.centre.Assignment(ctx, r.viewer, s.Assignment)
			if registry.CodeOf(err) == registry.CodeNotFound { // a mediator who declined sees it no longer
				return nil, nil
			}
			return a, tell(ctx, err)
		})),
	}, more))
}

func (b *builder) offerInputs(more graphql.InputObjectConfigFieldMap) graphql.InputObjectConfigFieldMap {
	fields := onceOnly(graphql.InputObjectConfigFieldMap{
		"disputeId": input(nonNull(graphql.ID), "The dispute."),
		"part":      withDefault(b.enums["AssignmentPart"], registry.PartLead, "How the person is to take part."),
		"expiresAt": input(b.dateTime, "Until when an answer counts; by the clock of the risk if absent."),
		"selection": withDefault(b.enums["SelectionMode"], registry.SelectionAppointed, "How the person came to be asked."),
		"override":  input(graphql.String, "The district's reason to ask someone who does not serve the place."),
	})
	for name, f := range more {
		fields[name] = f
	}
	return fields
}

func (b *builder) offerMutations() graphql.Fields {
	offer := inputOf("OfferAssignmentInput", "Whom to ask.", b.offerInputs(graphql.InputObjectConfigFieldMap{
		"mediatorId":           input(nonNull(graphql.ID), "The person."),
		"replacesAssignmentId": input(graphql.ID, "Handover: the live lead whose work is taken over once this offer is accepted."),
	}))
	several := inputOf("OfferToSeveralInput", "Whom to ask at once: the first to accept takes it.", b.offerInputs(graphql.InputObjectConfigFieldMap{
		"mediatorIds": input(listOf(graphql.ID), "2 to 5 people."),
	}))
	run := func(ctx context.Context, r *request, in offerIn) (centre.Settled, error) {
		return b.centre.OfferAssignment(ctx, r.viewer, in.centre())
	}
	return graphql.Fields{
		"offerAssignment": caseMutation(b, b.assignmentPayload("OfferAssignmentPayload", nil), offer, "Offers a dispute to a person. Every rule is checked again; a refusal changes nothing.", run),
		"offerToSeveral": caseMutation(b, b.casePayload("OfferToSeveralPayload", graphql.Fields{
			"assignments": field(listOf(b.assignment), "The offers.", asking(func(ctx context.Context, r *request, s settled, _ graphql.ResolveParams) (any, error) {
				offers := []*registry.Assignment{}
				for _, id := range s.Offers {
					a, err := b.centre.Assignment(ctx, r.viewer, id)
					if err != nil {
						return nil, tell(ctx, err)
					}
					offers = append(offers, a)
				}
				return offers, nil
			})),
		}), several, "Asks several people at once; the first to accept takes the dispute and the others are told.", run),
	}
}

func (b *builder) replyInputs(more graphql.InputObjectConfigFieldMap) graphql.InputObjectConfigFieldMap {
	fields := onRecord(graphql.InputObjectConfigFieldMap{
		"assignmentId": input(nonNull(graphql.ID), "The offer."),
		"channel":      withDefault(b.enums["ContactChannel"], registry.ChannelConsole, "How the answer came: staff may record a phoned one."),
		"note":         input(graphql.String, "At most 500 characters; kept encrypted."),
	})
	for name, f := range more {
		fields[name] = f
	}
	return fields
}

func (b *builder) replyMutations() graphql.Fields {
	accept := inputOf("AcceptAssignmentInput", "The person accepts.", b.replyInputs(nil))
	decline := inputOf("DeclineAssignmentInput", "The person declines.", b.replyInputs(graphql.InputObjectConfigFieldMap{
		"reason": input(nonNull(b.enums["DeclineReason"]), "Why."),
	}))
	withdraw := inputOf("WithdrawAssignmentInput", "Takes a person off a dispute.", onRecord(graphql.InputObjectConfigFieldMap{
		"assignmentId": input(nonNull(graphql.ID), "The assignment."),
		"reason":       input(nonNull(graphql.String), "Why, at most 500 characters; kept encrypted."),
	}))
	undo := inputOf("UndoOfferInput", "An offer made by mistake.", onceOnly(graphql.InputObjectConfigFieldMap{
		"assignmentId": input(nonNull(graphql.ID), "The offer."),
	}))
	next := graphql.Fields{"next": field(b.candidate, "Who is next by the ranking: a proposal; null if nobody fits.", b.outcome(func(ctx context.Context, r *request, s settled) (any, error) {
		if !r.viewer.Casework() {
			return nil, nil
		}
		c, err := b.centre.Next(ctx, r.viewer, s.Dispute)
		return candidateOrNil(c), tell(ctx, err)
	}))}
	return graphql.Fields{
		"acceptAssignment": caseMutation(b, b.assignmentPayload("AcceptAssignmentPayload", nil), accept, "Records that the person accepts; after its time an offer is OFFER_EXPIRED.",
			func(ctx context.Context, r *request, in replyIn) (centre.Settled, error) {
				return b.centre.AcceptAssignment(ctx, r.viewer, in.centre())
			}),
		"declineAssignment": caseMutation(b, b.assignmentPayload("DeclineAssignmentPayload", next), decline, "Records that the person declines, and proposes who is next.",
			func(ctx context.Context, r *request, in replyIn) (centre.Settled, error) {
				return b.centre.DeclineAssignment(ctx, r.viewer, in.centre())
			}),
		"withdrawAssignment": caseMutation(b, b.assignmentPayload("WithdrawAssignmentPayload", next), withdraw, "Takes a person off a dispute, asked or accepted; it awaits a match again.",
			func(ctx context.Context, r *request, in withdrawIn) (centre.Settled, error) {
				return b.centre.WithdrawAssignment(ctx, r.viewer, centre.Withdrawal{Assignment: ownAssignment(in.Assignment), Reason: in.Reason, Version: in.Version, Key: in.Key})
			}),
		"undoOffer": caseMutation(b, b.assignmentPayload("UndoOfferPayload", nil), undo, "Undoes a mistaken offer within ten minutes, unless it was answered; it counts nowhere.",
			func(ctx context.Context, r *request, in withdrawIn) (centre.Settled, error) {
				return b.centre.UndoOffer(ctx, r.viewer, ownAssignment(in.Assignment), in.Key)
			}),
	}
}
