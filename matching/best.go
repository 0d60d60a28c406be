package matching

import "math/bits"

// best is the union of some people, of a cell or of a region and all below: nobody
// among them is better than this. After a removal a region's may be more than anyone
// there is.
type best struct {
	box          box
	noPoint      bool     // someone without coordinates
	online       bool     // someone who works by video
	unskilled    bool     // someone without any speciality
	levels       uint64   // the highest level of a speciality, two bits a family
	types        [3]types // of the specialities, by level
	languages    uint64   // spoken by someone, of the first 64 that the pool met
	roles        uint16
	facets       uint16
	roomFacets   uint16 // of rooms and studios where someone has a post
	roomFamilies uint32
	assured      day // latest
}

func noBest() best { return best{box: emptyBox()} }

// level is the highest level of anyone's speciality in a family, 0 if nobody has one.
func (b *best) level(family int) int { return int(b.levels >> (2 * family) & 3) }

func (b *best) raise(family, level int) {
	if level > b.level(family) {
		b.levels = b.levels&^(3<<(2*family)) | uint64(level)<<(2*family)
	}
}

func (b *best) add(t *tables, p *person) {
	if p.at.known() {
		b.box.add(p.at)
	} else {
		b.noPoint = true
	}
	b.online = b.online || p.flags&flagOnline != 0
	b.unskilled = b.unskilled || p.specs == 0
	for i := range int(p.specs) {
		s := p.spec(i)
		b.raise(int(t.family[s.typ()]), s.level())
		b.types[s.level()-1].add(s.typ())
	}
	b.languages |= t.languageSets[p.languages].mask
	b.roles |= p.roles
	b.facets |= p.facets
	b.assured = max(b.assured, p.assured)
	for _, w := range p.postList() {
		if o := &t.organizations[postWord(w).organization()]; o.room() {
			b.roomFamilies |= o.family
			b.roomFacets |= o.facets
		}
	}
}

// join widens the best by another.
func (b *best) join(o *best) {
	b.box.join(o.box)
	b.noPoint = b.noPoint || o.noPoint
	b.online = b.online || o.online
	b.unskilled = b.unskilled || o.unskilled
	for more := o.levels &^ b.levels; more != 0; { // of equal bits the level is no higher
		family := bits.TrailingZeros64(more) / 2
		b.raise(family, o.level(family))
		more &^= 3 << (2 * family)
	}
	for l := range b.types {
		b.types[l].join(&o.types[l])
	}
	b.languages |= o.languages
	b.roles |= o.roles
	b.facets |= o.facets
	b.roomFacets |= o.roomFacets
	b.roomFamilies |= o.roomFamilies
	b.assured = max(b.assured, o.assured)
}

// types is a set of types by number; numbers that are 192 apart share a bit, so it
// may hold more than was added.
type types [3]uint64

func (s *types) add(n uint16)      { s[n/64%3] |= 1 << (n % 64) }
func (s *types) has(n uint16) bool { return s[n/64%3]>>(n%64)&1 == 1 }

func (s *types) join(o *types) {
	for i := range s {
		s[i] |= o[i]
	}
}

func (s *types) meets(o *types) bool { return s[0]&o[0]|s[1]&o[1]|s[2]&o[2] != 0 }

// bests are the highest scores anyone among them can have, by scorer, and the
// highest total.
func (a *ask) bests(b *best, scores []int) (bound int) {
	for i := range a.soft {
		scores[i] = 100
		if f := a.soft[i].best; f != nil && a.weight[i] > 0 {
			scores[i] = f(a, b)
		}
		bound += a.weight[i] * scores[i]
	}
	return bound
}

// bound is the highest total that anyone among them can have; less than nothing if
// some rule lets none of them stand.
func (a *ask) bound(b *best) int {
	for i := range a.rules {
		if f := a.rules[i].none; f != nil && a.waived>>i&1 == 0 && f(a, b) {
			return -1
		}
	}
	bound := 0
	for i := range a.soft {
		score := 100
		if f := a.soft[i].best; f != nil && a.weight[i] > 0 {
			score = f(a, b)
		}
		bound += a.weight[i] * score
	}
	return bound
}
