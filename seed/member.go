package seed

import "liuyuan/registry"

// emit passes a post on, of which a person is made; false asks to stop.
type emit func(post) bool

// Lists of standings below are drawn from, so repetition is weight.
const (
	member  = registry.StandingCommitteeMember
	engaged = registry.StandingEngaged
	invited = registry.StandingInvited
)

// town makes everyone of a town: the villages' people, the officers and lawyers
// who serve several villages, the town's outside forces and its rooms' staff.
func (m *maker) town(t town, out emit) bool {
	for _, v := range t.villages {
		if !m.village(t, v, out) {
			return false
		}
	}
	return shared(t, registry.RoleVillagePolice, 2, out) &&
		shared(t, registry.RoleVillageLawyer, 4, out) &&
		forces(t, out) && staff(t, out)
}

// village makes the holders of a village's own seats and its committee's members.
func (m *maker) village(t town, v village, out emit) bool {
	key := "village/" + string(v.code) + "/"
	d, seal := drawFor(m.salt+key), v.committee()
	one := func(role registry.Role, n int, choice []registry.Standing, low, high int) bool {
		p := post{
			key: key + string(role) + decimal(n), role: role, village: v, town: t, areas: []registry.RegionCode{v.code},
			at: seal, seal: seal, choice: choice, load: [2]int{low, high},
		}
		if role != registry.RoleMediator {
			p.seats = []registry.RegionCode{v.code}
		}
		return out(p)
	}
	if !one(registry.RoleClanElder, 0, []registry.Standing{member, member, member, engaged, invited}, 2, 4) ||
		!one(registry.RoleVillageSecretary, 0, []registry.Standing{member}, 3, 6) ||
		!one(registry.RoleDelegate, 0, []registry.Standing{invited, invited, engaged}, 2, 3) {
		return false
	}
	for n := range d.between(1, 3) {
		if !one(registry.RoleGridOfficer, n, []registry.Standing{member, member, engaged, engaged, invited}, 2, 5) {
			return false
		}
	}
	for n := range d.between(3, 6) {
		if !one(registry.RoleMediator, n, []registry.Standing{member, member, member, engaged, engaged}, 3, 8) {
			return false
		}
	}
	return true
}

// shared makes people who hold a seat in several villages of the town: an officer
// of two or three, a lawyer of four or so.
func shared(t town, role registry.Role, size int, out emit) bool {
	seal := t.committee()
	choice, at := []registry.Standing{invited}, organizationID("police/"+string(t.code))
	if role == registry.RoleVillageLawyer {
		choice, at = []registry.Standing{engaged, engaged, engaged, invited, invited}, seal
	}
	for i := 0; i < len(t.villages); i += size {
		group := t.villages[i:min(i+size, len(t.villages))]
		codes := make([]registry.RegionCode, len(group))
		for j, v := range group {
			codes[j] = v.code
		}
		if !out(post{
			key: "shared/" + string(codes[0]) + "/" + string(role), role: role, village: group[0], town: t,
			areas: codes, seats: codes, at: at, seal: seal, choice: choice, load: [2]int{3, 8},
		}) {
			return false
		}
	}
	return true
}

// forces makes the town's outside professionals and social forces.
func forces(t town, out emit) bool {
	seal, centre := t.committee(), t.centre()
	for _, f := range []struct {
		role   registry.Role
		count  int
		choice []registry.Standing
	}{
		{registry.RoleMediator, 11, []registry.Standing{member, member, engaged}},
		{registry.RoleLawyer, 5, []registry.Standing{engaged, engaged, invited}},
		{registry.RoleCounsellor, 6, []registry.Standing{engaged, invited}},
		{registry.RoleBuildingHead, 4 + len(t.villages)/4, []registry.Standing{engaged, invited}},
		{registry.RoleChamberMember, 5, []registry.Standing{engaged, invited}},
		{registry.RoleRider, 8, []registry.Standing{engaged, invited}},
	} {
		for n := range f.count {
			at := centre
			if f.role == registry.RoleMediator {
				at = seal
			}
			p := post{
				key: "town/" + string(t.code) + "/" + string(f.role) + decimal(n), role: f.role, village: home(t, n, f.count), town: t,
				place: t.name, areas: []registry.RegionCode{t.code}, at: at, seal: seal, choice: f.choice, load: [2]int{3, 8},
			}
			if !out(p) {
				return false
			}
		}
	}
	return true
}

// home spreads n people over the town's villages.
func home(t town, i, n int) village {
	return t.villages[i*len(t.villages)/n]
}
