package terms

import "strings"

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func numeral(r rune) bool {
	return strings.ContainsRune("零一二三四五六七八九十百千万两几廿卅"+receiptNumerals, r)
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
