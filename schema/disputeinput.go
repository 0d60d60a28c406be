package schema

import (
	"context"

	"github.com/graphql-go/graphql"

	"liuyuan/centre"
	"liuyuan/registry"
)

// disputeIn is what RegisterDisputeInput and UpdateDisputeInput share; in an
// update, nil is unchanged.
type disputeIn struct {
	ID             string                 `json:"disputeId"`
	Narrative      *string                `json:"narrative"`
	Region         *registry.RegionCode   `json:"regionCode"`
	Source         registry.SignalSource  `json:"source"`
	Origin         registry.DisputeOrigin `json:"origin"`
	Type           *registry.TypeCode     `json:"disputeType"`
	Secondary      *[]registry.TypeCode   `json:"secondaryTypes"`
	Risk           *registry.RiskLevel    `json:"riskLevel"`
	Point          *pointInput            `json:"point"`
	Headcount      *int                   `json:"headcount"`
	Facets         *[]registry.Facet      `json:"facets"`
	Languages      *[]registry.Language   `json:"languages"`
	Gender         *registry.Gender       `json:"genderPreference"`
	Online         *bool                  `json:"online"`
	Parties        []partyIn              `json:"parties"`
	AddParties     []partyIn              `json:"addParties"`
	Clear          []string               `json:"clear"`
	Version        *int                   `json:"version"`
	IdempotencyKey string                 `json:"idempotencyKey"`
}

func (in disputeIn) registration() centre.NewDispute {
	d := centre.NewDispute{Source: in.Source, Origin: in.Origin, Point: in.Point.registry(), Headcount: in.Headcount, Facets: in.Facets,
		Parties: newParties(in.Parties), Key: in.IdempotencyKey}
	set(&d.Narrative, in.Narrative)
	set(&d.Region, in.Region)
	set(&d.Type, in.Type)
	set(&d.Secondary, in.Secondary)
	set(&d.Risk, in.Risk)
	set(&d.Languages, in.Languages)
	set(&d.Gender, in.Gender)
	set(&d.Online, in.Online)
	return d
}

func (in disputeIn) change() centre.DisputeChange {
	return centre.DisputeChange{Dispute: ownDispute(in.ID), Narrative: in.Narrative, Region: in.Region, Type: in.Type, Secondary: in.Secondary, Facets: in.Facets,
		Risk: in.Risk, Headcount: in.Headcount, Point: in.Point.registry(), Languages: in.Languages, Gender: in.Gender, Online: in.Online,
		AddParty: newParties(in.AddParties), Clear: in.Clear, Version: in.Version, Key: in.IdempotencyKey}
}

func (b *builder) caseInputs(required bool) graphql.InputObjectConfigFieldMap {
	must := func(t graphql.Type) graphql.Input {
		if required {
			return nonNull(t)
		}
		return t.(graphql.Input)
	}
	return graphql.InputObjectConfigFieldMap{
		"narrative":        input(must(graphql.String), "What was said, at most 4,000 characters; kept encrypted."),
		"regionCode":       input(must(graphql.String), "Where the matter is."),
		"disputeType":      input(graphql.String, "Type code LL or LL.SS; from the narrative if absent."),
		"secondaryTypes":   input(optionalList(graphql.String), "Further types the matter touches."),
		"riskLevel":        input(b.enums["RiskLevel"], "From the narrative if absent."),
		"point":            input(b.pointInput, "The exact place; kept encrypted."),
		"headcount":        input(graphql.Int, "People concerned, 0 to 100,000; from the narrative if absent."),
		"facets":           input(optionalList(graphql.String), "Traits, such as 涉侨; from the narrative if absent."),
		"languages":        input(optionalList(graphql.String), "Languages the parties need, BCP 47."),
		"genderPreference": input(b.enums["Gender"], "Gender of the mediator, where a party asks."),
		"online":           input(graphql.Boolean, "The parties accept to meet by video."),
	}
}

