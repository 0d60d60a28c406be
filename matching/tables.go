package matching

import (
	"slices"
	"strings"

	"liuyuan/registry"
)

// tables intern what rows share: types, languages, hours, institutions, names.
type tables struct {
	taxonomy *registry.Taxonomy
	types    map[registry.TypeCode]uint16
	codes    []registry.TypeCode // by number
	family   []uint8             // bit of a type's level one, by number
	parent   []uint16            // number of a type's parent, by number; a level one is its own
	// sharedFamilies: there are more than maxFamilies, so that some share a bit and
	// masks only ever rule out.
	sharedFamilies bool

	rules []Rule
	soft  []Scorer
	// selective is the order in which rules are asked where nothing is counted.
	selective []int
	// cheapest is the order in which scorers are asked.
	cheapest  []int
	proximity int // its place among the scorers

	roles  map[registry.Role]int
	named  []registry.Role // by number
	facets map[registry.Facet]int

	languages    map[registry.Language]uint16
	languageList []registry.Language
	languageSets []languageSet
	languageSet  map[string]uint32

	hours     [][]registry.DutyHours // 0: none
	hourIndex map[string]uint32

	organizations []organization
	organization  map[registry.OrganizationID]uint32

	points map[place]coords
	towns  map[place][]place  // of a district, in the order they came
	rooms  map[place][]uint32 // rooms and studios of a city

	names    []string
	nameKeys map[string]key
}

const maxFamilies = 32

// languageSet is what people of one combination speak.
type languageSet struct {
	mask uint64 // languages with numbers below 64
	list []uint16
}

// organization is what matching needs of an institution. One that is named by a
// post before it is known has no kind and fits nothing.
type organization struct {
	id     registry.OrganizationID
	kind   registry.OrganizationKind
	place  place
	types  []uint16
	family uint32 // families of types
	facets uint16
}

// room reports whether the institution is a place or brand of its own speciality.
func (o *organization) room() bool {
	return (o.kind == registry.KindRoom || o.kind == registry.KindStudio) && (o.family != 0 || o.facets != 0)
}

func newTables(tax *registry.Taxonomy) *tables {
	t := &tables{
		taxonomy: tax, rules: rules(), soft: scorers(), types: map[registry.TypeCode]uint16{}, roles: map[registry.Role]int{},
		facets: map[registry.Facet]int{}, languages: map[registry.Language]uint16{}, languageSet: map[string]uint32{},
		hours: make([][]registry.DutyHours, 1), hourIndex: map[string]uint32{},
		organization: map[registry.OrganizationID]uint32{}, points: map[place]coords{}, towns: map[place][]place{}, rooms: map[place][]uint32{}, nameKeys: map[string]key{},
	}
	t.selective, t.cheapest = bySelection(t.rules), byCost(t.soft)
	t.proximity = slices.IndexFunc(t.soft, func(s Scorer) bool { return s.Criterion == CriterionProximity })
	families := map[registry.TypeCode]uint8{}
	for i, d := range tax.Types {
		f := d.Code.Family()
		if _, ok := families[f]; !ok {
			families[f] = uint8(len(families) % maxFamilies)
		}
		t.types[d.Code] = uint16(i)
		t.codes = append(t.codes, d.Code)
		t.family = append(t.family, families[f])
	}
	for i, c := range t.codes {
		up, ok := t.types[c.Parent()]
		if !ok {
			up = uint16(i)
		}
		t.parent = append(t.parent, up)
	}
	t.sharedFamilies = len(families) > maxFamilies
	for i, n := range registry.Roles() {
		t.roles[n.Role] = i
		t.named = append(t.named, n.Role)
	}
	for i, n := range registry.Facets() {
		t.facets[n.Facet] = i
	}
	return t
}

// typeNumber resolves aliases; false for an unknown code.
func (t *tables) typeNumber(c registry.TypeCode) (uint16, bool) {
	c, ok := t.taxonomy.Resolve(c)
	return t.types[c], ok
}

