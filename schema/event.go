package schema

import (
	"context"
	"strconv"
	"strings"

	"github.com/graphql-go/graphql"

	"liuyuan/centre"
	"liuyuan/registry"
)

func (b *builder) makeEvent() {
	b.event = graphql.NewObject(graphql.ObjectConfig{
		Name: "Event", Description: "One line of a dispute's history. Lines are added and never changed.",
		Interfaces: []*graphql.Interface{b.node},
		Fields: graphql.FieldsThunk(func() graphql.Fields {
			return graphql.Fields{
				"id":     field(nonNull(graphql.ID), "Global id.", from(func(e registry.Event) any { return globalID("Event", string(e.Dispute)+"/"+strconv.Itoa(e.No)) })),
				"kind":   field(nonNull(b.enums["EventKind"]), "What happened.", from(func(e registry.Event) any { return e.Kind })),
				"at":     field(nonNull(b.dateTime), "When.", from(func(e registry.Event) any { return e.At })),
				"role":   field(graphql.String, "Under which role it was done; null for the program itself.", from(func(e registry.Event) any { return orNil(e.Role) })),
				"status": field(nonNull(b.enums["DisputeStatus"]), "Status of the dispute at the time.", from(func(e registry.Event) any { return e.Status })),
				"code":   field(graphql.String, "Reason, channel or kind, as the event has one.", from(func(e registry.Event) any { return orNil(e.Code) })),
				"note": field(graphql.String, "What was written; casework staff only.", asking(func(_ context.Context, r *request, e registry.Event, _ graphql.ResolveParams) (any, error) {
					return orNil(b.centre.NoteOf(r.viewer, e)), nil
				})),
				"mediator": field(b.mediator, "The person concerned.", asking(func(ctx context.Context, r *request, e registry.Event, _ graphql.ResolveParams) (any, error) {
					if e.Mediator == "" {
						return nil, nil
					}
					return b.person(ctx, r, e.Mediator)
				})),
				"message": &graphql.Field{Type: nonNull(graphql.String), Description: "One sentence.", Args: b.localeArg(), Resolve: asking(b.eventMessage)},
			}
		}),
	})
	b.eventConnection = b.connectionOf("Event", b.event)
}

func (b *builder) eventMessage(ctx context.Context, r *request, e registry.Event, p graphql.ResolveParams) (any, error) {
	locale, _ := p.Args["locale"].(registry.Locale)
	what := string(e.Kind)
	for _, n := range registry.EventKinds() {
		if n.Kind == e.Kind {
			what = n.Name.In(locale)
		}
	}
	if e.Mediator == "" {
		return what, nil
	}
	return r.mediators.load(ctx, e.Mediator, func(m *centre.Person) (any, error) {
		if m == nil {
			return what, nil
		}
		if locale == registry.English {
			return what + ": " + m.Name, nil
		}
		return what + "：" + m.Name, nil
	})
}

// eventOf gives the line of a global id, "dispute/number"; nil if there is none to see.
func (b *builder) eventOf(ctx context.Context, r *request, own string) (any, error) {
	dispute, number, _ := strings.Cut(own, "/")
	no, err := strconv.Atoi(number)
	if err != nil || no < 1 || !b.centre.Policy().May(r.viewer, "Dispute", "timeline") {
		return nil, nil
	}
	events, _, err := b.centre.Timeline(ctx, r.viewer, registry.DisputeID(dispute), no-1, 1)
	if err != nil || len(events) == 0 || events[0].No != no {
		return nil, tell(ctx, err)
	}
	return events[0], nil
}

// eventPlace is a place in a history.
type eventPlace struct {
	No int `json:"n"`
}

func (b *builder) timeline(ctx context.Context, r *request, d *centre.Case, p graphql.ResolveParams) (any, error) {
	w, err := windowOf(p.Args)
	if err != nil {
		return nil, tell(ctx, err)
	}
	list, after := "timeline:"+string(d.ID), 0
	if w.after != "" {
		at, err := place[eventPlace](b, list, w.after)
		if err != nil {
			return nil, tell(ctx, err)
		}
		after = at.No
	}
	events, total, err := b.centre.Timeline(ctx, r.viewer, d.ID, after, w.limit+1)
	if err != nil {
		return nil, tell(ctx, err)
	}
	c := connection{total: total, previous: after > 0, next: len(events) > w.limit}
	for _, e := range events[:min(len(events), w.limit)] {
		c.edges = append(c.edges, edge{b.cursor(list, eventPlace{e.No}), e})
	}
	return c, nil
}
