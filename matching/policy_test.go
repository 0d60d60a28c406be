package matching

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"liuyuan/registry"
)

func TestAPolicyFileIsRefusedWithThePlaceThatIsWrong(t *testing.T) {
	for _, c := range []struct{ name, from, to, place string }{
		{"a missing weight", `"rotation": 6,`, ``, "weights.rotation"},
		{"a negative weight", `"rotation": 6,`, `"rotation": -6,`, "weights.rotation"},
		{"an absurd weight", `"rotation": 6,`, `"rotation": 1000000,`, "weights.rotation"},
		{"an unknown scorer", `"rotation": 6,`, `"rotation": 6, "beauty": 1,`, "weights.beauty"},
		{"a fraction", `"rotation": 6,`, `"rotation": 0.5,`, "weights"},
		{"not a number", `"rotation": 6,`, `"rotation": NaN,`, "policy"},
		{"a number beyond all numbers", `"rotation": 6,`, `"rotation": 1e999,`, "weights"},
		{"an unknown field", `"few": 3,`, `"few": 3, "many": 9,`, "many"},
		{"a missing figure", `"few": 3,`, ``, "few"},
		{"a missing score", `"onDuty": 100, `, ``, "presence.onDuty"},
		{"a missing switch", `"interpreters": true,`, ``, "interpreters"},
		{"two scores for three levels", `"exact": [70, 85, 100]`, `"exact": [70, 85]`, "speciality.exact"},
		{"words for a figure", `"few": 3,`, `"few": "three",`, "few"},
		{"not JSON", string(policyFile), "version: 2026.1\n", "policy"},
		{"half a file", string(policyFile), string(policyFile[:len(policyFile)/2]), "policy"},
		{"no version", `"version": "2026.1",`, ``, "version"},
		{"a score above 100", `"exact": [70, 85, 100]`, `"exact": [70, 85, 101]`, "speciality.exact"},
		{"a negative score", `"onDuty": 100`, `"onDuty": -1`, "presence.onDuty"},
		{"distances out of order", `[1000, 95]`, `[4000, 95]`, "proximity.metres"},
		{"a score that rises with distance", `[1000, 95]`, `[1000, 80]`, "proximity.metres"},
		{"an unknown role", `"usual": {`, `"usual": {"KING": 100,`, "role.usual"},
		{"a role without a score", `"RIDER": 25, `, ``, "role.usual.RIDER"},
		{"an unknown facet", `"facet": "涉家暴"`, `"facet": "涉火星"`, "guards.facet"},
		{"an unknown region", `"4407": [`, `"44070": [`, "localLanguages.44070"},
		{"rotation of no days", `"rotationDays": 30`, `"rotationDays": 0`, "rotationDays"},
		{"a weightless dispute", `"ordinary": 1`, `"ordinary": 0`, "weight.ordinary"},
		{"crowds out of order", `{"from": 10, "add": 1}`, `{"from": 40, "add": 1}`, "weight.crowd"},
		{"an unknown risk", `"HIGH": 1}`, `"HIGH": 1, "EXTREME": 5}`, "weight.risk"},
		{"two documents", "\n}\n", "\n}\n{}", "policy"},
		{"an empty file", string(policyFile), "", "policy"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(string(policyFile), c.from, c.to, 1)
			if text == string(policyFile) {
				t.Fatalf("%q is not in policy.json", c.from)
			}
			_, err := ParsePolicy([]byte(text))
			var e *registry.Error
			if !errors.As(err, &e) || e.Code != registry.CodeInvalid || !strings.HasPrefix(strings.Join(e.Field, "."), c.place) && !strings.Contains(strings.Join(e.Field, "."), c.place) {
				t.Fatalf("%v, want the place %s", err, c.place)
			}
			if said := e.Text.ZH + e.Text.EN; e.Text.ZH == "" || e.Text.EN == "" || strings.Contains(said, "json:") || strings.Contains(said, "Go ") {
				t.Errorf("not said for people: %s", said)
			}
		})
	}
}

func TestAPolicyWithAnyWeightOfZeroStillRanks(t *testing.T) {
	var raw map[string]any
	if err := json.Unmarshal(policyFile, &raw); err != nil {
		t.Fatal(err)
	}
	for name := range raw["weights"].(map[string]any) {
		raw["weights"].(map[string]any)[name] = 0
	}
	data, err := json.Marshal(raw)
	if err != nil {
		t.Fatal(err)
	}
	policy, err := ParsePolicy(data)
	if err != nil {
		t.Fatal(err)
	}
	pool, _, q := lone(t, nil, 0)
	if got := pool.Match(policy, q).Candidates; len(got) != 1 || got[0].Total != 0 {
		t.Fatalf("%+v", got)
	}
}

func TestCrowdAndRiskAddToTheWeight(t *testing.T) {
	policy := mustPolicy(t)
	for _, c := range []struct {
		risk      registry.RiskLevel
		headcount int
		want      int
	}{{registry.RiskLow, 0, 1}, {"", 2, 1}, {registry.RiskMedium, 9, 1}, {registry.RiskLow, 10, 2}, {registry.RiskHigh, 1, 2}, {registry.RiskHigh, 500, 4}} {
		if got := policy.Weight(c.risk, c.headcount); got != c.want {
			t.Errorf("%s with %d people weighs %d, want %d", c.risk, c.headcount, got, c.want)
		}
	}
}

func TestComparingPoliciesShowsWhoWouldBeAskedInstead(t *testing.T) {
	tax, before := testTaxonomy(t), mustPolicy(t)
	n := newNation(tax, 2000)
	pool := n.pool(2000)
	var questions []registry.MatchQuestion
	for i := range 30 {
		questions = append(questions, n.question(i))
	}
	if c := pool.ComparePolicies(before, before, questions); c.SameList != 30 || c.SameFirst != 30 || len(c.Shifts) != 0 {
		t.Fatalf("a policy differs from itself: %+v", c)
	}
	after, err := ParsePolicy([]byte(strings.NewReplacer(`"2026.1"`, `"trial"`, `"load": 12`, `"load": 900`).Replace(string(policyFile))))
	if err != nil {
		t.Fatal(err)
	}
	c := pool.ComparePolicies(before, after, questions)
	if c.After != "trial" || len(c.Shifts) == 0 || len(c.Shifts)+c.SameList != 30 {
		t.Fatalf("%+v", c)
	}
	for _, s := range c.Shifts {
		free := func(x registry.Candidate) int { return 100 * (x.Capacity - x.OpenLoad) / x.Capacity }
		if len(s.After) > 0 && free(s.After[0]) < free(s.Before[0]) {
			t.Errorf("question %d: with load decisive, the first is less free than before", s.Question)
		}
	}
}
