package schema

import (
	"context"
	"strconv"

	"github.com/graphql-go/graphql"

	"liuyuan/centre"
	"liuyuan/registry"
)

// settled is the outcome of a change of a dispute; its fields are loaded when asked.
type settled struct {
	centre.Settled
	userErrors []userError
}

// outcome is from for the source of every payload of a dispute's change.
func (b *builder) outcome(fn func(context.Context, *request, settled) (any, error)) graphql.FieldResolveFn {
	return asking(func(ctx context.Context, r *request, s settled, _ graphql.ResolveParams) (any, error) {
		if len(s.userErrors) > 0 {
			return nil, nil
		}
		return fn(ctx, r, s)
	})
}

// casePayload makes a payload with the dispute, and what else the change concerns.
func (b *builder) casePayload(name string, more graphql.Fields) *graphql.Object {
	fields := graphql.Fields{
		"dispute": field(b.dispute, "The dispute after the change; null if it was refused.", b.outcome(func(ctx context.Context, r *request, s settled) (any, error) {
			return b.caseOf(ctx, r, s.Dispute)
		})),
		"userErrors": field(listOf(b.userError), "Business refusals; empty when the change was made.", from(func(s settled) any { return s.userErrors })),
		"syncToken": field(graphql.String, "Position of the change; pass it as atLeast to read it on any node.", from(func(s settled) any {
			if s.Seq == 0 {
				return nil
			}
			return strconv.FormatInt(s.Seq, 10)
		})),
	}
	return graphql.NewObject(graphql.ObjectConfig{Name: name, Description: "What was changed, or why it was not.", Fields: merge(fields, more)})
}

// caseMutation makes a mutation on a dispute.
func caseMutation[In any](b *builder, payload *graphql.Object, in *graphql.InputObject, description string, run func(context.Context, *request, In) (centre.Settled, error)) *graphql.Field {
	return &graphql.Field{
		Type: nonNull(payload), Description: description,
		Args: graphql.FieldConfigArgument{"input": arg(nonNull(in), "What to change.")},
		Resolve: root(func(ctx context.Context, r *request, args map[string]any) (any, error) {
			decoded, err := decode[In](args["input"])
			if err != nil {
				return nil, err
			}
			done, err := run(ctx, r, decoded)
			r.renew(b.centre)
			if err != nil {
				refusals, err := userErrors(ctx, err)
				return settled{userErrors: refusals}, err
			}
			return settled{Settled: done, userErrors: []userError{}}, nil
		}),
	}
}

// inputOf makes an input object.
func inputOf(name, description string, fields graphql.InputObjectConfigFieldMap) *graphql.InputObject {
	return graphql.NewInputObject(graphql.InputObjectConfig{Name: name, Description: description, Fields: fields})
}

// onRecord are the inputs that every change of an existing record takes.
func onRecord(fields graphql.InputObjectConfigFieldMap) graphql.InputObjectConfigFieldMap {
	fields["version"] = input(graphql.Int, "The version that was read; a mismatch is VERSION_CONFLICT.")
	return onceOnly(fields)
}

func onceOnly(fields graphql.InputObjectConfigFieldMap) graphql.InputObjectConfigFieldMap {
	fields["idempotencyKey"] = input(graphql.String, "Makes a retry safe: the same key and input give the first answer.")
	return fields
}

func withDefault(t graphql.Input, value any, description string) *graphql.InputObjectFieldConfig {
	return &graphql.InputObjectFieldConfig{Type: t, DefaultValue: value, Description: description}
}

func ownDispute(id string) registry.DisputeID   { return ownID[registry.DisputeID]("Dispute", id) }
func ownMediator(id string) registry.MediatorID { return ownID[registry.MediatorID]("Mediator", id) }
func ownAssignment(id string) registry.AssignmentID {
	return ownID[registry.AssignmentID]("Assignment", id)
}
