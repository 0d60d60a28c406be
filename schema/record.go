package schema

import (
	"context"

	"github.com/graphql-go/graphql"

	"liuyuan/centre"
	"liuyuan/registry"
)

func (b *builder) makeRecord() {
	b.record = graphql.NewObject(graphql.ObjectConfig{
		Name: "MatchRecord", Description: "An answer that was kept, with the policy's version and the time.", Interfaces: []*graphql.Interface{b.node},
		Fields: graphql.FieldsThunk(func() graphql.Fields {
			return graphql.Fields{
				"id":            field(nonNull(graphql.ID), "Global id.", from(func(x *centre.Record) any { return globalID("MatchRecord", string(x.ID)) })),
				"at":            field(nonNull(b.dateTime), "When it was kept.", from(func(x *centre.Record) any { return x.At })),
				"policyVersion": field(nonNull(graphql.String), "The policy that was applied.", from(func(x *centre.Record) any { return x.PolicyVersion })),
				"result":        field(nonNull(b.result), "The answer; people who left the roster since are left out.", from(func(x *centre.Record) any { return x.Result })),
			}
		}),
	})
}

// recordOf gives a kept answer; nil if there is none to see.
func (b *builder) recordOf(ctx context.Context, r *request, id registry.MatchRecordID) (any, error) {
	if !b.centre.Policy().May(r.viewer, "Mutation", "recordMatch") {
		return nil, nil
	}
	x, err := b.centre.MatchRecord(ctx, r.viewer, id)
	if registry.CodeOf(err) == registry.CodeNotFound {
		return nil, nil
	}
	if err != nil {
		return nil, tell(ctx, err)
	}
	return x, nil
}

func (b *builder) recordMutations() graphql.Fields {
	in := inputOf("RecordMatchInput", "The match to keep.", onceOnly(graphql.InputObjectConfigFieldMap{
		"disputeId": input(nonNull(graphql.ID), "The dispute."),
		"match":     input(b.matchInput, "What was asked beside the dispute; it overrides what the dispute says."),
		"first":     withDefault(graphql.Int, 10, "How many people, 0 to 100."),
	}))
	type recordIn struct {
		Dispute string     `json:"disputeId"`
		Match   matchInput `json:"match"`
		First   int        `json:"first"`
		Key     string     `json:"idempotencyKey"`
	}
	payload := b.casePayload("RecordMatchPayload", graphql.Fields{
		"record": field(b.record, "What was kept.", b.outcome(func(ctx context.Context, r *request, s settled) (any, error) { return b.recordOf(ctx, r, s.Record) })),
	})
	return graphql.Fields{"recordMatch": caseMutation(b, payload, in, "Keeps the answer to a match with its policy version and time.",
		func(ctx context.Context, r *request, in recordIn) (centre.Settled, error) {
			match, id := in.Match.centre(), ownDispute(in.Dispute)
			match.Dispute = &id
			return b.centre.RecordMatch(ctx, r.viewer, centre.NewRecord{Match: match, First: in.First, Key: in.Key})
		})}
}
