package terms

import (
	"math"
	"slices"
	"strings"

	"liuyuan/registry"
)

// A crowd without a number stands for so many people at the least (local policy): a
// band for three, as the law's 聚众 does; a works for ten; a village for a hundred.
const (
	band    = 3
	works   = 10
	village = 100
)

// mostPeople is the largest number that is taken for a number of people.
const mostPeople = 100_000

// crowds are the words for many people without a number, the largest first.
func crowds() []crowd {
	var all []crowd
	for _, w := range []string{"全村", "整个村", "整条村", "成条村", "成村人", "全体村民", "全体业主", "所有业主", "上百村民", "上百业主", "上百工", "过百人"} {
		all = append(all, atLeast(w, village))
	}
	for _, w := range []string{"全厂", "整个厂", "成间厂", "整间厂", "全公司", "整个公司", "成间公司", "全工地", "整个工地", "成个地盘", "全体工人", "全体员工", "全体职工"} {
		all = append(all, atLeast(w, works))
	}
	return all
}

// bands are the words for a band of people, which a noun of people follows: 成班工友.
func bands() []string {
	return []string{"成班", "一班", "一大班", "大班", "成群", "一群", "一大群", "一帮", "成帮", "一大帮", "一伙", "成伙", "一众"}
}

// companions are the people that a band is made of.
func companions() []string {
	return []string{"人", "工友", "工人", "民工", "村民", "业主", "街坊", "老乡", "乡亲", "家长", "同事", "兄弟", "员工", "学生", "后生", "亲戚", "骑手", "司机", "租客",
		"租户", "伙计", "师傅", "姐妹", "商户", "档主", "客户", "会员", "家属", "老人"}
}

// crowd is people that a text speaks of. figure is the number that the policies of
// load and risk take: it lies within what is told.
type crowd struct {
	found  registry.PeopleFound
	figure int
}

func atLeast(said string, least int) crowd {
	return crowd{registry.PeopleFound{Said: said, Least: least}, least}
}

// headcount is the largest crowd that a text speaks of; nothing if it tells none:
// 十二个人, 二三十名工友, 我们三十多人, 全厂.
func headcount(text []rune) crowd {
	var largest crowd
	take := func(c crowd) {
		if c.figure > largest.figure {
			largest = c
		}
	}
	for from := range text {
		take(numbered(text, from))
		take(banded(text, from))
	}
	s := string(text)
	for _, c := range crowds() {
		if strings.Contains(s, c.found.Said) {
			take(c)
		}
	}
	return largest
}

// numbered reads a number of people at a place.
func numbered(text []rune, from int) crowd {
	if from > 0 && (isDigit(text[from-1]) || numeral(text[from-1]) || text[from-1] == '第') {
		return crowd{}
	}
	n, took, _ := several(text[from:])
	if took == 0 || n < 1 || n > mostPeople || calls(text, from) {
		return crowd{}
	}
	told := text[from : from+took]
	least, most := bounds(told, n)
	if upper, more := through(text[from+took:], n); more > 0 {
		_, most = bounds(text[from+took+1:from+took+more], upper)
		n, took = upper, took+more
	}
	if villages := villagers(text[from+took:]); villages > 0 && n >= 2 && n <= works {
		return crowd{registry.PeopleFound{Said: string(text[from : from+took+villages]), Least: int(least) * village}, int(n) * village}
	}
	noun := counted(text, from+took, n)
	if noun == 0 {
		return crowd{}
	}
	if openEnded(text, from, from+took) {
		most = 0
	}
	return crowd{registry.PeopleFound{Said: string(text[from : from+took+noun]), Least: int(least), Most: int(most)}, int(n)}
}

// several is number, and 几 and 好几 that stand alone, which are read as three.
func several(text []rune) (float64, int, bool) {
	if n, took, about := number(text); took > 0 {
		return n, took, about
	}
	for _, w := range []string{"好几", "几"} {
		if strings.HasPrefix(string(text[:min(len(text), 2)]), w) {
			return band, len([]rune(w)), true
		}
	}
	return 0, 0, false
}

// through reads the second half of 七到八个, 30-40人, 7、8个; more counts the mark as well.
func through(text []rune, least float64) (most float64, more int) {
	if len(text) == 0 || !strings.ContainsRune("到至-~、", text[0]) {
		return 0, 0
	}
	most, took, _ := number(text[1:])
	if took == 0 || most <= least || most > mostPeople || text[0] == '、' && most != least+1 {
		return 0, 0
	}
	return most, 1 + took
}

// bounds are the least and the most that a number may mean as people say it: 七八 is
// 7 to 8, 三十多 30 to 39, 几十 20 to 99. Most is 0 where nothing is told (上百).
func bounds(told []rune, n float64) (least, most float64) {
	switch first, last := told[0], told[len(told)-1]; {
	case first == '上':
		return n, 0 // 上百
	case strings.ContainsRune("几数好", first):
		unit := magnitude(n)
		return min(n, 2*unit), 10*unit - 1
	case strings.ContainsRune("多余来几", last):
		return n, n + roundness(n) - 1
	}
	if several := slices.Index(told, '几'); several > 0 { // 十几二十
		least, _, _ = number(told[:several])
		return least, n
	}
	for i := 1; i < len(told); i++ {
		if pairOfDigits(told, i) {
			other, _, _ := number(slices.Delete(slices.Clone(told), i, i+1))
			return min(n, other), max(n, other)
		}
	}
	return n, n
}

