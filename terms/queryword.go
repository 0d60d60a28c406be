package terms

import "liuyuan/registry"

// queryWord is a code with the words by which people ask for it.
type queryWord struct {
	value string
	label registry.Text
	words []string
}

// queryRoles are the roles as people call them.
func queryRoles() []queryWord {
	words := map[registry.Role][]string{
		registry.RoleClanElder:        {"乡贤", "宗亲", "乡贤宗亲", "族老", "父老", "叔公", "老叔父"},
		registry.RoleVillageSecretary: {"书记", "村书记", "社区书记", "支部书记", "支书"},
		registry.RoleVillagePolice:    {"民警", "驻村民警", "片警", "警官", "警察", "社区民警"},
		registry.RoleGridOfficer:      {"网格员", "网格长"},
		registry.RoleVillageLawyer:    {"驻村律师", "村居律师", "村律师", "法律顾问"},
		registry.RoleDelegate:         {"两代表一委员", "人大代表", "党代表", "政协委员", "代表委员"},
		registry.RoleMediator:         {"调解员", "人民调解员", "专职调解员"},
		registry.RoleLawyer:           {"律师", "大状"},
		registry.RoleCounsellor:       {"心理咨询师", "心理咨询", "心理医生", "心理辅导", "咨询师"},
		registry.RoleBuildingHead:     {"楼长", "志愿楼长", "楼栋长"},
		registry.RoleChamberMember:    {"商会", "协会", "商会成员", "商会协会"},
		registry.RoleRider:            {"骑手", "外卖骑手", "快递员", "外卖小哥"},
	}
	var all []queryWord
	for _, r := range registry.Roles() {
		if w := words[r.Role]; len(w) > 0 {
			all = append(all, queryWord{string(r.Role), r.Name, w})
		}
	}
	return all
}

// queryLanguages are the languages as people call them.
func queryLanguages() []queryWord {
	words := map[registry.Language][]string{
		"cmn":          {"普通话", "国语"},
		"yue":          {"粤语", "白话", "广东话", "广州话", "广府话"},
		"yue-x-siyap":  {"四邑话", "台山话", "五邑话", "新会话", "开平话", "恩平话", "江门话", "鹤山话"},
		"hak":          {"客家话", "客语", "讲客", "客家"},
		"nan-x-teoswa": {"潮汕话", "潮州话", "汕头话"},
		"en":           {"英语", "英文"},
		"csl":          {"手语"},
		"za":           {"壮语"},
		"vi":           {"越南语", "越南话"},
		"es":           {"西班牙语", "西语"},
	}
	var all []queryWord
	for _, n := range registry.Languages() {
		if w := words[n.Code]; len(w) > 0 {
			all = append(all, queryWord{string(n.Code), n.Name, w})
		}
	}
	return all
}

// queryTimes are times at which somebody is wanted.
func queryTimes() []queryWord {
	return []queryWord{
		{"weekend", registry.Text{ZH: "周末", EN: "weekend"}, []string{"周末", "星期六", "星期日", "星期天", "周六", "周日", "礼拜六", "礼拜日"}},
		{"evening", registry.Text{ZH: "晚上", EN: "evening"}, []string{"晚上", "夜晚", "夜间", "今晚"}},
		{"now", registry.Text{ZH: "现在", EN: "now"}, []string{"现在", "马上", "立刻", "而家", "今天", "在班", "值班"}},
	}
}
