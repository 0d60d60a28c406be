package guard

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Scan reads the document once, without recursion and without allocation, and refuses it at the first limit it
// breaks. It returns the number of tokens. A document that passes is not yet well-formed: it is only safe to parse.
func Scan(document string, l Limits) (tokens int, refusal *Refusal) {
	if len(document) > l.DocumentBytes {
		return 0, Refuse(DocumentTooLarge, "查询文本过长，最多 %d 字节 · the document is longer than %[1]d bytes", l.DocumentBytes)
	}
	s := scanner{text: document, limits: l}
	for s.at < len(document) && s.refusal == nil {
		s.step()
	}
	if s.refusal == nil && s.depth > 0 {
		s.refuse(ParseFailed, "语法错误：括号没有闭合 · syntax error: a bracket is not closed")
	}
	return s.tokens, s.refusal
}

// maxBrackets bounds the stack of open brackets whatever the limits say.
const maxBrackets = 64

type scanner struct {
	text       string
	limits     Limits
	at         int
	tokens     int
	directives int
	depth      int
	open       [maxBrackets]bracket
	refusal    *Refusal
}

// bracket is one open bracket; arguments counts the "name:" directly inside a round one that holds arguments.
type bracket struct {
	close     byte
	arguments int
	fresh     bool // nothing read inside yet
	holdsArgs bool // the first token inside was a name: arguments, not variable definitions
}

func (s *scanner) step() {
	c := s.text[s.at]
	switch {
	case c == ' ' || c == ',' || c == '\t' || c == '\n' || c == '\r':
		s.at++
	case c == '#':
		s.comment()
	case strings.HasPrefix(s.text[s.at:], "\uFEFF"):
		s.at += 3
	case isDigit(c) || c == '-':
		s.number()
	case isNameByte(c):
		s.name()
	case c == '.':
		s.dots()
	case c == '"':
		s.str()
	case strings.IndexByte("!$&():=@[]{|}", c) >= 0:
		s.punctuator(c)
	default:
		s.refuse(ParseFailed, "语法错误：不允许的字符 · syntax error: unexpected character")
	}
}

