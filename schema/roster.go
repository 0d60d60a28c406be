package schema

import (
	"context"
	"strconv"

	"github.com/graphql-go/graphql"

	"liuyuan/centre"
	"liuyuan/registry"
)

// mediatorInput is what RegisterMediatorInput and UpdateMediatorInput share; in an
// update, nil is unchanged.
type mediatorInput struct {
	Name         *string                `json:"name"`
	Gender       *registry.Gender       `json:"gender"`
	Roles        *[]registry.Role       `json:"roles"`
	Standings    *[]standingInput       `json:"standings"`
	Specialties  *[]specialtyInput      `json:"specialties"`
	Posts        *[]postInput           `json:"posts"`
	ServiceAreas *[]registry.RegionCode `json:"serviceAreaCodes"`
	Home         *registry.RegionCode   `json:"homeRegionCode"`
	Languages    *[]registry.Language   `json:"languages"`
	Capacity     *int                   `json:"capacity"`
	Introduction *string                `json:"introduction"`
	DutyPhone    *string                `json:"dutyPhone"`
	Leaves       *[]registry.Leave      `json:"leaves"`
	Online       *bool                  `json:"online"`

	ID             string   `json:"mediatorId"`
	Clear          []string `json:"clear"`
	Version        *int     `json:"version"`
	IdempotencyKey string   `json:"idempotencyKey"`
}

type standingInput struct {
	Kind         registry.Standing `json:"kind"`
	Organization string            `json:"organizationId"`
	From         registry.Date     `json:"from"`
	To           registry.Date     `json:"to"`
}

type specialtyInput struct {
	DisputeType registry.TypeCode `json:"disputeType"`
	Level       int               `json:"level"`
}

type postInput struct {
	Organization string            `json:"organizationId"`
	Presence     registry.Presence `json:"presence"`
	Hours        []hoursInput      `json:"hours"`
}

type hoursInput struct {
	Weekday int    `json:"weekday"`
	From    string `json:"from"`
	To      string `json:"to"`
}

// apply puts the given fields into a record. Times of day that are not times make
// the record invalid, which the centre refuses with the place.
func (in mediatorInput) apply(m *registry.Mediator) {
	set(&m.Name, in.Name)
	set(&m.Gender, in.Gender)
	set(&m.Roles, in.Roles)
	set(&m.ServiceAreas, in.ServiceAreas)
	set(&m.Home, in.Home)
	set(&m.Languages, in.Languages)
	set(&m.Capacity, in.Capacity)
	set(&m.Introduction, in.Introduction)
	set(&m.DutyPhone, in.DutyPhone)
	set(&m.Leaves, in.Leaves)
	set(&m.Online, in.Online)
	if in.Standings != nil {
		m.Standings = nil
		for _, s := range *in.Standings {
			m.Standings = append(m.Standings, registry.StandingTerm{Kind: s.Kind, Organization: organizationID(s.Organization), Term: registry.Term{From: s.From, To: s.To}})
		}
	}
	if in.Specialties != nil {
		m.Specialties = nil
		for _, s := range *in.Specialties {
			m.Specialties = append(m.Specialties, registry.Specialty{Type: s.DisputeType, Level: s.Level})
		}
	}
	if in.Posts != nil {
		m.Posts = nil
		for _, p := range *in.Posts {
			m.Posts = append(m.Posts, p.registry())
		}
	}
}

func set[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}

// organizationID gives the institution of a global id; an id of another type names
// an institution that does not exist, so that it is refused and not dropped.
func organizationID(id string) registry.OrganizationID {
	if id == "" {
		return ""
	}
	if own := ownID[registry.OrganizationID]("Organization", id); own != "" {
		return own
	}
	return "unknown"
}

func (p postInput) registry() registry.Post {
	post := registry.Post{Organization: organizationID(p.Organization), Presence: p.Presence}
	for _, h := range p.Hours {
		from, err1 := registry.ParseClock(h.From)
		to, err2 := registry.ParseClock(h.To)
		if err1 != nil || err2 != nil {
			from, to = -1, -1
		}
		post.Hours = append(post.Hours, registry.DutyHours{Weekday: h.Weekday, From: from, To: to})
	}
	return post
}

