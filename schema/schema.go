// Package schema is the GraphQL API as graphql-go values, one file per noun:
// object, connection, inputs, queries, mutations. Resolvers are one expression
// over the centre's operations; business refusals become userErrors, everything
// else errors with a code (fault.go).
//
// schema.graphql is the golden text of the API and is checked by a test.
// guard/ bounds what a document may ask, execute/ parses, validates and runs it.
package schema

import (
	"github.com/graphql-go/graphql"

	"liuyuan/centre"
	"liuyuan/registry"
)

// New builds the schema over a centre. The epoch of the database signs cursors,
// so that every node accepts them and a restored database does not.
func New(c *centre.Centre) (graphql.Schema, error) {
	b := &builder{centre: c, epoch: c.Epoch, enums: map[string]*graphql.Enum{}}
	b.makeTypes()
	s, err := graphql.NewSchema(graphql.SchemaConfig{
		Query:        b.query(),
		Mutation:     b.mutation(),
		Subscription: b.subscription(),
		Types:        []graphql.Type{b.region, b.mediator, b.organization, b.dispute, b.assignment},
	})
	if err != nil {
		return s, err
	}
	b.guardFields(s)
	return s, nil
}

// builder holds the types while the schema is made: types refer to each other in
// circles, which package-level values cannot do.
type builder struct {
	centre *centre.Centre
	epoch  func() registry.Epoch

	enums              map[string]*graphql.Enum
	dateTime, date     *graphql.Scalar
	node               *graphql.Interface
	pageInfo           *graphql.Object
	userError          *graphql.Object
	reason             *graphql.Object
	region             *graphql.Object
	rosterSeat         *graphql.Object
	seatHolder         *graphql.Object
	disputeType        *graphql.Object
	mediator           *graphql.Object
	mediatorConnection *graphql.Object
	organization       *graphql.Object
	viewer             *graphql.Object
	directoryEntry     *graphql.Union
	candidate          *graphql.Object
	contribution       *graphql.Object
	pointInput         *graphql.InputObject
	matchInput         *graphql.InputObject
	shared             sharedInputs

	dispute           *graphql.Object
	disputeConnection *graphql.Object
	party             *graphql.Object
	assignment        *graphql.Object
	event             *graphql.Object
	eventConnection   *graphql.Object
	tie               *graphql.Object
	result            *graphql.Object // MatchResult
	record            *graphql.Object
	choice            *graphql.Object
}

// makeTypes makes leaves first; circles are closed by field thunks.
func (b *builder) makeTypes() {
	b.makeScalars()
	b.makeEnums()
	b.makeCaseEnums()
	b.makeNode()
	b.makePaging()
	b.makeUserError()
	b.makeReason()
	b.makeDisputeType()
	b.makeRegion()
	b.makeOrganization()
	b.makeMediator()
	b.makeDirectory()
	b.makeMatch()
	b.result = b.matchResult()
	b.makeSharedInputs()
	b.makeDispute()
	b.makeRecord()
	b.makeChoice()
}

func (b *builder) query() *graphql.Object {
	return graphql.NewObject(graphql.ObjectConfig{Name: "Query", Description: "What can be asked.", Fields: b.readYourWrites(merge(
		b.nodeQueries(), b.viewerQueries(), b.regionQueries(), b.disputeTypeQueries(), b.mediatorQueries(),
		b.organizationQueries(), b.directoryQueries(), b.classificationQueries(), b.matchQueries(), b.panelQueries(),
		b.disputeQueries(), b.duplicateQueries(), b.planQueries(), b.ledgerQueries(),
	))})
}

func (b *builder) mutation() *graphql.Object {
	return graphql.NewObject(graphql.ObjectConfig{Name: "Mutation", Fields: merge(b.rosterMutations(),
		b.disputeMutations(), b.partyMutations(), b.tieMutations(), b.offerMutations(), b.replyMutations(),
		b.recordMutations(), b.planMutations(), b.choiceMutations(), b.availabilityMutations(), b.consentMutations()),
		Description: "What can be changed. A business refusal is data (userErrors); a fault is an error."})
}

func merge(parts ...graphql.Fields) graphql.Fields {
	all := graphql.Fields{}
	for _, p := range parts {
		for name, f := range p {
			all[name] = f
		}
	}
	return all
}
