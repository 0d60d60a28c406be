package index

import (
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/width"
)

// fold makes texts comparable.
func fold(s string) string {
	return strings.ToLower(width.Fold.String(s))
}

// squeeze keeps letters and digits alone, so that quotes, spaces and brackets
// neither part nor join anything.
func squeeze(folded string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, folded)
}

// isStop reports whether a pair of characters is too common to ask for.
func isStop(pair string) bool {
	return strings.Contains("纠纷 调解 解室 工作 作室 人民 委员 员会", pair)
}

func pinyinOf(s string) [][]string {
	a := pinyin.NewArgs()
	return pinyin.Pinyin(s, a)
}
