package centre

import (
	"strconv"

	"liuyuan/registry"
)

// Label names a code of a directory facet (kind, role, region, type, language).
func (c *Centre) Label(facet, value string, l registry.Locale) string {
	switch facet {
	case "region":
		return c.places.Load().regionName(registry.RegionCode(value))
	case "type":
		if t, ok := c.taxonomy.Type(registry.TypeCode(value)); ok {
			return registry.Text{ZH: t.Name, EN: t.NameEN}.In(l)
		}
	case "role":
		for _, r := range registry.Roles() {
			if string(r.Role) == value {
				return r.Name.In(l)
			}
		}
	case "language":
		for _, n := range registry.Languages() {
			if string(n.Code) == value {
				return n.Name.In(l)
			}
		}
	case "kind":
		return kindLabel(registry.DirectoryKind(value)).In(l)
	}
	return value
}

func kindLabel(k registry.DirectoryKind) registry.Text {
	switch k {
	case registry.HitMediator:
		return registry.Text{ZH: "人员", EN: "person"}
	case registry.HitRoom:
		return registry.Text{ZH: "调解室", EN: "room"}
	case registry.HitStudio:
		return registry.Text{ZH: "工作室", EN: "studio"}
	case registry.HitCommittee:
		return registry.Text{ZH: "调委会", EN: "committee"}
	case registry.HitCentre:
		return registry.Text{ZH: "综治中心", EN: "centre"}
	}
	return registry.Text{ZH: "其他机构", EN: "other institution"}
}

// PlaceOf is a person's place in a list of the order, for cursors. Names sort by
// their pinyin, as the store does.
func PlaceOf(order registry.MediatorOrder, p Person) registry.MediatorPlace {
	place := registry.MediatorPlace{ID: p.ID}
	switch order {
	case registry.OrderByName:
		place.Value = NameKey(p.Name)
	case registry.OrderByOpenLoad:
		place.Value = strconv.Itoa(p.Open)
	case registry.OrderByAssuredAt:
		place.Value = string(p.AssuredAt)
	}
	return place
}
