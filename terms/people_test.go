package terms

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"liuyuan/registry"
)

func TestCrowdsAreCountedAsPeopleSayThem(t *testing.T) {
	for text, want := range map[string]crowd{
		"我们十二个人":       {registry.PeopleFound{Said: "十二个人", Least: 12, Most: 12}, 12},
		"十几二十人围住门口":    {registry.PeopleFound{Said: "十几二十人", Least: 10, Most: 20}, 20},
		"十几廿个工友":       {registry.PeopleFound{Said: "十几廿个工友", Least: 10, Most: 20}, 20},
		"廿几个人":         {registry.PeopleFound{Said: "廿几个人", Least: 20, Most: 29}, 20},
		"二三十人":         {registry.PeopleFound{Said: "二三十人", Least: 20, Most: 30}, 30},
		"五六十个工友":       {registry.PeopleFound{Said: "五六十个工友", Least: 50, Most: 60}, 60},
		"我们七八个":        {registry.PeopleFound{Said: "七八个", Least: 7, Most: 8}, 8},
		"三两个人":         {registry.PeopleFound{Said: "三两个人", Least: 2, Most: 3}, 2},
		"十七八个后生仔, 十八人": {registry.PeopleFound{Said: "十七八个", Least: 17, Most: 18}, 18},
		"七到八个人":        {registry.PeopleFound{Said: "七到八个人", Least: 7, Most: 8}, 8},
		"30-40名工人":     {registry.PeopleFound{Said: "30-40名", Least: 30, Most: 40}, 40},
		"七、八个人":        {registry.PeopleFound{Said: "七、八个人", Least: 7, Most: 8}, 8},
		"我们三十几号人":      {registry.PeopleFound{Said: "三十几号人", Least: 30, Most: 39}, 30},
		"我们100多人":      {registry.PeopleFound{Said: "100多人", Least: 100, Most: 199}, 100},
		"几十号人坐在门口":     {registry.PeopleFound{Said: "几十号人", Least: 20, Most: 99}, 30},
		"百来人去了镇政府":     {registry.PeopleFound{Said: "百来人", Least: 100, Most: 199}, 100},
		"上百人":          {registry.PeopleFound{Said: "上百人", Least: 100}, 100},
		"至少二十个人":       {registry.PeopleFound{Said: "二十个人", Least: 20}, 20},
		"三四个人":         {registry.PeopleFound{Said: "三四个人", Least: 3, Most: 4}, 4},
		"几个工友":         {registry.PeopleFound{Said: "几个工友", Least: 2, Most: 9}, 3},
		"成班工友冇粮出":      {registry.PeopleFound{Said: "成班工友", Least: band}, band},
		"一大班街坊":        {registry.PeopleFound{Said: "一大班街坊", Least: band}, band},
		"全厂三个月没发工资":    {registry.PeopleFound{Said: "全厂", Least: works}, works},
		"全村都来了":        {registry.PeopleFound{Said: "全村", Least: village}, village},
		"两条村的人打起来":     {registry.PeopleFound{Said: "两条村", Least: 2 * village}, 2 * village},
		"两条村争水源":       {registry.PeopleFound{Said: "两条村", Least: 2 * village}, 2 * village},
		"三个村民":         {registry.PeopleFound{Said: "三个村民", Least: 3, Most: 3}, 3},
		"十二户":          {registry.PeopleFound{Said: "十二户", Least: 12}, 12},
		"两条村之间的路":      {},
		"九十几家业主签了名":    {registry.PeopleFound{Said: "九十几家业主", Least: 90, Most: 99}, 90},
		"一天打几十个电话":     {},
		"二十几个电话":       {},
		"做足十二个钟":       {},
		"三十个项目":        {},
		"一群鸭":          {},
		"三个月":          {},
		"我们三个孩子":       {},
	} {
		if got := headcount([]rune(Fold(text))); got != want {
			t.Errorf("%s: %+v, want %+v", text, got, want)
		}
	}
}

func TestANumberOfPeopleIsItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 9999).Draw(t, "n")
		for _, text := range []string{fmt.Sprintf("我们%d个人", n), "我们" + inChinese(n) + "个人"} {
			if got := headcount([]rune(text)); got.figure != n || got.found.Least != n || got.found.Most != n {
				t.Fatalf("%s: %+v", text, got)
			}
		}
		got := headcount([]rune(inChinese(n) + "多人"))
		if got.found.Least != n || got.found.Most < n || got.figure != n {
			t.Fatalf("%s多人: %+v", inChinese(n), got)
		}
	})
}

// The figure that policies take lies within what is told, for any words.
func TestTheFigureLiesWithinWhatIsTold(t *testing.T) {
	pieces := rapid.SliceOfN(rapid.SampledFrom(strings.Split("一 二 两 三 七 八 九 十 百 千 万 零 几 好 上 数 多 余 来 廿 卅 伍 拾 俩 3 0 12 . , - 到 、 至少 我们 个 人 名 户 条村 村 个村民 的 成班 工友 全厂 月", " ")), 1, 9)
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(pieces.Draw(t, "text"), "")
		checkCrowd(t, text)
	})
}

func checkCrowd(t interface{ Errorf(string, ...any) }, text string) {
	folded := Fold(text)
	c := headcount([]rune(folded))
	f := c.found
	if c == (crowd{}) {
		return
	}
	if f.Least < 1 || c.figure < f.Least || f.Most != 0 && c.figure > f.Most || !strings.Contains(folded, f.Said) || f.Said == "" {
		t.Errorf("%q: %+v", text, c)
	}
}

// inChinese writes a number from 1 to 9999 as it is spoken.
func inChinese(n int) string {
	digits := []rune("零一二三四五六七八九")
	var b strings.Builder
	gap := false
	for _, u := range []struct {
		size int
		name string
	}{{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}} {
		d := n / u.size % 10
		if d == 0 {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteRune('零')
			gap = false
		}
		if d > 1 || u.size != 10 || b.Len() > 0 {
			b.WriteRune(digits[d])
		}
		b.WriteString(u.name)
	}
	return b.String()
}
