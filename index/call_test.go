package index

import (
	"slices"
	"strings"
	"testing"

	"liuyuan/registry"
)

// officer is a person with a role.
func officer(id, name string, role registry.Role) registry.IndexDocument {
	d := person(id, name, 1)
	d.Mediator.Roles = []registry.Role{role}
	return d
}

func TestPeopleAreFoundAsTheyAreCalled(t *testing.T) {
	x := filled(t, understanding(t), []registry.IndexDocument{
		officer("chen", "陈国强", registry.RoleVillagePolice), officer("tan", "谭志明", registry.RoleMediator),
		officer("qiang", "罗强", registry.RoleMediator), officer("ouyang", "欧阳海文", registry.RoleLawyer),
	})
	for query, want := range map[string]string{
		"老谭": "tan", "小罗": "qiang", "明叔": "tan", "海文哥": "ouyang", "欧阳律": "ouyang", "陈队": "chen", "陈警官": "chen", "陈sir": "chen",
		"谭支书": "tan", "请问一下陈国强主任的电话": "chen", "姓欧阳的": "ouyang", "棠下 老谭": "tan", "laotan": "tan", "女警": "", "老赵": "", "赵书记": "",
	} {
		if got := strings.Join(ask(t, x, query), " "); got != want {
			t.Errorf("%s finds %q, want %q", query, got, want)
		}
	}
	if a := answer(t, x, registry.DirectoryQuestion{Text: "老谭", First: 1}); len(a.Hits) != 1 || !slices.Equal(a.Hits[0].Highlights, []string{"<em>谭</em>志明"}) {
		t.Errorf("老谭: %+v", a.Hits)
	}
	for _, query := range []string{"阿强", "qiangge"} {
		both := ask(t, x, query)
		slices.Sort(both)
		if strings.Join(both, " ") != "chen qiang" {
			t.Errorf("%s finds %v", query, both)
		}
	}
}

func TestWhatWasTypedIsNotReadAsACallWhenItIsAName(t *testing.T) {
	brand := registry.IndexDocument{Organization: &registry.Organization{ID: "studio", Kind: registry.KindStudio, Name: "“老谭说事”调解工作室", Brand: "老谭说事", Region: "440703101", Version: 1}}
	x := filled(t, understanding(t), []registry.IndexDocument{brand, person("tan", "谭志明", 1)})
	if got := ask(t, x, "老谭"); len(got) != 1 || got[0] != "studio" {
		t.Errorf("老谭 finds %v", got)
	}
}

func TestInstitutionsAreFoundByTheInitialsOfShortForms(t *testing.T) {
	docs := directory(t)
	x := filled(t, understanding(t), docs)
	names := namesOf(docs)
	for query, want := range map[string]string{
		"txlz": "棠下镇劳资纠纷专项调解室", "txlztjs": "棠下镇劳资纠纷专项调解室", "lztjs": "棠下镇劳资纠纷专项调解室", "cggzs": "“船哥”个人调解品牌工作室",
		"xygzs": "“霞姨”个人调解工作室", "pjjrbx": "蓬江区金融保险纠纷调解室", "tjtwh": "桐井村人民调解委员会",
	} {
		if got := ask(t, x, query); len(got) == 0 || names[got[0]] != want {
			t.Errorf("%s finds %v, want %s first", query, got, want)
		}
	}
}

// What a front end does when a chip is closed: it takes the words out.
func TestAChipIsRemovedByTakingItsWordsOut(t *testing.T) {
	x := filled(t, understanding(t), directory(t))
	for _, query := range []string{
		"会讲台山话的劳资律师 棠下", "tangxia lvshi", "Tang Xia  lvshi", "TX 律师", "堂下律师", "女网格员 荷塘", "周三 心理咨询师", "律\u200b师 白沙", "440703101 律师", "ｌａｗｙｅｒ 白沙",
	} {
		a := answer(t, x, registry.DirectoryQuestion{Text: query, First: 3})
		if len(a.Interpreted) < 2 {
			t.Errorf("%s: understood as %q", query, chips(a))
		}
		for _, c := range a.Interpreted {
			left := strings.Replace(query, c.Text, " ", 1)
			if left == query {
				t.Errorf("%s: the words %q of the chip %s are not in it", query, c.Text, c.Value)
			}
			for _, still := range answer(t, x, registry.DirectoryQuestion{Text: left, First: 3}).Interpreted {
				if still.Kind == c.Kind && still.Value == c.Value {
					t.Errorf("%s: without %q the chip %s is still there", query, c.Text, c.Value)
				}
			}
		}
	}
}
