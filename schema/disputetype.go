package schema

import (
	"context"

	"github.com/graphql-go/graphql"

	"liuyuan/registry"
)

func (b *builder) makeDisputeType() {
	b.disputeType = graphql.NewObject(graphql.ObjectConfig{
		Name: "DisputeType", Description: "One entry of the two-level taxonomy of disputes.",
		Fields: graphql.FieldsThunk(func() graphql.Fields {
			return graphql.Fields{
				"code":     field(nonNull(graphql.String), "Level one LL, level two LL.SS.", from(func(t registry.DisputeType) any { return string(t.Code) })),
				"name":     field(nonNull(graphql.String), "Name, in the caller's language.", b.typeName()),
				"parent":   field(b.disputeType, "The level-one type; null at level one.", from(func(t registry.DisputeType) any { return b.typeOrNil(t.Code.Parent()) })),
				"children": field(listOf(b.disputeType), "The level-two types; empty at level two.", from(func(t registry.DisputeType) any { return orEmpty(b.centre.Taxonomy().Children(t.Code)) })),
				"synonyms": field(listOf(graphql.String), "Words people use: formal, spoken, Cantonese.", from(func(t registry.DisputeType) any { return orEmpty(t.Synonyms()) })),
				"note":     field(graphql.String, "What a clerk must know: who decides first, where it is routed.", from(func(t registry.DisputeType) any { return orNil(t.Note) })),
			}
		}),
	})
}

func (b *builder) typeName() graphql.FieldResolveFn {
	return asking(func(_ context.Context, r *request, t registry.DisputeType, _ graphql.ResolveParams) (any, error) {
		if r.locale == registry.English {
			return t.NameEN, nil
		}
		return t.Name, nil
	})
}

// typeOrNil gives the type of a code or alias, or null.
func (b *builder) typeOrNil(code registry.TypeCode) any {
	if t, ok := b.centre.Taxonomy().Type(code); ok {
		return t
	}
	return nil
}

// types gives the types of codes that the taxonomy knows.
func (b *builder) types(codes []registry.TypeCode) []registry.DisputeType {
	found := []registry.DisputeType{}
	for _, c := range codes {
		if t, ok := b.centre.Taxonomy().Type(c); ok {
			found = append(found, t)
		}
	}
	return found
}

func (b *builder) disputeTypeQueries() graphql.Fields {
	return graphql.Fields{
		"disputeTypes": &graphql.Field{
			Type: listOf(b.disputeType), Description: "The level-one types; their children are the second level.",
			Resolve: root(func(context.Context, *request, map[string]any) (any, error) {
				top := []registry.DisputeType{}
				for _, t := range b.centre.Taxonomy().Types {
					if t.Code.Parent() == "" {
						top = append(top, t)
					}
				}
				return top, nil
			}),
		},
	}
}

// orEmpty gives an empty list for nil: lists of the API are never null.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
