package schema

import (
	"context"

	"github.com/graphql-go/graphql"

	"liuyuan/registry"
)

func (b *builder) makeReason() {
	message := field(nonNull(graphql.String), "The reason in words.", asking(func(_ context.Context, _ *request, reason registry.Reason, p graphql.ResolveParams) (any, error) {
		locale, _ := p.Args["locale"].(registry.Locale)
		return b.centre.Message(reason, locale), nil
	}))
	message.Args = graphql.FieldConfigArgument{
		"locale": &graphql.ArgumentConfig{Type: b.enums["Locale"], DefaultValue: registry.Chinese, Description: "Language of the sentence."},
	}
	b.reason = graphql.NewObject(graphql.ObjectConfig{
		Name: "Reason", Description: "Why: a stable code, and words made from it.",
		Fields: graphql.Fields{
			"code":    field(nonNull(graphql.String), "Stable code for programs.", from(func(r registry.Reason) any { return string(r.Code) })),
			"message": message,
		},
	})
}
