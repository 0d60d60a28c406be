package terms

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"liuyuan/registry"
)

// Times are the days, weeks, months and years that a text names, in its order: 前天,
// 上星期三, 上月底, 去年八月, 农历十一月初三, 春节前. What counts from today needs today;
// without it ("") only what is named in full is found. A month, a day of a month and a
// feast without a year are the last that have begun, since people tell what has happened.
func Times(text string, today registry.Date) []registry.TimeFound {
	folded := Fold(text)
	var hits []hit
	for _, f := range timeForms() {
		hits = append(hits, f.find(folded, today)...)
	}
	slices.SortStableFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(b.to, a.to))
	})
	var found []registry.TimeFound
	end := 0
	for _, h := range hits {
		if h.from < end { // part of a longer one
			continue
		}
		end = h.to
		t := registry.TimeFound{Said: folded[h.from:h.to], From: h.days.from, To: h.days.to}
		if !slices.Contains(found, t) {
			found = append(found, t)
		}
	}
	return found
}

// hit is a time found at a place, in bytes.
type hit struct {
	from, to int
	days     days
}

// timeForm is a way to name a time. Its expression stands for a time unless one of the
// characters of notAfter precedes it or one of notBefore follows.
type timeForm struct {
	expression          *regexp.Regexp
	notAfter, notBefore string
	read                func(said words, today registry.Date) (days, bool)
}

// words are the named parts of an expression as a text has them, and under "" the whole;
// a part that is not there is empty.
type words map[string]string

func (f *timeForm) find(text string, today registry.Date) []hit {
	var hits []hit
	for _, at := range f.expression.FindAllStringSubmatchIndex(text, -1) {
		if !f.stands(text, at[0], at[1]) {
			continue
		}
		said := words{"": text[at[0]:at[1]]}
		for i, name := range f.expression.SubexpNames() {
			if name != "" && at[2*i] >= 0 {
				said[name] = text[at[2*i]:at[2*i+1]]
			}
		}
		if d, ok := f.read(said, today); ok {
			hits = append(hits, hit{at[0], at[1], d})
		}
	}
	return hits
}

// stands reports whether what stands around an occurrence lets it be a time: it begins
// within no number (三四月), comes back no more often (每年三月) and counts from no other
// year (当年三月).
func (f *timeForm) stands(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	first, _ := utf8.DecodeRuneInString(text[from:])
	after, _ := utf8.DecodeRuneInString(text[to:])
	if (isDigit(first) || numeral(first)) && (isDigit(before) || numeral(before) || before == '.') {
		return false
	}
	if strings.ContainsRune(f.notAfter, before) || strings.ContainsRune(f.notBefore, after) {
		return false
	}
	return !slices.ContainsFunc([]string{"每", "逢", "第", "每年", "当年", "同年", "次年", "那年", "嗰年", "隔年", "翌年", "每个"},
		func(w string) bool { return strings.HasSuffix(text[:from], w) })
}

// Parts of the expressions.
const (
	smallNumber  = `(?:[0-9]{1,2}|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅一?|[一二三四五六七八九])`
	anyYear      = `(?P<year>(?:19|20)[0-9]{2}年|[一二][零〇一二三四五六七八九]{3}年|大前年|前年|去年|旧年|上年|今年|本年|明年|出年)`
	maybeYear    = `(?:` + anyYear + `的?)?`
	maybeFarmers = `(?P<farmers>农历|阴历|旧历)?`
	partOfMonth  = `(?:的?(?P<part>[上中下]旬|[底末尾头初]|` + smallNumber + `[日号]))?`
	lunarPart    = `(?:的?(?P<part>[底末尾]|初[一二三四五六七八九十]?|` + smallNumber + `[日号]?))?`
	units        = `(?P<unit>[天日年周]|个?星期|个?礼拜|个月)`
	feastNames   = `春节|农历新年|过年|大年初一|除夕|年三十晚?|年卅晚?|元宵节?|清明节?|五一劳动节|五一|劳动节|端午节?|七夕|中秋节?|八月十五|重阳节?|国庆节?|双十一|冬至|元旦`
)

// timeForms is the table of ways to name a time.
var timeForms = sync.OnceValue(func() []timeForm {
	form := func(expression, notAfter, notBefore string, read func(words, registry.Date) (days, bool)) timeForm {
		return timeForm{regexp.MustCompile(expression), notAfter, notBefore, read}
	}
	return []timeForm{
		form(`(?P<year>(?:19|20)[0-9]{2})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})`, "", "0123456789", figures),
		form(maybeYear+`(?P<month>元|`+smallNumber+`)月份?`+partOfMonth, "", "大龄饼薪嫂子", monthOfYear),
		form(maybeFarmers+maybeYear+maybeFarmers+`(?P<leap>闰)?(?P<month>[正腊冬]|`+smallNumber+`)月份?`+lunarPart, "真", "大龄饼薪嫂子", lunarMonthOfYear),
		form(`(?P<which>上上个?|上个?|这个?|本|今个?|下个?)月份?`+partOfMonth, "以晚早网", "亮饼薪嫂子", monthFromNow),
		form(anyYear+`(?P<part>年[底末尾初头中]|[底末尾初]|上半年|下半年)?`, "以之从目", "纪", yearOrPart),
		form(`年(?P<part>[底末尾初])`, "年", "一二三四五六七八九十", nearestTurn),
		form(`昨[天日晚夜]|[琴寻噚][日晚]|今[天日早晚朝]|明[天日早晚]|听[日晚朝]`, "光清", "本", dayFromNow),
		form(`大?前[天日晚]|大?后[天日]`, "以之从目门面楼房屋店眼跟提今然最背术事饭先", "天气台井花线桥子常", dayFromNow),
		form(`(?P<count>几|两|半|`+smallNumber+`)`+units+`多?(?:之|以)?前`, "", "", ago),
		form(`前(?P<count>几|两)`+units, "以之从目门面楼房屋店眼跟提今先婚节产工生班期走来去厂职学院款货", "", lastFew),
		form(`(?P<which>上上|上|这|本|今|下)个?(?:星期|礼拜|周)(?P<day>[一二三四五六日天末])?`, "以晚早网楼", "围边年岁直百千", weekFromNow),
		form(`(?:星期|礼拜)(?P<day>[一二三四五六日天])`, "0123456789一二三四五六七八九十两几个", "直百千万个", lastWeekday),
		form(maybeYear+`(?P<feast>`+feastNames+`)(?:(?:之|以)?(?P<side>前后|[前后])|(?P<during>期间))?`, "", "路广村街个零一二三四五六七八九十", feast),
		form(`年(?P<side>[前后])`, "0123456789一二三四五六七八九十百年几多数半去今往近当每壮早晚幼周成少老两", "", feast),
	}
})
