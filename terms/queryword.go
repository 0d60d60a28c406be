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

// PeopleWords are the words by which people ask for a role or a language.
func PeopleWords() []string {
	var all []string
	for _, w := range append(queryRoles(), queryLanguages()...) {
		all = append(all, w.words...)
	}
	return all
}

// queryRoles are the roles as people call them.
func queryRoles() []queryWord {
	words := map[registry.Role][]string{
		registry.RoleClanElder:        {"乡贤", "宗亲", "乡贤宗亲", "宗族", "族长", "族老", "父老", "叔公", "老叔父", "长老", "老乡贤", "族中长辈", "新乡贤"},
		registry.RoleVillageSecretary: {"书记", "村书记", "社区书记", "支部书记", "支书", "村支书", "村长", "村主任", "村支部书记", "社区支书", "居委主任", "社区主任", "secretary"},
		registry.RoleVillagePolice:    {"民警", "驻村民警", "片警", "警官", "警察", "社区民警", "驻村警察", "公安", "派出所", "派出所民警", "辖区民警", "差佬", "警", "sir", "阿sir", "police"},
		registry.RoleGridOfficer:      {"网格员", "网格长", "专职网格员", "网格", "网格管理员", "格长", "grid officer"},
		registry.RoleVillageLawyer:    {"驻村律师", "村居律师", "村律师", "村里律师", "村里的律师", "社区律师", "法律顾问", "村法律顾问", "village lawyer"},
		registry.RoleDelegate:         {"两代表一委员", "人大代表", "党代表", "政协委员", "代表委员", "代表", "政协", "人大", "delegate"},
		registry.RoleMediator:         {"调解员", "人民调解员", "专职调解员", "调解人", "和事佬", "和事老", "调停人", "调解老师", "调解师傅", "mediator"},
		registry.RoleLawyer:           {"律师", "大状", "懂法律", "懂法", "法律人士", "lawyer"},
		registry.RoleCounsellor:       {"心理咨询师", "心理咨询", "心理医生", "心理辅导", "咨询师", "心理老师", "心理师", "心理专家", "心理", "心理疏导", "心理医师", "心理辅导老师", "情绪疏导", "开导人", "counsellor", "counselor"},
		registry.RoleBuildingHead:     {"楼长", "志愿楼长", "楼栋长", "楼组长", "单元长", "栋长"},
		registry.RoleChamberMember:    {"商会", "协会", "商会成员", "商会协会", "商会会长", "商会理事", "商协会", "行会", "chamber"},
		registry.RoleRider:            {"骑手", "外卖骑手", "快递员", "外卖小哥", "快递小哥", "送餐员", "外卖骑士", "rider"},
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
		"cmn":          {"普通话", "国语", "北方话", "mandarin"},
		"yue":          {"粤语", "白话", "广东话", "广州话", "广府话", "讲白话", "cantonese"},
		"yue-x-siyap":  {"四邑话", "台山话", "五邑话", "新会话", "开平话", "恩平话", "江门话", "鹤山话", "四邑方言", "台山方言", "taishanese", "toisanese", "hoisan"},
		"hak":          {"客家话", "客语", "讲客", "客家", "客家方言", "客家人", "hakka"},
		"nan-x-teoswa": {"潮汕话", "潮州话", "汕头话", "潮语", "潮汕", "潮州", "潮汕人", "揭阳话", "teochew"},
		"en":           {"英语", "英文", "英语翻译", "鬼佬话", "english"},
		"csl":          {"手语", "手语翻译", "哑语", "聋哑", "聋哑人", "聋人", "打手语", "sign language"},
		"za":           {"壮语", "壮话", "壮族话"},
		"vi":           {"越南语", "越南话", "越语", "vietnamese"},
		"es":           {"西班牙语", "西语", "西班牙文", "spanish"},
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
		registry.FacetOverseasChinese: {"华侨", "侨胞", "侨眷", "归侨", "侨务", "海外华侨", "华侨同胞", "侨乡", "海外乡亲",
			"侨属", "侨民", "老华侨", "归国华侨", "华侨华人", "海外华人", "海外侨胞", "海外亲属", "国外亲戚", "旅外乡亲", "旅居海外", "金山客", "金山阿伯", "南洋客", "番客", "过番", "过埠"},
		registry.FacetHongKongMacao:    {"港澳台", "港澳", "台胞", "港胞", "香港人", "澳门人", "台湾人", "港人", "港商", "台商", "港澳同胞", "香港同胞", "澳门同胞", "台湾同胞"},
		registry.FacetForeign:          {"外国人", "外籍", "老外", "鬼佬", "洋人", "番鬼佬", "外国籍", "外商"},
		registry.FacetMinor:            {"未成年人", "未成年", "青少年", "小孩子", "未成年的"},
		registry.FacetElderly:          {"老年人", "老人家", "长者", "老年"},
		registry.FacetDisabled:         {"残疾人", "残障", "残疾", "残疾人士"},
		registry.FacetMilitary:         {"军人", "退役军人", "退伍军人", "退伍兵", "军属", "军嫂", "老兵"},
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
		{TimeWeekend, registry.Text{ZH: "周末", EN: "weekend"}, []string{"周末", "双休日", "周六日", "星期六日", "六日"}},
		{TimeEvening, registry.Text{ZH: "晚上", EN: "evening"}, []string{"晚上", "夜晚", "夜间", "今晚", "夜里", "夜晚黑", "下班后", "收工后"}},
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
