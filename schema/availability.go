package schema

import (
	"context"

	"github.com/graphql-go/graphql"

	"liuyuan/centre"
	"liuyuan/registry"
)

type pauseIn struct {
	Mediator string        `json:"mediatorId"`
	Until    registry.Date `json:"until"`
	Version  *int          `json:"version"`
	Key      string        `json:"idempotencyKey"`
}

type limitIn struct {
	Mediator string        `json:"mediatorId"`
	More     int           `json:"more"`
	Until    registry.Date `json:"until"`
	Version  *int          `json:"version"`
	Key      string        `json:"idempotencyKey"`
}

func (b *builder) availabilityMutations() graphql.Fields {
	in := inputOf("PauseOffersInput", "No new work until a day.", onRecord(graphql.InputObjectConfigFieldMap{
		"mediatorId": input(nonNull(graphql.ID), "Who pauses."),
		"until":      input(nonNull(b.date), "First day with new work again, within three months; today ends the pause."),
	}))
	limit := inputOf("LimitOffersInput", "How many more matters for a while.", onRecord(graphql.InputObjectConfigFieldMap{
		"mediatorId": input(nonNull(graphql.ID), "Whose work is bounded."),
		"more":       input(nonNull(graphql.Int), "Matters still taken, 0 to 100; 0: none from now on."),
		"until":      input(b.date, "First day without the bound, within three months; next Monday if absent, today lifts it."),
	}))
	return graphql.Fields{"limitOffers": mutationField(b, "LimitOffers", "Bounds the new matters of a person until a day (本周再接几件): declined and expired offers do not count; with none left nobody is proposed until then, and more: 0 moves unanswered offers on.", limit,
		func(ctx context.Context, r *request, in limitIn) (centre.Written, error) {
			return b.centre.LimitOffers(ctx, r.viewer, centre.Limit{Mediator: ownMediator(in.Mediator), More: in.More, Until: in.Until, Version: in.Version, Key: in.Key})
		}), "pauseOffers": mutationField(b, "PauseOffers", "Stops new offers to a person until a day: unanswered offers move on, accepted work stays. Mediators pause the own work, staff that of people who serve their region.", in,
		func(ctx context.Context, r *request, in pauseIn) (centre.Written, error) {
			return b.centre.PauseOffers(ctx, r.viewer, centre.Pause{Mediator: ownMediator(in.Mediator), Until: in.Until, Version: in.Version, Key: in.Key})
		})}
}
