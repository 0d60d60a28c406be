package identity

import "liuyuan/registry"

var (
	// onDisputes: who works on disputes, a mediator on the own ones.
	onDisputes = Group{registry.AccessStaff, registry.AccessDistrictStaff, registry.AccessMediator}
	mediators  = Group{registry.AccessMediator}
)

// caseRows are the rows of disputes, parties and assignments. What a row grants is
// further bounded by the Scope: staff see their region, a mediator the own matters.
func caseRows() []row {
	return []row{
		{onDisputes, "Query", "dispute disputes"},
		{mediators, "Query", "myAssignments"},
		{onDisputes, "Subscription", "disputeChanged assignmentOffered"},
		{casework, "Mutation", "registerDispute updateDispute assessDispute terminateDispute declareTie waiveTie revealParty"},
		{casework, "Mutation", "offerAssignment offerToSeveral withdrawAssignment undoOffer"},
		{onDisputes, "Mutation", "acceptAssignment declineAssignment"},

		{onDisputes, "Dispute", "id number status disputeType secondaryTypes facets riskLevel headcount weight narrative region latitude longitude languages genderPreference online source origin createdAt synthetic version safetyFlags needsAssessment twoPersons assessedAt policeInformed terminationReason routes"},
		{onDisputes, "Dispute", "parties assignments"},
		{casework, "Dispute", "timeline ties next likelyDuplicates"},
		{onDisputes, "DisputeConnection", "edges nodes pageInfo totalCount"},
		{onDisputes, "DisputeEdge", "cursor node"},
		{onDisputes, "Party", "id name kind side phone identityNumber address masked"},
		{onDisputes, "Assignment", "id part status dispute mediator committee weight selection offeredAt expiresAt acceptedAt endedAt channel declineReason undone replaces version"},
		{casework, "Assignment", "notices"},
		{casework, "Notice", "id kind state tries createdAt sentAt text"},
		{casework, "EventConnection", "edges nodes pageInfo totalCount"},
		{casework, "EventEdge", "cursor node"},
		{casework, "Event", "id kind at role status code note mediator message"},
		{casework, "Tie", "id kind declaredAt waivers mediator"},
		{casework, "RegisterDisputePayload", "dispute userErrors syncToken likelyDuplicates"},
		{casework, "UpdateDisputePayload", "dispute userErrors syncToken"},
		{casework, "AssessDisputePayload", "dispute userErrors syncToken"},
		{casework, "TerminateDisputePayload", "dispute userErrors syncToken"},
		{casework, "DeclareTiePayload", "dispute userErrors syncToken"},
		{casework, "WaiveTiePayload", "dispute userErrors syncToken"},
		{casework, "RevealPartyPayload", "party userErrors"},
		{casework, "OfferAssignmentPayload", "assignment dispute userErrors syncToken"},
		{casework, "OfferToSeveralPayload", "assignments dispute userErrors syncToken"},
		{casework, "WithdrawAssignmentPayload", "assignment dispute next userErrors syncToken"},
		{casework, "UndoOfferPayload", "assignment dispute userErrors syncToken"},
		{onDisputes, "AcceptAssignmentPayload", "assignment dispute userErrors syncToken"},
		{onDisputes, "DeclineAssignmentPayload", "assignment dispute next userErrors syncToken"},
	}
}
