package index

import (
	"slices"
	"strings"

	"liuyuan/registry"
	"liuyuan/terms"
)

// level is the rank of the place where an institution stands, and the word that says it:
// 区调解室 is a room of the district, whichever that is.
type level struct {
	word string
	rank registry.RegionLevel // empty if no word says it
}

// levels are the words for ranks.
func levels() []level {
	return []level{
		{"市", registry.City}, {"区", registry.District}, {"镇", registry.Town}, {"街道", registry.Town}, {"街", registry.Town}, {"镇街", registry.Town},
		{"村", registry.Village}, {"社区", registry.Village},
	}
}

// levelOf is the level that a text names and nothing else.
func levelOf(text string) level {
	text = strings.TrimRight(text, "的嘅")
	for _, end := range []string{"里", "级", "上"} {
		text = strings.TrimSuffix(text, end)
	}
	for _, l := range levels() {
		if text == l.word {
			return l
		}
	}
	return level{}
}

// cutLevel takes the word for a level from a text beside a kind of institution: it is all
// of the text, or stands right before the kind. 区 before anything else may be a surname.
func cutLevel(text string) (string, level) {
	if l := levelOf(text); l.rank != "" {
		return "", l
	}
	for _, k := range kindWords() {
		if before, _, ok := strings.Cut(text, k.word); ok {
			if l := levelOf(before); l.rank != "" {
				return strings.TrimPrefix(text, before), l
			}
		}
	}
	return text, level{}
}

// onlyLevel reports whether a text has nothing but a level and idle words, and which level.
func onlyLevel(text string) (named level, ok bool) {
	for _, r := range terms.Runs(terms.Fold(text)) {
		switch l := levelOf(r.Text); {
		case l.rank != "":
			named = l
		case !slices.Contains(idleBefore(), r.Text) && !slices.Contains(idleBehind(), r.Text):
			return level{}, false
		}
	}
	return named, true
}

// set is the institutions of a level, and all people: they have posts at such ones.
func (l level) set() set {
	return anyOf{term{fieldLevel, string(l.rank)}, term{fieldKind, string(registry.HitMediator)}}
}

// awards are the points for a level, and for its own word: a 街道 is no 镇.
func (l level) awards() []award {
	if l.rank == "" {
		return nil
	}
	return []award{{of: term{fieldLevel, string(l.rank)}, points: pointsPlace}, {of: term{fieldName, l.word}, points: pointsFirst}}
}