func isNameByte(c byte) bool {
	return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

func (s *scanner) comment() {
	for s.at < len(s.text) && s.text[s.at] != '\n' && s.text[s.at] != '\r' {
		if c := s.text[s.at]; c < 0x20 && c != '\t' {
			s.refuse(ParseFailed, "语法错误：不允许的字符 · syntax error: unexpected character")
			return
		}
		s.at++
	}
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func (s *scanner) name() {
	start := s.at
	for s.at < len(s.text) && isNameByte(s.text[s.at]) {
		s.at++
	}
	s.short(start, true)
}

// number reads a number as the specification has it, so that it is counted as the parser counts it: 1-2 is two.
func (s *scanner) number() {
	start := s.at
	s.at++
	s.digits()
	if s.next('.') {
		s.digits()
	}
	if s.next('e') || s.next('E') {
		_ = s.next('+') || s.next('-')
		s.digits()
	}
	if s.at < len(s.text) && (isNameByte(s.text[s.at]) || s.text[s.at] == '.') {
		s.refuse(ParseFailed, "语法错误：数字写法有误 · syntax error: malformed number")
		return
	}
	s.short(start, false)
}

func (s *scanner) digits() {
	for s.at < len(s.text) && isDigit(s.text[s.at]) {
		s.at++
	}
}

func (s *scanner) next(c byte) bool {
	if s.at < len(s.text) && s.text[s.at] == c {
		s.at++
		return true
	}
	return false
}

// short holds a name or number to its length.
func (s *scanner) short(start int, isName bool) {
	if s.at-start > s.limits.NameBytes {
		s.at = start
		s.refuse(ParseFailed, "语法错误：名称过长 · syntax error: a name is longer than %d characters", s.limits.NameBytes)
		return
	}
	s.token(isName)
}

func (s *scanner) dots() {
	if !strings.HasPrefix(s.text[s.at:], "...") {
		s.refuse(ParseFailed, "语法错误：不允许的字符 · syntax error: unexpected character")
		return
	}
	s.at += 3
	s.token(false)
}

func (s *scanner) str() {
	start, quote := s.at, `"`
	if strings.HasPrefix(s.text[s.at:], `"""`) {
		quote = `"""`
	}
	s.at += len(quote)
	for {
		if s.at >= len(s.text) || len(quote) == 1 && (s.text[s.at] == '\n' || s.text[s.at] == '\r') {
			s.at = start
			s.refuse(ParseFailed, "语法错误：字符串没有结束 · syntax error: a string is not terminated")
			return
		}
		switch rest := s.text[s.at:]; {
		case len(quote) == 3 && strings.HasPrefix(rest, `""""`):
			// The specification ends the string after three quotes, the parser takes all of them: neither is let through.
			s.refuse(ParseFailed, "语法错误：引号过多 · syntax error: put a space or an escape before the closing quotes")
			return
		case strings.HasPrefix(rest, quote):
			s.at += len(quote)
			s.stringRead(start)
			return
		case len(quote) == 3 && strings.HasPrefix(rest, `\"""`):
			s.at += 4
		case len(quote) == 1 && rest[0] == '\\' && len(rest) > 1:
			length := escapeLength(rest)
			if length == 0 {
				s.refuse(ParseFailed, "语法错误：字符转义有误 · syntax error: half a surrogate pair is no character")
				return
			}
			s.at += length
		default:
			s.at++
		}
	}
}

// escapeLength is the length of the escape that text starts with, 0 for half a surrogate pair, which the parser would
// replace silently. Other malformed escapes are left to the parser.
func escapeLength(text string) int {
	switch high, isUnit := codeUnit(text); {
	case !isUnit || high < 0xD800 || high > 0xDFFF:
		return 2
	case high < 0xDC00:
		if low, isUnit := codeUnit(text[6:]); isUnit && low >= 0xDC00 && low <= 0xDFFF {
			return 12
		}
	}
	return 0
}

// codeUnit reads an escape of four digits.
func codeUnit(text string) (uint64, bool) {
	if len(text) < 6 || text[:2] != `\u` {
		return 0, false
	}
	unit, err := strconv.ParseUint(text[2:6], 16, 16)
	return unit, err == nil
}

func (s *scanner) stringRead(start int) {
	if s.at-start > s.limits.StringBytes {
		s.at = start
		s.refuse(ArgumentTooLong, "字符串过长，请改用变量 · a string literal is longer than %d bytes, send it as a variable", s.limits.StringBytes)
		return
	}
	s.token(false)
}

func (s *scanner) punctuator(c byte) {
	s.at++
	switch c {
	case '{', '(', '[':
		s.token(false)
		s.push(c)
		return
	case '}', ')', ']':
		s.pop(c)
	case '@':
		if s.directives++; s.directives > s.limits.Directives {
			s.refuse(TooManyDirectives, "指令过多 · more than %d directives", s.limits.Directives)
		}
	case ':':
		s.colon()
	}
	s.token(false)
}

func (s *scanner) push(c byte) {
	if s.depth >= s.limits.Brackets || s.depth >= maxBrackets {
		s.refuse(QueryTooDeep, "查询嵌套过深 · brackets nest deeper than %d", s.limits.Brackets)
		return
	}
	s.open[s.depth] = bracket{close: closing(c), fresh: true}
	s.depth++
}

func closing(c byte) byte {
	if c == '(' {
		return ')'
	}
	return c + 2 // [ and {, in ASCII
}

func (s *scanner) pop(c byte) {
	if s.depth == 0 || s.open[s.depth-1].close != c {
		s.refuse(ParseFailed, "语法错误：括号不配对 · syntax error: brackets do not match")
		return
	}
	s.depth--
}

func (s *scanner) colon() {
	if s.depth == 0 {
		return
	}
	top := &s.open[s.depth-1]
	if top.close != ')' || !top.holdsArgs {
		return
	}
	if top.arguments++; top.arguments > s.limits.Arguments {
		s.refuse(TooManyArguments, "参数过多 · more than %d arguments", s.limits.Arguments)
	}
}

// token counts one token and notes what the innermost bracket begins with.
func (s *scanner) token(isName bool) {
	if s.depth > 0 && s.open[s.depth-1].fresh {
		s.open[s.depth-1].fresh = false
		s.open[s.depth-1].holdsArgs = isName
	}
	if s.tokens++; s.tokens > s.limits.Tokens {
		s.refuse(TooManyTokens, "查询词元过多 · more than %d tokens", s.limits.Tokens)
	}
}

// refuse keeps the first refusal, with the place where the scan stands.
func (s *scanner) refuse(code Code, message string, args ...any) {
	if s.refusal != nil {
		return
	}
	before := s.text[:min(s.at, len(s.text))]
	line := 1 + strings.Count(before, "\n")
	column := 1 + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])
	s.refusal = Refuse(code, message, args...).At(line, column)
}
