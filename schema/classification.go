package schema

import (
	"context"

	"github.com/graphql-go/graphql"

	"liuyuan/registry"
)

func (b *builder) classificationQueries() graphql.Fields {
	suggestion := graphql.NewObject(graphql.ObjectConfig{
		Name: "TypeSuggestion", Description: "A dispute type that the words point to.",
		Fields: graphql.Fields{
			"disputeType": field(nonNull(b.disputeType), "The type.", from(func(s registry.TypeSuggestion) any { return b.typeOrNil(s.Type) })),
			"confidence":  field(nonNull(graphql.Float), "0 to 1.", from(func(s registry.TypeSuggestion) any { return s.Confidence })),
			"terms":       field(listOf(graphql.String), "The words that decided.", from(func(s registry.TypeSuggestion) any { return orEmpty(s.Terms) })),
		},
	})
	classification := graphql.NewObject(graphql.ObjectConfig{
		Name: "Classification", Description: "What a text is about. A proposal for a person to correct.",
		Fields: graphql.Fields{
			"suggestions":    field(listOf(suggestion), "Types, best first; empty when there is nothing to go by.", from(func(w registry.Words) any { return orEmpty(w.Suggestions) })),
			"secondaryTypes": field(listOf(b.disputeType), "Further types the matter touches.", from(func(w registry.Words) any { return b.types(w.Secondary) })),
			"facets":         field(listOf(graphql.String), "Traits that are not types: 涉侨, 群体性 …", from(func(w registry.Words) any { return texts(w.Facets) })),
			"riskLevel":      field(nonNull(b.enums["RiskLevel"]), "Risk by local policy.", from(func(w registry.Words) any { return w.Risk })),
			"riskTerms":      field(listOf(graphql.String), "The words that decided the risk.", from(func(w registry.Words) any { return orEmpty(w.RiskTerms) })),
			"headcount":      field(graphql.Int, "People concerned, where told.", from(func(w registry.Words) any { return orNil(w.Headcount) })),
			"amounts":        field(listOf(graphql.Float), "Sums of money found, in yuan.", from(func(w registry.Words) any { return orEmpty(w.Amounts) })),
			"places":         field(listOf(b.region), "Places found.", b.placesFound()),
			"dates":          field(listOf(b.date), "Days found.", from(func(w registry.Words) any { return orEmpty(w.Dates) })),
		},
	})
	return graphql.Fields{
		"classifyDispute": &graphql.Field{
			Type: nonNull(classification), Description: "Type, traits, risk and numbers from the words of a dispute. The text is not kept.",
			Args: graphql.FieldConfigArgument{"text": arg(nonNull(graphql.String), "At most 4,000 characters; best sent as a variable.")},
			Resolve: root(func(ctx context.Context, r *request, args map[string]any) (any, error) {
				words, err := b.centre.Classify(ctx, r.viewer, args["text"].(string))
				return words, tell(ctx, err)
			}),
		},
	}
}

func (b *builder) placesFound() graphql.FieldResolveFn {
	return asking(func(ctx context.Context, r *request, w registry.Words, _ graphql.ResolveParams) (any, error) {
		places := []registry.Region{}
		for _, code := range w.Places {
			if reg, err := b.centre.Region(ctx, r.viewer, code); err == nil {
				places = append(places, reg)
			}
		}
		return places, nil
	})
}
