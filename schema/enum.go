package schema

import (
	"github.com/graphql-go/graphql"

	"liuyuan/registry"
)

// enumValue is one value of an enum with its description.
type enumValue struct {
	value       any
	name        string
	description string
}

func (b *builder) enum(name, description string, values ...enumValue) {
	config := graphql.EnumValueConfigMap{}
	for _, v := range values {
		config[v.name] = &graphql.EnumValueConfig{Value: v.value, Description: v.description}
	}
	b.enums[name] = graphql.NewEnum(graphql.EnumConfig{Name: name, Description: description, Values: config})
}

// named makes a value whose name is the code itself.
func named[T ~string](code T, description string) enumValue {
	return enumValue{value: code, name: string(code), description: description}
}

func both(t registry.Text) string { return t.ZH + " · " + t.EN }

func (b *builder) makeEnums() {
	var roles, standings, kinds []enumValue
	for _, r := range registry.Roles() {
		roles = append(roles, named(r.Role, both(r.Name)))
	}
	for _, s := range registry.Standings() {
		standings = append(standings, named(s.Standing, both(s.Name)))
	}
	for _, k := range registry.OrganizationKinds() {
		kinds = append(kinds, named(k.Kind, both(k.Name)))
	}
	b.enum("MediatorRole", "What a person is. The first six are the 六员, each bound to a village or community.", roles...)
	b.enum("Standing", "Legal position in mediation, strongest first (人民调解法 9, 13, 20).", standings...)
	b.enum("OrganizationKind", "What an institution is.", kinds...)
	b.enum("Presence", "How a person is posted at an institution.",
		named(registry.PresenceResident, "常驻 · resident"), named(registry.PresenceOnCall, "随驻 · on call"), named(registry.PresenceRotating, "轮驻 · rotating"))
	b.enum("Gender", "Gender, where recorded.", named(registry.Female, "女 · female"), named(registry.Male, "男 · male"))
	b.enum("Locale", "Language of messages.", named(registry.Chinese, "简体中文 · Chinese"), named(registry.English, "英文 · English"))
	b.enum("RegionLevel", "Rank of a region.",
		named(registry.Province, "省"), named(registry.City, "市"), named(registry.District, "县（区）· district"),
		named(registry.Town, "镇（街）· town or street"), named(registry.Village, "村（社区）· village or community"), named(registry.Grid, "网格 · grid"))
	b.enum("RiskLevel", "Risk by local policy: a reason for care, never proof of danger.",
		named(registry.RiskLow, "低 · low"), named(registry.RiskMedium, "中 · medium"), named(registry.RiskHigh, "高 · high: a person assesses before anything is offered"))
	b.enum("AssignmentPart", "How a person takes part.",
		named(registry.PartLead, "主持调解员 · leads and signs"), named(registry.PartCoMediator, "协助调解员 · mediates beside the lead"), named(registry.PartInvited, "受邀参与人 · takes part with the parties' consent"))
	b.enum("DirectoryKind", "Kind of a directory hit.",
		named(registry.HitMediator, "人 · a person"), named(registry.HitRoom, "调解室 · room"), named(registry.HitStudio, "工作室 · studio"),
		named(registry.HitCommittee, "调委会 · committee"), named(registry.HitCentre, "综治中心 · centre"), named(registry.HitOther, "其他 · other"))
	b.enum("MediatorOrderField", "What the roster is sorted by.",
		named(registry.OrderByName, "姓名拼音 · name by pinyin"), named(registry.OrderByOpenLoad, "在办负荷 · open load"), named(registry.OrderByAssuredAt, "核实日期 · day of confirmation"))
	b.enum("Direction", "Ascending or descending.", enumValue{"ASC", "ASC", "升序 · ascending"}, enumValue{"DESC", "DESC", "降序 · descending"})
}
