package schema

import (
	"context"

	"github.com/graphql-go/graphql"

	"liuyuan/centre"
	"liuyuan/registry"
	"liuyuan/schema/execute"
)

// matchArgs are the arguments of the questions about one dispute.
func (b *builder) matchArgs() graphql.FieldConfigArgument {
	return graphql.FieldConfigArgument{"input": arg(nonNull(b.matchInput), "The dispute and what is asked of the person.")}
}

func (b *builder) makeMatch() {
	b.makeMatchInput()
	b.contribution = graphql.NewObject(graphql.ObjectConfig{
		Name: "Contribution", Description: "One criterion's share of a total: points = score × weight.",
		Fields: graphql.Fields{
			"criterion": field(nonNull(graphql.String), "Name of the scorer.", from(func(c registry.Contribution) any { return string(c.Criterion) })),
			"score":     field(nonNull(graphql.Int), "0 to 100.", from(func(c registry.Contribution) any { return c.Score })),
			"weight":    field(nonNull(graphql.Int), "By the policy.", from(func(c registry.Contribution) any { return c.Weight })),
			"points":    field(nonNull(graphql.Int), "Score × weight.", from(func(c registry.Contribution) any { return c.Points })),
			"reason":    field(nonNull(b.reason), "Why.", from(func(c registry.Contribution) any { return c.Reason })),
		},
	})
	b.candidate = graphql.NewObject(graphql.ObjectConfig{
		Name: "MatchCandidate", Description: "An eligible person with the reasons for the rank.",
		Fields: graphql.Fields{
			"rank":           field(nonNull(graphql.Int), "From 1.", from(func(c centre.Candidate) any { return c.Rank })),
			"mediator":       field(nonNull(b.mediator), "The person.", from(func(c centre.Candidate) any { return c.Person })),
			"organization":   field(b.organization, "The room, studio or committee through which the person fits.", from(func(c centre.Candidate) any { return b.organizationOrNil(c.Organization) })),
			"total":          field(nonNull(graphql.Int), "Sum of the points.", from(func(c centre.Candidate) any { return c.Total })),
			"contributions":  field(listOf(b.contribution), "Every criterion's share.", from(func(c centre.Candidate) any { return orEmpty(c.Contributions) })),
			"distanceMetres": field(graphql.Int, "Distance in metres; null where unknown or not needed.", from(func(c centre.Candidate) any { return distance(c) })),
			"openLoad":       field(nonNull(graphql.Int), "Weight units of open work.", from(func(c centre.Candidate) any { return c.OpenLoad })),
			"capacity":       field(nonNull(graphql.Int), "Weight units the person takes.", from(func(c centre.Candidate) any { return c.Capacity })),
		},
	})
}

func distance(c centre.Candidate) any {
	if c.Metres < 0 {
		return nil
	}
	return c.Metres
}

// candidateOrNil shows an optional candidate.
func candidateOrNil(c *centre.Candidate) any {
	if c == nil {
		return nil
	}
	return *c
}

