package schema

import (
	"context"

	"github.com/graphql-go/graphql"

	"liuyuan/registry"
)

func (b *builder) makeAssignment() {
	notice := b.notice()
	b.assignment = graphql.NewObject(graphql.ObjectConfig{
		Name: "Assignment", Description: "One offer of one dispute to one person, and what became of it.",
		Interfaces: []*graphql.Interface{b.node},
		Fields: graphql.FieldsThunk(func() graphql.Fields {
			return graphql.Fields{
				"id":     field(nonNull(graphql.ID), "Global id.", task(func(a *registry.Assignment) any { return globalID("Assignment", string(a.ID)) })),
				"part":   field(nonNull(b.enums["AssignmentPart"]), "How the person takes part.", task(func(a *registry.Assignment) any { return a.Part })),
				"status": field(nonNull(b.enums["AssignmentStatus"]), "Where the offer stands.", task(func(a *registry.Assignment) any { return a.Status })),
				"dispute": field(nonNull(b.dispute), "The dispute.", asking(func(ctx context.Context, r *request, a *registry.Assignment, _ graphql.ResolveParams) (any, error) {
					return b.caseOf(ctx, r, a.Dispute)
				})),
				"mediator": field(nonNull(b.mediator), "The person.", asking(func(ctx context.Context, r *request, a *registry.Assignment, _ graphql.ResolveParams) (any, error) {
					return b.personOrGone(ctx, r, a.Mediator)
				})),
				"committee":     field(b.organization, "The committee whose seal goes on the agreement; null unless the person leads.", task(func(a *registry.Assignment) any { return b.organizationOrNil(a.Committee) })),
				"weight":        field(nonNull(graphql.Int), "Load units while it is live.", task(func(a *registry.Assignment) any { return a.Weight })),
				"selection":     field(b.enums["SelectionMode"], "How the person came to be asked.", task(func(a *registry.Assignment) any { return orNil(a.Selection) })),
				"offeredAt":     field(nonNull(b.dateTime), "When it was offered.", task(func(a *registry.Assignment) any { return a.OfferedAt })),
				"expiresAt":     field(b.dateTime, "Until when an answer counts, by the database's clock.", task(func(a *registry.Assignment) any { return orNil(a.ExpiresAt) })),
				"acceptedAt":    field(b.dateTime, "When it was accepted.", task(func(a *registry.Assignment) any { return orNil(a.AcceptedAt) })),
				"endedAt":       field(b.dateTime, "When it ceased to count.", task(func(a *registry.Assignment) any { return orNil(a.EndedAt) })),
				"channel":       field(b.enums["ContactChannel"], "How the answer came.", task(func(a *registry.Assignment) any { return orNil(a.Channel) })),
				"declineReason": field(b.enums["DeclineReason"], "Why it was declined.", task(func(a *registry.Assignment) any { return orNil(a.Declined) })),
				"undone":        field(nonNull(graphql.Boolean), "Offered by mistake and undone: counts nowhere.", task(func(a *registry.Assignment) any { return a.Undone })),
				"replaces": field(graphql.ID, "Whose work it takes over.", task(func(a *registry.Assignment) any {
					if a.Replaces == "" {
						return nil
					}
					return globalID("Assignment", string(a.Replaces))
				})),
				"consents": field(nonNull(graphql.Int), "How many parties agreed to an invited person (人民调解法 20).", task(func(a *registry.Assignment) any { return len(a.Consents) })),
				"notices": field(listOf(notice), "What the person was told.", asking(func(ctx context.Context, r *request, a *registry.Assignment, _ graphql.ResolveParams) (any, error) {
					return r.notices.load(ctx, a.ID, func(list []registry.Notice) (any, error) { return orEmpty(list), nil })
				})),
				"version": field(nonNull(graphql.Int), "Version of the record, for changes.", task(func(a *registry.Assignment) any { return a.Version })),
			}
		}),
	})
}

func task(fn func(*registry.Assignment) any) graphql.FieldResolveFn { return from(fn) }

func (b *builder) notice() *graphql.Object {
	text := &graphql.Field{Type: nonNull(graphql.String), Description: "What to send by WeChat or SMS: without any personal data.", Args: b.localeArg(),
		Resolve: asking(func(_ context.Context, _ *request, n registry.Notice, p graphql.ResolveParams) (any, error) {
			locale, _ := p.Args["locale"].(registry.Locale)
			return n.Text().In(locale), nil
		})}
	return graphql.NewObject(graphql.ObjectConfig{Name: "Notice", Description: "A message of the outbox to the person.", Fields: graphql.Fields{
		"id":        field(nonNull(graphql.ID), "The id under which receivers get it.", from(func(n registry.Notice) any { return string(n.ID) })),
		"kind":      field(nonNull(b.enums["NoticeKind"]), "What it tells.", from(func(n registry.Notice) any { return n.Kind })),
		"state":     field(nonNull(b.enums["NoticeState"]), "Where it stands.", from(func(n registry.Notice) any { return n.State })),
		"tries":     field(nonNull(graphql.Int), "Attempts so far.", from(func(n registry.Notice) any { return n.Tries })),
		"createdAt": field(nonNull(b.dateTime), "When it was written.", from(func(n registry.Notice) any { return n.CreatedAt })),
		"sentAt":    field(b.dateTime, "When the receiver confirmed it.", from(func(n registry.Notice) any { return orNil(n.SentAt) })),
		"text":      text,
	}})
}
