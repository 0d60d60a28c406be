package registry

// Facet is a trait that cuts across dispute types. The value is the field's own
// word and is what the API carries.
type Facet string

// The facets (domain: the Baisha room is "涉侨", which cuts across types).
const (
	FacetOverseasChinese  Facet = "涉侨"
	FacetHongKongMacao    Facet = "涉港澳台"
	FacetForeign          Facet = "涉外"
	FacetGroup            Facet = "群体性"
	FacetMinor            Facet = "涉未成年人"
	FacetElderly          Facet = "涉老年人"
	FacetDisabled         Facet = "涉残"
	FacetMilitary         Facet = "涉军"
	FacetDomesticViolence Facet = "涉家暴"
	FacetNewEmployment    Facet = "新业态"
)

// Facets lists all facets with their English names.
func Facets() []FacetName {
	return []FacetName{
		{FacetOverseasChinese, "overseas Chinese"},
		{FacetHongKongMacao, "Hong Kong, Macao, Taiwan"},
		{FacetForeign, "foreign nationals"},
		{FacetGroup, "group"},
		{FacetMinor, "minors"},
		{FacetElderly, "elderly"},
		{FacetDisabled, "disabled"},
		{FacetMilitary, "military families"},
		{FacetDomesticViolence, "domestic violence"},
		{FacetNewEmployment, "new forms of employment"},
	}
}

// FacetName is a facet with its English name.
type FacetName struct {
	Facet Facet
	EN    string
}

// RiskLevel grades a dispute by local policy; the values are the API's.
type RiskLevel string

// The levels; a level is a reason for care, never proof of danger.
const (
	RiskLow    RiskLevel = "LOW"
	RiskMedium RiskLevel = "MEDIUM"
	RiskHigh   RiskLevel = "HIGH"
)
