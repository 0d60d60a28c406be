package schema

import (
	"context"

	"github.com/graphql-go/graphql"

	"liuyuan/centre"
)

func (b *builder) panelQueries() graphql.Fields {
	seat := graphql.NewObject(graphql.ObjectConfig{
		Name: "PanelSeat", Description: "One seat of a proposed team.",
		Fields: graphql.Fields{
			"role":      field(nonNull(b.enums["MediatorRole"]), "Which role sits there.", from(func(s centre.PanelSeat) any { return s.Role })),
			"required":  field(nonNull(graphql.Boolean), "Part of the smallest useful team for this type.", from(func(s centre.PanelSeat) any { return s.Required })),
			"part":      field(nonNull(b.enums["AssignmentPart"]), "How the person would take part.", from(func(s centre.PanelSeat) any { return s.Part })),
			"candidate": field(b.candidate, "Who; null is a gap.", from(func(s centre.PanelSeat) any { return candidateOrNil(s.Candidate) })),
			"reserve":   field(b.candidate, "Who else.", from(func(s centre.PanelSeat) any { return candidateOrNil(s.Reserve) })),
			"reason":    field(nonNull(b.reason), "Why this seat, this person, this part.", from(func(s centre.PanelSeat) any { return s.Reason })),
		},
	})
	panel := graphql.NewObject(graphql.ObjectConfig{
		Name: "PanelProposal", Description: "The six members, and others the matter asks for, as one team with one lead.",
		Fields: graphql.Fields{
			"lead":          field(b.candidate, "Who leads and signs; null if nobody of sufficient standing fits.", from(func(p *centre.Panel) any { return candidateOrNil(p.Lead) })),
			"seats":         field(listOf(seat), "The seats.", from(func(p *centre.Panel) any { return orEmpty(p.Seats) })),
			"gaps":          field(listOf(b.reason), "What is missing.", from(func(p *centre.Panel) any { return orEmpty(p.Gaps) })),
			"policyVersion": field(nonNull(graphql.String), "The policy that was applied.", from(func(p *centre.Panel) any { return p.PolicyVersion })),
		},
	})
	return graphql.Fields{
		"proposePanel": &graphql.Field{
			Type: nonNull(panel), Description: "The six members of the dispute's village as a team.", Args: b.matchArgs(),
			Resolve: root(func(ctx context.Context, r *request, args map[string]any) (any, error) {
				in, err := decode[matchInput](args["input"])
				if err != nil {
					return nil, err
				}
				p, err := b.centre.ProposePanel(ctx, r.viewer, in.centre())
				return p, tell(ctx, err)
			}),
		},
	}
}
