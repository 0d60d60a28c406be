package matching

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"liuyuan/registry"
)

// spoken collects every reason that matching emits over many questions.
type spoken map[registry.ReasonCode]registry.Reason

func (s spoken) hear(r registry.Reason) { s[r.Code] = r }

func (s spoken) hearCandidate(c *registry.Candidate) {
	if c == nil {
		return
	}
	for _, x := range c.Contributions {
		s.hear(x.Reason)
	}
}

func (s spoken) hearAnswer(a registry.MatchAnswer) {
	for i := range a.Candidates {
		s.hearCandidate(&a.Candidates[i])
	}
	for _, x := range a.Summary.Excluded {
		s.hear(x.Reason)
	}
	for _, x := range a.Relaxations {
		s.hear(x.Change)
		s.hearCandidate(x.First)
	}
	if a.Binding != nil {
		s.hear(*a.Binding)
	}
}

func (s spoken) hearExplanation(e registry.MatchExplanation) {
	s.hearCandidate(e.Candidate)
	for _, x := range e.Exclusions {
		s.hear(x.Reason)
	}
	for _, x := range e.WhatWouldChange {
		s.hear(x)
	}
}

func (s spoken) hearPanel(p registry.Panel) {
	for _, x := range p.Seats {
		s.hear(x.Reason)
		s.hearCandidate(x.Candidate)
		s.hearCandidate(x.Reserve)
	}
	for _, g := range p.Gaps {
		s.hear(g)
	}
}

func (s spoken) hearPlan(p registry.Plan) {
	for _, x := range p.Unassigned {
		s.hear(x.Reason)
	}
}

// TestEveryReasonIsASentenceInBothLanguages lets matching speak about thousands of
// drawn people, and holds what it says against reasons.json: each code has both
// sentences, each parameter is supplied, none is left over, and no sentence of the
// file stays unused.
func TestEveryReasonIsASentenceInBothLanguages(t *testing.T) {
	tax, policy := testTaxonomy(t), mustPolicy(t)
	words, err := registry.NewWording(tax)
	if err != nil {
		t.Fatal(err)
	}
	heard := spoken{}
	scene := rapid.Custom(func(rt *rapid.T) *rapid.T { listen(rt, tax, policy, heard); return rt })
	for seed := range 300 {
		scene.Example(seed) // the same scenes in every run
	}
	// That the guard alone costs most people is too rare to be drawn.
	pool, _, q := lone(t, func(m *registry.Mediator) { m.Roles = []registry.Role{registry.RoleRider} }, 0)
	q.Facets = []registry.Facet{registry.FacetDomesticViolence}
	heard.hear(*pool.Match(policy, q).Binding)
	parameter := regexp.MustCompile(`\{(\w+)\}`)
	for code, r := range heard {
		text, ok := words.Sentence(code)
		if !ok || text.ZH == "" || text.EN == "" {
			t.Errorf("%s has no sentence in both languages", code)
			continue
		}
		for _, l := range []registry.Locale{registry.Chinese, registry.English} {
			if said := words.Message(r, l); strings.ContainsAny(said, "{}") {
				t.Errorf("%s: a parameter is missing: %s", code, said)
			}
			var used []string
			for _, m := range parameter.FindAllStringSubmatch(text.In(l), -1) {
				used = append(used, m[1])
			}
			for _, p := range r.Params {
				if p.Value == "" {
					t.Errorf("%s: parameter %s is empty", code, p.Name)
				}
				if p.Name != "level" && !slices.Contains(used, p.Name) && l == registry.Chinese {
					t.Errorf("%s: parameter %s is not in the sentence", code, p.Name)
				}
			}
		}
	}
	for code := range sentences(t) {
		if _, ok := heard[code]; !ok && !strings.HasPrefix(string(code), "SAME_") { // those are said of duplicates
			t.Errorf("%s has a sentence that matching never says", code)
		}
	}
}

// listen lets matching speak about one drawn roster.
func listen(rt *rapid.T, tax *registry.Taxonomy, policy *Policy, heard spoken) {
	r := smallRoster(rt, tax, 40)
	pool := newTestPool(tax, r)
	var cases []registry.PlanCase
	for range 10 {
		q := drawQuestion(rt, r.People)
		heard.hearAnswer(pool.Match(policy, q))
		var involved []registry.MediatorID
		for _, e := range r.People {
			x, _ := pool.Explain(policy, q, e.Mediator.ID)
			heard.hearExplanation(x)
			if rapid.IntRange(0, 5).Draw(rt, "involved") == 0 {
				involved = append(involved, e.Mediator.ID)
			}
		}
		heard.hearPanel(pool.ProposePanel(policy, q, involved...))
		cases = append(cases, registry.PlanCase{Question: q, Weight: 1})
	}
	heard.hearPlan(planned(pool, policy, cases, 5))
}

func sentences(t *testing.T) map[registry.ReasonCode]registry.Text {
	data, err := os.ReadFile("../registry/reasons.json")
	if err != nil {
		t.Fatal(err)
	}
	all := map[registry.ReasonCode]registry.Text{}
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestReasonsReadAsPeopleSpeak(t *testing.T) {
	tax, err := registry.LoadTaxonomy()
	if err != nil {
		t.Fatal(err)
	}
	words, err := registry.NewWording(tax)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		reason registry.Reason
		zh, en string
	}{
		{registry.Because(ReasonExpert, registry.Name("type", registry.ParamType, registry.TypeCode("10.01")), registry.Param{Name: "level", Kind: registry.ParamLevel, Value: "3"}),
			"擅长欠薪（专家）", "handles Unpaid wages (expert)"},
		{registry.Because(ReasonLoad, registry.Say("open", "2"), registry.Say("capacity", "5")), "在手 2/5", "open work 2 of 5"},
		{registry.Because(ReasonDistance, registry.Say("kilometres", kilometres(3240))), "距离 3.2 公里", "3.2 km away"},
		{registry.Because(ReasonSpeaks, registry.Param{Name: "languages", Kind: registry.ParamLanguage, Value: "yue-x-siyap,hak"}), "会讲四邑话、客家话", "speaks Siyi (Taishanese), Hakka"},
	} {
		if zh := words.Message(c.reason, registry.Chinese); zh != c.zh {
			t.Errorf("%s, want %s", zh, c.zh)
		}
		if en := words.Message(c.reason, registry.English); !strings.EqualFold(en, c.en) {
			t.Errorf("%s, want %s", en, c.en)
		}
	}
}
