package matching

import (
	"testing"

	"pgregory.net/rapid"

	"liuyuan/registry"
)

// TestAStepIsOfferedExactlyWhereTheWiderQuestionHasMorePeople asks each wider question
// plainly: the step stands on the ladder if and only if that brings someone, with
// that many.
func TestAStepIsOfferedExactlyWhereTheWiderQuestionHasMorePeople(t *testing.T) {
	tax, policy := testTaxonomy(t), mustPolicy(t)
	rapid.Check(t, func(rt *rapid.T) {
		r := smallRoster(rt, tax, 25)
		pool := newTestPool(tax, r)
		q := drawQuestion(rt, r.People)
		q.NoSummary = false
		if q.Point == nil && placeOf(q.Region) != 0 {
			q.Point = &registry.Point{Lat: 22.6, Lng: 113.1} // the same place in all questions
		}
		answer := pool.Match(policy, q)
		few := answer.Summary.Eligible < policy.Few
		if !few && (answer.Binding != nil || len(answer.Relaxations) > 0) || few && answer.Binding == nil {
			rt.Fatalf("%d are eligible: %+v", answer.Summary.Eligible, answer)
		}
		for _, s := range answer.Relaxations {
			if out := s.Change.Code == ReasonEscalate || s.Change.Code == ReasonWhistle; !out && (s.Eligible <= answer.Summary.Eligible || s.First == nil) {
				rt.Fatalf("%s brings nobody: %+v", s.Change.Code, s)
			}
		}
		level := placeOf(q.Region).level()
		for _, c := range []struct {
			code    registry.ReasonCode
			applies bool
			widen   func(*registry.MatchQuestion)
		}{
			{RelaxTown, level > 4, func(q *registry.MatchQuestion) { q.Region = placeOf(q.Region).at(4).code() }},
			{RelaxDistrict, level > 3, func(q *registry.MatchQuestion) { q.Region = placeOf(q.Region).at(3).code() }},
			{RelaxLanguage, len(q.Languages) > 0, func(q *registry.MatchQuestion) { q.Languages = nil }},
			{RelaxRoles, len(q.Roles) > 0, func(q *registry.MatchQuestion) { q.Roles = nil }},
		} {
			if !c.applies {
				continue
			}
			wider := q
			c.widen(&wider)
			n, s := pool.Match(policy, wider).Summary.Eligible, stepOf(answer, c.code)
			if want := few && n > answer.Summary.Eligible; (s != nil) != want || want && s.Eligible != n {
				rt.Fatalf("%s: %d eligible, %d when widened, the ladder says %+v", c.code, answer.Summary.Eligible, n, s)
			}
		}
	})
}