// pairOfDigits reports whether two Chinese digits stand side by side, as in 七八.
func pairOfDigits(told []rune, second int) bool {
	a, first := digit(told[second-1])
	b, then := digit(told[second])
	return first && then && a > 0 && b > 0
}

// roundness is the largest power of ten that divides a number: 100 of 300, 10 of 120.
func roundness(n float64) float64 {
	unit := 1.0
	for unit*10 <= n && math.Mod(n, unit*10) == 0 {
		unit *= 10
	}
	return unit
}

// magnitude is the largest power of ten that is no larger than a number: 100 of 350.
func magnitude(n float64) float64 {
	unit := 1.0
	for unit*10 <= n {
		unit *= 10
	}
	return unit
}

// openEnded reports whether a number is a lower limit: 至少二十人; or one of households.
func openEnded(text []rune, from, to int) bool {
	before := string(text[max(0, from-2):from])
	for _, w := range []string{"至少", "起码", "超过", "多过", "不止", "不下", "唔止"} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return strings.HasPrefix(string(text[to:min(len(text), to+2)]), "户")
}

// villagers reads 条村人 and the like behind a number: how many characters it takes, 0
// if people of villages do not follow. 两条村之间的路 counts nobody.
func villagers(text []rune) int {
	rest := string(text[:min(len(text), 8)])
	for _, w := range []string{"条村", "个村", "村"} {
		people, ok := strings.CutPrefix(rest, w)
		if !ok {
			continue
		}
		people = strings.TrimPrefix(people, "的")
		for _, p := range []string{"人", "村民", "乡亲", "兄弟", "争", "打", "吵", "闹", "械斗", "对峙"} {
			if strings.HasPrefix(people, p) {
				return len([]rune(w))
			}
		}
	}
	return 0
}

// banded reads a band of people at a place.
func banded(text []rune, from int) crowd {
	if !strings.ContainsRune("成一大", text[from]) {
		return crowd{}
	}
	rest := string(text[from:min(len(text), from+8)])
	for _, w := range bands() {
		after, ok := strings.CutPrefix(rest, w)
		if !ok {
			continue
		}
		for _, p := range companions() {
			if strings.HasPrefix(after, p) {
				return atLeast(w+p, band)
			}
		}
	}
	return crowd{}
}

// calls reports whether a number counts calls or parcels: 一天打几十个.
func calls(text []rune, from int) bool {
	return from > 0 && strings.ContainsRune("打接寄发送", text[from-1])
}

// counted gives how many characters behind a number count people; 0 if it counts
// something else.
func counted(text []rune, at int, n float64) int {
	rest := string(text[at:min(len(text), at+8)])
	if longestPrefix(rest, noPeople()) > 0 {
		return 0
	}
	if noun := longestPrefix(rest, peopleNouns()); noun > 0 {
		return noun
	}
	if !strings.HasPrefix(rest, "个") || longestPrefix(rest, things()) > 0 {
		return 0
	}
	// 几十个, 三十多个 without a noun are people in a complaint when they are many.
	if n >= 10 || ours(text, at) {
		return 1
	}
	return 0
}

// ours reports whether a number before a place follows us or them: 我们三个, 我们七八个.
func ours(text []rune, at int) bool {
	before := string(text[max(0, at-4):at])
	return slices.ContainsFunc([]string{"我们", "我哋", "咱们", "他们", "佢哋"}, func(w string) bool { return strings.Contains(before, w) })
}

// longestPrefix is the length in characters of the longest word that begins a text.
func longestPrefix(text string, words []string) int {
	longest := 0
	for _, w := range words {
		if strings.HasPrefix(text, w) {
			longest = max(longest, len([]rune(w)))
		}
	}
	return longest
}

// noPeople follow a number that counts nobody, or nobody of the matter.
func noPeople() []string {
	return []string{"口人家", "个客户", "个推销", "个顾客", "个粉丝", "名客户", "名顾客", "人份", "个月", "个小时", "个星期", "个孩子", "个小孩", "个儿子", "个女儿", "人间",
		"个亿", "位数", "名义"}
}

// peopleNouns follow a number of people.
func peopleNouns() []string {
	return []string{"人", "名", "位", "个人", "个工", "个工人", "个工友", "个民工", "个农民", "个村民", "个业主", "个同事", "个员工", "个老乡", "个兄弟", "个骑手", "个家长", "个居民",
		"个租户", "个司机", "个住户", "个商户", "个老人", "个学生", "个女工", "个亲戚", "个亲属", "个家属", "个女人", "个男人", "个同学", "个朋友", "个师傅", "个帮工", "户",
		"多人", "余人", "来人", "几个人", "几号人", "号人",
		"家业主", "家住户", "家租户", "家商户"}
}

// things are counted by 个 and are no people.
func things() []string {
	return []string{"个月", "个小时", "个点", "个平", "个柜", "个箱", "个货", "个工作日", "个工时", "个车位", "个商品", "个会员卡", "个客户", "个推销", "个粉丝", "个顾客", "个钟", "个电话", "个短信", "个快递", "个包裹",
		"个项目", "个楼盘", "个车间", "个摊位", "个档口", "个铺位"}
}
