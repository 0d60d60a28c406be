package identity

import (
	"strings"

	"liuyuan/registry"
)

// Group is a set of roles that a row of the permission table admits.
type Group []registry.Access

// The groups, from open to narrow.
var (
	everyone = Group(registry.Accesses())
	// inside: everyone but public apps.
	inside = Group{registry.AccessMediator, registry.AccessStaff, registry.AccessDistrictStaff, registry.AccessRosterAdmin, registry.AccessSystemAdmin, registry.AccessAuditor}
	// casework: who sends disputes to people.
	casework = Group{registry.AccessStaff, registry.AccessDistrictStaff}
	// rosterwork: who keeps the roster.
	rosterwork = Group{registry.AccessRosterAdmin}
	// atWork: whoever can change anything.
	atWork = Group{registry.AccessStaff, registry.AccessDistrictStaff, registry.AccessRosterAdmin, registry.AccessMediator}
	// desk: who looks at people in order to choose or to keep them.
	desk = Group{registry.AccessStaff, registry.AccessDistrictStaff, registry.AccessRosterAdmin}
)

// row grants fields of one type of the API to a group.
type row struct {
	group  Group
	typ    string
	fields string // separated by blanks
}

// rows is the whole permission table: every field of every object type of the API
// stands in exactly one row. What is not listed is denied, and a test over the
// schema fails for a field without a row.
func rows() []row {
	return append([]row{
		{everyone, "Query", "node nodes viewer region regions disputeTypes mediators organizations searchDirectory suggest"},
		{casework, "Query", "classifyDispute matchMediators explainMediator proposePanel"},
		{rosterwork, "Mutation", "registerMediator updateMediator suspendMediator"},
		{everyone, "Subscription", "directoryChanged"},
		{everyone, "DirectoryChange", "id entry removed syncToken"},

		{everyone, "Viewer", "roles region"},
		{everyone, "PageInfo", "hasNextPage hasPreviousPage startCursor endCursor"},
		{everyone, "Region", "id code name level parent children latitude longitude"},
		{everyone, "Region", "sixMembers"},
		{everyone, "RosterSeat", "region role holders"},
		{everyone, "SeatHolder", "mediator from to"},
		{everyone, "DisputeType", "code name parent children synonyms note"},

		{everyone, "Mediator", "id name gender roles standing specialties posts serviceAreas home languages introduction available"},
		{inside, "Mediator", "standings assuredAt stale version status synthetic seats moreOffers moreOffersUntil"},
		{desk, "Mediator", "capacity openLoad dutyPhone"},
		{inside, "StandingTerm", "kind organization from to"},
		{everyone, "Specialty", "disputeType level"},
		{everyone, "Post", "organization presence hours"},
		{everyone, "DutyHours", "weekday from to"},
		{everyone, "Organization", "id kind name brand region latitude longitude specialties facets members synthetic"},
		{everyone, "MediatorConnection", "edges nodes pageInfo totalCount"},
		{everyone, "MediatorEdge", "cursor node"},
		{everyone, "OrganizationConnection", "edges nodes pageInfo totalCount"},
		{everyone, "OrganizationEdge", "cursor node"},

		{everyone, "DirectoryConnection", "edges nodes pageInfo totalCount facets interpreted didYouMean"},
		{everyone, "DirectoryEdge", "cursor node score highlights"},
		{everyone, "Facet", "name values"},
		{everyone, "FacetValue", "value label count"},
		{everyone, "InterpretedFilter", "kind value label text"},
		{everyone, "Suggestion", "text kind entry"},

		{casework, "Classification", "suggestions secondaryTypes facets riskLevel riskTerms headcount people amounts places dates times"},
		{casework, "PeopleFound", "said least most"},
		{casework, "TimeFound", "said from to"},
		{casework, "TypeSuggestion", "disputeType confidence terms"},
		{casework, "MatchResult", "candidates summary relaxations disputeType policyVersion asOf"},
		{casework, "MatchCandidate", "rank mediator organization total contributions distanceMetres openLoad capacity"},
		{casework, "Contribution", "criterion score weight points reason"},
		{casework, "Reason", "code message"},
		{casework, "MatchSummary", "region considered eligible excluded"},
		{casework, "ExclusionCount", "reason temporary count"},
		{casework, "Relaxation", "change eligible first"},
		{casework, "MatchExplanation", "candidate exclusions whatWouldChange"},
		{casework, "PanelProposal", "lead seats gaps policyVersion"},
		{casework, "PanelSeat", "role required part candidate reserve reason"},

		{atWork, "UserError", "code field message"},
		{rosterwork, "RegisterMediatorPayload", "mediator userErrors syncToken"},
		{rosterwork, "UpdateMediatorPayload", "mediator userErrors syncToken"},
		{rosterwork, "SuspendMediatorPayload", "mediator userErrors syncToken"},
	}, caseRows()...)
}

// Policy is the permission table, ready to be asked. It is read-only.
type Policy struct {
	grants map[string]Group // "Type.field"
}

// NewPolicy builds the table.
func NewPolicy() *Policy {
	p := &Policy{grants: map[string]Group{}}
	for _, r := range rows() {
		for _, f := range strings.Fields(r.fields) {
			p.grants[r.typ+"."+f] = r.group
		}
	}
	return p
}

// Listed reports whether a field of the API stands in the table at all.
func (p *Policy) Listed(typ, field string) bool {
	_, ok := p.grants[typ+"."+field]
	return ok
}

// Entries lists all fields of the table as "Type.field", unsorted.
func (p *Policy) Entries() []string {
	all := make([]string, 0, len(p.grants))
	for k := range p.grants {
		all = append(all, k)
	}
	return all
}

// May reports whether one of the viewer's roles is granted the field.
func (p *Policy) May(v Viewer, typ, field string) bool {
	group := p.grants[typ+"."+field]
	for _, g := range group {
		if v.Has(g) {
			return true
		}
	}
	return false
}
