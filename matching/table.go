package matching

import (
	"slices"

	"liuyuan/registry"
)

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
	// sift judges the people of a cell at once, a bit for each: those surely excluded,
	// by the first verdict, and those whom exclude must still be asked about. The
	// others stand. nil: exclude is asked about everyone.
	sift func(a *ask, v *view, among uint64) (failing, unsure uint64)
	// none reports that it excludes all of some people; nil: cannot tell.
	none func(*ask, *best) bool
	// reason tells a verdict for the funnel, the same for all whom it excludes;
	// temporary is "not now".
	reason func(*ask, verdict) (r registry.Reason, temporary bool)
	// detail tells it for one person; nil: as reason does.
	detail func(*ask, *person, verdict) registry.Reason
}

func (r *Rule) over(a *ask, v *view, among uint64) (failing, unsure uint64) {
	if r.sift == nil {
		return 0, among
	}
	return r.sift(a, v, among)
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
	// best is the highest score anyone among them can have; nil: 100.
	best func(*ask, *best) int
	// cost says what is read to score a person: the cheapest are asked first, and
	// the rest of those who can still be among the first.
	cost cost
}

// cost is where a scorer looks.
type cost uint8

const (
	readsLoad  cost = iota // what the cell has at hand
	readsRow               // the person's row
	readsLists             // the words behind it
	computes               // sines and cosines
)

// rules is the hard half of the table, cheapest and most final first.
func rules() []Rule {
	return []Rule{
		{CriterionExclusion, excludedByQuestion, siftNamed, nil, exclusionReason, nil},
		{CriterionStatus, suspended, siftSuspended, nil, statusReason, statusDetail},
		{CriterionStanding, mayNotLead, siftStanding, nil, standingReason, nil},
		{CriterionRole, otherRole, siftRole, nil, roleReason, nil},
		{CriterionGuard, guarded, siftGuard, nil, guardReason, nil},
		{CriterionSpeciality, unskilled, siftSpeciality, noneSkilled, specialityReason, nil},
		{CriterionArea, outOfArea, siftArea, nil, areaReason, nil},
		{CriterionLanguages, speechless, siftLanguages, noneSpeaks, languageReason, nil},
		{CriterionGender, otherGender, siftGender, nil, genderReason, nil},
		{CriterionCapacity, full, siftCapacity, nil, capacityReason, capacityDetail},
		{CriterionLeave, onLeave, siftLeave, nil, leaveReason, leaveDetail},
		{CriterionDuty, offRota, siftDuty, nil, dutyReason, nil},
	}
}

// scorers is the soft half; the weights are the policy's.
func scorers() []Scorer {
	return []Scorer{
		{CriterionSpeciality, rateSpeciality, specialityParams, bestSpeciality, readsLists},
		{CriterionRoom, rateRoom, organizationParam, bestRoom, readsLists},
		{CriterionProximity, rateProximity, proximityParams, bestProximity, computes},
		{CriterionRole, rateRole, roleParams, bestRole, readsRow},
		{CriterionLoad, rateLoad, loadParams, nil, readsLoad},
		{CriterionLanguages, rateLanguages, languageParams, bestLanguages, readsRow},
		{CriterionRotation, rateRotation, daysParam, nil, readsLoad},
		{CriterionFacets, rateFacets, facetParams, bestFacets, readsRow},
		{CriterionPresence, ratePresence, organizationParam, nil, readsLists},
		{CriterionFreshness, rateFreshness, daysParam, bestFreshness, readsRow},
	}
}

// bySelection is the order in which rules are asked where nothing is counted, by place
// in the table: first those that exclude whole regions, which leave the fewest.
func bySelection(rules []Rule) []int {
	var first, then []int
	for i := range rules {
		if rules[i].none != nil {
			first = append(first, i)
		} else {
			then = append(then, i)
		}
	}
	return append(first, then...)
}

// byCost is the order in which scorers are asked, by place in the table.
func byCost(soft []Scorer) []int {
	order := make([]int, len(soft))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(x, y int) int { return int(soft[x].cost) - int(soft[y].cost) })
	return order
}
