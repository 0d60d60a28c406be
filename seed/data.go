package seed

import (
	"bytes"
	"embed"
	"encoding/csv"
	"encoding/json"
)

//go:embed data/*.csv data/*.json data/*.geojson
var files embed.FS

// Boundary is the boundary of Pengjiang as GeoJSON (WGS-84, one Polygon). It is
// snapped to about 100 m: a schematic, not a survey.
func Boundary() []byte { return read("pengjiang_wgs84.geojson") }

// The files are part of the binary and covered by tests: one that cannot be read
// is a fault of the build, so these helpers panic instead of returning errors.

func read(name string) []byte {
	data, err := files.ReadFile("data/" + name)
	if err != nil {
		panic(err)
	}
	return data
}

// rows gives the rows of a CSV file without its header.
func rows(name string) [][]string {
	all, err := csv.NewReader(bytes.NewReader(read(name))).ReadAll()
	if err != nil {
		panic(name + ": " + err.Error())
	}
	return all[1:]
}

func decode(name string, into any) {
	if err := json.Unmarshal(read(name), into); err != nil {
		panic(name + ": " + err.Error())
	}
}
