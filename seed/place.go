package seed

import "liuyuan/registry"

// town is a town or street with what its people are made from.
type town struct {
	code     registry.RegionCode
	name     string
	point    registry.Point
	hakka    bool   // 客家话 is spoken
	border   border // people's points stay within it; nil: anywhere
	rooms    []room
	last     bool // the last of Pengjiang
	villages []village
}

// village is a village or community.
type village struct {
	code  registry.RegionCode
	name  string
	point registry.Point
}

func (t town) committee() registry.OrganizationID {
	return organizationID("committee/" + string(t.code))
}

func (t town) centre() registry.OrganizationID { return organizationID("centre/" + string(t.code)) }

func (v village) committee() registry.OrganizationID {
	return organizationID("committee/" + string(v.code))
}

// pengjiangPlaces are the six towns and streets with their villages and rooms.
func pengjiangPlaces() []town {
	regions := pengjiangTowns()
	all := make([]town, len(regions))
	edge := pengjiangBorder()
	for i, r := range regions {
		all[i] = town{code: r.Code, name: r.Name, point: *r.Point, hakka: r.Name == "杜阮镇", border: edge}
		for _, o := range rooms() {
			if o.Region == r.Code && o.staff > 0 {
				all[i].rooms = append(all[i].rooms, o)
			}
		}
	}
	for _, v := range pengjiangVillages(regions) {
		for i := range all {
			if v.Code.Parent() == all[i].code {
				all[i].villages = append(all[i].villages, village{v.Code, v.Name, *v.Point})
			}
		}
	}
	return all
}
