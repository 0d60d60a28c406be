package index

import (
	"strings"

	"liuyuan/terms"
)

// phrase is the free text of a query, ready to be looked for.
type phrase struct {
	whole  string // letters and digits alone
	pieces []piece
	kinds  []string // kinds that the words name: 调解室 is ROOM
	common bool     // there are only common words
	level  level    // of the institution that is wanted; zero if none is told
}

// piece is a run of the text. In characters, those of common pairs (调解, 纠纷) are
// optional unless nothing else is there.
type piece struct {
	terms.Run
	chars    []string
	optional []bool
	surname  bool // written 姓陈: the name begins with it
}

// surnameSign says that a surname follows: 姓陈.
const surnameSign = "姓"

// newPhrase reads text literally: there is no query syntax.
func newPhrase(text string) phrase {
	f := terms.Fold(text)
	p := phrase{whole: terms.Squeeze(f), kinds: kindsNamed(f)}
	needed := false
	for _, r := range p.withoutLevel(terms.Runs(f)) {
		one := piece{Run: r}
		if r.Han {
			one.chars = terms.Chars(r.Text)
			if name, ok := surnameIn(one.chars); ok {
				one = name
			}
			one.optional = stops(one.chars)
			markKinds(one)
			markIdle(one)
		}
		needed = needed || one.needed()
		p.pieces = append(p.pieces, one)
	}
	if p.common = !needed; p.common {
		for i := range p.pieces {
			p.pieces[i].optional = make([]bool, len(p.pieces[i].chars))
		}
	}
	return p
}

// withoutLevel takes the word for a level out of a text that names a kind of institution.
func (p *phrase) withoutLevel(runs []terms.Run) []terms.Run {
	if len(p.kinds) == 0 {
		return runs
	}
	var left []terms.Run
	for _, r := range runs {
		rest, l := cutLevel(r.Text)
		if l.rank != "" {
			p.level = l
		}
		if rest != "" {
			left = append(left, terms.Run{Text: rest, Han: r.Han})
		}
	}
	return left
}

// surnameIn reads 姓陈, 姓欧阳 and 姓陈的; false if the characters say no such thing.
func surnameIn(chars []string) (piece, bool) {
	tail := chars[1:]
	if n := len(tail) - 1; n > 0 && (tail[n] == "的" || tail[n] == "嘅") {
		tail = tail[:n]
	}
	if chars[0] != surnameSign || len(tail) < 1 || len(tail) > 2 {
		return piece{}, false
	}
	return piece{Run: terms.Run{Text: strings.Join(tail, ""), Han: true}, chars: tail, surname: true}, true
}

// needed reports whether the piece asks for anything that is not optional.
func (p piece) needed() bool {
	if !p.Han {
		return true
	}
	for _, o := range p.optional {
		if !o {
			return true
		}
	}
	return false
}

// segments are the stretches of required characters.
func (p piece) segments() [][]string {
	var all [][]string
	var cur []string
	for i, c := range p.chars {
		if p.optional[i] {
			if cur != nil {
				all = append(all, cur)
			}
			cur = nil
			continue
		}
		cur = append(cur, c)
	}
	if cur != nil {
		all = append(all, cur)
	}
	return all
}

// text is the phrase as it is read: pieces between spaces.
func (p phrase) text() string {
	var texts []string
	for _, one := range p.pieces {
		texts = append(texts, one.Text)
	}
	return strings.Join(texts, " ")
}

// empty reports whether there is nothing to look for.
func (p phrase) empty() bool { return len(p.pieces) == 0 }

// kindWords are the words that name a kind of institution.
func kindWords() []struct{ word, kind string } {
	return []struct{ word, kind string }{
		{"调解室", "ROOM"}, {"工作室", "STUDIO"}, {"品牌", "STUDIO"},
		{"调委会", "COMMITTEE"}, {"调解委员会", "COMMITTEE"}, {"综治中心", "CENTRE"},
	}
}

// markKinds makes the words for kinds optional: who types 桐井村调委会 means
// 桐井村人民调解委员会.
func markKinds(p piece) {
	for _, k := range kindWords() {
		n := len(terms.Chars(k.word))
		for i := 0; i+n <= len(p.chars); i++ {
			if strings.Join(p.chars[i:i+n], "") == k.word {
				for j := i; j < i+n; j++ {
					p.optional[j] = true
				}
			}
		}
	}
}

// idleBefore and idleBehind are words around a name: 找船哥, 船哥在哪里, 欧阳师傅 (somebody
// named 欧阳), 请问陈国强主任的电话.
func idleBefore() []string {
	return []string{"我要找", "帮我找", "想找", "请找", "请问", "一下", "找", "搵", "那个", "嗰个"}
}

func idleBehind() []string {
	return []string{
		"在哪里", "在哪", "喺边度", "喺边", "的电话", "电话", "的地址", "地址", "的联系方式", "联系方式", "是谁", "的手机", "手机", "的那个", "的那间", "那个", "这个", "那间", "那里", "那边", "那位", "嗰个", "嗰间", "嘅", "的",
		"师傅", "主任", "老师", "先生", "女士", "小姐", "太太", "医生", "同志", "阿姨", "大姐", "大哥", "大叔", "大伯", "所长", "队长", "站长", "会长", "警官",
		"理事", "法官", "科长", "局长", "院长", "老板", "校长", "经理", "教授",
	}
}

// maxIdle is how many idle words are passed over on each side.
const maxIdle = 3

// markIdle makes idle words optional, as long as something is left between them.
func markIdle(p piece) {
	left, from := p.Text, 0
	for range maxIdle {
		for _, w := range idleBefore() {
			if tail, ok := strings.CutPrefix(left, w); ok && tail != "" {
				n := len(terms.Chars(w))
				markAll(p.optional[from : from+n])
				left, from = tail, from+n
				break
			}
		}
	}
	to := len(p.chars)
	for _, k := range kindWords() { // 船哥的工作室: what is idle stands before the kind
		if head, ok := strings.CutSuffix(left, k.word); ok && head != "" {
			to -= len(terms.Chars(k.word))
			left = head
		}
	}
	for range maxIdle {
		for _, w := range idleBehind() {
			if head, ok := strings.CutSuffix(left, w); ok && head != "" {
				n := len(terms.Chars(w))
				markAll(p.optional[to-n : to])
				left, to = head, to-n
				break
			}
		}
	}
}

func markAll(optional []bool) {
	for i := range optional {
		optional[i] = true
	}
}

func kindsNamed(folded string) []string {
	var kinds []string
	for _, k := range kindWords() {
		if strings.Contains(folded, k.word) {
			kinds = append(kinds, k.kind)
		}
	}
	if len(kinds) == 0 && strings.HasSuffix(folded, "室") { // 劳资室
		kinds = append(kinds, "ROOM")
	}
	return kinds
}
