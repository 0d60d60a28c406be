package seed

import (
	"github.com/google/uuid"

	"liuyuan/registry"
)

// identifier gives the name-based UUID (version 5) of a stable name.
func identifier(name string) string {
	space := uuid.UUID{'l', 'i', 'u', 'y', 'u', 'a', 'n', '/', 's', 'e', 'e', 'd', 0, 0, 0, 1}
	return uuid.NewSHA1(space, []byte(name)).String()
}

// organizationID names an institution: "committee/440703101" is a town's committee.
func organizationID(key string) registry.OrganizationID {
	return registry.OrganizationID(identifier("organization/" + key))
}

// room is an institution with the number of people who work there.
type room struct {
	registry.Organization
	staff int
}

// rooms gives the institutions of organizations.json in the order of the file.
func rooms() []room {
	var list []struct {
		Key         string                    `json:"key"`
		Kind        registry.OrganizationKind `json:"kind"`
		Name        string                    `json:"name"`
		Brand       string                    `json:"brand"`
		Region      registry.RegionCode       `json:"region"`
		Specialties []registry.TypeCode       `json:"specialties"`
		Facets      []registry.Facet          `json:"facets"`
		Committee   string                    `json:"committee"`
		Synthetic   bool                      `json:"synthetic"`
		Staff       int                       `json:"staff"`
	}
	decode("organizations.json", &list)
	all := make([]room, len(list))
	for i, e := range list {
		o := registry.Organization{
			ID: organizationID(e.Key), Kind: e.Kind, Name: e.Name, Brand: e.Brand, Region: e.Region,
			Specialties: e.Specialties, Facets: e.Facets, Synthetic: e.Synthetic,
		}
		if e.Committee != "" {
			o.Committee = organizationID(e.Committee)
		}
		all[i] = room{o, e.Staff}
	}
	return all
}

// Organizations are the institutions of Pengjiang: five that the district names,
// and synthetic ones for the rest of a district's house; Synthetic tells which.
// Rooms, studios and centres name the committee whose seal their people act under.
func Organizations() []registry.Organization {
	var all []registry.Organization
	for _, r := range rooms() {
		all = append(all, r.Organization)
	}
	for _, t := range pengjiangPlaces() {
		all = append(all, t.institutions()...)
	}
	return all
}

// institutions are what every town or street has: committee, centre, police
// station, justice office, and a committee in each village.
func (t town) institutions() []registry.Organization {
	committee := t.committee()
	all := []registry.Organization{
		{Kind: registry.KindCommittee, Name: t.name + "人民调解委员会", ID: committee, Specialties: []registry.TypeCode{"01", "02", "03", "04", "06"}},
		{Kind: registry.KindCentre, Name: t.name + "综治中心", ID: t.centre(), Committee: committee},
		{Kind: registry.KindPolice, Name: t.name + "派出所", ID: organizationID("police/" + string(t.code)), Specialties: []registry.TypeCode{"06.06"}},
		{Kind: registry.KindDepartment, Name: t.name + "司法所", ID: organizationID("justice/" + string(t.code)), Committee: committee},
	}
	for i := range all {
		all[i].Region, all[i].Synthetic = t.code, true
	}
	for _, v := range t.villages {
		all = append(all, registry.Organization{
			ID: v.committee(), Kind: registry.KindCommittee, Name: v.name + "人民调解委员会",
			Region: v.code, Specialties: []registry.TypeCode{"01", "02", "03"}, Synthetic: true,
		})
	}
	return all
}
