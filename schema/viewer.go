package schema

import (
	"context"

	"github.com/graphql-go/graphql"

	"liuyuan/identity"
)

// nobody is the viewer of look-ups that everyone may make.
func (b *builder) nobody() identity.Viewer { return identity.Viewer{} }

func (b *builder) viewerQueries() graphql.Fields {
	b.viewer = graphql.NewObject(graphql.ObjectConfig{
		Name: "Viewer", Description: "Who asks.",
		Fields: graphql.Fields{
			"roles": field(listOf(graphql.String), "Roles, such as STAFF.", from(func(v identity.Viewer) any { return texts(v.Roles) })),
			"region": field(b.region, "The region the viewer works for.", asking(func(ctx context.Context, r *request, v identity.Viewer, _ graphql.ResolveParams) (any, error) {
				return b.regionOrNil(ctx, r, v.Region), nil
			})),
		},
	})
	return graphql.Fields{
		"viewer": &graphql.Field{Type: nonNull(b.viewer), Description: "Who asks: roles and region of the credential.",
			Resolve: root(func(_ context.Context, r *request, _ map[string]any) (any, error) { return r.viewer, nil })},
	}
}
