package seed

import (
	"fmt"
	"iter"
	"strings"

	"liuyuan/registry"
)

// The invented provinces have as many parts as Guangdong has: about 20 cities,
// 120 districts and 1,560 towns.
const (
	citiesEach    = 20
	districtsEach = 6
	townsEach     = 13
)

// freeProvinces are two-digit codes that GB/T 2260 gives to no province.
func freeProvinces() []int {
	return []int{66, 67, 68, 69, 72, 73, 74, 75, 76, 77, 78, 79, 84, 85, 86, 87, 88, 89, 90, 92, 93, 94, 95, 96, 97, 98, 99}
}

// world gives towns without end for practical purposes: Pengjiang's six, the
// other towns of Jiangmen, then those of invented provinces.
func (m *maker) world() iter.Seq[town] {
	return func(yield func(town) bool) {
		real := pengjiangPlaces()
		for i, t := range real {
			t.last = i == len(real)-1
			if !yield(t) {
				return
			}
		}
		patterns := roomPatterns()
		for _, t := range otherTowns() {
			if !yield(m.populate(t, patterns, "（虚构）")) {
				return
			}
		}
		for i, province := range freeProvinces() {
			centre := registry.Point{Lat: 24 + halton(i+1, 2)*14, Lng: 104 + halton(i+1, 3)*12}
			for k := range citiesEach * districtsEach * townsEach {
				if !yield(m.populate(m.inventedTown(province, k, centre), patterns, "")) {
					return
				}
			}
		}
	}
}

// otherTowns are Jiangmen's towns and streets outside Pengjiang; farms, prisons
// and development zones (codes from 400) have no villages.
func otherTowns() []town {
	centres := map[string]registry.Point{}
	for _, r := range rows("jiangmen_districts.csv") {
		centres[r[0]] = *point(r[3], r[2])
	}
	var all []town
	for _, r := range rows("jiangmen_towns_2023.csv") {
		if r[2] != string(pengjiang) && r[0][6:] < "400" {
			all = append(all, town{code: registry.RegionCode(r[0]), name: r[1], point: scatter(r[0], centres[r[2]], 0.12)})
		}
	}
	return all
}

// inventedTown is the k-th town of an invented province.
func (m *maker) inventedTown(province, k int, centre registry.Point) town {
	city, area, n := k/(districtsEach*townsEach)+1, k/townsEach%districtsEach+1, k%townsEach+101
	code := fmt.Sprintf("%02d%02d%02d%03d", province, city, area, n)
	p := scatter(code[:4], centre, 1.5)
	p = scatter(code[:6], p, 0.4)
	return town{code: registry.RegionCode(code), name: m.placeName(code) + "镇", point: scatter(code, p, 0.12)}
}

// placeName is an invented name of two characters.
func (m *maker) placeName(code string) string {
	d := drawFor("place/" + code)
	return pick(d, m.Syllables) + pick(d, m.Syllables)
}

// populate gives a town its villages and two rooms.
func (m *maker) populate(t town, patterns []room, mark string) town {
	d := drawFor("town/" + string(t.code))
	t.hakka = d.chance(15)
	for i := range d.between(12, 20) {
		code := fmt.Sprintf("%s%03d", t.code, 901+i) // no real village has these
		t.villages = append(t.villages, village{
			code: registry.RegionCode(code), name: m.placeName(code) + "村" + mark, point: rounded(scatter(code, t.point, 0.03), 10*coarse),
		})
	}
	for _, r := range some(d, patterns, 2) {
		r.ID = organizationID("room/" + string(t.code) + "/" + r.Name)
		r.Name, r.Region, r.Committee = t.name+r.Name, t.code, t.committee()
		t.rooms = append(t.rooms, r)
	}
	return t
}

// roomPatterns are the synthetic rooms of Pengjiang's towns without the town.
func roomPatterns() []room {
	var all []room
	seen := map[string]bool{}
	for _, t := range pengjiangTowns() {
		for _, r := range rooms() {
			if r.Region != t.Code || !r.Synthetic || r.staff == 0 {
				continue
			}
			if r.Name = strings.TrimPrefix(r.Name, t.Name); !seen[r.Name] {
				seen[r.Name] = true
				all = append(all, r)
			}
		}
	}
	return all
}

// scatter moves a point by up to so many degrees, by the name alone.
func scatter(name string, p registry.Point, degrees float64) registry.Point {
	d := drawFor("point/" + name)
	return registry.Point{
		Lat: p.Lat + degrees*float64(d.between(-1000, 1000))/1000,
		Lng: p.Lng + degrees*float64(d.between(-1000, 1000))/1000,
	}
}

// containers are the invented regions that contain the town, largest first, and
// the town, without those that contain the town before it.
func (t town) containers(before registry.RegionCode) []registry.Region {
	if jiangmen.Contains(t.code) {
		return nil
	}
	var all []registry.Region
	for _, level := range []struct {
		rank registry.RegionLevel
		name string
	}{{registry.Province, "虚构省"}, {registry.City, "虚构市"}, {registry.District, "虚构区"}} {
		if code := t.code.At(level.rank); code != before.At(level.rank) {
			all = append(all, registry.Region{Code: code, Name: level.name + string(code)})
		}
	}
	p := rounded(t.point, 10*coarse)
	return append(all, registry.Region{Code: t.code, Name: t.name, Point: &p, PointApprox: true})
}
