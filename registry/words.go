package registry

// Words is what the text of a dispute tells: the answer of classification.
// The narrative itself stays with the caller; Terms are words of the rule data
// or short matched spans, never names or numbers of people.
type Words struct {
	Suggestions []TypeSuggestion // best first; empty: nothing to go by
	Secondary   []TypeCode
	Facets      []Facet
	Risk        RiskLevel
	RiskTerms   []string
	Headcount   int // 0: not told
	// Amounts are sums of money found, in yuan.
	Amounts []float64
	Places  []RegionCode
	Dates   []Date
}

// TypeSuggestion is one ranked dispute type.
type TypeSuggestion struct {
	Type       TypeCode
	Confidence float64  // 0…1
	Terms      []string // the words that decided
}
