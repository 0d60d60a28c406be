package registry

import "math"

// Point is a position, WGS-84, in degrees.
type Point struct {
	Lat float64 `json:"lat"`
	Lng float64 `json:"lng"`
}

// earthRadius is the mean radius in metres (IUGG 1980: 6 371 008.8).
const earthRadius = 6371008.8

// Valid reports whether both coordinates are finite and on the globe.
func (p Point) Valid() bool {
	return p.Lat >= -90 && p.Lat <= 90 && p.Lng >= -180 && p.Lng <= 180
}

// MetresTo is the great-circle distance in metres (haversine).
func (p Point) MetresTo(q Point) float64 {
	const rad = math.Pi / 180
	sinLat := math.Sin((q.Lat - p.Lat) * rad / 2)
	sinLng := math.Sin((q.Lng - p.Lng) * rad / 2)
	h := sinLat*sinLat + math.Cos(p.Lat*rad)*math.Cos(q.Lat*rad)*sinLng*sinLng
	return 2 * earthRadius * math.Asin(math.Min(1, math.Sqrt(h)))
}
