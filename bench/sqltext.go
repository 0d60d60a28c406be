package main

import (
	"fmt"
	"strings"

	"liuyuan/matching"
)

// dialect is what the SQL contenders write differently.
type dialect struct {
	lat, lng, languages string // parameters of the question
	least               string // the smaller of two
	whole               string // the cast to an integer, %s inside
}

func postgresDialect() dialect {
	return dialect{"$1::float8", "$2::float8", "$3::int", "least", "(%s)::int"}
}

func sqliteDialect() dialect { return dialect{"?1", "?2", "?3", "min", "CAST(%s AS INTEGER)"} }

// haversine is the distance in metres, rounded to 10 m.
func (d dialect) haversine() string {
	return d.rounded(fmt.Sprintf("2*6371008.8*asin(%s(1.0,sqrt(power(sin(radians(lat-%s)/2),2)+cos(radians(%s))*cos(radians(lat))*power(sin(radians(lng-%s)/2),2))))",
		d.least, d.lat, d.lat, d.lng))
}

func (d dialect) rounded(metres string) string {
	return fmt.Sprintf(d.whole, "round("+metres+"/10)*10")
}

// best is the whole question: from and where choose the rows, metres their distance.
func (w *world) bestOf(d dialect, from, where, metres string) string {
	return fmt.Sprintf(`SELECT id, points + %d*(%s) + %d*(100*(capacity-open)/capacity) AS total
FROM (SELECT id, points, capacity, open, %s AS metres FROM %s WHERE %s AND languages & %s = %s AND open < capacity) AS near
WHERE metres <= %d ORDER BY total DESC LIMIT %d`,
		w.reduced.Weights[matching.CriterionProximity], w.nearSQL(), w.reduced.Weights[matching.CriterionLoad], metres, from, where, d.languages, d.languages, reach, top)
}

// nearSQL is the policy's score of a distance as a CASE of whole numbers.
func (w *world) nearSQL() string {
	var b strings.Builder
	b.WriteString("CASE")
	lines := w.reduced.Proximity.Metres
	for i := 1; i < len(lines); i++ {
		from, to := lines[i-1], lines[i]
		fmt.Fprintf(&b, " WHEN metres < %d THEN %d-%d*(metres-%d)/%d", to[0], from[1], from[1]-to[1], from[0], to[0]-from[0])
	}
	fmt.Fprintf(&b, " ELSE %d END", lines[len(lines)-1][1])
	return b.String()
}
