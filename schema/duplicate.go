package schema

import (
	"context"

	"github.com/graphql-go/graphql"

	"liuyuan/centre"
	"liuyuan/registry"
)

func (b *builder) duplicateQueries() graphql.Fields {
	duplicate := graphql.NewObject(graphql.ObjectConfig{
		Name: "LikelyDuplicate", Description: "A matter on file that may be the same. A hint for a person; nothing is merged by it.",
		Fields: graphql.Fields{
			"dispute": field(nonNull(b.dispute), "The matter on file.", from(func(d centre.Duplicate) any { return d.Case })),
			"score":   field(nonNull(graphql.Float), "How alike, 0 to 1.", from(func(d centre.Duplicate) any { return min(1, d.Score) })),
			"reasons": field(listOf(b.reason), "In what they agree, the strongest first.", from(func(d centre.Duplicate) any { return d.Reasons })),
		},
	})
	return graphql.Fields{
		"likelyDuplicates": &graphql.Field{
			Type: listOf(duplicate), Description: "Matters of the last three months that a text may speak of, most alike first, at most five. The text is not kept.",
			Args: graphql.FieldConfigArgument{
				"text":        arg(nonNull(graphql.String), "At most 4,000 characters; best sent as a variable."),
				"regionCode":  arg(graphql.String, "Where the matter is; if absent as the text says, else your region."),
				"disputeType": arg(graphql.String, "Type code LL or LL.SS; from the text if absent."),
				"first":       {Type: graphql.Int, DefaultValue: 5, Description: "How many, 1 to 5."},
			},
			Resolve: root(func(ctx context.Context, r *request, args map[string]any) (any, error) {
				found, err := b.centre.DuplicatesOf(ctx, r.viewer, reportOf(args))
				first, _ := args["first"].(int)
				return orEmpty(found[:min(len(found), first)]), tell(ctx, err)
			}),
		},
	}
}

func reportOf(args map[string]any) centre.Report {
	text, _ := args["text"].(string)
	region, _ := args["regionCode"].(string)
	typ, _ := args["disputeType"].(string)
	return centre.Report{Text: text, Region: registry.RegionCode(region), Type: registry.TypeCode(typ)}
}

func casesOf(like []centre.Duplicate) []*centre.Case {
	cases := []*centre.Case{}
	for _, d := range like {
		cases = append(cases, d.Case)
	}
	return cases
}
