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
		{casework, "Query", "planAssignments ledger likelyDuplicates"},
		{onDisputes, "Subscription", "disputeChanged assignmentOffered"},
		{casework, "Mutation", "registerDispute updateDispute assessDispute confirmAssessment recordConsent terminateDispute recordMatch declareTie waiveTie revealParty"},
		{casework, "Mutation", "offerAssignment offerToSeveral withdrawAssignment undoOffer applyPlan proposeChoice recordChoice"},
		{onDisputes, "Mutation", "acceptAssignment declineAssignment pauseOffers limitOffers"},
		{onDisputes, "PauseOffersPayload", "mediator userErrors syncToken"},
		{onDisputes, "LimitOffersPayload", "mediator userErrors syncToken"},

		{onDisputes, "Dispute", "id number status disputeType secondaryTypes facets riskLevel headcount weight narrative region latitude longitude languages genderPreference online source origin createdAt synthetic version safetyFlags needsAssessment needsConfirmation twoPersons assessedAt confirmedAt policeInformed terminationReason routes"},
		{onDisputes, "Dispute", "parties assignments"},
		{casework, "Dispute", "timeline ties next lastTime choice lastMatch likelyDuplicates"},
		{casework, "LikelyDuplicate", "dispute score reasons"},
		{onDisputes, "DisputeConnection", "edges nodes pageInfo totalCount"},
		{onDisputes, "DisputeEdge", "cursor node"},
		{onDisputes, "Party", "id name kind side phone identityNumber address masked"},
		{onDisputes, "Assignment", "id part status dispute mediator committee weight selection offeredAt expiresAt acceptedAt endedAt channel declineReason undone replaces version"},
		{casework, "Assignment", "notices consents"},
		{casework, "Notice", "id kind state tries createdAt sentAt text"},
		{casework, "EventConnection", "edges nodes pageInfo totalCount"},
		{casework, "EventEdge", "cursor node"},
		{casework, "Event", "id kind at role status code note mediator message"},
		{casework, "Tie", "id kind declaredAt waivers mediator"},
		{casework, "Choice", "mode names deadline complete order"},
		{casework, "ProposeChoicePayload", "dispute userErrors syncToken"},
		{casework, "RecordChoicePayload", "dispute userErrors syncToken"},
		{casework, "MatchRecord", "id at policyVersion result"},
		{casework, "RecordMatchPayload", "record dispute userErrors syncToken"},
		{casework, "AssignmentPlan", "assignments unassigned total greedyTotal"},
		{casework, "PlannedAssignment", "dispute candidate"},
		{casework, "UnassignedDispute", "dispute reason"},
		{casework, "PlannedOfferPayload", "dispute assignment userErrors"},
		{casework, "ApplyPlanPayload", "outcomes userErrors"},
		{casework, "LedgerEntry", "mediator offered accepted declined expired weight types"},
		{casework, "LedgerType", "disputeType count weight"},
		{casework, "RegisterDisputePayload", "dispute userErrors syncToken likelyDuplicates"},
		{casework, "UpdateDisputePayload", "dispute userErrors syncToken"},
		{casework, "AssessDisputePayload", "dispute userErrors syncToken"},
		{casework, "ConfirmAssessmentPayload", "dispute userErrors syncToken"},
		{casework, "RecordConsentPayload", "assignment dispute userErrors syncToken"},
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
