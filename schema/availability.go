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

func (b *builder) availabilityMutations() graphql.Fields {
	in := inputOf("PauseOffersInput", "No new work until a day.", onRecord(graphql.InputObjectConfigFieldMap{
		"mediatorId": input(nonNull(graphql.ID), "Who pauses."),
		"until":      input(nonNull(b.date), "First day with new work again, within three months; today ends the pause."),
	}))
	return graphql.Fields{"pauseOffers": mutationField(b, "PauseOffers", "Stops new offers to a person until a day; open work stays. Mediators pause the own work, staff that of people who serve their region.", in,
		func(ctx context.Context, r *request, in pauseIn) (centre.Written, error) {
			return b.centre.PauseOffers(ctx, r.viewer, centre.Pause{Mediator: ownMediator(in.Mediator), Until: in.Until, Version: in.Version, Key: in.Key})
		})}
}
