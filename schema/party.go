package schema

import (
	"context"

	"github.com/graphql-go/graphql"

	"liuyuan/centre"
	"liuyuan/registry"
)

func (b *builder) makeParty() {
	b.party = graphql.NewObject(graphql.ObjectConfig{
		Name: "Party", Description: "A party of a dispute: masked unless revealed. The clerk who typed it sees it for the working day, the mediator while the assignment is accepted.",
		Fields: graphql.Fields{
			"id":             field(nonNull(graphql.ID), "Global id.", from(func(p centre.Party) any { return globalID("Party", string(p.ID)) })),
			"name":           field(nonNull(graphql.String), "Name; 不详 where nobody knows it.", from(func(p centre.Party) any { return p.Name })),
			"kind":           field(nonNull(b.enums["PartyKind"]), "What the party is.", from(func(p centre.Party) any { return p.Kind })),
			"side":           field(nonNull(b.enums["PartySide"]), "On which side it stands.", from(func(p centre.Party) any { return p.Side })),
			"phone":          field(graphql.String, "Phone, 138****1234 where masked.", from(func(p centre.Party) any { return orNil(p.Phone) })),
			"identityNumber": field(graphql.String, "Identity number or credit code, masked.", from(func(p centre.Party) any { return orNil(p.IdentityNumber) })),
			"address":        field(graphql.String, "Address, hidden below the district where masked.", from(func(p centre.Party) any { return orNil(p.Address) })),
			"masked":         field(nonNull(graphql.Boolean), "Whether the values are masked.", from(func(p centre.Party) any { return p.Masked })),
		},
	})
}

func (b *builder) partyInput() *graphql.InputObject {
	return inputOf("PartyInput", "A party as it is typed; kept encrypted.", graphql.InputObjectConfigFieldMap{
		"name":           input(nonNull(graphql.String), "Name, 1 to 60 characters; 不详 where nobody knows it."),
		"kind":           withDefault(b.enums["PartyKind"], registry.PartyPerson, "What the party is."),
		"side":           input(nonNull(b.enums["PartySide"]), "On which side it stands."),
		"phone":          input(graphql.String, "Phone."),
		"identityNumber": input(graphql.String, "Citizen's number (18 digits, checked) or credit code."),
		"address":        input(graphql.String, "Address, at most 200 characters."),
	})
}

// partyIn is the API's PartyInput.
type partyIn struct {
	Name           string             `json:"name"`
	Kind           registry.PartyKind `json:"kind"`
	Side           registry.PartySide `json:"side"`
	Phone          string             `json:"phone"`
	IdentityNumber string             `json:"identityNumber"`
	Address        string             `json:"address"`
}

func newParties(list []partyIn) []centre.NewParty {
	var out []centre.NewParty
	for _, p := range list {
		out = append(out, centre.NewParty{Kind: p.Kind, Side: p.Side, PartyFacts: registry.PartyFacts{Name: p.Name, Phone: p.Phone, IdentityNumber: p.IdentityNumber, Address: p.Address}})
	}
	return out
}

// revealed is the outcome of revealParty.
type revealed struct {
	party      any
	userErrors []userError
}

func (b *builder) partyMutations() graphql.Fields {
	in := inputOf("RevealPartyInput", "Whom to show in full, and what for.", onceOnly(graphql.InputObjectConfigFieldMap{
		"partyId": input(nonNull(graphql.ID), "The party."),
		"purpose": input(nonNull(graphql.String), "What for, such as 联系当事人; it is written into the audit log."),
	}))
	payload := graphql.NewObject(graphql.ObjectConfig{Name: "RevealPartyPayload", Description: "The party in full, this once.", Fields: graphql.Fields{
		"party":      field(b.party, "The party; null if it was refused.", from(func(x revealed) any { return x.party })),
		"userErrors": field(listOf(b.userError), "Business refusals.", from(func(x revealed) any { return x.userErrors })),
	}})
	return graphql.Fields{"revealParty": &graphql.Field{
		Type: nonNull(payload), Description: "Shows a party's data in full for a stated purpose. Every reveal is audited before it is answered; 20 in ten minutes.",
		Args: graphql.FieldConfigArgument{"input": arg(nonNull(in), "Whom, and what for.")},
		Resolve: root(func(ctx context.Context, r *request, args map[string]any) (any, error) {
			in, err := decode[struct {
				Party   string `json:"partyId"`
				Purpose string `json:"purpose"`
			}](args["input"])
			if err != nil {
				return nil, err
			}
			p, err := b.centre.RevealParty(ctx, r.viewer, ownID[registry.PartyID]("Party", in.Party), in.Purpose)
			if err != nil {
				refusals, err := userErrors(ctx, err)
				return revealed{userErrors: refusals}, err
			}
			return revealed{party: p, userErrors: []userError{}}, nil
		}),
	}}
}
