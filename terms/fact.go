package terms

import (
	"fmt"
	"slices"
	"strings"

	"liuyuan/registry"
)

// wholeVillage is how many people 全村 and the like stand for at the least.
const wholeVillage = 100

// headcount is the largest number of people a text speaks of; 0 if it tells none.
// 十二个人, 12名工友, 几十个, 我们三十多人, 全村.
func headcount(text []rune) int {
	most := 0
	for from := 0; from < len(text); from++ {
		if from > 0 && (isDigit(text[from-1]) || numeral(text[from-1])) {
			continue
		}
		n, took, _ := number(text[from:])
		if took == 0 || n < 1 || n > 100_000 || from > 0 && text[from-1] == '第' {
			continue
		}
		if people(text, from+took, n) && !calls(text, from) {
			most = max(most, int(n))
		}
	}
	s := string(text)
	for _, w := range []string{"全村", "整个村", "整条村", "成条村", "成村人", "全体村民", "全体业主", "所有业主", "上百人", "上百名", "上百户", "上百村民", "上百业主", "上百工", "过百人"} {
		if strings.Contains(s, w) {
			most = max(most, wholeVillage)
		}
	}
	return most
}

// calls reports whether a number counts calls or parcels: 一天打几十个.
func calls(text []rune, from int) bool {
	return from > 0 && strings.ContainsRune("打接寄发送", text[from-1])
}

// people reports whether what follows a number counts people.
func people(text []rune, at int, n float64) bool {
	rest := string(text[at:min(len(text), at+8)])
	for _, w := range []string{"口人家", "个客户", "个推销", "个顾客", "个粉丝", "名客户", "名顾客", "人份", "个月", "个小时", "个星期", "个孩子", "个小孩", "个儿子", "个女儿", "人间", "个亿", "位数", "名义"} {
		if strings.HasPrefix(rest, w) {
			return false
		}
	}
	for _, w := range []string{"人", "名", "位", "个人", "个工", "个民工", "个农民", "个村民", "个业主", "个同事", "个员工", "个老乡", "个兄弟", "个骑手", "个家长", "个居民", "个租户", "个司机", "个住户", "个商户", "个老人", "个学生", "个女工", "个亲戚", "个亲属", "个家属", "个女人", "个男人", "个同学", "个朋友", "个师傅", "个帮工", "户", "多人", "余人", "来人", "几个人", "几号人", "号人"} {
		if strings.HasPrefix(rest, w) {
			return true
		}
	}
	if from := string(text[max(0, at-3):at]); strings.HasPrefix(rest, "个") && !thing(rest) && slices.Contains([]string{"我们", "我哋", "咱们", "他们", "佢哋"}, string([]rune(from)[:min(2, len([]rune(from)))])) {
		return true // 我们三个
	}
	// 几十个, 三十多个 without a noun are people in a complaint when they are many.
	return strings.HasPrefix(rest, "个") && n >= 10 && !thing(rest)
}

