package seed

import (
	"encoding/json"
	"math"

	"liuyuan/registry"
)

// border is a closed ring of points.
type border []registry.Point

func pengjiangBorder() border {
	var doc struct {
		Features []struct {
			Geometry struct {
				Coordinates [][][2]float64 `json:"coordinates"`
			} `json:"geometry"`
		} `json:"features"`
	}
	if err := json.Unmarshal(Boundary(), &doc); err != nil {
		panic("boundary: " + err.Error())
	}
	ring := doc.Features[0].Geometry.Coordinates[0]
	b := make(border, len(ring))
	for i, c := range ring {
		b[i] = registry.Point{Lng: c[0], Lat: c[1]}
	}
	return b
}

// contains reports whether the point lies within the ring (even-odd rule).
func (b border) contains(p registry.Point) bool {
	in := false
	for i, j := 0, len(b)-1; i < len(b); j, i = i, i+1 {
		if (b[i].Lat > p.Lat) != (b[j].Lat > p.Lat) &&
			p.Lng < (b[j].Lng-b[i].Lng)*(p.Lat-b[i].Lat)/(b[j].Lat-b[i].Lat)+b[i].Lng {
			in = !in
		}
	}
	return in
}

// box gives the south-western and north-eastern corners.
func (b border) box() (low, high registry.Point) {
	low, high = b[0], b[0]
	for _, p := range b {
		low = registry.Point{Lat: math.Min(low.Lat, p.Lat), Lng: math.Min(low.Lng, p.Lng)}
		high = registry.Point{Lat: math.Max(high.Lat, p.Lat), Lng: math.Max(high.Lng, p.Lng)}
	}
	return low, high
}

// halton is the i-th number (from 1) of the low-discrepancy sequence of a base:
// evenly spread over 0…1 without chance.
func halton(i, base int) float64 {
	f, r := 1.0, 0.0
	for ; i > 0; i /= base {
		f /= float64(base)
		r += f * float64(i%base)
	}
	return r
}

// rounded cuts a coordinate pair to so many steps a degree: 1,000 is about 100 m.
func rounded(p registry.Point, steps float64) registry.Point {
	return registry.Point{Lat: math.Round(p.Lat*steps) / steps, Lng: math.Round(p.Lng*steps) / steps}
}

// coarse is the precision of people's points: about 100 m.
const coarse = 1000

// spread gives each town so many points: within the border, nearer to the
// town's own point than to any other town's, and spread evenly.
func spread(b border, centres []registry.Point, wanted []int) [][]registry.Point {
	low, high := b.box()
	found := make([][]registry.Point, len(centres))
	missing := 0
	for _, n := range wanted {
		missing += n
	}
	for i := 1; missing > 0; i++ {
		p := rounded(registry.Point{
			Lat: low.Lat + halton(i, 2)*(high.Lat-low.Lat),
			Lng: low.Lng + halton(i, 3)*(high.Lng-low.Lng),
		}, 10*coarse)
		if !b.contains(p) || !b.contains(rounded(p, coarse)) {
			continue
		}
		if t := nearest(centres, p); len(found[t]) < wanted[t] {
			found[t] = append(found[t], p)
			missing--
		}
	}
	return found
}

func nearest(centres []registry.Point, p registry.Point) int {
	best := 0
	for i, c := range centres {
		if p.MetresTo(c) < p.MetresTo(centres[best]) {
			best = i
		}
	}
	return best
}
