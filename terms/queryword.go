package terms

import (
	"strconv"
	"time"

	"liuyuan/registry"
)

// queryWord is a code with the words by which people ask for it.
type queryWord struct {
	value string
	label registry.Text
	words []string
}

// queryRoles are the roles as people call them.
func queryRoles() []queryWord {
	words := map[registry.Role][]string{
		registry.RoleClanElder:        {"乡贤", "宗亲", "乡贤宗亲", "宗族", "族长", "族老", "父老", "叔公", "老叔父"},
		registry.RoleVillageSecretary: {"书记", "村书记", "社区书记", "支部书记", "支书", "村支书", "村长", "村主任", "secretary"},
		registry.RoleVillagePolice:    {"民警", "驻村民警", "片警", "警官", "警察", "社区民警", "驻村警察", "警", "sir", "police"},
		registry.RoleGridOfficer:      {"网格员", "网格长", "专职网格员", "grid officer"},
		registry.RoleVillageLawyer:    {"驻村律师", "村居律师", "村律师", "法律顾问", "village lawyer"},
		registry.RoleDelegate:         {"两代表一委员", "人大代表", "党代表", "政协委员", "代表委员", "代表", "delegate"},
		registry.RoleMediator:         {"调解员", "人民调解员", "专职调解员", "mediator"},
		registry.RoleLawyer:           {"律师", "大状", "lawyer"},
		registry.RoleCounsellor:       {"心理咨询师", "心理咨询", "心理医生", "心理辅导", "咨询师", "心理老师", "心理师", "心理专家", "counsellor", "counselor"},
		registry.RoleBuildingHead:     {"楼长", "志愿楼长", "楼栋长", "楼组长", "单元长"},
		registry.RoleChamberMember:    {"商会", "协会", "商会成员", "商会协会", "商会会长", "chamber"},
		registry.RoleRider:            {"骑手", "外卖骑手", "快递员", "外卖小哥", "快递小哥", "rider"},
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
		"cmn":          {"普通话", "国语", "mandarin"},
		"yue":          {"粤语", "白话", "广东话", "广州话", "广府话", "cantonese"},
		"yue-x-siyap":  {"四邑话", "台山话", "五邑话", "新会话", "开平话", "恩平话", "江门话", "鹤山话", "taishanese"},
		"hak":          {"客家话", "客语", "讲客", "客家", "hakka"},
		"nan-x-teoswa": {"潮汕话", "潮州话", "汕头话", "teochew"},
		"en":           {"英语", "英文", "english"},
		"csl":          {"手语", "sign language"},
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

// queryFacets are the traits of matters as people call them.
func queryFacets() []queryWord {
	words := map[registry.Facet][]string{
		registry.FacetOverseasChinese:  {"华侨", "侨胞", "侨眷", "归侨", "侨务"},
		registry.FacetHongKongMacao:    {"港澳台", "港澳", "台胞"},
		registry.FacetForeign:          {"外国人", "外籍"},
		registry.FacetMinor:            {"未成年人", "未成年", "青少年"},
		registry.FacetElderly:          {"老年人"},
		registry.FacetDisabled:         {"残疾人", "残障"},
		registry.FacetMilitary:         {"军人", "退役军人", "军属"},
		registry.FacetDomesticViolence: {"反家暴"},
	}
	var all []queryWord
	for _, f := range registry.Facets() {
		name := string(f.Facet)
		all = append(all, queryWord{name, registry.Text{ZH: name, EN: f.EN}, append(words[f.Facet], name)})
	}
	return all
}

// Values of time filters that are no weekday (1 to 7, Monday first).
const (
	TimeWeekend  = "weekend"
	TimeEvening  = "evening"
	TimeToday    = "today"
	TimeTomorrow = "tomorrow"
)

// queryTimes are times at which somebody is wanted.
func queryTimes() []queryWord {
	times := []queryWord{
		{TimeWeekend, registry.Text{ZH: "周末", EN: "weekend"}, []string{"周末", "双休日"}},
		{TimeEvening, registry.Text{ZH: "晚上", EN: "evening"}, []string{"晚上", "夜晚", "夜间", "今晚"}},
		{TimeToday, registry.Text{ZH: "今天", EN: "today"}, []string{"今天", "今日", "现在", "而家", "马上", "立刻", "在班", "值班", "在岗", "当值", "当班", "today"}},
		{TimeTomorrow, registry.Text{ZH: "明天", EN: "tomorrow"}, []string{"明天", "明日", "听日", "tomorrow"}},
	}
	english := []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
	for i, char := range []string{"一", "二", "三", "四", "五", "六", "日"} {
		var words []string
		for _, week := range []string{"周", "星期", "礼拜", "拜"} {
			words = append(words, week+char)
			if char == "日" {
				words = append(words, week+"天")
			}
		}
		times = append(times, queryWord{strconv.Itoa(i + 1), registry.Text{ZH: "周" + char, EN: english[i]}, append(words, english[i])})
	}
	return times
}

// OnDay makes today and tomorrow the weekdays that they are.
func OnDay(filters []registry.InterpretedFilter, today time.Weekday) []registry.InterpretedFilter {
	for i, f := range filters {
		if f.Kind != "time" || f.Value != TimeToday && f.Value != TimeTomorrow {
			continue
		}
		day := int(today+6) % 7 // Monday is 0
		if f.Value == TimeTomorrow {
			day = (day + 1) % 7
		}
		for _, w := range queryTimes() {
			if w.value == strconv.Itoa(day+1) {
				filters[i].Value = w.value
				filters[i].Label = registry.Text{ZH: f.Label.ZH + "（" + w.label.ZH + "）", EN: f.Label.EN + " (" + w.label.EN + ")"}
			}
		}
	}
	return filters
}
