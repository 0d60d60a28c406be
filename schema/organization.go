package schema

import (
	"context"

	"github.com/graphql-go/graphql"

	"liuyuan/centre"
	"liuyuan/registry"
)

func (b *builder) makeOrganization() {
	b.organization = graphql.NewObject(graphql.ObjectConfig{
		Name: "Organization", Description: "An institution of the directory. A room, studio or centre is not itself a committee.",
		Interfaces: []*graphql.Interface{b.node},
		Fields: graphql.FieldsThunk(func() graphql.Fields {
			members := field(nonNull(b.mediatorConnection), "The people with a post there.", b.members())
			members.Args = forwardArgs()
			return graphql.Fields{
				"id":    field(nonNull(graphql.ID), "Global id.", from(func(o registry.Organization) any { return globalID("Organization", string(o.ID)) })),
				"kind":  field(nonNull(b.enums["OrganizationKind"]), "What it is.", from(func(o registry.Organization) any { return o.Kind })),
				"name":  field(nonNull(graphql.String), "Full name.", from(func(o registry.Organization) any { return o.Name })),
				"brand": field(graphql.String, "Brand, such as 船哥.", from(func(o registry.Organization) any { return orNil(o.Brand) })),
				"region": field(nonNull(b.region), "Where it is.", asking(func(ctx context.Context, r *request, o registry.Organization, _ graphql.ResolveParams) (any, error) {
					return b.regionOrNil(ctx, r, o.Region), nil
				})),
				"latitude":    field(graphql.Float, "WGS-84 degrees; the region's point where none is recorded.", from(func(o registry.Organization) any { return latitude(b.pointOf(o)) })),
				"longitude":   field(graphql.Float, "WGS-84 degrees; the region's point where none is recorded.", from(func(o registry.Organization) any { return longitude(b.pointOf(o)) })),
				"specialties": field(listOf(b.disputeType), "Dispute types it handles.", from(func(o registry.Organization) any { return b.types(o.Specialties) })),
				"facets":      field(listOf(graphql.String), "Traits it is made for, such as 涉侨.", from(func(o registry.Organization) any { return texts(o.Facets) })),
				"members":     members,
				"synthetic":   field(nonNull(graphql.Boolean), "An invented institution, for demonstration.", from(func(o registry.Organization) any { return o.Synthetic })),
			}
		}),
	})
}

func (b *builder) pointOf(o registry.Organization) *registry.Point {
	if o.Point != nil {
		return o.Point
	}
	return b.centre.PointOf(o.Region)
}

// texts gives codes as plain text.
func texts[T ~string](codes []T) []string {
	all := make([]string, len(codes))
	for i, c := range codes {
		all[i] = string(c)
	}
	return all
}

func (b *builder) members() graphql.FieldResolveFn {
	return asking(func(ctx context.Context, r *request, o registry.Organization, p graphql.ResolveParams) (any, error) {
		w, err := windowOf(p.Args)
		if err != nil {
			return nil, tell(ctx, err)
		}
		list := "members:" + string(o.ID)
		var after registry.MediatorID
		if w.after != "" {
			if after, err = place[registry.MediatorID](b, list, w.after); err != nil {
				return nil, tell(ctx, err)
			}
		}
		ids, total, err := b.centre.Members(ctx, r.viewer, o.ID, after, w.limit+1)
		if err != nil {
			return nil, tell(ctx, err)
		}
		c := connection{total: total, next: len(ids) > w.limit, previous: after != ""}
		if c.next {
			ids = ids[:w.limit]
		}
		people, err := b.centre.Mediators(ctx, r.viewer, ids)
		if err != nil {
			return nil, tell(ctx, err)
		}
		for i, person := range people {
			if person != nil {
				c.edges = append(c.edges, edge{b.cursor(list, ids[i]), person})
			}
		}
		return c, nil
	})
}

func (b *builder) organizationQueries() graphql.Fields {
	filter := graphql.NewInputObject(graphql.InputObjectConfig{
		Name: "OrganizationFilter", Description: "Narrows the list; fields are joined by AND.",
		Fields: graphql.InputObjectConfigFieldMap{
			"kinds":       input(optionalList(b.enums["OrganizationKind"]), "Any of these kinds."),
			"regionCode":  input(graphql.String, "Within this region."),
			"disputeType": input(graphql.String, "Handles this type."),
		},
	})
	args := pageArgs()
	args["filter"] = arg(filter, "Narrows the list.")
	return graphql.Fields{
		"organizations": &graphql.Field{
			Type: nonNull(b.connectionOf("Organization", b.organization)), Description: "The institutions of the directory, by identifier.",
			Args: args,
			Resolve: root(func(ctx context.Context, r *request, args map[string]any) (any, error) {
				w, err := windowOf(args)
				if err != nil {
					return nil, tell(ctx, err)
				}
				f, err := decode[organizationFilter](args["filter"])
				if err != nil {
					return nil, err
				}
				all, err := b.centre.ListOrganizations(ctx, r.viewer, centre.OrganizationFilter(f))
				if err != nil {
					return nil, tell(ctx, err)
				}
				c, err := b.slice(all, w)
				return c, tell(ctx, err)
			}),
		},
	}
}

type organizationFilter struct {
	Kinds       []registry.OrganizationKind `json:"kinds"`
	Region      registry.RegionCode         `json:"regionCode"`
	DisputeType registry.TypeCode           `json:"disputeType"`
}

// slice cuts the page of a window out of a list sorted by identifier.
func (b *builder) slice(all []registry.Organization, w window) (connection, error) {
	from, to := 0, len(all)
	if w.after != "" {
		id, err := place[registry.OrganizationID](b, "organizations", w.after)
		if err != nil {
			return connection{}, err
		}
		for from < to && all[from].ID <= id {
			from++
		}
	}
	if w.before != "" {
		id, err := place[registry.OrganizationID](b, "organizations", w.before)
		if err != nil {
			return connection{}, err
		}
		for to > from && all[to-1].ID >= id {
			to--
		}
	}
	if to-from > w.limit {
		if w.backward {
			from = to - w.limit
		} else {
			to = from + w.limit
		}
	}
	c := connection{total: len(all), previous: from > 0, next: to < len(all)}
	for _, o := range all[from:to] {
		c.edges = append(c.edges, edge{b.cursor("organizations", o.ID), o})
	}
	return c, nil
}
