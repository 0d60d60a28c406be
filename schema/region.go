package schema

import (
	"context"

	"github.com/graphql-go/graphql"

	"liuyuan/centre"
	"liuyuan/registry"
)

// seat is a role of a village with its holders.
type seat struct {
	region  registry.Region
	role    registry.Role
	holders []registry.SeatHolder
}

func (b *builder) makeRegion() {
	b.region = graphql.NewObject(graphql.ObjectConfig{
		Name: "Region", Description: "A place of the statistical tree.",
		Interfaces: []*graphql.Interface{b.node},
		Fields: graphql.FieldsThunk(func() graphql.Fields {
			return graphql.Fields{
				"id":         field(nonNull(graphql.ID), "Global id.", from(func(r registry.Region) any { return globalID("Region", string(r.Code)) })),
				"code":       field(nonNull(graphql.String), "Statistical code of 2, 4, 6, 9 or 12 digits; a grid is its village and -NN.", from(func(r registry.Region) any { return string(r.Code) })),
				"name":       field(nonNull(graphql.String), "Official name.", from(func(r registry.Region) any { return r.Name })),
				"level":      field(nonNull(b.enums["RegionLevel"]), "Rank.", from(func(r registry.Region) any { return r.Code.Level() })),
				"parent":     field(b.region, "The region that contains it.", b.parentRegion()),
				"children":   field(listOf(b.region), "The regions directly below, by code.", from(func(r registry.Region) any { return b.centre.Children(r.Code) })),
				"latitude":   field(graphql.Float, "Representative point, WGS-84 degrees.", from(func(r registry.Region) any { return latitude(b.centre.PointOf(r.Code)) })),
				"longitude":  field(graphql.Float, "Representative point, WGS-84 degrees.", from(func(r registry.Region) any { return longitude(b.centre.PointOf(r.Code)) })),
				"sixMembers": field(listOf(b.rosterSeat), "The six seats (六员) of a village with their holders; empty for other regions.", b.sixMembers()),
			}
		}),
	})
	b.rosterSeat = graphql.NewObject(graphql.ObjectConfig{
		Name: "RosterSeat", Description: "A village's place for one of the six members.",
		Fields: graphql.FieldsThunk(func() graphql.Fields {
			return graphql.Fields{
				"region":  field(nonNull(b.region), "The village or community.", from(func(s seat) any { return s.region })),
				"role":    field(nonNull(b.enums["MediatorRole"]), "Which of the six.", from(func(s seat) any { return s.role })),
				"holders": field(listOf(b.seatHolder), "Who holds it today; empty is a gap.", from(func(s seat) any { return s.holders })),
			}
		}),
	})
	b.seatHolder = graphql.NewObject(graphql.ObjectConfig{
		Name: "SeatHolder", Description: "A person in a seat.",
		Fields: graphql.FieldsThunk(func() graphql.Fields {
			return graphql.Fields{
				"mediator": field(nonNull(b.mediator), "The person.", asking(func(ctx context.Context, r *request, h registry.SeatHolder, _ graphql.ResolveParams) (any, error) {
					return b.person(ctx, r, h.Mediator)
				})),
				"from": field(b.date, "First day; null is open.", from(func(h registry.SeatHolder) any { return orNil(h.From) })),
				"to":   field(b.date, "Last day; null is open.", from(func(h registry.SeatHolder) any { return orNil(h.To) })),
			}
		}),
	})
}

func (b *builder) parentRegion() graphql.FieldResolveFn {
	return asking(func(ctx context.Context, r *request, reg registry.Region, _ graphql.ResolveParams) (any, error) {
		return b.regionOrNil(ctx, r, reg.Code.Parent()), nil
	})
}

// regionOrNil gives a region, or null for a code the registry does not hold.
func (b *builder) regionOrNil(ctx context.Context, r *request, code registry.RegionCode) any {
	reg, err := b.centre.Region(ctx, r.viewer, code)
	if err != nil {
		return nil
	}
	return reg
}

func (b *builder) sixMembers() graphql.FieldResolveFn {
	return asking(func(ctx context.Context, r *request, reg registry.Region, _ graphql.ResolveParams) (any, error) {
		if reg.Code.Level() != registry.Village {
			return []seat{}, nil
		}
		holders, err := b.centre.Seats(ctx, r.viewer, reg.Code)
		if err != nil {
			return nil, tell(ctx, err)
		}
		return seatsOf(reg, holders), nil
	})
}

// seatsOf sorts holders into the six seats; a seat without holders stays, as a gap.
func seatsOf(reg registry.Region, holders []registry.SeatHolder) []seat {
	var seats []seat
	for _, role := range registry.SixMembers() {
		s := seat{region: reg, role: role, holders: []registry.SeatHolder{}}
		for _, h := range holders {
			if h.Role == role {
				s.holders = append(s.holders, h)
			}
		}
		seats = append(seats, s)
	}
	return seats
}

func (b *builder) regionQueries() graphql.Fields {
	return graphql.Fields{
		"region": &graphql.Field{
			Type: b.region, Description: "One region by its code; null if the registry does not hold it.",
			Args: graphql.FieldConfigArgument{"code": arg(nonNull(graphql.String), "Statistical code.")},
			Resolve: root(func(ctx context.Context, r *request, args map[string]any) (any, error) {
				return b.regionOrNil(ctx, r, registry.RegionCode(args["code"].(string))), nil
			}),
		},
		"regions": &graphql.Field{
			Type: listOf(b.region), Description: "Regions by code: the children of one, all of a level, or the top of the tree.",
			Args: graphql.FieldConfigArgument{
				"parentCode": arg(graphql.String, "Only regions below this one."),
				"level":      arg(b.enums["RegionLevel"], "Only regions of this rank; with parentCode at any depth below it."),
			},
			Resolve: root(func(ctx context.Context, r *request, args map[string]any) (any, error) {
				parent, _ := args["parentCode"].(string)
				level, _ := args["level"].(registry.RegionLevel)
				found := b.centre.Regions(ctx, r.viewer, registry.RegionCode(parent), level)
				if found == nil {
					found = []registry.Region{}
				}
				return found, nil
			}),
		},
	}
}

func latitude(p *registry.Point) any {
	if p == nil {
		return nil
	}
	return p.Lat
}

func longitude(p *registry.Point) any {
	if p == nil {
		return nil
	}
	return p.Lng
}

// placeOf is the region shown for a person: the public sees the town, not the village.
func placeOf(r *request, p *centre.Person) registry.RegionCode {
	if r.viewer.Public() {
		if town := p.Home.At(registry.Town); town != "" {
			return town
		}
	}
	return p.Home
}
