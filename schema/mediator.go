package schema

import (
	"context"

	"github.com/graphql-go/graphql"

	"liuyuan/centre"
	"liuyuan/registry"
)

func (b *builder) makeMediator() {
	standingTerm, specialty, post := b.standingTerm(), b.specialty(), b.post()
	b.mediator = graphql.NewObject(graphql.ObjectConfig{
		Name: "Mediator", Description: "A person of the roster, whatever the role.",
		Interfaces: []*graphql.Interface{b.node},
		Fields: graphql.FieldsThunk(func() graphql.Fields {
			return graphql.Fields{
				"id":           field(nonNull(graphql.ID), "Global id.", person(func(p *centre.Person) any { return globalID("Mediator", string(p.ID)) })),
				"name":         field(nonNull(graphql.String), "Name.", person(func(p *centre.Person) any { return p.Name })),
				"gender":       field(b.enums["Gender"], "Gender, where recorded.", person(func(p *centre.Person) any { return orNil(p.Gender) })),
				"roles":        field(listOf(b.enums["MediatorRole"]), "What the person is.", person(func(p *centre.Person) any { return p.Roles })),
				"standing":     field(nonNull(b.enums["Standing"]), "The strongest standing in force today.", person(func(p *centre.Person) any { return registry.Strongest(p.Standings, p.Day).Kind })),
				"standings":    field(listOf(standingTerm), "All standings with their terms.", person(func(p *centre.Person) any { return orEmpty(p.Standings) })),
				"specialties":  field(listOf(specialty), "Dispute types the person handles.", person(func(p *centre.Person) any { return b.knownSpecialties(p) })),
				"posts":        field(listOf(post), "Places at institutions.", person(func(p *centre.Person) any { return b.knownPosts(p) })),
				"seats":        field(listOf(b.rosterSeat), "Seats of the six members that the person holds.", b.seatsHeld()),
				"serviceAreas": field(listOf(b.region), "Regions the person serves.", b.serviceAreas()),
				"home":         field(b.region, "Where the person is based; the public sees the town.", b.home()),
				"languages":    field(listOf(graphql.String), "BCP 47 tags, such as cmn, yue, yue-x-siyap.", person(func(p *centre.Person) any { return texts(p.Languages) })),
				"introduction": field(graphql.String, "A few sentences.", person(func(p *centre.Person) any { return orNil(p.Introduction) })),
				"capacity":     field(graphql.Int, "Weight units of open work the person takes; null for public viewers.", person(func(p *centre.Person) any { return p.Capacity })),
				"openLoad":     field(graphql.Int, "Weight units of open work; null for public viewers.", person(func(p *centre.Person) any { return p.Open })),
				"available":    field(nonNull(graphql.Boolean), "Takes new work today: active, not on leave, load below capacity.", person(func(p *centre.Person) any { return p.Available() })),
				"moreOffers":   field(graphql.Int, "How many more matters the person takes until moreOffersUntil; null: bounded by the capacity alone.", person(func(p *centre.Person) any { return more(p) })),
				"moreOffersUntil": field(b.date, "First day without that bound.", person(func(p *centre.Person) any {
					if q := p.QuotaOn(p.Day); q != nil {
						return q.Until
					}
					return nil
				})),
				"dutyPhone": field(graphql.String, "The institution's phone; staff only.", person(func(p *centre.Person) any { return orNil(p.DutyPhone) })),
				"assuredAt": field(b.date, "When the record was last confirmed.", person(func(p *centre.Person) any { return orNil(p.AssuredAt) })),
				"stale":     field(graphql.Boolean, "Not confirmed within 180 days.", person(func(p *centre.Person) any { return p.StaleOn(p.Day) })),
				"status":    field(graphql.String, "ACTIVE or SUSPENDED.", person(func(p *centre.Person) any { return string(p.Status) })),
				"synthetic": field(graphql.Boolean, "An invented person, for demonstration.", person(func(p *centre.Person) any { return p.Synthetic })),
				"version":   field(graphql.Int, "Version of the record, for changes.", person(func(p *centre.Person) any { return p.Version })),
			}
		}),
	})
	b.mediatorConnection = b.connectionOf("Mediator", b.mediator)
}

// person is from for the source of every mediator.
func person(fn func(*centre.Person) any) graphql.FieldResolveFn { return from(fn) }

func more(p *centre.Person) any {
	if q := p.QuotaOn(p.Day); q != nil {
		return q.Left
	}
	return nil
}

