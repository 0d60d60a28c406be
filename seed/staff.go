package seed

import "liuyuan/registry"

// staff makes the people of a town's rooms and of its centre.
func staff(t town, out emit) bool {
	for _, r := range t.rooms {
		if !roomStaff(r, []town{t}, t.code, out) {
			return false
		}
	}
	for n := range 3 {
		p := post{
			key: "centre/" + string(t.code) + "/" + decimal(n), role: registry.RoleMediator, village: home(t, n, 3), town: t,
			place: t.name + "综治中心", areas: []registry.RegionCode{t.code}, at: t.centre(), hours: officeHours,
			seal: t.committee(), choice: []registry.Standing{engaged}, load: [2]int{6, 12},
		}
		if !out(p) {
			return false
		}
	}
	return true
}

// district makes the people of the district's own institutions: its centre, rooms,
// studio and the court's window. They live all over the district and serve all of it.
func district(out emit) bool {
	towns := pengjiangPlaces()
	for _, r := range rooms() {
		if r.staff > 0 && r.Region == pengjiang && !roomStaff(r, towns, pengjiang, out) {
			return false
		}
	}
	return true
}

// roomStaff makes the people of an institution: they know its types, share its
// facets, act under its committee's seal and serve its region. Every third is on
// call, so somebody can be reached at any hour.
func roomStaff(r room, towns []town, serves registry.RegionCode, out emit) bool {
	shifts := []shift{officeHours, byAppointment, evenings, byAppointment, mornings, officeHours}
	for n := range r.staff {
		t := towns[n%len(towns)]
		p := post{
			key: "room/" + string(r.ID) + "/" + decimal(n), role: registry.RoleMediator, village: home(t, n, r.staff), town: t,
			place: r.Name, areas: []registry.RegionCode{serves}, types: r.Specialties, facets: r.Facets, expert: true,
			at: r.ID, hours: shifts[n%len(shifts)], seal: r.Committee,
			choice: []registry.Standing{member, engaged, engaged}, load: [2]int{6, 12},
		}
		switch {
		case r.Kind == registry.KindCourt:
			p.choice, p.seal = []registry.Standing{registry.StandingCourtInvited}, r.ID
		case n%4 == 3:
			p.role, p.choice = registry.RoleLawyer, []registry.Standing{engaged}
		case n%4 == 2 && has(r.Facets, registry.FacetMinor):
			p.role, p.choice = registry.RoleCounsellor, []registry.Standing{engaged}
		}
		if !out(p) {
			return false
		}
	}
	return true
}
