package terms

import (
	"slices"
	"strings"
	"sync"

	"github.com/mozillazg/go-pinyin"
)

// surnames are read differently as surnames than as words. Source: 通用规范汉字表
// surname readings; the Wuyi surnames 区 and 单 among them.
func surnames() map[string]string {
	return map[string]string{
		"区": "ou", "曾": "zeng", "单": "shan", "解": "xie", "仇": "qiu", "查": "zha", "任": "ren", "朴": "piao", "盖": "ge",
		"覃": "qin", "冼": "xian", "尹": "yin", "万俟": "moqi", "尉迟": "yuchi", "长孙": "zhangsun", "令狐": "linghu",
		"宓": "fu", "缪": "miao", "员": "yun", "乐": "yue", "种": "chong", "秘": "bi", "折": "she", "逄": "pang",
		"翟": "zhai", "华": "hua", "那": "na", "车": "che", "石": "shi", "句": "gou", "召": "shao", "郗": "xi", "洗": "xian",
	}
}

// places are words whose characters the pinyin table reads otherwise.
func places() map[string]string {
	return map[string]string{
		"长堤": "chang di", "重庆": "chong qing", "番禺": "pan yu", "乐清": "yue qing", "长沙": "chang sha", "厦门": "xia men",
		"大埔": "da bu", "东莞": "dong guan", "调解": "tiao jie", "调委会": "tiao wei hui", "银行": "yin hang", "行业": "hang ye", "重阳": "chong yang",
		"会计": "kuai ji", "音乐": "yin yue", "长乐": "chang le", "朝阳": "chao yang", "堤东": "di dong", "堤西": "di xi",
		"石头": "shi tou", "都会": "du hui", "沙仔尾": "sha zai wei", "涉侨": "she qiao", "里村": "li cun", "塔岗": "ta gang",
	}
}

// readings is the pinyin table, a constant of the library.
var readings = sync.OnceValue(func() pinyin.Args {
	a := pinyin.NewArgs()
	a.Heteronym = true
	return a
})

// Readings gives, for each character of a folded text, its syllables without
// tones, the most likely first. A character without a reading gives itself.
func Readings(folded string) [][]string {
	chars := []rune(folded)
	out := make([][]string, len(chars))
	for i, r := range chars {
		out[i] = syllablesOf(r)
	}
	prefer(out, chars, places())
	preferSurname(out, chars)
	return out
}

func syllablesOf(r rune) []string {
	if r < 0x3400 {
		return []string{string(r)}
	}
	var list []string
	for _, s := range pinyin.SinglePinyin(r, readings()) {
		if s != "" && !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	if len(list) == 0 {
		return []string{string(r)}
	}
	return list
}

// prefer puts the reading of a known word first wherever the word stands.
func prefer(out [][]string, chars []rune, words map[string]string) {
	for at := range chars {
		for n := 2; n <= 3 && at+n <= len(chars); n++ {
			reading, ok := words[string(chars[at:at+n])]
			if !ok {
				continue
			}
			for i, s := range strings.Fields(reading) {
				out[at+i] = first(s, out[at+i])
			}
		}
	}
}

// preferSurname reads the beginning of a short text as a surname: names of people
// have two to four characters.
func preferSurname(out [][]string, chars []rune) {
	if len(chars) < 1 || len(chars) > 4 {
		return
	}
	known := surnames()
	if len(chars) > 2 {
		if s, ok := known[string(chars[:2])]; ok {
			for i, syllable := range cutDouble(s) {
				out[i] = first(syllable, out[i])
			}
			return
		}
	}
	if s, ok := known[string(chars[0])]; ok {
		out[0] = first(s, out[0])
	}
}

// cutDouble cuts the reading of a surname of two characters.
func cutDouble(s string) []string {
	for double, cut := range map[string][]string{"moqi": {"mo", "qi"}, "yuchi": {"yu", "chi"}, "zhangsun": {"zhang", "sun"}, "linghu": {"ling", "hu"}} {
		if s == double {
			return cut
		}
	}
	return []string{s}
}

func first(s string, list []string) []string {
	out := []string{s}
	for _, e := range list {
		if e != s {
			out = append(out, e)
		}
	}
	return out
}

// SortKey is the text by which a name is ordered: the pinyin of its characters,
// then the name, so that different names never share a key.
func SortKey(name string) string {
	folded := Fold(name)
	var b strings.Builder
	for _, r := range Readings(folded) {
		b.WriteString(r[0])
		b.WriteByte(' ')
	}
	b.WriteString(folded)
	return b.String()
}