// thing reports whether 个 counts something else than people.
func thing(rest string) bool {
	for _, w := range []string{"个月", "个小时", "个点", "个平", "个柜", "个箱", "个货", "个工作日", "个工时", "个车位", "个商品", "个会员卡", "个客户", "个推销", "个粉丝", "个顾客", "个小时"} {
		if strings.HasPrefix(rest, w) {
			return true
		}
	}
	return false
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func numeral(r rune) bool {
	return strings.ContainsRune("零一二三四五六七八九十百千万两几"+receiptNumerals, r)
}

// amounts are the sums of money a text names, in yuan, in its order: 三万八, 5千块,
// 12.5万元.
func amounts(text []rune) []float64 {
	var found []float64
	for from := 0; from < len(text); from++ {
		if from > 0 && (isDigit(text[from-1]) || text[from-1] == '.' || numeral(text[from-1])) {
			continue
		}
		n, took, _ := number(text[from:])
		if took == 0 || n <= 0 {
			continue
		}
		if times := slang(text[from+took:]); times > 0 {
			found = append(found, n*times)
		} else if money(text, from, from+took, n) {
			found = append(found, n)
		}
	}
	return found
}

// slang is what a Cantonese unit of money stands for: 两皮嘢 is 20,000, 三撇水 3,000,
// 五嚿水 500. 0: no such unit.
func slang(text []rune) float64 {
	for unit, yuan := range map[string]float64{"皮嘢": 1e4, "皮野": 1e4, "撇水": 1e3, "嚿水": 100, "旧水": 100} {
		if strings.HasPrefix(string(text[:min(len(text), 2)]), unit) {
			return yuan
		}
	}
	return 0
}

// short reports whether a number leaves its last unit out, as prices do, and money is
// spoken of before it: 押金三百五.
func short(text []rune, from, to int) bool {
	if to-from < 3 || !strings.ContainsRune("百千", text[to-2]) {
		return false
	}
	if _, last := digit(text[to-1]); !last {
		return false
	}
	before := string(text[max(0, from-4):from])
	return strings.ContainsAny(before, "钱金租费价欠借赔收付给扣罚")
}

// money reports whether a number is a sum: a unit of money follows, or it is
// counted in 万 and nothing else is counted.
func money(text []rune, from, to int, n float64) bool {
	rest := string(text[to:min(len(text), to+4)])
	for _, unit := range []string{"元", "块", "蚊", "人民币", "rmb"} {
		if strings.HasPrefix(rest, unit) {
			return true
		}
	}
	if from > 0 && (text[from-1] == '¥' || text[from-1] == '￥') {
		return true
	}
	inWan := strings.ContainsRune(string(text[from:to]), '万') || strings.ContainsRune(string(text[from:to]), 'w')
	for _, other := range []string{"人", "平", "公里", "个", "次", "户", "亩", "斤", "吨", "只", "头", "条", "台", "名", "天", "米"} {
		if strings.HasPrefix(rest, other) {
			return false
		}
	}
	return inWan && n >= 1000 || short(text, from, to)
}

// dates are the days a text names in full: 2026年3月2日, 2026-03-02, 二〇二六年三月二日.
// Days that count from today (上个月) need a clock and are left to the reader.
func dates(text []rune) []registry.Date {
	var found []registry.Date
	for from := 0; from+8 <= len(text); from++ {
		if from > 0 && (isDigit(text[from-1]) || numeral(text[from-1])) {
			continue
		}
		y, at := year(text, from)
		if at == 0 || y < 1949 || y > 2100 {
			continue
		}
		m, at := part(text, at, "年-/.")
		d, end := part(text, at, "月-/.")
		if end == 0 {
			continue
		}
		if day, err := registry.ParseDate(fmt.Sprintf("%04d-%02d-%02d", y, m, d)); err == nil && !slices.Contains(found, day) {
			found = append(found, day)
		}
	}
	return found
}

// part reads one separator and a number of one or two figures.
func part(text []rune, at int, separators string) (int, int) {
	if at == 0 || at >= len(text) || !strings.ContainsRune(separators, text[at]) {
		return 0, 0
	}
	if n, end := figure(text, at+1, 2); end > 0 {
		return n, end
	}
	n, took, about := chinese(text[at+1:])
	if took == 0 || about || n > 31 {
		return 0, 0
	}
	return int(n), at + 1 + took
}

// year reads four figures, Arabic or Chinese: 2026, 二〇二六.
func year(text []rune, from int) (int, int) {
	if n, end := figure(text, from, 4); end > 0 {
		return n, end
	}
	n := 0
	for at := from; at < from+4; at++ {
		d, ok := digit(text[at])
		if !ok {
			return 0, 0
		}
		n = 10*n + int(d)
	}
	return n, from + 4
}

// figure reads a number of at most so many figures; the place after it, 0 if none.
func figure(text []rune, from, most int) (int, int) {
	n, at := 0, from
	for at < len(text) && at-from < most && isDigit(text[at]) {
		n, at = n*10+int(text[at]-'0'), at+1
	}
	if at == from || most == 4 && at-from < 4 {
		return 0, 0
	}
	return n, at
}
