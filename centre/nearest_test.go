package centre

import (
	"math/rand/v2"
	"testing"

	"liuyuan/registry"
	"liuyuan/seed"
)

// scanned looks at every region.
func scanned(regions []registry.Region, at registry.Point) registry.RegionCode {
	best, code := float64(reach), registry.RegionCode("")
	for _, r := range regions {
		if r.Point == nil {
			continue
		}
		if d := at.MetresTo(*r.Point); d < best {
			best, code = d, r.Code
		}
	}
	return code
}

func TestTheGridFindsTheNearestRegion(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	regions := seed.Regions()
	for i := range 300 { // and some in the far north and south, where degrees are short
		p := registry.Point{Lat: 55 + random.Float64()*33, Lng: 100 + random.Float64()*2}
		if i%2 == 0 {
			p.Lat = -p.Lat
		}
		regions = append(regions, registry.Region{Code: registry.RegionCode("99" + string(rune('0'+i%10)) + string(rune('a'+i/10))), Point: &p})
	}
	g, found := newPointGrid(regions), 0
	for range 5000 {
		near := regions[random.IntN(len(regions))].Point
		if near == nil {
			continue
		}
		at := registry.Point{Lat: near.Lat + (random.Float64()-0.5)*0.5, Lng: near.Lng + (random.Float64()-0.5)*0.5}
		want := scanned(regions, at)
		if want != "" {
			found++
		}
		if got := g.nearest(at); got != want {
			t.Fatalf("%v: %s, a scan finds %s", at, got, want)
		}
	}
	if found < 500 {
		t.Errorf("only %d points had a region: the test says little", found)
	}
}
