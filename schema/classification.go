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
	people := graphql.NewObject(graphql.ObjectConfig{
		Name: "PeopleFound", Description: "How many people a text speaks of: 七八个 are 7 to 8.",
		Fields: graphql.Fields{
			"said":  field(nonNull(graphql.String), "The words, folded.", from(func(p registry.PeopleFound) any { return p.Said })),
			"least": field(nonNull(graphql.Int), "So many at the least.", from(func(p registry.PeopleFound) any { return p.Least })),
			"most":  field(graphql.Int, "So many at the most; null where no limit is told (全村).", from(func(p registry.PeopleFound) any { return orNil(p.Most) })),
		},
	})
	period := graphql.NewObject(graphql.ObjectConfig{
		Name: "TimeFound", Description: "A time that a text names: a day, or the first and the last day of a week, a month or a year.",
		Fields: graphql.Fields{
			"said": field(nonNull(graphql.String), "The words, folded.", from(func(t registry.TimeFound) any { return t.Said })),
			"from": field(nonNull(b.date), "The first day.", from(func(t registry.TimeFound) any { return t.From })),
			"to":   field(nonNull(b.date), "The last day.", from(func(t registry.TimeFound) any { return t.To })),
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
			"headcount":      field(graphql.Int, "People concerned, where told: one figure, as load and risk count it.", from(func(w registry.Words) any { return orNil(w.Headcount) })),
			"people":         field(people, "What was told of them; null where nobody said.", from(func(w registry.Words) any { return orNil(w.People) })),
			"amounts":        field(listOf(graphql.Float), "Sums of money found, in yuan.", from(func(w registry.Words) any { return orEmpty(w.Amounts) })),
			"places":         field(listOf(b.region), "Places found.", b.placesFound()),
			"dates":          field(listOf(b.date), "The times found that are single days.", from(func(w registry.Words) any { return orEmpty(w.Days()) })),
			"times":          field(listOf(period), "Days, weeks, months and years found: 前天, 上月底, 去年八月, 农历十一月初三.", from(func(w registry.Words) any { return orEmpty(w.Times) })),
		},
	})
	return graphql.Fields{
		"classifyDispute": &graphql.Field{
			Type: nonNull(classification), Description: "Type, traits, risk and numbers from the words of a dispute. The text is not kept.",
			Args: graphql.FieldConfigArgument{
				"text": arg(nonNull(graphql.String), "At most 4,000 characters; best sent as a variable."),
				"on":   arg(b.date, "The day of the report, from which 上个月 counts; today if absent."),
			},
			Resolve: root(func(ctx context.Context, r *request, args map[string]any) (any, error) {
				on, _ := args["on"].(registry.Date)
				words, err := b.centre.Classify(ctx, r.viewer, args["text"].(string), on)
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
