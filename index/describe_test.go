package index

import (
	"strings"
	"testing"

	"liuyuan/registry"
)

// told is a person with a role and an introduction.
func told(id, name string, role registry.Role, introduction string) registry.IndexDocument {
	d := officer(id, name, role)
	d.Mediator.Introduction = introduction
	return d
}

func TestAnIntroductionIsAskedForInOtherWords(t *testing.T) {
	x := filled(t, understanding(t), []registry.IndexDocument{
		told("soldier", "陈国强", registry.RoleDelegate, "人大代表，退伍军人，办事雷厉风行。"),
		told("auditor", "梁丽芳", registry.RoleMediator, "教师，精通账目审计。"),
		told("guard", "谭志明", registry.RoleMediator, "坚持夜间巡楼二十年。"),
		told("author", "罗强", registry.RoleGridOfficer, "著有《水乡调解手记》。"),
		told("delegate", "区锦海", registry.RoleDelegate, "人大代表，待人耐心。"),
	})
	for query, want := range map[string]string{
		"当过兵的代表": "soldier", "当过兵的": "soldier", "会查账的调解员": "auditor", "半夜巡楼的调解员": "guard", "写水乡那本书的网格员": "author",
		"何老师": "", "会翻译的": "",
	} {
		if got := strings.Join(ask(t, x, query), " "); got != want {
			t.Errorf("%s finds %q, want %q", query, got, want)
		}
	}
}

func TestNamesAreFoundWithLettersLeftOut(t *testing.T) {
	docs := directory(t)
	x := filled(t, understanding(t), docs)
	names := namesOf(docs)
	for query, want := range map[string]string{
		"ruanzk": "阮志凯", "rzhikai": "阮志凯", "yuchifj": "尉迟芳洁", "txlzzxtjs": "棠下镇劳资纠纷专项调解室", "txlaozi": "棠下镇劳资纠纷专项调解室",
		"jkcrmtjwyh": "迳口村人民调解委员会",
	} {
		if got := ask(t, x, query); len(got) == 0 || names[got[0]] != want {
			t.Errorf("%s finds %v, want %s first", query, got, want)
		}
	}
	for _, query := range []string{"qqqqqq", "ruanzx", "xyzxyzxyz"} {
		if got := ask(t, x, query); len(got) > 0 {
			t.Errorf("%s finds %v", query, names[got[0]])
		}
	}
}

func TestAPlaceIsWidenedBeforeAFilterIsGivenUp(t *testing.T) {
	counsellor := officer("a", "陈国强", registry.RoleCounsellor)
	x := filled(t, understanding(t), []registry.IndexDocument{counsellor, officer("b", "梁丽芳", registry.RoleLawyer)})
	a := answer(t, x, registry.DirectoryQuestion{Text: "潮连 心理咨询师", First: 5})
	if a.Total != 1 || chips(a) != "region:440703 role:COUNSELLOR" {
		t.Errorf("%d found, understood as %q", a.Total, chips(a))
	}
}
