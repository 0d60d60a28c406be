package schema

import (
	"context"

	"github.com/graphql-go/graphql"

	"liuyuan/centre"
	"liuyuan/registry"
)

// mediatorFilter is the API's MediatorFilter.
type mediatorFilter struct {
	Roles        []registry.Role     `json:"roles"`
	Region       registry.RegionCode `json:"regionCode"`
	DisputeType  registry.TypeCode   `json:"disputeType"`
	Organization string              `json:"organizationId"`
	Languages    []registry.Language `json:"languages"`
	Standings    []registry.Standing `json:"standing"`
	Available    *bool               `json:"available"`
}

func (f mediatorFilter) registry() registry.MediatorFilter {
	out := registry.MediatorFilter{Roles: f.Roles, Region: f.Region, DisputeType: f.DisputeType,
		Languages: f.Languages, Standings: f.Standings, Available: f.Available}
	if f.Organization != "" {
		// An id of another type holds nobody, as an id that does not exist.
		out.Organization = registry.OrganizationID("none")
		if own := ownID[registry.OrganizationID]("Organization", f.Organization); own != "" {
			out.Organization = own
		}
	}
	return out
}

// mediatorOrder is the API's MediatorOrder.
type mediatorOrder struct {
	Field     registry.MediatorOrder `json:"field"`
	Direction string                 `json:"direction"`
}

func (b *builder) mediatorQueries() graphql.Fields {
	filter := graphql.NewInputObject(graphql.InputObjectConfig{
		Name: "MediatorFilter", Description: "Narrows the roster; fields are joined by AND, roles and standings by OR, languages by AND.",
		Fields: graphql.InputObjectConfigFieldMap{
			"roles":          input(optionalList(b.enums["MediatorRole"]), "Any of these roles."),
			"regionCode":     input(graphql.String, "Based in or serving this region."),
			"disputeType":    input(graphql.String, "Handles this type."),
			"organizationId": input(graphql.ID, "Has a post there."),
			"languages":      input(optionalList(graphql.String), "Speaks all of these."),
			"standing":       input(optionalList(b.enums["Standing"]), "Any of these standings in force today."),
			"available":      input(graphql.Boolean, "Takes new work today, or does not."),
		},
	})
	order := graphql.NewInputObject(graphql.InputObjectConfig{
		Name: "MediatorOrder", Description: "Order of the roster; ties are broken by identifier.",
		Fields: graphql.InputObjectConfigFieldMap{
			"field":     input(nonNull(b.enums["MediatorOrderField"]), "What to sort by."),
			"direction": &graphql.InputObjectFieldConfig{Type: b.enums["Direction"], DefaultValue: "ASC", Description: "Ascending if absent."},
		},
	})
	args := pageArgs()
	args["filter"] = arg(filter, "Narrows the roster.")
	args["orderBy"] = arg(order, "Order; by identifier if absent.")
	return graphql.Fields{
		"mediators": &graphql.Field{Type: nonNull(b.mediatorConnection), Description: "The roster.", Args: args, Resolve: root(b.listMediators)},
	}
}

func (b *builder) listMediators(ctx context.Context, r *request, args map[string]any) (any, error) {
	w, err := windowOf(args)
	if err != nil {
		return nil, tell(ctx, err)
	}
	filter, err := decode[mediatorFilter](args["filter"])
	if err != nil {
		return nil, err
	}
	order, err := decode[mediatorOrder](args["orderBy"])
	if err != nil {
		return nil, err
	}
	page := registry.MediatorPage{Filter: filter.registry(), Order: order.Field, Descending: order.Direction == "DESC", Backward: w.backward, Limit: w.limit}
	list := "mediators:" + string(order.Field) + order.Direction
	if page.After, err = b.mediatorPlace(list, w.after); err != nil {
		return nil, tell(ctx, err)
	}
	if page.Before, err = b.mediatorPlace(list, w.before); err != nil {
		return nil, tell(ctx, err)
	}
	found, err := b.centre.ListMediators(ctx, r.viewer, page)
	if err != nil {
		return nil, tell(ctx, err)
	}
	c := connection{total: found.Total}
	c.next, c.previous = found.More, page.After != nil
	if w.backward {
		c.next, c.previous = page.Before != nil, found.More
	}
	for i := range found.People {
		p := &found.People[i]
		c.edges = append(c.edges, edge{b.cursor(list, centre.PlaceOf(order.Field, *p)), p})
	}
	return c, nil
}

func (b *builder) mediatorPlace(list, cursor string) (*registry.MediatorPlace, error) {
	if cursor == "" {
		return nil, nil
	}
	p, err := place[registry.MediatorPlace](b, list, cursor)
	return &p, err
}