func (t *tables) roleMask(roles []registry.Role) (mask uint16) {
	for _, r := range roles {
		if i, ok := t.roles[r]; ok {
			mask |= 1 << i
		}
	}
	return mask
}

func (t *tables) facetMask(facets []registry.Facet) (mask uint16) {
	for _, f := range facets {
		if i, ok := t.facets[f]; ok {
			mask |= 1 << i
		}
	}
	return mask
}

func (t *tables) language(l registry.Language) uint16 {
	n, ok := t.languages[l]
	if !ok {
		n = uint16(len(t.languageList))
		t.languages[l] = n
		t.languageList = append(t.languageList, l)
	}
	return n
}

func (t *tables) internLanguages(list []registry.Language) uint32 {
	var b strings.Builder
	for _, l := range list {
		b.WriteString(string(l))
		b.WriteByte(' ')
	}
	n, ok := t.languageSet[b.String()]
	if ok {
		return n
	}
	var s languageSet
	for _, l := range list {
		i := t.language(l)
		if i < 64 {
			s.mask |= 1 << i
		}
		s.list = append(s.list, i)
	}
	n = uint32(len(t.languageSets))
	t.languageSets = append(t.languageSets, s)
	t.languageSet[b.String()] = n
	return n
}

// speaks reports whether the set holds the language number.
func (s *languageSet) speaks(n uint16) bool {
	if n < 64 {
		return s.mask>>n&1 != 0
	}
	for _, i := range s.list {
		if i == n {
			return true
		}
	}
	return false
}

func (t *tables) internHours(hours []registry.DutyHours) uint32 {
	if len(hours) == 0 {
		return 0
	}
	b := make([]byte, 0, 5*len(hours))
	for _, h := range hours {
		b = append(b, byte(h.Weekday), byte(h.From>>8), byte(h.From), byte(h.To>>8), byte(h.To))
	}
	n, ok := t.hourIndex[string(b)]
	if !ok {
		n = uint32(len(t.hours))
		t.hours = append(t.hours, append([]registry.DutyHours(nil), hours...))
		t.hourIndex[string(b)] = n
	}
	return n
}

// organizationNumber interns an identifier; the record may come later.
func (t *tables) organizationNumber(id registry.OrganizationID) uint32 {
	n, ok := t.organization[id]
	if !ok {
		n = uint32(len(t.organizations))
		t.organizations = append(t.organizations, organization{id: id})
		t.organization[id] = n
	}
	return n
}

func (t *tables) putOrganization(o registry.Organization) {
	rec := organization{id: o.ID, kind: o.Kind, place: placeOf(o.Region), facets: t.facetMask(o.Facets)}
	for _, c := range o.Specialties {
		if n, ok := t.typeNumber(c); ok {
			rec.types = append(rec.types, n)
			rec.family |= 1 << t.family[n]
		}
	}
	n := t.organizationNumber(o.ID)
	t.organizations[n] = rec
	if city := rec.place.at(min(rec.place.level(), 2)); rec.room() && !slices.Contains(t.rooms[city], n) {
		t.rooms[city] = append(t.rooms[city], n)
	}
}

func (t *tables) putRegion(r registry.Region) {
	p := placeOf(r.Code)
	if district := p.at(min(p.level(), 3)); p.level() == 4 && !slices.Contains(t.towns[district], p) {
		t.towns[district] = append(t.towns[district], p)
	}
	if c := coordsOf(r.Point); c.known() {
		t.points[p] = c
	} else {
		delete(t.points, p)
	}
}

// pointOf is the region's own point or the nearest container's.
func (t *tables) pointOf(p place) coords {
	for l := p.level(); l > 0; l-- {
		if c, ok := t.points[p.at(l)]; ok {
			return c
		}
	}
	return noCoords()
}
