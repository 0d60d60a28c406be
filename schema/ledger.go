package schema

import (
	"context"

	"github.com/graphql-go/graphql"

	"liuyuan/centre"
	"liuyuan/registry"
)

func (b *builder) ledgerQueries() graphql.Fields {
	share := graphql.NewObject(graphql.ObjectConfig{Name: "LedgerType", Description: "The share of one dispute type.", Fields: graphql.Fields{
		"disputeType": field(nonNull(b.disputeType), "The type.", from(func(t centre.LedgerType) any { return b.typeOrOther(t.Type) })),
		"count":       field(nonNull(graphql.Int), "Offers.", from(func(t centre.LedgerType) any { return t.Count })),
		"weight":      field(nonNull(graphql.Int), "Their load units.", from(func(t centre.LedgerType) any { return t.Weight })),
	}})
	entry := graphql.NewObject(graphql.ObjectConfig{Name: "LedgerEntry", Description: "What one person was asked and did in a period; mistaken offers count nowhere.", Fields: graphql.Fields{
		"mediator": field(nonNull(b.mediator), "The person.", asking(func(ctx context.Context, r *request, e centre.LedgerEntry, _ graphql.ResolveParams) (any, error) {
			return b.personOrGone(ctx, r, e.Mediator)
		})),
		"offered":  field(nonNull(graphql.Int), "All offers, whatever became of them.", from(func(e centre.LedgerEntry) any { return e.Offered })),
		"accepted": field(nonNull(graphql.Int), "Accepted ones.", from(func(e centre.LedgerEntry) any { return e.Accepted })),
		"declined": field(nonNull(graphql.Int), "Declined ones.", from(func(e centre.LedgerEntry) any { return e.Declined })),
		"expired":  field(nonNull(graphql.Int), "Unanswered ones.", from(func(e centre.LedgerEntry) any { return e.Expired })),
		"weight":   field(nonNull(graphql.Int), "Load units of all offers.", from(func(e centre.LedgerEntry) any { return e.Weight })),
		"types":    field(listOf(share), "By dispute type.", from(func(e centre.LedgerEntry) any { return orEmpty(e.Types) })),
	}})
	return graphql.Fields{"ledger": &graphql.Field{Type: listOf(entry), Description: "Per person what was offered, accepted and declined in a period, most asked first: explains “why always him” and “why not me”.",
		Args: graphql.FieldConfigArgument{
			"from":       arg(nonNull(b.date), "First day."),
			"to":         arg(nonNull(b.date), "Last day; at most 400 days after the first."),
			"regionCode": arg(graphql.String, "Only disputes within this region."),
			"mediatorId": arg(graphql.ID, "Only this person."),
		},
		Resolve: root(func(ctx context.Context, r *request, args map[string]any) (any, error) {
			in := centre.LedgerInput{From: args["from"].(registry.Date), To: args["to"].(registry.Date)}
			if code, ok := args["regionCode"].(string); ok {
				in.Region = registry.RegionCode(code)
			}
			if id, ok := args["mediatorId"].(string); ok {
				if in.Mediator = ownMediator(id); in.Mediator == "" {
					in.Mediator = "none"
				}
			}
			entries, err := b.centre.Ledger(ctx, r.viewer, in)
			return orEmpty(entries), tell(ctx, err)
		})}}
}
