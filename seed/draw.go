package seed

import (
	"hash/fnv"
	"math/rand/v2"

	"liuyuan/registry"
)

// draw is a source of choices that depends on a name alone.
type draw struct{ rand.PCG }

func drawFor(name string) *draw {
	h := fnv.New64a()
	h.Write([]byte(name))
	d := &draw{}
	d.Seed(h.Sum64(), 0x6c697579)
	return d
}

// below is a number from 0 to n-1; a slight bias is of no account here.
func (d *draw) below(n int) int { return int(d.Uint64() >> 33 % uint64(n)) }

// between is a number from low to high, both included.
func (d *draw) between(low, high int) int { return low + d.below(high-low+1) }

// chance is true in so many of a hundred cases.
func (d *draw) chance(percent int) bool { return d.below(100) < percent }

func pick[T any](d *draw, list []T) T { return list[d.below(len(list))] }

// some picks n different entries in the order of the list, fewer if it is shorter.
func some[T any](d *draw, list []T, n int) []T {
	n = min(n, len(list))
	picked := make([]T, 0, n)
	for i, x := range list {
		if len(picked) < n && d.below(len(list)-i) < n-len(picked) {
			picked = append(picked, x)
		}
	}
	return picked
}

// near moves a point by up to about 400 m and rounds it to about 100 m, never
// out of the border (nil: no border).
func (d *draw) near(p registry.Point, b border) *registry.Point {
	for range 4 {
		q := rounded(registry.Point{
			Lat: p.Lat + float64(d.between(-4, 4))/coarse,
			Lng: p.Lng + float64(d.between(-4, 4))/coarse,
		}, coarse)
		if b == nil || b.contains(q) {
			return &q
		}
	}
	q := rounded(p, coarse)
	return &q
}
