package schema

import (
	"context"

	"github.com/graphql-go/graphql"

	"liuyuan/centre"
	"liuyuan/registry"
)

// makeDispute makes the types of a matter; circles are closed by the thunks.
func (b *builder) makeDispute() {
	b.makeParty()
	b.makeEvent()
	b.makeTie()
	b.makeAssignment()
	b.dispute = graphql.NewObject(graphql.ObjectConfig{
		Name: "Dispute", Description: "A registered matter between parties. What is not yours to see does not exist.",
		Interfaces: []*graphql.Interface{b.node},
		Fields: graphql.FieldsThunk(func() graphql.Fields {
			return merge(b.caseFields(), b.caseState(), b.caseRelations())
		}),
	})
	b.disputeConnection = b.connectionOf("Dispute", b.dispute)
}

func matter(fn func(*centre.Case) any) graphql.FieldResolveFn { return from(fn) }

func (b *builder) caseFields() graphql.Fields {
	return graphql.Fields{
		"id":          field(nonNull(graphql.ID), "Global id.", matter(func(d *centre.Case) any { return globalID("Dispute", string(d.ID)) })),
		"number":      field(nonNull(graphql.String), "Number on file, such as 440703-2026-000123.", matter(func(d *centre.Case) any { return d.Number })),
		"disputeType": field(nonNull(b.disputeType), "The primary type.", matter(func(d *centre.Case) any { return b.typeOrOther(d.Type) })),
		"secondaryTypes": field(listOf(b.disputeType), "Further types the matter touches.", matter(func(d *centre.Case) any {
			types := []any{}
			for _, s := range d.Secondary {
				types = append(types, b.typeOrOther(s))
			}
			return types
		})),
		"facets":    field(listOf(graphql.String), "Traits, such as 涉侨.", matter(func(d *centre.Case) any { return texts(d.Facets) })),
		"riskLevel": field(nonNull(b.enums["RiskLevel"]), "Risk by local policy.", matter(func(d *centre.Case) any { return d.Risk })),
		"headcount": field(graphql.Int, "People concerned; null where nobody said.", matter(func(d *centre.Case) any { return orNil(d.Headcount) })),
		"weight":    field(nonNull(graphql.Int), "Load units of one assignment: 1, more for crowd and risk.", matter(func(d *centre.Case) any { return d.Weight })),
		"narrative": field(nonNull(graphql.String), "What was said; a mediator reads it once the offer is accepted.", matter(func(d *centre.Case) any {
			if !d.Named {
				return "（接受派单后可见）"
			}
			return d.Narrative
		})),
		"region": field(nonNull(b.region), "Where the matter is.", asking(func(ctx context.Context, r *request, d *centre.Case, _ graphql.ResolveParams) (any, error) {
			return b.regionOrNil(ctx, r, d.Region), nil
		})),
		"latitude":         field(graphql.Float, "WGS-84 degrees; null where not known or not yours to see.", matter(func(d *centre.Case) any { return latitude(d.Point) })),
		"longitude":        field(graphql.Float, "WGS-84 degrees; null where not known or not yours to see.", matter(func(d *centre.Case) any { return longitude(d.Point) })),
		"languages":        field(listOf(graphql.String), "Languages the parties need.", matter(func(d *centre.Case) any { return texts(d.Languages) })),
		"genderPreference": field(b.enums["Gender"], "Gender of the mediator, where a party asks.", matter(func(d *centre.Case) any { return orNil(d.Gender) })),
		"online":           field(nonNull(graphql.Boolean), "The parties accept to meet by video.", matter(func(d *centre.Case) any { return d.Online })),
		"source":           field(nonNull(b.enums["SignalSource"]), "Where it came from.", matter(func(d *centre.Case) any { return d.Source })),
		"origin":           field(nonNull(b.enums["DisputeOrigin"]), "How mediation began.", matter(func(d *centre.Case) any { return d.Origin })),
		"createdAt":        field(nonNull(b.dateTime), "When it was registered.", matter(func(d *centre.Case) any { return d.CreatedAt })),
		"synthetic":        field(nonNull(graphql.Boolean), "An invented matter, for demonstration.", matter(func(d *centre.Case) any { return d.Synthetic })),
		"version":          field(nonNull(graphql.Int), "Version of the record, for changes.", matter(func(d *centre.Case) any { return d.Version })),
	}
}

