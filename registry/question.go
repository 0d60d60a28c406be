package registry

// DirectoryKind is the kind of a directory hit; the values are the API's.
type DirectoryKind string

// The kinds of hits.
const (
	HitMediator  DirectoryKind = "MEDIATOR"
	HitRoom      DirectoryKind = "ROOM"
	HitStudio    DirectoryKind = "STUDIO"
	HitCommittee DirectoryKind = "COMMITTEE"
	HitCentre    DirectoryKind = "CENTRE"
	HitOther     DirectoryKind = "OTHER"
)

// DirectoryKindOf is the kind under which an institution is found.
func DirectoryKindOf(k OrganizationKind) DirectoryKind {
	switch k {
	case KindRoom:
		return HitRoom
	case KindStudio:
		return HitStudio
	case KindCommittee:
		return HitCommittee
	case KindCentre:
		return HitCentre
	}
	return HitOther
}

// DirectoryFilter narrows a search; fields are joined by AND, list entries by OR.
type DirectoryFilter struct {
	Kinds       []DirectoryKind
	Region      RegionCode
	DisputeType TypeCode
	Roles       []Role
	Languages   []Language
}

// InterpretedFilter is a word of the query that was understood as a filter.
type InterpretedFilter struct {
	Kind  string // region, type, language, role, facet, gender, time
	Value string // the code
	Label Text   // what a chip shows
	Text  string // the words of the query that it stands for
}

// DirectoryQuestion is a search of the directory.
type DirectoryQuestion struct {
	Text   string // literal words; never query syntax
	Filter DirectoryFilter
	First  int // 1…100
	Offset int // hits to pass over; ≤ 10,000
	Facets bool
}

// DirectoryAnswer is what was found, best first.
type DirectoryAnswer struct {
	Hits        []DirectoryHit
	Total       int
	Facets      []DirectoryFacet
	Interpreted []InterpretedFilter
	DidYouMean  string // only when nothing fits
}

// DirectoryHit is one found record; exactly one of the identifiers is set.
type DirectoryHit struct {
	Mediator     MediatorID
	Organization OrganizationID
	Score        float64
	Highlights   []string // pieces of the original text, the match between <em> and </em>
}

// DirectoryFacet counts the values of one trait over all hits.
type DirectoryFacet struct {
	Name   string // kind, role, region, type, language
	Values []FacetCount
}

// FacetCount is one value of a facet.
type FacetCount struct {
	Value string
	Count int
}

// SuggestionHit is one type-ahead suggestion.
type SuggestionHit struct {
	Text         string
	Kind         DirectoryKind
	Mediator     MediatorID
	Organization OrganizationID
}
