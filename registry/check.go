package registry

import (
	"fmt"
	"unicode/utf8"
)

// Limits of one record. They bound what a single write may carry; all are tested.
const (
	MaxName         = 60   // characters of a person's or institution's name
	MaxIntroduction = 2000 // characters
	MaxPhone        = 30   // characters of a duty phone
	MaxList         = 64   // entries of any list in a record
	MaxServiceAreas = 200  // regions one person may serve
	MaxCapacity     = 1000 // weight units
	MaxNarrative    = 4000 // characters of a dispute's narrative or a text to classify
	MaxQuery        = 200  // characters of a directory query
	MaxCandidates   = 100  // people one match may return
)

func checkName(s string, field ...string) error {
	n := utf8.RuneCountInString(s)
	if n == 0 {
		return Invalid(field, "名称不能为空", "a name is required")
	}
	if n > MaxName || !utf8.ValidString(s) {
		return Invalid(field, fmt.Sprintf("名称最多 %d 个字", MaxName), fmt.Sprintf("a name has at most %d characters", MaxName))
	}
	for _, r := range s {
		if r < ' ' || r == 0x7f {
			return Invalid(field, "名称里有控制字符", "the name holds a control character")
		}
	}
	return nil
}

func checkLength(s string, limit int, field ...string) error {
	if utf8.RuneCountInString(s) > limit {
		return Invalid(field, fmt.Sprintf("最多 %d 个字", limit), fmt.Sprintf("at most %d characters", limit))
	}
	if !utf8.ValidString(s) {
		return Invalid(field, "不是有效的 UTF-8 文本", "not valid UTF-8 text")
	}
	return nil
}

func checkCount(n, limit int, field ...string) error {
	if n > limit {
		return Invalid(field, fmt.Sprintf("最多 %d 项", limit), fmt.Sprintf("at most %d entries", limit))
	}
	return nil
}
