package schema

import "github.com/graphql-go/graphql"

// userError is a business refusal as the API shows it.
type userError struct {
	Code    string
	Field   []string
	Message string
}

func (b *builder) makeUserError() {
	b.userError = graphql.NewObject(graphql.ObjectConfig{
		Name:        "UserError",
		Description: "A business refusal: what happened and what to do next. Nothing was changed.",
		Fields: graphql.Fields{
			"code":    field(nonNull(graphql.String), "Stable code, such as INVALID or VERSION_CONFLICT.", from(func(e userError) any { return e.Code })),
			"field":   field(optionalList(graphql.String), "Path into the input; null when the input as a whole is meant.", from(func(e userError) any { return orNilList(e.Field) })),
			"message": field(nonNull(graphql.String), "One sentence for people, in the caller's language.", from(func(e userError) any { return e.Message })),
		},
	})
}

func orNilList(list []string) any {
	if len(list) == 0 {
		return nil
	}
	return list
}

// payload makes a mutation's payload type: the object, userErrors, syncToken.
func (b *builder) payload(name, noun string, object graphql.Output) *graphql.Object {
	return graphql.NewObject(graphql.ObjectConfig{
		Name:        name,
		Description: "The changed record, or why it was not changed.",
		Fields: graphql.Fields{
			noun:         field(object, "The record after the change; null if it was refused.", from(func(p changed) any { return p.object })),
			"userErrors": field(listOf(b.userError), "Business refusals; empty when the change was made.", from(func(p changed) any { return p.userErrors })),
			"syncToken":  field(graphql.String, "Position of the change; pass it as atLeast to read it on any node.", from(func(p changed) any { return orNil(p.syncToken) })),
		},
	})
}

// changed is the outcome of a mutation.
type changed struct {
	object     any
	userErrors []userError
	syncToken  string
}
