package matching

import (
	"math/bits"

	"liuyuan/registry"
)

// The codes of specialities and rooms.
const (
	ReasonExpert      registry.ReasonCode = "SPECIALITY_EXACT"
	ReasonFamily      registry.ReasonCode = "SPECIALITY_FAMILY"
	ReasonSibling     registry.ReasonCode = "SPECIALITY_RELATED"
	ReasonSecondary   registry.ReasonCode = "SPECIALITY_SECONDARY"
	ReasonGeneral     registry.ReasonCode = "TAKES_ANY_MATTER"
	ReasonTypeUnknown registry.ReasonCode = "TYPE_UNKNOWN"
	ReasonRoomType    registry.ReasonCode = "ROOM_FOR_TYPE"
	ReasonRoomFacet   registry.ReasonCode = "ROOM_FOR_TRAIT"
	ReasonRoomBoth    registry.ReasonCode = "ROOM_FOR_BOTH"
	ReasonNoRoom      registry.ReasonCode = "NO_ROOM_FOR_MATTER"
)

// rateSpeciality: the nearest speciality by fit and level, and a little for also
// covering a secondary type.
func rateSpeciality(a *ask, p *person) rated {
	if !a.typed {
		return rated{0, ReasonTypeUnknown, 0}
	}
	best := rated{-1, ReasonGeneral, 0}
	if a.takesAny(p) {
		best.score = a.policy.Speciality.General
	}
	secondary := false
	for i := range int(p.specs) {
		s := p.spec(i)
		fit := a.fit[s.typ()]
		if fit == fitNone {
			continue
		}
		secondary = secondary || fit == fitSecondary
		if r := a.specialityScore(fit, s); r.score > best.score {
			best = r
		}
	}
	if secondary && best.code != ReasonSecondary {
		best.score += a.policy.Speciality.AlsoSecondary
	}
	best.score = min(max(best.score, 0), 100)
	return best
}

func (a *ask) specialityScore(fit uint8, s specWord) rated {
	x := &a.policy.Speciality
	level := s.level() - 1
	switch fit {
	case fitExact:
		return rated{x.Exact[level], ReasonExpert, int(s)}
	case fitParent:
		return rated{x.Parent[level], ReasonFamily, int(s)}
	case fitSibling:
		return rated{x.Sibling[level], ReasonSibling, int(s)}
	}
	return rated{x.Secondary[level], ReasonSecondary, int(s)}
}

func specialityParams(a *ask, r rated) []registry.Param {
	switch r.code {
	case ReasonTypeUnknown, ReasonGeneral:
		return nil
	}
	s := specWord(r.n)
	return []registry.Param{registry.Name("type", registry.ParamType, a.t.codes[s.typ()]),
		{Name: "level", Kind: registry.ParamLevel, Value: string(rune('0' + s.level()))}}
}

func bestSpeciality(a *ask, b *best) int {
	x := &a.policy.Speciality
	if !a.typed {
		return 0
	}
	best := 0
	if b.unskilled || a.other {
		best = x.General
	}
	for l := range b.level(a.familyBit) {
		best = max(best, x.Sibling[l])
		if b.types[l].has(a.typ) {
			best = max(best, x.Exact[l])
		}
		if b.types[l].meets(&a.parents) {
			best = max(best, x.Parent[l])
		}
	}
	also := 0
	for families := a.secondaries; families != 0; families &= families - 1 {
		for l := range b.level(bits.TrailingZeros32(families)) {
			best, also = max(best, x.Secondary[l]), x.AlsoSecondary
		}
	}
	return min(best+also, 100)
}

// rateRoom: the best post at a room or studio whose speciality or trait covers the
// matter, in percent by how near its region is.
func rateRoom(a *ask, p *person) rated {
	best := rated{0, ReasonNoRoom, 0}
	for _, w := range p.postList() {
		number := postWord(w).organization()
		o := &a.t.organizations[number]
		if !o.room() {
			continue
		}
		if r := a.roomScore(o); r.score > best.score {
			best = rated{r.score, r.code, int(number)}
		}
	}
	return best
}

func (a *ask) roomScore(o *organization) rated {
	x := &a.policy.Room
	covers, suits := a.covers(o), a.facets&o.facets != 0
	r := rated{0, ReasonNoRoom, 0}
	switch {
	case covers && suits:
		r = rated{x.Both, ReasonRoomBoth, 0}
	case suits:
		r = rated{x.Facet, ReasonRoomFacet, 0}
	case covers:
		r = rated{x.Type, ReasonRoomType, 0}
	default:
		return r
	}
	switch near := a.region.common(o.place).level(); {
	case near >= 4 || a.region.contains(o.place):
		r.score = r.score * x.SameTown / 100
	case near == 3:
		r.score = r.score * x.SameDistrict / 100
	case near == 2:
		r.score = r.score * x.SameCity / 100
	default:
		r.score = 0
	}
	return r
}

// covers reports whether the institution's speciality is the type, its level one,
// or a part of it when only level one is asked.
func (a *ask) covers(o *organization) bool {
	if !a.typed || o.family&a.family == 0 {
		return false
	}
	for _, n := range o.types {
		if a.fit[n] >= fitParent {
			return true
		}
	}
	return false
}

func bestRoom(a *ask, b *best) int {
	x := &a.policy.Room
	if a.region == 0 {
		return 0 // no place to be near to
	}
	covers := a.typed && b.roomFamilies&a.family != 0
	suits := b.roomFacets&a.facets != 0
	best := 0
	if covers {
		best = x.Type
	}
	if suits {
		best = max(best, x.Facet)
	}
	if covers && suits {
		best = max(best, x.Both)
	}
	return best * max(x.SameTown, x.SameDistrict, x.SameCity) / 100
}
