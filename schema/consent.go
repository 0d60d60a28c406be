package schema

import (
	"context"

	"github.com/graphql-go/graphql"

	"liuyuan/centre"
	"liuyuan/registry"
)

func (b *builder) consentMutations() graphql.Fields {
	type consentIn struct {
		Assignment string   `json:"assignmentId"`
		Parties    []string `json:"partyIds"`
		Note       string   `json:"note"`
		Version    *int     `json:"version"`
		Key        string   `json:"idempotencyKey"`
	}
	in := inputOf("RecordConsentInput", "The parties agree that a person is invited.", onRecord(graphql.InputObjectConfigFieldMap{
		"assignmentId": input(nonNull(graphql.ID), "The invitation."),
		"partyIds":     input(optionalList(graphql.ID), "Who agrees; all parties of the dispute if absent."),
		"note":         input(graphql.String, "At most 500 characters; kept encrypted."),
	}))
	return graphql.Fields{"recordConsent": caseMutation(b, b.assignmentPayload("RecordConsentPayload", nil), in,
		"Records the parties' consent to an invited person (人民调解法 20); an invitation is accepted only once all have given it.",
		func(ctx context.Context, r *request, in consentIn) (centre.Settled, error) {
			c := centre.NewConsent{Assignment: ownAssignment(in.Assignment), Note: in.Note, Version: in.Version, Key: in.Key}
			for _, p := range in.Parties {
				c.Parties = append(c.Parties, ownID[registry.PartyID]("Party", p))
			}
			return b.centre.RecordConsent(ctx, r.viewer, c)
		})}
}