func (b *builder) caseState() graphql.Fields {
	return graphql.Fields{
		"status":            field(nonNull(b.enums["DisputeStatus"]), "Where it stands.", matter(func(d *centre.Case) any { return d.Status })),
		"safetyFlags":       field(listOf(b.enums["SafetyFlag"]), "Why a person must assess first.", matter(func(d *centre.Case) any { return orEmpty(d.Safety) })),
		"needsAssessment":   field(nonNull(graphql.Boolean), "Nothing is offered before assessDispute.", matter(func(d *centre.Case) any { return d.NeedsAssessment() })),
		"needsConfirmation": field(nonNull(graphql.Boolean), "One person assessed; nothing is offered before a second one's confirmAssessment.", matter(func(d *centre.Case) any { return d.NeedsConfirmation() })),
		"twoPersons":        field(nonNull(graphql.Boolean), "A second person must confirm the assessment (local policy for safety flags).", matter(func(d *centre.Case) any { return d.TwoPersons() })),
		"assessedAt": field(b.dateTime, "When a person assessed it.", matter(func(d *centre.Case) any {
			if d.Assessed == nil {
				return nil
			}
			return d.Assessed.At
		})),
		"confirmedAt": field(b.dateTime, "When a second person confirmed the assessment.", matter(func(d *centre.Case) any {
			if d.Assessed == nil {
				return nil
			}
			return orNil(d.Assessed.ConfirmedAt)
		})),
		"policeInformed": field(graphql.Boolean, "The police were told (人民调解法 25); null before the assessment.", matter(func(d *centre.Case) any {
			if d.Assessed == nil {
				return nil
			}
			return d.Assessed.PoliceInformed
		})),
		"terminationReason": field(b.enums["TerminationReason"], "Why mediation ended; null unless it did.", matter(func(d *centre.Case) any {
			if d.Ended == nil {
				return nil
			}
			return d.Ended.Reason
		})),
		"routes": &graphql.Field{Type: listOf(graphql.String), Description: "Ways that stay open when mediation ends; to be told to the parties (人民调解法 26).",
			Args: b.localeArg(), Resolve: asking(func(_ context.Context, _ *request, d *centre.Case, p graphql.ResolveParams) (any, error) {
				locale, _ := p.Args["locale"].(registry.Locale)
				routes := []string{}
				for _, t := range registry.Routes(d.Type) {
					routes = append(routes, t.In(locale))
				}
				return routes, nil
			})},
	}
}

func (b *builder) localeArg() graphql.FieldConfigArgument {
	return graphql.FieldConfigArgument{
		"locale": &graphql.ArgumentConfig{Type: b.enums["Locale"], DefaultValue: registry.Chinese, Description: "Language of the sentence."},
	}
}

func (b *builder) caseRelations() graphql.Fields {
	return graphql.Fields{
		"parties": field(listOf(b.party), "The parties, masked; none where you may not know them yet.", asking(func(ctx context.Context, r *request, d *centre.Case, _ graphql.ResolveParams) (any, error) {
			return r.parties.load(ctx, d.ID, func(list []centre.Party) (any, error) { return orEmpty(list), nil })
		})),
		"assignments": field(listOf(b.assignment), "Everyone who was asked, in order of time.", asking(func(ctx context.Context, r *request, d *centre.Case, _ graphql.ResolveParams) (any, error) {
			return r.assignments.load(ctx, d.ID, func(list []*registry.Assignment) (any, error) { return orEmpty(list), nil })
		})),
		"timeline": &graphql.Field{Type: nonNull(b.eventConnection), Description: "The history, oldest first.", Args: forwardArgs(), Resolve: asking(b.timeline)},
		"ties": field(listOf(b.tie), "Declared conflicts of interest.", asking(func(ctx context.Context, r *request, d *centre.Case, _ graphql.ResolveParams) (any, error) {
			ties, err := b.centre.Ties(ctx, r.viewer, d.ID)
			return orEmpty(ties), tell(ctx, err)
		})),
		"next": field(b.candidate, "Who is next by the ranking, after those who were asked; null if nobody fits.", asking(func(ctx context.Context, r *request, d *centre.Case, _ graphql.ResolveParams) (any, error) {
			next, err := b.centre.Next(ctx, r.viewer, d.ID)
			return candidateOrNil(next), tell(ctx, err)
		})),
		"lastTime": field(listOf(b.candidate), "Who led earlier matters of the same parties and fits now, last time first; the ranking does not change by it.", asking(func(ctx context.Context, r *request, d *centre.Case, _ graphql.ResolveParams) (any, error) {
			known, err := b.centre.LastTime(ctx, r.viewer, d.ID)
			return orEmpty(known), tell(ctx, err)
		})),
		"choice": field(b.choice, "The list put to the parties; null unless one is.", matter(func(d *centre.Case) any {
			if d.Choice == nil {
				return nil
			}
			return d
		})),
		"lastMatch": field(b.record, "The newest kept answer; null if none was kept.", asking(func(ctx context.Context, r *request, d *centre.Case, _ graphql.ResolveParams) (any, error) {
			kept, err := b.centre.LastMatch(ctx, r.viewer, d.ID)
			if registry.CodeOf(err) == registry.CodeNotFound {
				return nil, nil
			}
			return kept, tell(ctx, err)
		})),
		"likelyDuplicates": field(listOf(b.dispute), "Matters of the last three months that may be the same, at most five.", asking(func(ctx context.Context, r *request, d *centre.Case, _ graphql.ResolveParams) (any, error) {
			like, err := b.centre.Duplicates(ctx, r.viewer, d.ID)
			return casesOf(like), tell(ctx, err)
		})),
	}
}

// typeOrOther is a type, or 99 where this binary's taxonomy does not hold it.
func (b *builder) typeOrOther(code registry.TypeCode) any {
	if t := b.typeOrNil(code); t != nil {
		return t
	}
	return b.typeOrNil("99")
}
