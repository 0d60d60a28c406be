package registry

// RegionCode is a statistical code of 2, 4, 6, 9 or 12 digits (province, city,
// district, town or street, village or community), or a grid: its village's
// code, a hyphen and two digits (440703101203-01).
type RegionCode string

// RegionLevel is the rank of a region; the values are the API's.
type RegionLevel string

// The levels, largest first.
const (
	Province RegionLevel = "PROVINCE"
	City     RegionLevel = "CITY"
	District RegionLevel = "DISTRICT"
	Town     RegionLevel = "TOWN"
	Village  RegionLevel = "VILLAGE"
	Grid     RegionLevel = "GRID"
)

// Region is a place of the statistical tree.
type Region struct {
	Code  RegionCode `json:"code"`
	Name  string     `json:"name"`
	Point *Point     `json:"point,omitempty"` // a representative point; nil: use the parent's
	// PointApprox says that the point is a proxy or an approximation, as the source states.
	PointApprox bool     `json:"pointApprox,omitempty"`
	Aliases     []string `json:"aliases,omitempty"` // old and short names: 仓后, 堤东 → 白沙
	Version     int      `json:"version"`
}

// lengths of codes by level; a grid is a village with "-NN".
const (
	provinceLen = 2
	cityLen     = 4
	districtLen = 6
	townLen     = 9
	villageLen  = 12
	gridLen     = 15
)

// ParseRegionCode accepts exactly the lengths above. The code need not exist.
func ParseRegionCode(s string) (RegionCode, error) {
	c := RegionCode(s)
	if c.Level() == "" {
		return "", Invalid([]string{"regionCode"},
			"区划代码须为 2、4、6、9 或 12 位数字，网格为村代码加 -NN",
			"a region code has 2, 4, 6, 9 or 12 digits; a grid is its village's code and -NN")
	}
	return c, nil
}

// Level is the rank of a well-formed code, empty for any other text.
func (c RegionCode) Level() RegionLevel {
	if len(c) == gridLen && c[villageLen] != '-' {
		return ""
	}
	for i := 0; i < len(c); i++ {
		if (c[i] < '0' || c[i] > '9') && (i != villageLen || len(c) != gridLen) {
			return ""
		}
	}
	switch len(c) {
	case provinceLen:
		return Province
	case cityLen:
		return City
	case districtLen:
		return District
	case townLen:
		return Town
	case villageLen:
		return Village
	case gridLen:
		return Grid
	}
	return ""
}

// Parent is the next larger region; empty for a province and for malformed codes.
func (c RegionCode) Parent() RegionCode {
	switch c.Level() {
	case City:
		return c[:provinceLen]
	case District:
		return c[:cityLen]
	case Town:
		return c[:districtLen]
	case Village:
		return c[:townLen]
	case Grid:
		return c[:villageLen]
	}
	return ""
}

// Contains reports whether other is the region itself or lies within it.
// Whole segments are compared: 440703101 does not contain 4407031010…
func (c RegionCode) Contains(other RegionCode) bool {
	if c.Level() == "" || other.Level() == "" || len(other) < len(c) {
		return false
	}
	return other[:len(c)] == c
}

// Lineage is the region and all that contain it, smallest first.
func (c RegionCode) Lineage() []RegionCode {
	var line []RegionCode
	for ; c != ""; c = c.Parent() {
		if c.Level() == "" {
			return line
		}
		line = append(line, c)
	}
	return line
}

// At is the region's container at a level, empty if the region is larger than that.
func (c RegionCode) At(level RegionLevel) RegionCode {
	for _, r := range c.Lineage() {
		if r.Level() == level {
			return r
		}
	}
	return ""
}

// Validate refuses a malformed code, an empty or overlong name, a point off the globe.
func (r Region) Validate() error {
	if _, err := ParseRegionCode(string(r.Code)); err != nil {
		return err
	}
	if err := checkName(r.Name, "name"); err != nil {
		return err
	}
	if r.Point != nil && !r.Point.Valid() {
		return Invalid([]string{"point"}, "坐标超出范围（WGS-84）", "the point is off the globe (WGS-84)")
	}
	return nil
}
