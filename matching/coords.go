package matching

import (
	"math"

	"liuyuan/registry"
)

// coords are WGS-84 degrees × 1,000,000: about 0.1 m, the same on every machine.
type coords struct{ lat, lng int32 }

// noCoords is "not known".
func noCoords() coords { return coords{lat: math.MinInt32} }

// earthRadius is the mean radius in metres, as registry.Point has it.
const earthRadius = 6371008.8

func (c coords) known() bool { return c.lat != math.MinInt32 }

// coordsOf quantises a point; nil, infinite or off the globe is "not known".
func coordsOf(p *registry.Point) coords {
	if p == nil || !p.Valid() {
		return noCoords()
	}
	return coords{int32(math.Round(p.Lat * 1e6)), int32(math.Round(p.Lng * 1e6))}
}

func (c coords) point() registry.Point {
	return registry.Point{Lat: float64(c.lat) / 1e6, Lng: float64(c.lng) / 1e6}
}

// metresTo is the great-circle distance rounded to 10 m: far coarser than the
// last bits of a float, so that totals are the same on every machine.
func (c coords) metresTo(d coords) int {
	return int(math.Round(c.point().MetresTo(d.point())/10)) * 10
}

// square is a map square: its size (0 small, 1, 2 large), row and column. It parts
// the people of a region larger than a town into neighbours; those of a province
// into large squares, so that their cells are not all nearly empty.
type square uint32

// noSquare holds those without coordinates.
const noSquare = ^square(0)

// sizes of squares, and their sides in coords: 0.2°, 1°, 4°.
const squareSizes = 3

func squareSide(size int) int { return [squareSizes]int{200_000, 1_000_000, 4_000_000}[size] }

// squareSize is the size for people filed under a region of the level. A town is
// small itself: its square only parts those who stand somewhere else.
func squareSize(level int) int {
	switch level {
	case 0, 1:
		return 2
	case 3:
		return 0
	}
	return 1
}

func (c coords) square(size int) square {
	if !c.known() {
		return noSquare
	}
	side := squareSide(size)
	return squareAt(size, (int(c.lat)+90_000_000)/side, (int(c.lng)+180_000_000)/side)
}

func squareAt(size, row, column int) square {
	return square(size)<<30 | square(row)<<15 | square(column)
}

// box is a range of coordinates; empty while lo.lat > hi.lat.
type box struct{ lo, hi coords }

func emptyBox() box {
	return box{coords{math.MaxInt32, math.MaxInt32}, coords{math.MinInt32, math.MinInt32}}
}

func (b *box) empty() bool { return b.lo.lat > b.hi.lat }

func (b *box) add(c coords) {
	b.lo = coords{min(b.lo.lat, c.lat), min(b.lo.lng, c.lng)}
	b.hi = coords{max(b.hi.lat, c.lat), max(b.hi.lng, c.lng)}
}

func (b *box) join(o box) {
	b.lo = coords{min(b.lo.lat, o.lo.lat), min(b.lo.lng, o.lo.lng)}
	b.hi = coords{max(b.hi.lat, o.hi.lat), max(b.hi.lng, o.hi.lng)}
}

// origin is a point from which distances to many boxes are bounded, with the cosine
// of its latitude.
type origin struct {
	coords
	cos float64
}

func originOf(c coords) origin { return origin{c, math.Cos(float64(c.lat) * radian)} }

const (
	radian = math.Pi / 180 / 1e6 // of one unit of coords
	// small is the angle up to which sin x > 0.999 x, so that the haversine formula,
	// sin²(d/2) = sin²(Δφ/2) + cos φ₁ cos φ₂ sin²(Δλ/2), is bounded without its sines.
	small = 0.1
)

// atLeast is a lower bound of the distance to any point of the box: never more than
// metresTo of a point in it. A box is small, but the origin may be on the other side
// of the 180th meridian, so the short way round is taken.
func (o origin) atLeast(b box) int {
	dLng := outside(o.lng, b.lo.lng, b.hi.lng)
	if round := 360_000_000 - int64(b.hi.lng) + int64(b.lo.lng) - dLng; round < dLng {
		dLng = max(round, 0)
	}
	lat, lng := min(float64(outside(o.lat, b.lo.lat, b.hi.lat))*radian, small), min(float64(dLng)*radian, small)
	least := max(o.cos-o.farthestLat(b), 0)                                   // of the cosines in the box
	return int(0.999*earthRadius*math.Sqrt(lat*lat+o.cos*least*lng*lng)) - 10 // rounding of metresTo
}

// atMost is an upper bound of the distance to every point of the box.
func (o origin) atMost(b box) int {
	lat, lng := o.farthestLat(b), float64(max(int64(b.hi.lng)-int64(o.lng), int64(o.lng)-int64(b.lo.lng)))*radian
	if lat > small || lng > small {
		return math.MaxInt
	}
	return int(1.002*earthRadius*math.Sqrt(lat*lat+o.cos*min(o.cos+lat, 1)*lng*lng)) + 10
}

// farthestLat is the greatest difference of latitude to a point of the box.
func (o origin) farthestLat(b box) float64 {
	return float64(max(int64(b.hi.lat)-int64(o.lat), int64(o.lat)-int64(b.lo.lat))) * radian
}

func outside(x, lo, hi int32) int64 {
	switch {
	case x < lo:
		return int64(lo) - int64(x)
	case x > hi:
		return int64(x) - int64(hi)
	}
	return 0
}
