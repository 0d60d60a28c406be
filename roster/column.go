package roster

import "liuyuan/registry"

// kind is what a row holds.
type kind string

const (
	regionRow       kind = "REGION"
	organizationRow kind = "ORGANIZATION"
	mediatorRow     kind = "MEDIATOR"
)

// Column is one column of a roster file.
type Column struct {
	Key   string        // stable name in the first row
	Title registry.Text // what people may write instead
	kinds string        // rows that use it: r, o, m
}

// Columns lists all columns in the order in which they are written.
func Columns() []Column {
	return []Column{
		{"record", registry.Text{ZH: "记录类别", EN: "record"}, "rom"},
		{"id", registry.Text{ZH: "编号", EN: "identifier"}, "rom"},
		{"name", registry.Text{ZH: "名称", EN: "name"}, "rom"},
		{"gender", registry.Text{ZH: "性别", EN: "gender"}, "m"},
		{"roles", registry.Text{ZH: "角色", EN: "roles"}, "m"},
		{"standings", registry.Text{ZH: "调解身份", EN: "standings"}, "m"},
		{"specialties", registry.Text{ZH: "专长", EN: "specialties"}, "om"},
		{"facets", registry.Text{ZH: "涉及特征", EN: "facets"}, "om"},
		{"posts", registry.Text{ZH: "驻点", EN: "posts"}, "m"},
		{"seats", registry.Text{ZH: "席位", EN: "seats"}, "m"},
		{"serviceAreas", registry.Text{ZH: "服务区域", EN: "service areas"}, "m"},
		{"home", registry.Text{ZH: "所在地", EN: "home"}, "m"},
		{"point", registry.Text{ZH: "坐标", EN: "point"}, "rom"},
		{"languages", registry.Text{ZH: "语言", EN: "languages"}, "m"},
		{"introduction", registry.Text{ZH: "简介", EN: "introduction"}, "m"},
		{"dutyPhone", registry.Text{ZH: "值班电话", EN: "duty phone"}, "m"},
		{"online", registry.Text{ZH: "线上调解", EN: "online"}, "m"},
		{"capacity", registry.Text{ZH: "容量", EN: "capacity"}, "m"},
		{"leaves", registry.Text{ZH: "请假", EN: "leaves"}, "m"},
		{"assuredAt", registry.Text{ZH: "核实日期", EN: "assured at"}, "m"},
		{"status", registry.Text{ZH: "状态", EN: "status"}, "m"},
		{"statusReason", registry.Text{ZH: "状态原因", EN: "status reason"}, "m"},
		{"statusUntil", registry.Text{ZH: "状态截止", EN: "status until"}, "m"},
		{"kind", registry.Text{ZH: "机构类别", EN: "kind"}, "o"},
		{"brand", registry.Text{ZH: "品牌", EN: "brand"}, "o"},
		{"region", registry.Text{ZH: "区划代码", EN: "region"}, "o"},
		{"committee", registry.Text{ZH: "所属调委会", EN: "committee"}, "o"},
		{"pointApprox", registry.Text{ZH: "坐标为近似", EN: "point is approximate"}, "r"},
		{"aliases", registry.Text{ZH: "别名", EN: "aliases"}, "r"},
		{"synthetic", registry.Text{ZH: "虚构", EN: "synthetic"}, "om"},
		{"version", registry.Text{ZH: "版本", EN: "version"}, "rom"},
	}
}

// used reports whether rows of the kind fill the column.
func (c Column) used(k kind) bool {
	letter := map[kind]byte{regionRow: 'r', organizationRow: 'o', mediatorRow: 'm'}[k]
	for i := range len(c.kinds) {
		if c.kinds[i] == letter {
			return true
		}
	}
	return false
}

// Record is one row of a roster: exactly one of the three is set.
type Record struct {
	Line         int // of the file, from 1; 0 when it is to be written
	Region       *registry.Region
	Organization *registry.Organization
	Mediator     *registry.Mediator
}