func (b *builder) standingTerm() *graphql.Object {
	return graphql.NewObject(graphql.ObjectConfig{
		Name: "StandingTerm", Description: "A standing with its term and the committee whose seal the person acts under.",
		Fields: graphql.FieldsThunk(func() graphql.Fields {
			return graphql.Fields{
				"kind":         field(nonNull(b.enums["Standing"]), "The standing.", from(func(t registry.StandingTerm) any { return t.Kind })),
				"organization": field(b.organization, "The committee.", from(func(t registry.StandingTerm) any { return b.organizationOrNil(t.Organization) })),
				"from":         field(b.date, "First day; null is open.", from(func(t registry.StandingTerm) any { return orNil(t.From) })),
				"to":           field(b.date, "Last day; null is open.", from(func(t registry.StandingTerm) any { return orNil(t.To) })),
			}
		}),
	})
}

func (b *builder) specialty() *graphql.Object {
	return graphql.NewObject(graphql.ObjectConfig{
		Name: "Specialty", Description: "A dispute type that a person handles.",
		Fields: graphql.Fields{
			"disputeType": field(nonNull(b.disputeType), "The type.", from(func(s registry.Specialty) any { return b.typeOrNil(s.Type) })),
			"level":       field(nonNull(graphql.Int), "1 knows, 2 has practised, 3 expert.", from(func(s registry.Specialty) any { return s.Level })),
		},
	})
}

func (b *builder) post() *graphql.Object {
	hours := graphql.NewObject(graphql.ObjectConfig{
		Name: "DutyHours", Description: "One weekly duty.",
		Fields: graphql.Fields{
			"weekday": field(nonNull(graphql.Int), "1 Monday … 7 Sunday.", from(func(h registry.DutyHours) any { return h.Weekday })),
			"from":    field(nonNull(graphql.String), "Start, such as 09:00, Asia/Shanghai.", from(func(h registry.DutyHours) any { return h.From.String() })),
			"to":      field(nonNull(graphql.String), "End, not included, such as 12:00.", from(func(h registry.DutyHours) any { return h.To.String() })),
		},
	})
	return graphql.NewObject(graphql.ObjectConfig{
		Name: "Post", Description: "A person's place at an institution.",
		Fields: graphql.FieldsThunk(func() graphql.Fields {
			return graphql.Fields{
				"organization": field(nonNull(b.organization), "The institution.", from(func(p registry.Post) any { return b.organizationOrNil(p.Organization) })),
				"presence":     field(nonNull(b.enums["Presence"]), "Resident, on call or rotating.", from(func(p registry.Post) any { return p.Presence })),
				"hours":        field(listOf(hours), "Weekly hours; empty: by appointment.", from(func(p registry.Post) any { return orEmpty(p.Hours) })),
			}
		}),
	})
}

func (b *builder) organizationOrNil(id registry.OrganizationID) any {
	o, err := b.centre.Organization(context.Background(), b.nobody(), id)
	if err != nil {
		return nil
	}
	return o
}

// knownSpecialties leaves out types that this binary's taxonomy does not hold.
func (b *builder) knownSpecialties(p *centre.Person) []registry.Specialty {
	known := []registry.Specialty{}
	for _, s := range p.Specialties {
		if _, ok := b.centre.Taxonomy().Type(s.Type); ok {
			known = append(known, s)
		}
	}
	return known
}

// knownPosts leaves out posts at institutions that were removed.
func (b *builder) knownPosts(p *centre.Person) []registry.Post {
	known := []registry.Post{}
	for _, post := range p.Posts {
		if b.organizationOrNil(post.Organization) != nil {
			known = append(known, post)
		}
	}
	return known
}

func (b *builder) seatsHeld() graphql.FieldResolveFn {
	return asking(func(ctx context.Context, r *request, p *centre.Person, _ graphql.ResolveParams) (any, error) {
		held := []seat{}
		for _, s := range p.Seats {
			reg, err := b.centre.Region(ctx, r.viewer, s.Region)
			if err != nil || !s.Covers(p.Day) {
				continue
			}
			held = append(held, seat{region: reg, role: s.Role, holders: []registry.SeatHolder{{Seat: s, Mediator: p.ID}}})
		}
		return held, nil
	})
}

func (b *builder) serviceAreas() graphql.FieldResolveFn {
	return asking(func(ctx context.Context, r *request, p *centre.Person, _ graphql.ResolveParams) (any, error) {
		areas := []registry.Region{}
		for _, code := range p.ServiceAreas {
			if reg, err := b.centre.Region(ctx, r.viewer, code); err == nil {
				areas = append(areas, reg)
			}
		}
		return areas, nil
	})
}

func (b *builder) home() graphql.FieldResolveFn {
	return asking(func(ctx context.Context, r *request, p *centre.Person, _ graphql.ResolveParams) (any, error) {
		return b.regionOrNil(ctx, r, placeOf(r, p)), nil
	})
}
