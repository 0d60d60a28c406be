package registry

// Locale is the language that people read; the values are the API's.
type Locale string

// The two locales; Chinese is the default everywhere.
const (
	Chinese Locale = "ZH_CN"
	English Locale = "EN"
)

// Language is a spoken language, BCP 47: cmn, yue, yue-x-siyap, hak, en …
type Language string

// Languages that are named in the directory, with their names.
// A mediator may speak others; any well-formed tag is kept.
func Languages() []LanguageName {
	return []LanguageName{
		{"cmn", Text{"普通话", "Mandarin"}},
		{"yue", Text{"粤语", "Cantonese"}},
		{"yue-x-siyap", Text{"四邑话", "Siyi (Taishanese)"}},
		{"hak", Text{"客家话", "Hakka"}},
		{"nan-x-teoswa", Text{"潮汕话", "Teochew"}},
		{"en", Text{"英语", "English"}},
		{"csl", Text{"手语", "Chinese Sign Language"}},
		{"za", Text{"壮语", "Zhuang"}},
		{"vi", Text{"越南语", "Vietnamese"}},
		{"es", Text{"西班牙语", "Spanish"}},
	}
}

// LanguageName is a language with its name in both locales.
type LanguageName struct {
	Code Language
	Name Text
}

// Valid reports whether the tag has the shape of BCP 47: ASCII letters and
// digits in parts of 1 to 8, joined by hyphens, the first of 2 to 3 letters,
// 35 characters at most.
func (l Language) Valid() bool {
	if len(l) > 35 {
		return false
	}
	part, first := 0, true
	for i := 0; i <= len(l); i++ {
		if i == len(l) || l[i] == '-' {
			if part == 0 || part > 8 || first && (part < 2 || part > 3) {
				return false
			}
			part, first = 0, false
			continue
		}
		c := l[i]
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		if !letter && (first || c < '0' || c > '9') {
			return false
		}
		part++
	}
	return true
}
