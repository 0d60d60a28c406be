package registry

// OrganizationKind is what an institution is; the values are the API's.
type OrganizationKind string

// The kinds. A room, studio or centre is not itself a committee: the seal on an
// agreement is a committee's (人民调解法 art. 29).
const (
	KindCentre        OrganizationKind = "CENTRE"
	KindCommittee     OrganizationKind = "COMMITTEE"
	KindRoom          OrganizationKind = "ROOM"
	KindStudio        OrganizationKind = "STUDIO"
	KindDepartment    OrganizationKind = "DEPARTMENT"
	KindCourt         OrganizationKind = "COURT"
	KindProcuratorate OrganizationKind = "PROCURATORATE"
	KindPolice        OrganizationKind = "POLICE"
	KindOther         OrganizationKind = "OTHER"
)

// KindName is a kind with its name in both locales.
type KindName struct {
	Kind OrganizationKind
	Name Text
}

// OrganizationKinds lists all kinds with their names.
func OrganizationKinds() []KindName {
	return []KindName{
		{KindCentre, Text{"综治中心", "centre"}},
		{KindCommittee, Text{"人民调解委员会", "people's mediation committee"}},
		{KindRoom, Text{"调解室", "mediation room"}},
		{KindStudio, Text{"个人调解工作室", "named studio"}},
		{KindDepartment, Text{"部门", "department"}},
		{KindCourt, Text{"法院", "court"}},
		{KindProcuratorate, Text{"检察院", "procuratorate"}},
		{KindPolice, Text{"公安", "police"}},
		{KindOther, Text{"其他", "other"}},
	}
}

// Organization is an institution of the directory.
type Organization struct {
	ID          OrganizationID   `json:"id"`
	Kind        OrganizationKind `json:"kind"`
	Name        string           `json:"name"`
	Brand       string           `json:"brand,omitempty"` // 船哥, 一家人
	Region      RegionCode       `json:"region"`
	Point       *Point           `json:"point,omitempty"` // nil: the region's point
	Specialties []TypeCode       `json:"specialties,omitempty"`
	Facets      []Facet          `json:"facets,omitempty"` // 涉侨 for the Baisha room
	// Committee is the committee whose seal the institution's people act under.
	Committee OrganizationID `json:"committee,omitempty"`
	Synthetic bool           `json:"synthetic,omitempty"`
	Version   int            `json:"version"`
}

// Validate refuses a record that a directory may not hold.
func (o *Organization) Validate(t *Taxonomy) error {
	if err := checkName(o.Name, "name"); err != nil {
		return err
	}
	known := false
	for _, k := range OrganizationKinds() {
		known = known || k.Kind == o.Kind
	}
	if !known {
		return Invalid([]string{"kind"}, "机构类别不认识", "unknown kind of organisation")
	}
	if o.Region.Level() == "" {
		return Invalid([]string{"regionCode"}, "机构须有正确的区划代码", "an organisation needs a region code")
	}
	if o.Point != nil && !o.Point.Valid() {
		return Invalid([]string{"point"}, "坐标超出范围（WGS-84）", "the point is off the globe (WGS-84)")
	}
	if err := checkLength(o.Brand, MaxName, "brand"); err != nil {
		return err
	}
	if err := checkCount(len(o.Specialties), MaxList, "specialties"); err != nil {
		return err
	}
	for _, s := range o.Specialties {
		if _, ok := t.Resolve(s); !ok {
			return Invalid([]string{"specialties"}, "纠纷类型代码不认识", "a dispute type is unknown")
		}
	}
	return nil
}
