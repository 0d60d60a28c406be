package terms

import (
	"math"
	"slices"
	"strconv"

	"liuyuan/registry"
)

// Text is a report of a matter as a channel brought it, for finding the same matter
// from another channel.
type Text struct {
	Body   string
	Words  registry.Words      // what classification read in the body
	Region registry.RegionCode // where, if known from elsewhere; else empty
	Day    registry.Date       // when it was reported; empty: not known
}

// DuplicateCode says in what two reports agree.
type DuplicateCode string

// The ways in which reports agree.
const (
	SameWords     DuplicateCode = "SAME_WORDS"
	SamePlace     DuplicateCode = "SAME_PLACE"
	SameTime      DuplicateCode = "SAME_TIME"
	SameHeadcount DuplicateCode = "SAME_HEADCOUNT"
	SameAmount    DuplicateCode = "SAME_AMOUNT"
	SameType      DuplicateCode = "SAME_TYPE"
)

// DuplicateReason is one agreement. Value is what agrees: a code, a number, a share;
// never words of a narrative.
type DuplicateReason struct {
	Code   DuplicateCode
	Value  string
	Points float64
}

// LikelyDuplicate is the score from which two reports should be shown to a person as
// perhaps the same matter. Nothing is ever merged by a score.
const LikelyDuplicate = 0.5

// What each agreement is worth; together 1.
const (
	wordPoints   = 0.4
	placePoints  = 0.15
	amountPoints = 0.15
	headPoints   = 0.1
	typePoints   = 0.1
	timePoints   = 0.1
	closeDays    = 14 // reports further apart are no evidence for each other
)

// Similar rates how likely two reports are of the same matter, 0…1, with what they
// agree in, the strongest first. A contradiction (other towns, other headcount)
// takes away what agreement would give. Similar(a, b) is Similar(b, a).
func Similar(a, b Text) (float64, []DuplicateReason) {
	var reasons []DuplicateReason
	score := 0.0
	agree := func(code DuplicateCode, points float64, value string) {
		score += points
		if points > 0 {
			reasons = append(reasons, DuplicateReason{code, value, points})
		}
	}
	if s := wordsShared(a.Body, b.Body); s > 0 {
		agree(SameWords, wordPoints*s, strconv.FormatFloat(s, 'f', 2, 64))
	}
	if place, met, known := placeShared(a, b); met {
		agree(SamePlace, placePoints, string(place))
	} else if known {
		agree(SamePlace, -placePoints, "")
	}
	if sum, met, known := amountShared(a.Words.Amounts, b.Words.Amounts); met {
		agree(SameAmount, amountPoints, strconv.FormatFloat(sum, 'f', -1, 64))
	} else if known {
		agree(SameAmount, -amountPoints/2, "")
	}
	if n, m := a.Words.Headcount, b.Words.Headcount; n > 0 && m > 0 {
		if n == m {
			agree(SameHeadcount, headPoints, strconv.Itoa(n))
		} else {
			agree(SameHeadcount, -headPoints, "")
		}
	}
	if code, met := typeShared(a.Words, b.Words); met {
		agree(SameType, typePoints, string(code))
	}
	if days, known := daysBetween(a.Day, b.Day); known && days <= closeDays {
		agree(SameTime, timePoints, strconv.Itoa(days))
	}
	slices.SortStableFunc(reasons, func(x, y DuplicateReason) int {
		switch {
		case x.Points > y.Points:
			return -1
		case x.Points < y.Points:
			return 1
		}
		return 0
	})
	return math.Max(0, math.Min(1, score)), reasons
}

// wordsShared is the overlap of the pairs of characters of two texts (Dice), raised
// so that two honest retellings of one matter, which share about a third, count half.
func wordsShared(a, b string) float64 {
	x, y := pairsOf(a), pairsOf(b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	both := 0
	for p := range x {
		if y[p] {
			both++
		}
	}
	return math.Min(1, 1.5*2*float64(both)/float64(len(x)+len(y)))
}

func pairsOf(s string) map[[2]rune]bool {
	text := []rune(Squeeze(Fold(s)))
	pairs := map[[2]rune]bool{}
	for i := 1; i < len(text); i++ {
		pairs[[2]rune{text[i-1], text[i]}] = true
	}
	return pairs
}

// placeShared finds a place of one report that lies in a place of the other; the
// smaller of the two tells most.
func placeShared(a, b Text) (place registry.RegionCode, met, known bool) {
	x, y := placesOf(a), placesOf(b)
	for _, p := range x {
		for _, q := range y {
			smaller := p
			if len(q) > len(p) {
				smaller = q
			}
			if (p.Contains(q) || q.Contains(p)) && len(smaller) > len(place) {
				place, met = smaller, true
			}
		}
	}
	return place, met, len(x) > 0 && len(y) > 0
}

func placesOf(t Text) []registry.RegionCode {
	if t.Region == "" {
		return t.Words.Places
	}
	return append(slices.Clone(t.Words.Places), t.Region)
}

// Amounts are the sums of money that a text names, in yuan.
func Amounts(text string) []float64 { return amounts([]rune(Fold(text))) }

func amountShared(a, b []float64) (sum float64, met, known bool) {
	for _, x := range a {
		if slices.Contains(b, x) && x > sum {
			sum, met = x, true
		}
	}
	return sum, met, len(a) > 0 && len(b) > 0
}

func typeShared(a, b registry.Words) (registry.TypeCode, bool) {
	if len(a.Suggestions) == 0 || len(b.Suggestions) == 0 {
		return "", false
	}
	code := a.Suggestions[0].Type
	return code, code == b.Suggestions[0].Type
}

func daysBetween(a, b registry.Date) (int, bool) {
	if a == "" || b == "" {
		return 0, false
	}
	days := a.Time().Sub(b.Time()).Hours() / 24
	return int(math.Abs(math.Round(days))), true
}