func (b *builder) matchResult() *graphql.Object {
	count := graphql.NewObject(graphql.ObjectConfig{
		Name: "ExclusionCount", Description: "How many people one reason excludes.",
		Fields: graphql.Fields{
			"reason":    field(nonNull(b.reason), "The reason.", from(func(e registry.ExclusionCount) any { return e.Reason })),
			"temporary": field(nonNull(graphql.Boolean), "Not now: full, on leave, off duty.", from(func(e registry.ExclusionCount) any { return e.Temporary })),
			"count":     field(nonNull(graphql.Int), "People; one person may count under several reasons.", from(func(e registry.ExclusionCount) any { return e.Count })),
		},
	})
	summary := graphql.NewObject(graphql.ObjectConfig{
		Name: "MatchSummary", Description: "The funnel over a region: who was considered, who stands, what excluded the others.",
		Fields: graphql.Fields{
			"region": field(b.region, "The region it is counted over.", asking(func(ctx context.Context, r *request, s registry.MatchSummary, _ graphql.ResolveParams) (any, error) {
				return b.regionOrNil(ctx, r, s.Region), nil
			})),
			"considered": field(nonNull(graphql.Int), "People of the region.", from(func(s registry.MatchSummary) any { return s.Considered })),
			"eligible":   field(nonNull(graphql.Int), "People no rule excludes.", from(func(s registry.MatchSummary) any { return s.Eligible })),
			"excluded":   field(listOf(count), "Reasons, most frequent first.", from(func(s registry.MatchSummary) any { return orEmpty(s.Excluded) })),
		},
	})
	relaxation := graphql.NewObject(graphql.ObjectConfig{
		Name: "Relaxation", Description: "A step that would bring more people when few fit.",
		Fields: graphql.Fields{
			"change":   field(nonNull(b.reason), "What would be relaxed.", from(func(x centre.Relaxation) any { return x.Change })),
			"eligible": field(nonNull(graphql.Int), "How many would then stand.", from(func(x centre.Relaxation) any { return x.Eligible })),
			"first":    field(b.candidate, "Who would be first.", from(func(x centre.Relaxation) any { return candidateOrNil(x.First) })),
		},
	})
	return graphql.NewObject(graphql.ObjectConfig{
		Name: "MatchResult", Description: "The ranked proposal with all its reasons: never an order.",
		Fields: graphql.Fields{
			"candidates":    field(listOf(b.candidate), "Best first.", from(func(a *centre.Answer) any { return orEmpty(a.Candidates) })),
			"summary":       field(nonNull(summary), "The funnel.", from(func(a *centre.Answer) any { return a.Summary })),
			"relaxations":   field(listOf(relaxation), "The ladder, when fewer than three fit.", from(func(a *centre.Answer) any { return orEmpty(a.Relaxations) })),
			"disputeType":   field(b.disputeType, "The type that was matched.", from(func(a *centre.Answer) any { return b.typeOrNil(a.Type) })),
			"policyVersion": field(nonNull(graphql.String), "The policy that was applied.", from(func(a *centre.Answer) any { return a.PolicyVersion })),
			"asOf":          field(nonNull(b.dateTime), "The time it was judged at.", from(func(a *centre.Answer) any { return a.AsOf })),
		},
	})
}

func (b *builder) matchQueries() graphql.Fields {
	match := b.matchArgs()
	match["first"] = &graphql.ArgumentConfig{Type: graphql.Int, DefaultValue: 10, Description: "How many people, 0 to 100; 0 asks for the funnel alone."}
	explain := b.matchArgs()
	explain["mediatorId"] = arg(nonNull(graphql.ID), "The person asked about.")
	explanation := graphql.NewObject(graphql.ObjectConfig{
		Name: "MatchExplanation", Description: "Why a person ranks where they do, or all that excludes them.",
		Fields: graphql.Fields{
			"candidate":       field(b.candidate, "Rank and reasons; null if excluded.", from(func(e *centre.Explanation) any { return candidateOrNil(e.Candidate) })),
			"exclusions":      field(listOf(b.reason), "Every rule that excludes.", from(func(e *centre.Explanation) any { return orEmpty(e.Exclusions) })),
			"whatWouldChange": field(listOf(b.reason), "The smallest change that would admit the person.", from(func(e *centre.Explanation) any { return orEmpty(e.WhatWouldChange) })),
		},
	})
	return graphql.Fields{
		"matchMediators": &graphql.Field{
			Type: nonNull(b.result), Description: "Who suits a dispute, by type, place and load, and why.", Args: match,
			Resolve: func(p graphql.ResolveParams) (any, error) {
				in, err := decode[matchInput](p.Args["input"])
				if err != nil {
					return nil, err
				}
				first, _ := p.Args["first"].(int)
				question := in.centre()
				question.PeopleAlone = !execute.Selects(p.Info, "summary") && !execute.Selects(p.Info, "relaxations")
				answer, err := b.centre.Match(p.Context, requestOf(p.Context).viewer, question, first)
				return answer, tell(p.Context, err)
			},
		},
		"explainMediator": &graphql.Field{
			Type: nonNull(explanation), Description: "Why this person, or why not.", Args: explain,
			Resolve: root(func(ctx context.Context, r *request, args map[string]any) (any, error) {
				in, err := decode[matchInput](args["input"])
				if err != nil {
					return nil, err
				}
				id := ownID[registry.MediatorID]("Mediator", args["mediatorId"].(string))
				e, err := b.centre.Explain(ctx, r.viewer, in.centre(), id)
				return e, tell(ctx, err)
			}),
		},
	}
}
