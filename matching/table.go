package matching

import "liuyuan/registry"

// The criteria. Adding one is a function, a line below, a weight in policy.json
// if it scores, and the sentences of its codes in registry/reasons.json.
const (
	CriterionExclusion  registry.Criterion = "exclusion"
	CriterionStatus     registry.Criterion = "status"
	CriterionStanding   registry.Criterion = "standing"
	CriterionRole       registry.Criterion = "role"
	CriterionGuard      registry.Criterion = "guard"
	CriterionSpeciality registry.Criterion = "speciality"
	CriterionArea       registry.Criterion = "area"
	CriterionLanguages  registry.Criterion = "languages"
	CriterionGender     registry.Criterion = "gender"
	CriterionCapacity   registry.Criterion = "capacity"
	CriterionLeave      registry.Criterion = "leave"
	CriterionDuty       registry.Criterion = "duty"
	CriterionRoom       registry.Criterion = "room"
	CriterionProximity  registry.Criterion = "proximity"
	CriterionLoad       registry.Criterion = "load"
	CriterionRotation   registry.Criterion = "rotation"
	CriterionFacets     registry.Criterion = "facets"
	CriterionPresence   registry.Criterion = "presence"
	CriterionFreshness  registry.Criterion = "freshness"
)

// verdict is a rule's decision: 0 lets the person stand, n names the rule's n-th reason.
type verdict uint8

// Rule is a hard criterion: it excludes a person or lets them stand.
type Rule struct {
	Criterion registry.Criterion
	exclude   func(*ask, *person) verdict
	// reason tells a verdict for the funnel, the same for all whom it excludes;
	// temporary is "not now".
	reason func(*ask, verdict) (r registry.Reason, temporary bool)
	// detail tells it for one person; nil: as reason does.
	detail func(*ask, *person, verdict) registry.Reason
}

// rated is a scorer's decision with its reason, made in the same statement.
type rated struct {
	score int // 0…100
	code  registry.ReasonCode
	n     int // what the reason's parameters are made of
}

// Scorer is a soft criterion: it rates a person from 0 to 100.
type Scorer struct {
	Criterion registry.Criterion
	score     func(*ask, *person) rated
	params    func(*ask, rated) []registry.Param // of the reason; nil: none
	// best is the highest score anyone in the cell can have; nil: 100.
	best func(*ask, *cell) int
}

// rules is the hard half of the table, cheapest and most final first.
func rules() []Rule {
	return []Rule{
		{CriterionExclusion, excludedByQuestion, exclusionReason, nil},
		{CriterionStatus, suspended, statusReason, statusDetail},
		{CriterionStanding, mayNotLead, standingReason, nil},
		{CriterionRole, otherRole, roleReason, nil},
		{CriterionGuard, guarded, guardReason, nil},
		{CriterionSpeciality, unskilled, specialityReason, nil},
		{CriterionArea, outOfArea, areaReason, nil},
		{CriterionLanguages, speechless, languageReason, nil},
		{CriterionGender, otherGender, genderReason, nil},
		{CriterionCapacity, full, capacityReason, capacityDetail},
		{CriterionLeave, onLeave, leaveReason, leaveDetail},
		{CriterionDuty, offRota, dutyReason, nil},
	}
}

// scorers is the soft half; the weights are the policy's.
func scorers() []Scorer {
	return []Scorer{
		{CriterionSpeciality, rateSpeciality, specialityParams, bestSpeciality},
		{CriterionRoom, rateRoom, organizationParam, bestRoom},
		{CriterionProximity, rateProximity, proximityParams, bestProximity},
		{CriterionRole, rateRole, roleParams, bestRole},
		{CriterionLoad, rateLoad, loadParams, nil},
		{CriterionLanguages, rateLanguages, languageParams, nil},
		{CriterionRotation, rateRotation, daysParam, nil},
		{CriterionFacets, rateFacets, facetParams, bestFacets},
		{CriterionPresence, ratePresence, organizationParam, nil},
		{CriterionFreshness, rateFreshness, daysParam, bestFreshness},
	}
}
