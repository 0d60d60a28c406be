package matching

import (
	"math"

	"liuyuan/registry"
)

// coords are WGS-84 degrees × 1,000,000: about 0.1 m, the same on every machine.
type coords struct{ lat, lng int32 }

// noCoords is "not known".
func noCoords() coords { return coords{lat: math.MinInt32} }

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

// square is a map square of 0.05° by 0.05°, the unit of the grid.
type square uint32

// noSquare holds those without coordinates.
const noSquare = ^square(0)

const squareSide = 50_000 // coords

func (c coords) square() square {
	if !c.known() {
		return noSquare
	}
	return square((c.lat+90_000_000)/squareSide)<<16 | square((c.lng+180_000_000)/squareSide)
}

// box is a range of coordinates; empty while lo.lat > hi.lat.
type box struct{ lo, hi coords }

func emptyBox() box {
	return box{coords{math.MaxInt32, math.MaxInt32}, coords{math.MinInt32, math.MinInt32}}
}

func (b *box) add(c coords) {
	b.lo = coords{min(b.lo.lat, c.lat), min(b.lo.lng, c.lng)}
	b.hi = coords{max(b.hi.lat, c.lat), max(b.hi.lng, c.lng)}
}

// metresAtLeast is a lower bound of the distance from c to any point of the box:
// never more than metresTo of a point in it. A box is small, but c may be on the
// other side of the 180th meridian, so the short way round is taken.
func (b *box) metresAtLeast(c coords) int {
	const rad = math.Pi / 180 / 1e6
	dLat := outside(c.lat, b.lo.lat, b.hi.lat)
	dLng := outside(c.lng, b.lo.lng, b.hi.lng)
	if round := 360_000_000 - int64(b.hi.lng) + int64(b.lo.lng) - dLng; round < dLng {
		dLng = max(round, 0)
	}
	// Along a meridian the distance is at least the difference of latitude. Across
	// meridians it is at least asin(cos φ · sin Δλ) for the latitude φ of c.
	const r = 6371008.8
	metres := float64(dLat) * rad * r
	if lng := float64(dLng) * rad; lng > 0 {
		if lng > math.Pi/2 {
			lng = math.Pi / 2
		}
		metres = max(metres, r*math.Asin(math.Cos(float64(c.lat)*rad)*math.Sin(lng)))
	}
	return int(metres) - 10 // rounding of metresTo
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

// squaresAround lists the squares within reach of a point, and the one of people
// without coordinates. Near a pole it is the whole cap; across the 180th meridian
// it goes on at the other side.
func squaresAround(c coords, metres int) []square {
	const metresPerDegree = 111_000 // a little less than anywhere: never too few squares
	const rows, columns = 180_000_000/squareSide + 1, 360_000_000 / squareSide
	dLat := int(float64(metres)/metresPerDegree*1e6)/squareSide + 1
	here := c.square()
	row, column := int(here>>16), int(here&0xffff)
	list := []square{noSquare}
	for r := max(row-dLat, 0); r <= min(row+dLat, rows-1); r++ {
		// The parallel nearest the pole within the row is the shortest.
		lat := max(math.Abs(float64(r*squareSide)/1e6-90), math.Abs(float64((r+1)*squareSide)/1e6-90))
		lat = max(lat, math.Abs(float64(c.lat)/1e6))
		dLng := columns / 2
		if cos := math.Cos(min(lat, 90) * math.Pi / 180); cos > 1e-3 && float64(metres)/metresPerDegree/cos < 90 {
			dLng = min(int(math.Asin(math.Min(1, math.Sin(float64(metres)/6371008.8)/cos))*180/math.Pi*1e6)/squareSide+2, columns/2)
		}
		if dLng >= columns/2 {
			for x := 0; x <= columns; x++ {
				list = append(list, square(r)<<16|square(x))
			}
			continue
		}
		for x := column - dLng; x <= column+dLng; x++ {
			list = append(list, square(r)<<16|square((x+columns)%columns))
		}
		if column+dLng >= columns || column-dLng <= 0 {
			list = append(list, square(r)<<16|columns) // exactly 180°
		}
	}
	return list
}
