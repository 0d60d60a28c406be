package main

import (
	"context"

	"liuyuan/centre"
	"liuyuan/identity"
	"liuyuan/registry"
	"liuyuan/seed"
)

// loadMatters gives the demonstration its disputes.
func (a *app) loadMatters(ctx context.Context, day registry.Date) error {
	var list []centre.PastDispute
	for _, m := range seed.Matters(day) {
		d := centre.PastDispute{Dispute: m.Dispute, Narrative: m.Narrative, Point: m.Point}
		for _, p := range m.Parties {
			d.Parties = append(d.Parties, centre.NewParty{PartyFacts: p.Facts, Kind: p.Kind, Side: p.Side})
		}
		list = append(list, d)
	}
	return a.centre.LoadDisputes(ctx, identity.System(), list)
}
