package index

import (
	"cmp"
	"slices"
	"strings"

	"liuyuan/registry"
	"liuyuan/terms"
)

// call is how people speak of somebody whose whole name they do not say: 老陈, 阿强,
// 强哥, 谭队. What is left is a surname, a part of the given name, or both.
type call struct {
	piece
	role   registry.Role  // that the title tells; empty if none
	spoken terms.Sounding // the part of the name in pinyin, where it was typed so
}

// titles are the words of one character behind a name.
func titles() map[string]registry.Role {
	out := map[string]registry.Role{"队": registry.RoleVillagePolice, "警": registry.RoleVillagePolice, "所": registry.RoleVillagePolice, "律": registry.RoleLawyer}
	for _, t := range terms.Chars("哥姐叔姨伯婶嫂婆公爷妹仔弟工总局科医生") {
		out[t] = ""
	}
	return out
}

// callOf reads a piece as a call; false if it is none. One character alone is one too.
func callOf(p piece) (call, bool) {
	n := len(p.chars)
	switch {
	case !p.Han:
		return spokenCall(p)
	case n > 4:
		return call{}, false
	case p.surname || n == 1:
		return call{piece: p}, true
	}
	if role, ok := titles()[p.chars[n-1]]; ok {
		return call{piece: p.slice(0, n-1), role: role}, true
	}
	if strings.Contains("老小阿大亚", p.chars[0]) {
		return call{piece: p.slice(1, n)}, true
	}
	return call{}, false
}

// spokenCall reads pinyin as a call: laochen, qiangge.
func spokenCall(p piece) (call, bool) {
	for _, cut := range terms.Cuts(p.Text) {
		n := len(cut) - 1
		switch {
		case n < 1 || n > 2:
		case cut[0] == "lao" || cut[0] == "xiao" || cut[0] == "a":
			return call{piece: p, spoken: cut[1:]}, true
		case strings.Contains(" ge jie shu yi bo shen sao ", " "+cut[n]+" "):
			return call{piece: p, spoken: cut[:n]}, true
		}
	}
	return call{}, false
}

// slice is a stretch of a piece, all of it required.
func (p piece) slice(from, to int) piece {
	chars := p.chars[from:to]
	return piece{Run: terms.Run{Text: strings.Join(chars, ""), Han: true}, chars: chars, optional: make([]bool, len(chars))}
}

// set is the people who may be called so.
func (c call) set(l *looker) (set, []award) {
	person := term{fieldKind, string(registry.HitMediator)}
	var who set
	var awards []award
	switch {
	case len(c.spoken) > 0:
		who = all{person, l.sounds(c.spoken)}
	case c.surname:
		who = all{person, l.piece(c.piece, ownFields())}
	case len(c.chars) == 1:
		first, last := term{fieldName, startMark + c.chars[0]}, term{fieldName, c.chars[0] + endMark}
		who = all{person, term{fieldName, c.chars[0]}}
		awards = append(awards, award{of: first, points: 2 * pointsFirst}, award{of: last, points: pointsFirst})
	default:
		who = all{person, l.strict(c.piece, fieldName)}
	}
	who = share(who)
	awards = append(awards, award{of: who, points: pointsName})
	if c.role != "" {
		awards = append(awards, award{of: roleSet(string(c.role)), points: pointsRole})
	}
	return who, awards
}

// addressed reads pieces as calls: what filters were understood stay, unless they fit
// nobody who is called so (杨支书, and no 杨 is one).
func (s *search) addressed(text phrase) (reading, bool) {
	typed := s.typed()
	left := typed.left
	sets, awards, chips := s.interpret(typed.filters)
	named, mine, said, ok := s.calls(left)
	if !ok {
		return reading{}, false
	}
	r := reading{awards: slices.Concat(s.look.phraseAwards(text), awards, mine), marks: append(marks(left), said...), chips: chips}
	r.hits = share(append(sets, s.hard, named))
	if len(chips) > 0 && !s.some(r.hits) {
		r.hits, r.chips = share(all{s.hard, named}), nil
	}
	return r, true
}

// calls is who is called as the phrase says, and the parts of names that it says;
// false if no piece of it is a call.
func (s *search) calls(left phrase) (who set, awards []award, said []string, some bool) {
	var sum all
	for _, p := range left.pieces {
		c, ok := callOf(p)
		if !ok || s.spells(p) {
			if p.needed() {
				sum = append(sum, s.look.piece(p, textFields()))
			}
			continue
		}
		some = true
		one, more := c.set(s.look)
		sum, awards, said = append(sum, one), append(awards, more...), append(said, cmp.Or(c.spoken.Whole(), c.Text))
	}
	return share(sum), awards, said, some
}
