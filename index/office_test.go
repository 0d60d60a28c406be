package index

import (
	"context"
	"strings"
	"testing"

	"liuyuan/registry"
	"liuyuan/seed"
)

// house is an institution; its name is its identifier.
func house(kind registry.OrganizationKind, name string, region registry.RegionCode, types ...registry.TypeCode) registry.IndexDocument {
	return registry.IndexDocument{Organization: &registry.Organization{ID: registry.OrganizationID(name), Kind: kind, Name: name, Region: region, Specialties: types, Version: 1}}
}

// houses are offices and rooms of a district and two of its streets, and two people.
func houses() []registry.IndexDocument {
	police := officer("police", "区志明", registry.RoleVillagePolice)
	police.Mediator.ServiceAreas = []registry.RegionCode{"440703002"}
	police.Mediator.Introduction = "处理过许多撞车赔偿的事。"
	police.Mediator.Specialties = []registry.Specialty{{Type: "14"}}
	return []registry.IndexDocument{
		house(registry.KindDepartment, "蓬江区自然资源局", "440703"), house(registry.KindDepartment, "蓬江区教育局", "440703"),
		house(registry.KindDepartment, "蓬江区工商业联合会", "440703"), house(registry.KindDepartment, "新会区自然资源局", "440705"),
		house(registry.KindPolice, "白沙街道派出所", "440703002"), house(registry.KindPolice, "棠下镇派出所", "440703101"),
		house(registry.KindRoom, "蓬江区道路交通事故纠纷调解室", "440703", "14"), house(registry.KindRoom, "环市街道物业纠纷调解室", "440703006", "15"),
		house(registry.KindRoom, "白沙街道涉侨纠纷调解室", "440703002", "03.05"), house(registry.KindRoom, "棠下镇物业纠纷调解室", "440703101", "15"),
		house(registry.KindRoom, "棠下镇金融保险纠纷调解室", "440703101", "18"),
		police, person("jin", "金海文", 1),
	}
}

func TestAnOfficeIsFoundByFormerNamesAndForPlacesWithin(t *testing.T) {
	x := filled(t, understanding(t), houses())
	for query, want := range map[string]string{
		"国土局 蓬江": "蓬江区自然资源局", "国土局 棠下": "蓬江区自然资源局", "新会國土局": "新会区自然资源局", "guotuju 蓬江": "蓬江区自然资源局", "规划局在哪里 蓬江": "蓬江区自然资源局",
		"工商联 蓬江": "蓬江区工商业联合会", "国土局 江海区": "", "棠下差馆": "棠下镇派出所",
		"北街派出所": "白沙街道派出所 police", "派出所民警 白沙": "police", "镇派出所": "棠下镇派出所 白沙街道派出所",
	} {
		if got := strings.Join(ask(t, x, query), " "); got != want {
			t.Errorf("%s finds %q, want %q", query, got, want)
		}
	}
	if a := answer(t, x, registry.DirectoryQuestion{Text: "国土局 棠下", First: 1}); chips(a) != "region:440703" {
		t.Errorf("the chips %s do not tell where the office stands", chips(a))
	}
}

func TestAKindWithALevelIsARoomThere(t *testing.T) {
	x := filled(t, understanding(t), houses())
	for query, want := range map[string]string{
		"撞车赔偿 区调解室": "蓬江区道路交通事故纠纷调解室", "物业 街道调解室": "环市街道物业纠纷调解室 棠下镇物业纠纷调解室", "区里的调解室": "蓬江区道路交通事故纠纷调解室",
		"区志明": "police",
	} {
		if got := strings.Join(ask(t, x, query), " "); got != want {
			t.Errorf("%s finds %q, want %q", query, got, want)
		}
	}
}

func TestWhoNamesAKindWantsNoPerson(t *testing.T) {
	x := filled(t, understanding(t), houses())
	for query, want := range map[string]string{"金不换祖屋 白沙 调解室": "白沙街道涉侨纠纷调解室", "金不换 白沙": ""} {
		if got := strings.Join(ask(t, x, query), " "); got != want {
			t.Errorf("%s finds %q, want %q", query, got, want)
		}
	}
}

func TestAnAbbreviationIsFoundBesideAPlace(t *testing.T) {
	x := filled(t, understanding(t), houses())
	for query, want := range map[string]string{"棠下 物调室": "棠下镇物业纠纷调解室", "棠下 金保": ""} {
		if got := strings.Join(ask(t, x, query), " "); got != want {
			t.Errorf("%s finds %q, want %q", query, got, want)
		}
	}
}

// demonstration is the directory of the seed, without the posts of people.
func demonstration() []registry.IndexDocument {
	var docs []registry.IndexDocument
	for _, o := range seed.Organizations() {
		docs = append(docs, registry.IndexDocument{Organization: &o})
	}
	for _, m := range seed.Mediators("2026-11-02") {
		docs = append(docs, registry.IndexDocument{Mediator: &m})
	}
	return docs
}

func TestLabelledQueriesOfTheDemonstrationAreAnswered(t *testing.T) {
	docs := demonstration()
	x := filled(t, understanding(t), docs)
	for file, least := range map[string]float64{"queries-counter-test-2": 0.98, "queries-dev-offices": 0.98, "queries-counter-test-3": 0.95} {
		cases, err := ReadCases("testdata/" + file + ".jsonl")
		if err != nil {
			t.Fatal(err)
		}
		r, err := Evaluate(context.Background(), x, namesOf(docs), cases)
		if err != nil {
			t.Fatal(err)
		}
		wantRecall(t, file, r, least, 70)
	}
}
