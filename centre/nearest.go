package centre

import (
	"math"

	"liuyuan/registry"
)

// reach is how far a region's point may be from a place that is named by it, in metres.
const reach = 20_000

// gridStep is the side of a grid cell in degrees: reach is about as many of latitude.
const gridStep = 0.2

// metresOfDegree is the length of a degree of latitude, a little less than the least.
const metresOfDegree = 110_500

// pointGrid finds the region nearest to a point without looking at all of them.
type pointGrid struct {
	cells map[[2]int][]located
}

type located struct {
	code  registry.RegionCode
	point registry.Point
}

func newPointGrid(regions []registry.Region) *pointGrid {
	g := &pointGrid{cells: map[[2]int][]located{}}
	for _, r := range regions {
		if r.Point != nil {
			c := cellOf(*r.Point)
			g.cells[c] = append(g.cells[c], located{r.Code, *r.Point})
		}
	}
	return g
}

func cellOf(p registry.Point) [2]int {
	return [2]int{int(math.Floor(p.Lat / gridStep)), int(math.Floor(p.Lng / gridStep))}
}

// nearest is the region whose point is nearest, empty if none is within reach; the
// first by code among equals. Places are not sought across the date line.
func (g *pointGrid) nearest(at registry.Point) registry.RegionCode {
	if !at.Valid() {
		return ""
	}
	north := reach / float64(metresOfDegree)
	most := math.Min(89, math.Abs(at.Lat)+north) // degrees of longitude are shortest there
	east := math.Min(180, north/math.Cos(most*math.Pi/180))
	from := cellOf(registry.Point{Lat: at.Lat - north, Lng: at.Lng - east})
	to := cellOf(registry.Point{Lat: at.Lat + north, Lng: at.Lng + east})
	best, code := float64(reach), registry.RegionCode("")
	for y := from[0]; y <= to[0]; y++ {
		for x := from[1]; x <= to[1]; x++ {
			for _, r := range g.cells[[2]int{y, x}] {
				d := at.MetresTo(r.point)
				if d < best || d == best && code != "" && r.code < code {
					best, code = d, r.code
				}
			}
		}
	}
	return code
}
