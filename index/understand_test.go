package index

import (
	"strings"
	"testing"

	"liuyuan/registry"
)

// chips writes the interpreted filters of an answer as "kind:value kind:value".
func chips(a registry.DirectoryAnswer) string {
	var out []string
	for _, c := range a.Interpreted {
		out = append(out, c.Kind+":"+c.Value)
	}
	return strings.Join(out, " ")
}

func TestWordsBecomeFiltersThatTheAnswerObeys(t *testing.T) {
	docs := directory(t)
	o := understanding(t)
	x := filled(t, o, docs)
	byID := map[string]registry.IndexDocument{}
	for _, d := range docs {
		byID[d.ID()] = d
	}
	for query, c := range map[string]struct {
		chips  string
		filter registry.DirectoryFilter
	}{
		"棠下律师":          {"region:440703101 role:LAWYER", registry.DirectoryFilter{Region: "440703101", Roles: []registry.Role{"LAWYER", "VILLAGE_LAWYER"}}},
		"会说客家话的调解员":     {"language:hak role:MEDIATOR", registry.DirectoryFilter{Languages: []registry.Language{"hak"}, Roles: []registry.Role{"MEDIATOR"}}},
		"蓬江区 棠下镇 网格员":   {"region:440703 region:440703101 role:GRID_OFFICER", registry.DirectoryFilter{Region: "440703101", Roles: []registry.Role{"GRID_OFFICER"}}},
		"tangxia lvshi": {"region:440703101 role:LAWYER", registry.DirectoryFilter{Region: "440703101", Roles: []registry.Role{"LAWYER", "VILLAGE_LAWYER"}}},
		"心理咨询师 骑手":      {"role:COUNSELLOR role:RIDER", registry.DirectoryFilter{Roles: []registry.Role{"COUNSELLOR", "RIDER"}}},
	} {
		a := answer(t, x, registry.DirectoryQuestion{Text: query, First: 100})
		if got := chips(a); got != c.chips {
			t.Errorf("%s: chips %s, want %s", query, got, c.chips)
		}
		if a.Total == 0 {
			t.Errorf("%s finds nobody", query)
		}
		for _, h := range a.Hits {
			if d := byID[string(h.Mediator)+string(h.Organization)]; !naive(d, c.filter, o.Taxonomy) {
				t.Errorf("%s: %s is outside the chips", query, d.ID())
			}
		}
	}
}

func TestLanguagesOfAQueryAreHadTogether(t *testing.T) {
	docs := directory(t)
	x := filled(t, understanding(t), docs)
	want := 0
	for _, d := range docs {
		if m := d.Mediator; m != nil && has(m.Languages, "hak") && has(m.Languages, "en") {
			want++
		}
	}
	a := answer(t, x, registry.DirectoryQuestion{Text: "客家话 英语", First: 100})
	if a.Total != want || want == 0 {
		t.Errorf("%d found, %d speak both", a.Total, want)
	}
}

func TestAnExplicitFilterHoldsWhateverTheTextMeans(t *testing.T) {
	docs := directory(t)
	o := understanding(t)
	x := filled(t, o, docs)
	f := registry.DirectoryFilter{Region: "440703102", Kinds: []registry.DirectoryKind{registry.HitMediator}}
	byID := map[string]registry.IndexDocument{}
	for _, d := range docs {
		byID[d.ID()] = d
	}
	for _, query := range []string{"棠下镇劳资纠纷专项调解室", "劳资", "律师", "陈", "chuange", "欧阳师傅", "会粤语的心理辅导老师"} {
		for _, h := range answer(t, x, registry.DirectoryQuestion{Text: query, Filter: f, First: 100}).Hits {
			if d := byID[string(h.Mediator)+string(h.Organization)]; !naive(d, f, o.Taxonomy) {
				t.Errorf("%s: %s is outside the filter", query, d.ID())
			}
		}
	}
}

func TestWhoAsksForANameIsNotGivenEverybody(t *testing.T) {
	x := filled(t, understanding(t), directory(t))
	if a := answer(t, x, registry.DirectoryQuestion{Text: "棠下 陈龘龘", First: 5}); a.Total != 0 {
		t.Errorf("%d found for a name that nobody has", a.Total)
	}
	if a := answer(t, x, registry.DirectoryQuestion{Text: "棠下 律师 帮帮我", First: 5}); a.Total == 0 || chips(a) != "region:440703101 role:LAWYER" {
		t.Errorf("idle words hide everybody: %+v", a)
	}
}

func TestAWholeNameIsFoundWithAWrongRole(t *testing.T) {
	x := filled(t, understanding(t), []registry.IndexDocument{person("a", "陈国平", 1)})
	if a := answer(t, x, registry.DirectoryQuestion{Text: "陈国平律师", First: 5}); a.Total != 1 || chips(a) != "" {
		t.Errorf("%+v", a)
	}
}

func TestWhatFitsNobodyTogetherLosesTheLeastMissedFilter(t *testing.T) {
	lawyer := person("a", "陈国强", 1)
	lawyer.Mediator.Roles = []registry.Role{registry.RoleLawyer}
	x := filled(t, understanding(t), []registry.IndexDocument{lawyer})
	a := answer(t, x, registry.DirectoryQuestion{Text: "棠下 普通话 离婚 律师", First: 5})
	if a.Total != 1 || strings.Contains(chips(a), "type:") || !strings.Contains(chips(a), "role:LAWYER") {
		t.Errorf("%+v", a)
	}
}
