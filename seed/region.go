package seed

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"liuyuan/registry"
)

const (
	guangdong registry.RegionCode = "44"
	jiangmen  registry.RegionCode = "4407"
	pengjiang registry.RegionCode = "440703"
)

// Regions are the province, the city, its seven districts, their 82 towns and
// streets, and the 139 villages and communities of Pengjiang; containers first.
// Names and codes are the statistics bureau's of 2023; data/README.md tells
// which points are approximate.
func Regions() []registry.Region {
	all := []registry.Region{
		{Code: guangdong, Name: "广东省", Aliases: []string{"广东"}},
		{Code: jiangmen, Name: "江门市", Aliases: []string{"江门"}, Point: &registry.Point{Lat: 22.579, Lng: 113.081}, PointApprox: true},
	}
	for _, r := range rows("jiangmen_districts.csv") {
		all = append(all, registry.Region{Code: registry.RegionCode(r[0]), Name: r[1], Point: point(r[3], r[2]), PointApprox: true})
	}
	towns := pengjiangTowns()
	for _, r := range rows("jiangmen_towns_2023.csv") {
		region := registry.Region{Code: registry.RegionCode(r[0]), Name: r[1]}
		for _, t := range towns {
			if t.Code == region.Code {
				region = t
			}
		}
		all = append(all, region)
	}
	return append(all, pengjiangVillages(towns)...)
}

// pengjiangTowns are the six towns and streets in the order of their codes.
func pengjiangTowns() []registry.Region {
	var towns []registry.Region
	for _, r := range rows("pengjiang_towns.csv") {
		t := registry.Region{Code: registry.RegionCode(r[0]), Name: r[1], Point: point(r[4], r[3]), PointApprox: r[7] != "sourced"}
		t.Aliases = []string{strings.TrimSuffix(strings.TrimSuffix(t.Name, "街道"), "镇")}
		if t.Name == "白沙街道" { // merged into it between 2012 and 2018
			t.Aliases = append(t.Aliases, "仓后", "堤东", "北街", "仓后街道", "堤东街道", "北街街道")
		}
		towns = append(towns, t)
	}
	return towns
}

func pengjiangVillages(towns []registry.Region) []registry.Region {
	var villages []registry.Region
	for _, r := range rows("pengjiang_villages_2023.csv") {
		name := villageName(r[1])
		villages = append(villages, registry.Region{Code: registry.RegionCode(r[0]), Name: name, Aliases: []string{r[1]}, PointApprox: true})
	}
	addShortNames(villages, towns)
	wanted := make([]int, len(towns))
	centres := make([]registry.Point, len(towns))
	for i, t := range towns {
		centres[i] = *t.Point
		for _, v := range villages {
			if v.Code.Parent() == t.Code {
				wanted[i]++
			}
		}
	}
	points := spread(pengjiangBorder(), centres, wanted)
	for i := range villages {
		for t := range towns {
			if villages[i].Code.Parent() == towns[t].Code {
				p := points[t][0]
				villages[i].Point, points[t] = &p, points[t][1:]
			}
		}
	}
	return villages
}

// villageName is the name people use for a village of the register:
// 桐井村委会 → 桐井村, 良村村委会 → 良村, 滨江社区居民委员会 → 滨江社区.
func villageName(registered string) string {
	name := registered
	for _, suffix := range []string{"居民委员会", "居委会", "委会"} {
		if s, ok := strings.CutSuffix(name, suffix); ok {
			name = s
			break
		}
	}
	if s, ok := strings.CutSuffix(name, "村村"); ok {
		name = s + "村"
	}
	return name
}

// addShortNames adds names without 村 and 社区 where they name one place alone:
// 棠下 is the town, never the community of that name.
func addShortNames(villages, towns []registry.Region) {
	count := map[string]int{}
	for _, t := range towns {
		count[t.Aliases[0]]++
	}
	for _, v := range villages {
		count[shortName(v.Name)]++
	}
	for i, v := range villages {
		if s := shortName(v.Name); count[s] == 1 && utf8.RuneCountInString(s) > 1 {
			villages[i].Aliases = append(villages[i].Aliases, s)
		}
	}
}

func shortName(village string) string {
	return strings.TrimSuffix(strings.TrimSuffix(village, "社区"), "村")
}

func point(lat, lng string) *registry.Point {
	return &registry.Point{Lat: number(lat), Lng: number(lng)}
}

func number(s string) float64 {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		panic("data: " + err.Error())
	}
	return f
}
