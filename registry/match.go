package registry

import "time"

// Part is how a person takes part in a dispute; the values are the API's.
type Part string

// The parts: 主持调解员, 协助调解员, 受邀参与人.
const (
	PartLead       Part = "LEAD"
	PartCoMediator Part = "CO_MEDIATOR"
	PartInvited    Part = "INVITED"
)

// MatchQuestion asks who suits a dispute. It is complete: text has been
// classified and defaults have been filled by the caller, so that the same
// question on the same data has the same answer.
type MatchQuestion struct {
	Type      TypeCode
	Secondary []TypeCode
	Facets    []Facet
	Risk      RiskLevel
	Headcount int // 0: not told
	Region    RegionCode
	Point     *Point // nil: the region's point
	Online    bool   // the parties accept to meet by video
	Part      Part
	Roles     []Role     // any of these; empty: any role
	Languages []Language // all of these
	Gender    Gender     // asked by a party; empty: any
	Exclude   []MediatorID
	// Conflicted people have a declared tie to a party that was not waived; Asked
	// ones were asked in the dispute before. Both are left out, each with its reason.
	Conflicted []MediatorID
	Asked      []MediatorID
	At         time.Time // duty, leave, terms and freshness are judged at this time
	First      int       // 0…MaxCandidates; 0 asks for the summary alone
	// NoSummary leaves summary and ladder out: the first people are the same, and
	// those who cannot be among them are not looked at. For bulk work.
	NoSummary bool
}

// Criterion names a rule or a scorer of the policy table.
type Criterion string

// MatchAnswer is the ranked proposal, never an order, with all its reasons.
type MatchAnswer struct {
	Candidates    []Candidate
	Summary       MatchSummary
	Binding       *Reason // few eligible: the rule that costs most people; nil otherwise
	Relaxations   []Relaxation
	Type          TypeCode
	PolicyVersion string
	AsOf          time.Time
}

// Candidate is an eligible person with the reasons for the rank.
type Candidate struct {
	Rank          int // from 1
	Mediator      MediatorID
	Organization  OrganizationID // through which the person fits; empty: none
	Total         int            // Σ Points of Contributions
	Contributions []Contribution
	Metres        int // distance; -1: not known or not needed
	OpenLoad      int // weight units
	Capacity      int // weight units
}

// Contribution is one scorer's share: Points = Score × Weight.
type Contribution struct {
	Criterion Criterion
	Score     int // 0…100
	Weight    int
	Points    int
	Reason    Reason
}

// MatchSummary is the funnel over a region: everyone whose home, service area or
// seat lies in it is considered; the exclusions count every failing rule once a person.
type MatchSummary struct {
	Region     RegionCode
	Considered int
	Eligible   int
	Excluded   []ExclusionCount // most frequent first, then by code
}

// ExclusionCount counts the people one reason excludes.
type ExclusionCount struct {
	Reason    Reason
	Temporary bool // "not now": full, on leave, off duty
	Count     int
}

// Relaxation is one step of the ladder: what it changes and what it would bring.
type Relaxation struct {
	Change   Reason
	Eligible int
	First    *Candidate // who would be first; nil if still nobody
}

// MatchExplanation tells why one person ranks where they do, or all that
// excludes them and the smallest change that would admit them.
type MatchExplanation struct {
	Candidate       *Candidate // nil if excluded
	Exclusions      []Exclusion
	WhatWouldChange []Reason
}

// Exclusion is one failing rule.
type Exclusion struct {
	Criterion Criterion
	Reason    Reason
	Temporary bool
}

// Panel is the six members (and others the matter asks for) as one team.
type Panel struct {
	Lead          *Candidate
	Seats         []PanelSeat
	Gaps          []Reason
	PolicyVersion string
}

// PanelSeat is one seat of a panel.
type PanelSeat struct {
	Role      Role
	Required  bool
	Part      Part
	Candidate *Candidate
	Reserve   *Candidate
	Reason    Reason
}

// PlanCase is one dispute of a backlog to be assigned.
type PlanCase struct {
	Dispute  DisputeID
	Question MatchQuestion
	Weight   int // load it adds
}

// Plan is an optimal assignment of a backlog under capacities.
type Plan struct {
	Assigned    []PlannedCase
	Unassigned  []UnassignedCase
	Total       int // sum of candidates' totals
	GreedyTotal int // what assigning in order of arrival would have given
}

// PlannedCase gives a dispute to a person.
type PlannedCase struct {
	Dispute   DisputeID
	Candidate Candidate
}

// UnassignedCase is a dispute nobody can take, with the binding rule.
type UnassignedCase struct {
	Dispute DisputeID
	Reason  Reason
}