func (b *builder) disputeMutations() graphql.Fields {
	party := b.partyInput()
	register := b.caseInputs(true)
	register["source"] = withDefault(b.enums["SignalSource"], registry.SourceWalkIn, "Where it came from.")
	register["origin"] = withDefault(b.enums["DisputeOrigin"], registry.OriginApplication, "How mediation begins.")
	register["parties"] = input(optionalList(party), "The parties, at most 200.")
	update := b.caseInputs(false)
	update["disputeId"] = input(nonNull(graphql.ID), "The dispute.")
	update["addParties"] = input(optionalList(party), "Further parties.")
	update["clear"] = input(optionalList(graphql.String), "Fields to empty: headcount, point, secondaryTypes, facets, languages, gender.")
	registered := b.casePayload("RegisterDisputePayload", graphql.Fields{
		"likelyDuplicates": field(listOf(b.dispute), "Matters that may be the same, at most five.", asking(func(ctx context.Context, r *request, s settled, _ graphql.ResolveParams) (any, error) {
			if s.Dispute == "" {
				return []any{}, nil
			}
			like, err := b.centre.Duplicates(ctx, r.viewer, s.Dispute)
			return casesOf(like), tell(ctx, err)
		})),
	})
	return graphql.Fields{
		"registerDispute": caseMutation(b, registered, inputOf("RegisterDisputeInput", "A new matter.", onceOnly(register)),
			"Puts a matter on file and gives it a number. With a safety flag or HIGH risk it waits for assessDispute.",
			func(ctx context.Context, r *request, in disputeIn) (centre.Settled, error) {
				return b.centre.RegisterDispute(ctx, r.viewer, in.registration())
			}),
		"updateDispute": caseMutation(b, b.casePayload("UpdateDisputePayload", nil), inputOf("UpdateDisputeInput", "Changes to a matter; absent and null both mean unchanged.", onRecord(update)),
			"Changes a matter. Another type, region or risk re-opens matching: unanswered offers are taken back.",
			func(ctx context.Context, r *request, in disputeIn) (centre.Settled, error) {
				return b.centre.UpdateDispute(ctx, r.viewer, in.change())
			}),
		"assessDispute":     b.assessMutation(),
		"confirmAssessment": b.confirmMutation(),
		"terminateDispute":  b.terminateMutation(),
	}
}

func (b *builder) assessMutation() *graphql.Field {
	type assessIn struct {
		Dispute string             `json:"disputeId"`
		Risk    registry.RiskLevel `json:"riskLevel"`
		Note    string             `json:"note"`
		Police  bool               `json:"policeInformed"`
		Version *int               `json:"version"`
		Key     string             `json:"idempotencyKey"`
	}
	in := inputOf("AssessDisputeInput", "A person's judgement of a matter.", onRecord(graphql.InputObjectConfigFieldMap{
		"disputeId":      input(nonNull(graphql.ID), "The dispute."),
		"riskLevel":      input(b.enums["RiskLevel"], "Risk as the person finds it; as graded if absent."),
		"note":           input(graphql.String, "At most 500 characters; kept encrypted."),
		"policeInformed": withDefault(graphql.Boolean, false, "The police or the department concerned was told (人民调解法 25)."),
	}))
	return caseMutation(b, b.casePayload("AssessDisputePayload", nil), in, "Records a human assessment (人工研判), after which offers may be made.",
		func(ctx context.Context, r *request, in assessIn) (centre.Settled, error) {
			return b.centre.AssessDispute(ctx, r.viewer, centre.NewAssessment{Dispute: ownDispute(in.Dispute), Risk: in.Risk, Note: in.Note, PoliceInformed: in.Police, Version: in.Version, Key: in.Key})
		})
}

func (b *builder) confirmMutation() *graphql.Field {
	type confirmIn struct {
		Dispute string `json:"disputeId"`
		Note    string `json:"note"`
		Version *int   `json:"version"`
		Key     string `json:"idempotencyKey"`
	}
	in := inputOf("ConfirmAssessmentInput", "A second person's look at an assessment.", onRecord(graphql.InputObjectConfigFieldMap{
		"disputeId": input(nonNull(graphql.ID), "The dispute."),
		"note":      input(graphql.String, "At most 500 characters; kept encrypted."),
	}))
	return caseMutation(b, b.casePayload("ConfirmAssessmentPayload", nil), in, "Confirms the assessment of a matter with a safety flag, by someone else than who assessed it (复核); offers may be made after it.",
		func(ctx context.Context, r *request, in confirmIn) (centre.Settled, error) {
			return b.centre.ConfirmAssessment(ctx, r.viewer, centre.Confirmation{Dispute: ownDispute(in.Dispute), Note: in.Note, Version: in.Version, Key: in.Key})
		})
}

func (b *builder) terminateMutation() *graphql.Field {
	type terminateIn struct {
		Dispute string                     `json:"disputeId"`
		Reason  registry.TerminationReason `json:"reason"`
		Note    string                     `json:"note"`
		Version *int                       `json:"version"`
		Key     string                     `json:"idempotencyKey"`
	}
	in := inputOf("TerminateDisputeInput", "Why mediation ends.", onRecord(graphql.InputObjectConfigFieldMap{
		"disputeId": input(nonNull(graphql.ID), "The dispute."),
		"reason":    input(nonNull(b.enums["TerminationReason"]), "Why."),
		"note":      input(graphql.String, "At most 500 characters; kept encrypted."),
	}))
	return caseMutation(b, b.casePayload("TerminateDisputePayload", nil), in, "Ends mediation without an agreement; dispute.routes tells the ways that stay open (人民调解法 26).",
		func(ctx context.Context, r *request, in terminateIn) (centre.Settled, error) {
			return b.centre.TerminateDispute(ctx, r.viewer, centre.Ending{Dispute: ownDispute(in.Dispute), Reason: in.Reason, Note: in.Note, Version: in.Version, Key: in.Key})
		})
}
