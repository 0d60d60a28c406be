package matching

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"liuyuan/registry"
)

func TestTheSpreadIsZeroWhenEqualAndNearOneWhenOnePersonDoesAll(t *testing.T) {
	equal := map[registry.MediatorID]int{"a": 3, "b": 3, "c": 3}
	if s := spread(equal, 3); s.GiniThousandth != 0 || s.MaxOverMean != 100 || s.Units != 9 {
		t.Errorf("%+v", s)
	}
	if s := spread(map[registry.MediatorID]int{"a": 9}, 10); s.GiniThousandth != 900 || s.MaxOverMean != 1000 {
		t.Errorf("%+v", s)
	}
	if s := spread(nil, 4); s.GiniThousandth != 0 || s.People != 4 {
		t.Errorf("%+v", s)
	}
}

// yearOf is a year of a district's disputes.
func yearOf(n *nation, cases int) Scenario {
	s := Scenario{Lasts: 30 * 24 * time.Hour, Retry: 24 * time.Hour, Patience: 14 * 24 * time.Hour}
	for i := range cases {
		q := n.question(i)
		q.At = asOf().Add(time.Duration(i) * (365 * 24 * time.Hour / time.Duration(cases)))
		s.Cases = append(s.Cases, ScenarioCase{Question: q, Weight: 1})
	}
	return s
}

func TestASimulatedYearAccountsForEveryCaseAndRepeatsItself(t *testing.T) {
	tax, policy := testTaxonomy(t), mustPolicy(t)
	n := newNation(tax, 2000)
	run := func() Simulation { return n.pool(2000).Simulate(policy, yearOf(n, 300)) }
	got := run()
	if got.Cases != 300 || got.Assigned+got.GivenUp != 300 || got.Assigned == 0 || got.Spread.Units != got.Assigned || got.P90Metres < got.MedianMetres {
		t.Fatalf("%+v", got)
	}
	if len(got.Units) == 0 || !slices.IsSorted(got.Units) || len(got.Waits) != got.Waited || got.Metres[len(got.Metres)/2] != got.MedianMetres {
		t.Fatalf("%d people, %d waits of %d", len(got.Units), len(got.Waits), got.Waited)
	}
	if again := run(); !reflect.DeepEqual(got, again) {
		t.Fatalf("%+v\n%+v", got, again)
	}
}

func TestWorkThatIsDoneMakesRoomAgain(t *testing.T) {
	people := sixOf(map[registry.Role]registry.Standing{registry.RoleVillageSecretary: registry.StandingEngaged})
	people[1].Mediator.Capacity = 1
	pool, policy := panelPool(t, people)
	s := Scenario{Lasts: 9 * 24 * time.Hour, Retry: 24 * time.Hour, Patience: 72 * time.Hour}
	for i := range 20 { // given backwards: time decides, not the order of the list
		q := wageQuestion()
		q.At = asOf().AddDate(0, 0, 5*(19-i))
		s.Cases = append(s.Cases, ScenarioCase{q, 1})
	}
	// One person, one case at a time: a case that comes on day 5 finds the one of day
	// 0 open until day 9, so every other case is given up.
	if got := pool.Simulate(policy, s); got.Assigned != 10 || got.GivenUp != 10 {
		t.Fatalf("%+v", got)
	}
}

func TestRotationSpreadsWorkWiderThanSpecialityAndDistanceAlone(t *testing.T) {
	tax, policy := testTaxonomy(t), mustPolicy(t)
	n := newNation(tax, 2000)
	blind := *policy
	blind.Weights = map[registry.Criterion]int{}
	for name, w := range policy.Weights {
		blind.Weights[name] = w
	}
	blind.Weights[CriterionRotation], blind.Weights[CriterionLoad] = 0, 0
	with := n.pool(2000).Simulate(policy, yearOf(n, 500))
	without := n.pool(2000).Simulate(&blind, yearOf(n, 500))
	if with.Spread.GiniThousandth >= without.Spread.GiniThousandth {
		t.Fatalf("Gini %d with load and rotation, %d without", with.Spread.GiniThousandth, without.Spread.GiniThousandth)
	}
}

func BenchmarkSimulateYear(b *testing.B) {
	policy := mustPolicy(b)
	n := newNation(testTaxonomy(b), 2000)
	for b.Loop() {
		s := n.pool(2000).Simulate(policy, yearOf(n, 10_000))
		b.ReportMetric(float64(s.Spread.GiniThousandth)/1000, "gini")
		b.ReportMetric(float64(s.Spread.MaxOverMean)/100, "max/mean")
		b.ReportMetric(float64(s.GivenUp), "given-up")
		b.ReportMetric(float64(s.Waited), "waited")
		b.ReportMetric(float64(s.MedianMetres), "median-m")
	}
}

func TestComparablePeopleAreThoseWhoMayTakeTheVerySameCases(t *testing.T) {
	chances := map[registry.MediatorID]chance{"a": {1, 3_000_000}, "b": {1, 3_000_000}, "alone": {2, 7_000_000}, "idle": {3, 0}, "idler": {3, 0}}
	got := alike(chances, map[registry.MediatorID]int{"a": 4, "alone": 9})
	if want := (Spread{People: 2, Units: 4, GiniThousandth: 500, MaxOverMean: 200}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	tax, policy := testTaxonomy(t), mustPolicy(t)
	n := newNation(tax, 2000)
	year := yearOf(n, 300)
	even := evenSpread(n.pool(2000).chances(policy, year))
	if even.Units < 200 || even.Units > 300 || even.GiniThousandth == 0 {
		t.Errorf("300 units shared evenly are %+v", even)
	}
}
