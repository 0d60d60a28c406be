package matching

import "liuyuan/registry"

// place is a region code in one word: 14 decimal digits of 4 bits from the top,
// the level (1 province … 6 grid) in the lowest byte. Zero is no or a malformed
// code, and as a node of the tree the whole country. Places sort as codes do.
type place uint64

// digits of a place by level.
func placeDigits(level int) int { return [...]int{0, 2, 4, 6, 9, 12, 14}[level] }

func (p place) level() int { return int(p & 0xff) }

func placeMask(level int) place { return ^place(0) << (64 - 4*placeDigits(level)) }

// placeOf packs a code; zero for a malformed one.
func placeOf(c registry.RegionCode) place {
	level := 0
	switch c.Level() {
	case registry.Province:
		level = 1
	case registry.City:
		level = 2
	case registry.District:
		level = 3
	case registry.Town:
		level = 4
	case registry.Village:
		level = 5
	case registry.Grid:
		level = 6
	default:
		return 0
	}
	var p place
	shift := 60
	for i := 0; i < len(c); i++ {
		if c[i] == '-' {
			continue
		}
		p |= place(c[i]-'0') << shift
		shift -= 4
	}
	return p | place(level)
}

// code is the text of a place.
func (p place) code() registry.RegionCode {
	var b [15]byte
	n := 0
	for i := 0; i < placeDigits(p.level()); i++ {
		if i == 12 {
			b[n] = '-'
			n++
		}
		b[n] = '0' + byte(p>>(60-4*i)&0xf)
		n++
	}
	return registry.RegionCode(b[:n])
}

// at is the container at a level that is not below the place's own.
func (p place) at(level int) place {
	if level <= 0 {
		return 0
	}
	return p&placeMask(level) | place(level)
}

// contains reports whether q is p or lies in it. Zero contains nothing.
func (p place) contains(q place) bool {
	l := p.level()
	return l > 0 && q.level() >= l && (p^q)&placeMask(l) == 0
}

// common is the smallest region that holds both; zero if only the country does.
func (p place) common(q place) place {
	l := min(p.level(), q.level())
	for ; l > 0; l-- {
		if (p^q)&placeMask(l) == 0 {
			return p.at(l)
		}
	}
	return 0
}
