package schema

import (
	"context"

	"liuyuan/centre"
	"liuyuan/schema/execute"
	"liuyuan/schema/guard"
)

// NewEngine builds the engine that runs documents over the API of a centre.
// report is told of every fault that is masked as INTERNAL.
func NewEngine(c *centre.Centre, report func(context.Context, execute.Fault)) (*execute.Engine, error) {
	s, err := New(c)
	if err != nil {
		return nil, err
	}
	return execute.New(s, execute.Options{
		Description: "Liuyuan 六员: sends each dispute to the right people, and says why.",
		SpecifiedBy: SpecifiedBy(),
		Costs:       costs(),
		Report:      report,
	})
}

// costs declares how long the lists are that take no page argument, so that the
// price of a document is known before it runs.
func costs() guard.CostTable {
	return guard.CostTable{
		DefaultSize: defaultPage,
		Pages:       map[string]int{"Query.suggest": 20, "Query.likelyDuplicates": 5},
		Sizes: map[string]int{
			"Query.nodes": 20, "Query.regions": 150, "Query.disputeTypes": 25,
			"Region.children": 30, "Region.sixMembers": 6, "RosterSeat.holders": 2,
			"DisputeType.children": 7,
			"Mediator.standings":   2, "Mediator.specialties": 4, "Mediator.posts": 3, "Mediator.seats": 2, "Mediator.serviceAreas": 2,
			"Post.hours": 7, "Organization.specialties": 4,
			"MatchResult.relaxations": 8, "MatchCandidate.contributions": 12, "MatchSummary.excluded": 12,
			"MatchExplanation.exclusions": 4, "MatchExplanation.whatWouldChange": 4,
			"PanelProposal.seats": 8, "PanelProposal.gaps": 6,
			"Classification.suggestions": 5, "Classification.secondaryTypes": 3, "Classification.places": 3, "Classification.times": 4, "LikelyDuplicate.reasons": 4,
			"DirectoryConnection.facets": 5, "DirectoryConnection.interpreted": 5, "Facet.values": 15,
			"Query.myAssignments": 20, "Dispute.parties": 4, "Dispute.assignments": 3, "Dispute.secondaryTypes": 2, "Dispute.ties": 2,
			"Dispute.likelyDuplicates": 5, "Dispute.lastTime": 3, "RegisterDisputePayload.likelyDuplicates": 5, "Assignment.notices": 2, "OfferToSeveralPayload.assignments": 5, "PauseOffersPayload.userErrors": 1, "LimitOffersPayload.userErrors": 1, "Query.ledger": 50, "Choice.names": 4, "Choice.order": 4, "ProposeChoicePayload.userErrors": 1, "RecordChoicePayload.userErrors": 1, "LedgerEntry.types": 5, "AssignmentPlan.assignments": 50, "AssignmentPlan.unassigned": 20, "ApplyPlanPayload.outcomes": 50,
			"ApplyPlanPayload.userErrors": 1, "PlannedOfferPayload.userErrors": 1, "RecordMatchPayload.userErrors": 1, "Dispute.facets": 3, "Dispute.languages": 2, "Dispute.routes": 4, "Dispute.safetyFlags": 1,
			"AcceptAssignmentPayload.userErrors": 1, "AssessDisputePayload.userErrors": 1, "ConfirmAssessmentPayload.userErrors": 1, "RecordConsentPayload.userErrors": 1, "DeclareTiePayload.userErrors": 1, "DeclineAssignmentPayload.userErrors": 1,
			"OfferAssignmentPayload.userErrors": 1, "OfferToSeveralPayload.userErrors": 1, "RegisterDisputePayload.userErrors": 1, "RevealPartyPayload.userErrors": 1,
			"TerminateDisputePayload.userErrors": 1, "UndoOfferPayload.userErrors": 1, "UpdateDisputePayload.userErrors": 1, "WaiveTiePayload.userErrors": 1, "WithdrawAssignmentPayload.userErrors": 1,
			"RegisterMediatorPayload.userErrors": 1, "UpdateMediatorPayload.userErrors": 1, "SuspendMediatorPayload.userErrors": 1,
		},
	}
}
