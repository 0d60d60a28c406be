package roster

import (
	"strconv"
	"strings"

	"github.com/google/uuid"

	"liuyuan/registry"
)

// decoder reads the cells of one row and collects what is wrong with them.
type decoder struct {
	cell   func(key string) string
	line   int
	errors []error
}

func (d *decoder) refuse(key, zh, en string) {
	d.errors = append(d.errors, cellError(d.line, key, registry.Text{ZH: zh, EN: en}))
}

// code is a trimmed cell.
func (d *decoder) code(key string) string { return strings.TrimSpace(d.cell(key)) }

// named replaces the Chinese name of a code by the code.
func named(text string, names map[string]string) string {
	if code, ok := names[text]; ok {
		return code
	}
	return text
}

func (d *decoder) number(key string) int {
	text := d.code(key)
	if text == "" {
		return 0
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		d.refuse(key, "须为整数", "must be a whole number")
	}
	return n
}

func (d *decoder) flag(key string) bool {
	switch strings.ToLower(d.code(key)) {
	case "true", "是", "1", "yes":
		return true
	case "", "false", "否", "0", "no":
		return false
	}
	d.refuse(key, "须为 true（是）或留空", "must be true or empty")
	return false
}

func (d *decoder) date(key string) registry.Date { return d.day(key, d.code(key)) }

func (d *decoder) day(key, text string) registry.Date {
	if text == "" {
		return ""
	}
	day, err := registry.ParseDate(text)
	if err != nil {
		d.refuse(key, "日期须为存在的一天，写作 2006-01-02", "a date must be an existing day, written 2006-01-02")
	}
	return day
}

// identifier is UUID text, lower case, or empty.
func (d *decoder) identifier(key, text string) string {
	if text == "" {
		return ""
	}
	if id, err := uuid.Parse(text); err != nil || id.String() != text {
		d.refuse(key, "编号须为 36 位小写 UUID，请从导出的文件取用", "an identifier is a lower-case UUID of 36 characters; take it from an export")
	}
	return text
}

func (d *decoder) region(key, text string) registry.RegionCode {
	c := registry.RegionCode(text)
	switch {
	case text == "" || c.Level() != "":
	case strings.ContainsAny(text, "Ee"):
		d.refuse(key, "表格软件把区划代码改成了科学计数；请把该列设为文本后重新填写", "a spreadsheet turned the region code into scientific notation; format the column as text and fill it again")
	default:
		d.refuse(key, "区划代码须为 2、4、6、9 或 12 位数字，网格为村代码加 -NN", "a region code has 2, 4, 6, 9 or 12 digits; a grid is its village's code and -NN")
	}
	return c
}

func (d *decoder) point(key string) *registry.Point {
	text := d.code(key)
	if text == "" {
		return nil
	}
	lat, lng, ok := strings.Cut(text, ",")
	p := registry.Point{}
	var errLat, errLng error
	p.Lat, errLat = strconv.ParseFloat(strings.TrimSpace(lat), 64)
	p.Lng, errLng = strconv.ParseFloat(strings.TrimSpace(lng), 64)
	if !ok || errLat != nil || errLng != nil || !p.Valid() {
		d.refuse(key, "坐标须写作 纬度,经度（WGS-84），如 22.682,113.033", "a point is written latitude,longitude (WGS-84), such as 22.682,113.033")
	}
	return &p
}

// term reads "from~to"; an empty text is open at both ends.
func (d *decoder) term(key, text string) registry.Term {
	if text == "" {
		return registry.Term{}
	}
	from, to, ok := strings.Cut(text, "~")
	if !ok {
		d.refuse(key, "起止日期须写作 2024-01-01~2026-12-31，一端可留空", "a span is written 2024-01-01~2026-12-31; an end may be empty")
		return registry.Term{}
	}
	return registry.Term{From: d.day(key, strings.TrimSpace(from)), To: d.day(key, strings.TrimSpace(to))}
}

// split gives an entry's parts, n at most.
func (d *decoder) split(key, entry string, n int) []string {
	all, ok := parts(entry, n)
	if !ok {
		d.refuse(key, "一项里的 | 太多", "an entry has too many parts between |")
		return make([]string, n)
	}
	return all
}

// hours reads "1 08:30-12:00,1 14:30-17:30".
func (d *decoder) hours(key, text string) []registry.DutyHours {
	if text == "" {
		return nil
	}
	var all []registry.DutyHours
	for _, s := range strings.Split(text, ",") {
		h, ok := dutyHours(strings.TrimSpace(s))
		if !ok {
			d.refuse(key, "值班时间须写作 1 08:30-12:00（1 为周一，7 为周日）", "duty hours are written 1 08:30-12:00 (1 Monday … 7 Sunday)")
			return nil
		}
		all = append(all, h)
	}
	return all
}

func dutyHours(s string) (registry.DutyHours, bool) {
	if len(s) != len("1 08:30-12:00") || s[1] != ' ' || s[7] != '-' || s[0] < '1' || s[0] > '7' {
		return registry.DutyHours{}, false
	}
	from, ok1 := clock(s[2:7])
	to, ok2 := clock(s[8:])
	return registry.DutyHours{Weekday: int(s[0] - '0'), From: from, To: to}, ok1 && ok2
}

// clock reads "09:00" up to "24:00".
func clock(s string) (registry.Clock, bool) {
	if s[2] != ':' {
		return 0, false
	}
	for _, i := range []int{0, 1, 3, 4} {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
	}
	h, m := int(s[0]-'0')*10+int(s[1]-'0'), int(s[3]-'0')*10+int(s[4]-'0')
	return registry.Clock(h*60 + m), m < 60 && h*60+m <= 1440
}

// each reads the entries of a cell; a cell without any gives nil.
func each[T any](d *decoder, key string, read func(entry string) T) []T {
	var all []T
	for _, e := range entries(d.cell(key)) {
		if e == "" {
			d.refuse(key, "两个分号之间是空的", "there is nothing between two semicolons")
			continue
		}
		all = append(all, read(e))
	}
	return all
}
