package schema_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"liuyuan/registry"
)

// TestATextIsComparedWithTheMattersOnFile holds what a clerk is shown while typing:
// the same matter from another channel with what agrees, nothing that only sounds
// like it, and nothing of another region.
func TestATextIsComparedWithTheMattersOnFile(t *testing.T) {
	onBothStores(t, func(t *testing.T, o *office) {
		staff := staffOf("440703101", "counter")
		register := func(narrative, region, phone string) string {
			d := o.must(staffOf(registry.RegionCode(region[:9]), "other"), "registerDispute",
				fmt.Sprintf(`narrative:%q,regionCode:%q,parties:[{name:"测试甲",side:APPLICANT,phone:%q}]`, narrative, region, phone), "dispute{id}")
			return at(d, "dispute", "id").(string)
		}
		same := register("工地拖欠我们十二个工人三个月工资共36万元，大家想要个说法", "440703101203", "13800001234")
		register("邻居装修漏水，天花板发霉，要求赔偿", "440703101203", "13800005678")
		register("工地拖欠我们十二个工人三个月工资共36万元，大家想要个说法", "440703102001", "13800009999")

		document := `{ likelyDuplicates(text: "我们十二个人在棠下做工地，三个月工资36万元一直拖欠没有发", regionCode: "440703101") { score reasons { code message en: message(locale: EN) } dispute { id narrative parties { name phone masked } } } }`
		data, codes, body := o.ask(staff, document)
		if len(codes) > 0 {
			t.Fatalf("%v: %s", codes, body)
		}
		found := at(data, "likelyDuplicates").([]any)
		if len(found) != 1 || at(found[0], "dispute", "id") != same {
			t.Fatalf("found %v, want %s alone", found, same)
		}
		var told []string
		for _, r := range at(found[0], "reasons").([]any) {
			told = append(told, at(r, "code").(string))
			for _, sentence := range []any{at(r, "message"), at(r, "en")} {
				if s := sentence.(string); s == "" || strings.ContainsAny(s, "{}") || s == at(r, "code") {
					t.Errorf("%s is said as %q", at(r, "code"), s)
				}
			}
		}
		for _, want := range []string{"SAME_WORDS", "SAME_PLACE", "SAME_DAY", "SAME_HEADCOUNT", "SAME_AMOUNT", "SAME_TYPE"} {
			if !slices.Contains(told, want) {
				t.Errorf("%s is not told: %v", want, told)
			}
		}
		if strings.Contains(string(body), "13800001234") {
			t.Errorf("a party's telephone of another clerk's matter is shown whole: %s", body)
		}
	})
}
