package registry

import "slices"

// Words is what the text of a dispute tells: the answer of classification.
// The narrative itself stays with the caller; Terms are words of the rule data
// or short matched spans, never names or numbers of people.
type Words struct {
	Suggestions []TypeSuggestion // best first; empty: nothing to go by
	Secondary   []TypeCode
	Facets      []Facet
	Risk        RiskLevel
	RiskTerms   []string
	Headcount   int         // the figure that policies take; 0: not told
	People      PeopleFound // what was told of it
	// Amounts are sums of money found, in yuan.
	Amounts []float64
	Places  []RegionCode
	Times   []TimeFound // left to those who know the day of the report (terms.Times)
}

// Days are the times found that are single days.
func (w Words) Days() []Date {
	var days []Date
	for _, t := range w.Times {
		if t.From == t.To && !slices.Contains(days, t.From) {
			days = append(days, t.From)
		}
	}
	return days
}

// PeopleFound is how many people a text speaks of: 七八个 are 7 to 8, 三十多人 30 to 39.
type PeopleFound struct {
	Said  string // empty: nobody is told
	Least int
	Most  int // 0: no limit is told (全村)
}

// TimeFound is a time that a text names: a day, or the first and the last day of a
// month (去年八月), a part of one (上月底), a week or a year.
type TimeFound struct {
	Said     string
	From, To Date
}

// TypeSuggestion is one ranked dispute type.
type TypeSuggestion struct {
	Type       TypeCode
	Confidence float64  // 0…1
	Terms      []string // the words that decided
}