// clearable are the fields that an update may empty.
func clearable() map[string]func(*registry.Mediator) {
	return map[string]func(*registry.Mediator){
		"gender":         func(m *registry.Mediator) { m.Gender = "" },
		"standings":      func(m *registry.Mediator) { m.Standings = nil },
		"specialties":    func(m *registry.Mediator) { m.Specialties = nil },
		"posts":          func(m *registry.Mediator) { m.Posts = nil },
		"homeRegionCode": func(m *registry.Mediator) { m.Home = "" },
		"introduction":   func(m *registry.Mediator) { m.Introduction = "" },
		"dutyPhone":      func(m *registry.Mediator) { m.DutyPhone = "" },
		"leaves":         func(m *registry.Mediator) { m.Leaves = nil },
		"suspension": func(m *registry.Mediator) {
			if m.Status == registry.MediatorSuspended {
				m.Status, m.StatusReason, m.StatusUntil = registry.MediatorActive, "", ""
			}
		},
	}
}

func (in mediatorInput) checkClear() error {
	known := clearable()
	for _, name := range in.Clear {
		if known[name] == nil {
			return registry.Invalid([]string{"clear"}, "clear 里有不能清空的字段", "clear names a field that cannot be emptied")
		}
	}
	return nil
}

func (b *builder) rosterMutations() graphql.Fields {
	register := mutationField(b, "RegisterMediator", "Adds a person to the roster; search and match see them at once.", b.registerInput(),
		func(ctx context.Context, r *request, in mediatorInput) (centre.Written, error) {
			var m registry.Mediator
			in.apply(&m)
			return b.centre.RegisterMediator(ctx, r.viewer, m, in.IdempotencyKey)
		})
	update := mutationField(b, "UpdateMediator", "Changes a person's record and confirms it as of today.", b.updateInput(),
		func(ctx context.Context, r *request, in mediatorInput) (centre.Written, error) {
			if err := in.checkClear(); err != nil {
				return centre.Written{}, err
			}
			return b.centre.UpdateMediator(ctx, r.viewer, centre.MediatorChange{
				Mediator: ownID[registry.MediatorID]("Mediator", in.ID), Version: in.Version, Input: in, IdempotencyKey: in.IdempotencyKey,
				Change: func(m *registry.Mediator) {
					in.apply(m)
					for _, name := range in.Clear {
						clearable()[name](m)
					}
				}})
		})
	suspend := mutationField(b, "SuspendMediator", "Takes a person out of matching: unanswered offers move on, accepted work stays. Lifted by updateMediator with clear: [\"suspension\"].", b.suspendInput(),
		func(ctx context.Context, r *request, in suspendInput) (centre.Written, error) {
			return b.centre.SuspendMediator(ctx, r.viewer, centre.Suspension{Mediator: ownID[registry.MediatorID]("Mediator", in.ID),
				Reason: in.Reason, Until: in.Until, Version: in.Version, IdempotencyKey: in.IdempotencyKey})
		})
	return graphql.Fields{"registerMediator": register, "updateMediator": update, "suspendMediator": suspend}
}

type suspendInput struct {
	ID             string        `json:"mediatorId"`
	Reason         string        `json:"reason"`
	Until          registry.Date `json:"until"`
	Version        *int          `json:"version"`
	IdempotencyKey string        `json:"idempotencyKey"`
}

// mutationOf makes a mutation's resolver: decode, run, show the record or why not.
func mutationOf[In any](b *builder, run func(context.Context, *request, In) (centre.Written, error)) graphql.FieldResolveFn {
	return root(func(ctx context.Context, r *request, args map[string]any) (any, error) {
		in, err := decode[In](args["input"])
		if err != nil {
			return nil, err
		}
		written, err := run(ctx, r, in)
		if err != nil {
			refusals, err := userErrors(ctx, err)
			return changed{userErrors: refusals}, err
		}
		people, err := b.centre.Mediators(ctx, r.viewer, []registry.MediatorID{written.Mediator})
		if err != nil {
			return nil, tell(ctx, err)
		}
		return changed{object: people[0], userErrors: []userError{}, syncToken: strconv.FormatInt(written.Seq, 10)}, nil
	})
}

// mutationField makes a mutation with its payload type, by the naming convention.
func mutationField[In any](b *builder, name, description string, in *graphql.InputObject, run func(context.Context, *request, In) (centre.Written, error)) *graphql.Field {
	return &graphql.Field{
		Type: nonNull(b.payload(name+"Payload", "mediator", b.mediator)), Description: description,
		Args:    graphql.FieldConfigArgument{"input": arg(nonNull(in), "What to change.")},
		Resolve: mutationOf(b, run),
	}
}
