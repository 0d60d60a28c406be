package index

// award gives points to each document of a set. Points of all awards are summed:
// the order of relevance is the sum, see doc.go for the table.
type award struct {
	of     set
	points int
	// close adds up to closePoints more, the more of the name the query covers:
	// chars is the number of its characters.
	close bool
	chars int
}

// Points, highest first: exact and brand matches, then name, room, speciality,
// introduction. Exact stands above any sum of the others.
const (
	pointsExact     = 2000
	pointsSpelled   = 700 // the whole name in pinyin
	pointsInitials  = 500
	pointsOffice    = 400 // an office that the words ask for
	pointsBrand     = 320
	pointsName      = 240
	pointsSyllables = 160
	pointsRole      = 120 // has the role that was named
	pointsPost      = 110
	pointsCovered   = 100 // all characters in name and brand, not in one stretch
	pointsKind      = 90  // the kind that the words name
	pointsType      = 60
	pointsPlace     = 50 // within the place, not only serving it
	pointsHouse     = 50 // an institution for the type: it does little else
	pointsFirst     = 40 // the name begins with it
	pointsIntro     = 40
	pointsSaid      = 60 // something that was said, in other words or in part
	pointsFilter    = 20
	pointsCommon    = 8 // each common pair that the name has as well
	pointsReal      = 5 // not a synthetic record
	closePoints     = 60
	maxCommon       = 6
)

// phraseAwards are the points for how a document holds a phrase.
func (l *looker) phraseAwards(p phrase) []award {
	if p.empty() {
		return nil
	}
	out := []award{
		{of: term{fieldWhole, p.whole}, points: pointsExact},
		{of: term{fieldPinyin, p.whole}, points: pointsSpelled},
		{of: term{fieldInitials, p.whole}, points: pointsInitials},
	}
	for _, k := range p.kinds {
		out = append(out, award{of: term{fieldKind, k}, points: pointsKind})
	}
	out = append(out, p.level.awards()...)
	for i, one := range p.pieces {
		if one.Han {
			out = append(out, l.pieceAwards(one, i == 0)...)
		} else {
			out = append(out, l.wordAwards(one.Text)...)
		}
	}
	return out
}

func (l *looker) pieceAwards(p piece, first bool) []award {
	var out []award
	if p.needed() {
		n := len(p.chars)
		out = append(out,
			award{of: l.strict(p, fieldBrand), points: pointsBrand},
			award{of: l.strict(p, fieldName), points: pointsName, close: true, chars: n},
			award{of: l.strict(p, fieldPost), points: pointsPost},
			award{of: l.strict(p, fieldIntro), points: pointsIntro},
			award{of: l.cover(p, ownFields(), -1), points: pointsCovered},
		)
		if first && !p.optional[0] {
			out = append(out, award{of: term{fieldName, startMark + p.chars[0]}, points: pointsFirst})
		}
	}
	given := 0
	for i := 1; i < len(p.chars) && given < maxCommon; i++ {
		if p.optional[i-1] && p.optional[i] {
			out = append(out, award{of: l.inFields(p.chars[i-1]+p.chars[i], []string{fieldName}), points: pointsCommon})
			given++
		}
	}
	return out
}

func (l *looker) wordAwards(w string) []award {
	return []award{
		{of: term{fieldBrand, w}, points: pointsBrand},
		{of: term{fieldName, w}, points: pointsName},
		{of: term{fieldPinyin, w}, points: pointsBrand},
		{of: term{fieldInitials, w}, points: pointsName},
		{of: anyOf(l.syllables(w)), points: pointsSyllables},
		{of: term{fieldPost, w}, points: pointsPost},
		{of: term{fieldIntro, w}, points: pointsIntro},
	}
}
