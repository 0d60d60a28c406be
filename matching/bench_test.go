package matching

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/uuid"

	"liuyuan/registry"
)

// nation is a synthetic country of constant density for benchmarks and large
// tests: districts of 18 km by 18 km with 8 towns, 140 villages and 2,000 people
// each, laid side by side; 30 districts make a city, 10 cities a province.
type nation struct {
	taxonomy      *registry.Taxonomy
	regions       []registry.Region
	organizations []registry.Organization
	villages      []registry.RegionCode
	points        []registry.Point // of villages
}

const (
	villagesPerDistrict = 140
	peoplePerVillage    = 12
	peoplePerDistrict   = 2000
)

func newNation(tax *registry.Taxonomy, people int) *nation {
	n := &nation{taxonomy: tax}
	districts := (people + peoplePerDistrict - 1) / peoplePerDistrict
	side := int(math.Ceil(math.Sqrt(float64(districts))))
	families := []registry.TypeCode{"01", "02", "03", "04", "10", "20"}
	for d := range districts {
		city := d / 30
		code := registry.RegionCode(fmt.Sprintf("%02d%02d%02d", 11+city/10, city%10+1, d%30+1))
		if d%30 == 0 {
			if city%10 == 0 {
				n.regions = append(n.regions, registry.Region{Code: code[:2], Name: "省"})
			}
			n.regions = append(n.regions, registry.Region{Code: code[:4], Name: "市"})
		}
		lat, lng := 20+float64(d/side)*0.17, 85+float64(d%side)*0.18
		n.regions = append(n.regions, registry.Region{Code: code, Name: "区"})
		n.district(code, lat, lng, families)
	}
	return n
}

func (n *nation) district(code registry.RegionCode, lat, lng float64, families []registry.TypeCode) {
	r := rand.New(rand.NewPCG(1, uint64(len(n.villages))))
	for v := range villagesPerDistrict {
		town := registry.RegionCode(fmt.Sprintf("%s%03d", code, 100+v*8/villagesPerDistrict))
		at := registry.Point{Lat: lat + r.Float64()*0.17, Lng: lng + r.Float64()*0.18}
		if v*8/villagesPerDistrict != (v-1)*8/villagesPerDistrict || v == 0 {
			n.regions = append(n.regions, registry.Region{Code: town, Name: "镇", Point: &at})
			k := len(n.organizations)
			n.organizations = append(n.organizations,
				registry.Organization{ID: registry.OrganizationID(town + "-room"), Kind: registry.KindRoom, Name: "室", Region: town, Specialties: []registry.TypeCode{families[k/2%len(families)]}},
				registry.Organization{ID: registry.OrganizationID(town + "-centre"), Kind: registry.KindCentre, Name: "中心", Region: town})
		}
		village := registry.RegionCode(fmt.Sprintf("%s%03d", town, 200+v))
		n.regions = append(n.regions, registry.Region{Code: village, Name: "村", Point: &at})
		n.villages = append(n.villages, village)
		n.points = append(n.points, at)
	}
}

// entry is the i-th person: six of seven live and serve in a village; the others
// serve a town, the district, and a few the city or province.
func (n *nation) entry(i int) Entry {
	r := rand.New(rand.NewPCG(2, uint64(i)))
	v := i % len(n.villages)
	if i >= len(n.villages)*peoplePerVillage {
		v = r.IntN(len(n.villages))
	}
	village, base := n.villages[v], n.points[v]
	area := village
	switch x := r.IntN(1000); {
	case r.IntN(2000) == 0:
		area = village[:2]
	case x < 5:
		area = village[:4]
	case x < 60:
		area = village[:6]
	case x < 200:
		area = village[:9]
	}
	var id uuid.UUID
	binary.BigEndian.PutUint64(id[:8], rand.New(rand.NewPCG(3, uint64(i))).Uint64()>>1)
	binary.BigEndian.PutUint64(id[8:], uint64(i))
	m := registry.Mediator{
		ID: registry.MediatorID(id.String()), Name: "某人", Status: registry.MediatorActive, Home: village,
		Point:        &registry.Point{Lat: base.Lat + r.Float64()*0.02 - 0.01, Lng: base.Lng + r.Float64()*0.02 - 0.01},
		ServiceAreas: []registry.RegionCode{area}, Capacity: 2 + r.IntN(8), AssuredAt: registry.Date("2026-03-01").AddDays(-r.IntN(250)),
		Languages: [][]registry.Language{{"cmn"}, {"cmn", "yue"}, {"cmn", "yue", "yue-x-siyap"}, {"yue", "hak"}}[r.IntN(4)],
		Gender:    []registry.Gender{registry.Female, registry.Male}[r.IntN(2)], Online: r.IntN(10) == 0,
	}
	all := registry.Roles()
	m.Roles = []registry.Role{all[r.IntN(12)].Role}
	if r.IntN(4) == 0 {
		m.Roles = append(m.Roles, registry.RoleMediator)
		m.Roles = slices.Compact(m.Roles)
	}
	for range 1 + r.IntN(4) {
		c := n.taxonomy.Types[r.IntN(len(n.taxonomy.Types))].Code
		if !slices.ContainsFunc(m.Specialties, func(s registry.Specialty) bool { return s.Type == c }) {
			m.Specialties = append(m.Specialties, registry.Specialty{Type: c, Level: 1 + r.IntN(3)})
		}
	}
	n.terms(r, &m, village)
	return Entry{m, registry.Workload{Mediator: m.ID, Open: r.IntN(m.Capacity + 1), LastAssignedAt: asOf().AddDate(0, 0, -r.IntN(60))}}
}

func (n *nation) terms(r *rand.Rand, m *registry.Mediator, village registry.RegionCode) {
	kind := registry.Standings()[[]int{0, 0, 0, 1, 1, 1, 2, 3, 3, 3}[r.IntN(10)]].Standing
	m.Standings = []registry.StandingTerm{{Kind: kind, Organization: registry.OrganizationID(village[:9] + "-centre"),
		Term: registry.Term{From: "2024-01-01", To: []registry.Date{"2026-12-31", "2026-12-31", "2026-12-31", "2026-01-31"}[r.IntN(4)]}}}
	hours := []registry.DutyHours{{Weekday: 1 + r.IntN(5), From: 540, To: 720}, {Weekday: 2, From: 840, To: 1080}}
	for i, org := range []string{"-room", "-centre"} {
		if r.IntN(3) <= i {
			m.Posts = append(m.Posts, registry.Post{Organization: registry.OrganizationID(string(village[:9]) + org),
				Presence: []registry.Presence{registry.PresenceResident, registry.PresenceOnCall, registry.PresenceRotating}[r.IntN(3)], Hours: hours[:r.IntN(3)]})
		}
	}
	if r.IntN(12) == 0 {
		m.Leaves = []registry.Leave{{Term: registry.Term{From: "2026-03-01", To: registry.Date("2026-03-01").AddDays(r.IntN(30))}}}
	}
	if r.IntN(2) == 0 {
		m.Seats = []registry.Seat{{Region: village, Role: registry.SixMembers()[r.IntN(6)], Term: registry.Term{From: "2024-01-01"}}}
	}
	if r.IntN(10) == 0 {
		m.Facets = []registry.Facet{registry.FacetOverseasChinese}
	}
}

func (n *nation) pool(people int) *Pool {
	p := NewPool(n.taxonomy, n.regions, n.organizations, people)
	for i := range people {
		e := n.entry(i)
		p.Put(&e.Mediator, e.Workload)
	}
	return p
}

// question is the i-th of a stream: a dispute in a random village, typed, with a
// language in a third of them.
func (n *nation) question(i int) registry.MatchQuestion {
	r := rand.New(rand.NewPCG(4, uint64(i)))
	v := r.IntN(len(n.villages))
	q := registry.MatchQuestion{Type: n.taxonomy.Types[r.IntN(len(n.taxonomy.Types))].Code, Risk: registry.RiskLow, Region: n.villages[v], Point: &n.points[v],
		Part: registry.PartLead, At: asOf(), First: 10}
	if r.IntN(3) == 0 {
		q.Languages = []registry.Language{"yue"}
	}
	return q
}

// benchSizes are the sizes of the benchmarks: LIUYUAN_BENCH_PEOPLE=2000,3000000, else two small ones.
func benchSizes(b *testing.B) []int {
	text := os.Getenv("LIUYUAN_BENCH_PEOPLE")
	if text == "" {
		return []int{2000, 50_000}
	}
	var sizes []int
	for _, s := range splitComma(text) {
		n, err := strconv.Atoi(s)
		if err != nil {
			b.Fatalf("LIUYUAN_BENCH_PEOPLE: %v", err)
		}
		sizes = append(sizes, n)
	}
	return sizes
}

func splitComma(s string) []string {
	var out []string
	for start, i := 0, 0; i <= len(s); i++ {
		if i == len(s) || s[i] == ',' {
			out = append(out, s[start:i])
			start = i + 1
		}
	}
	return out
}

func BenchmarkMatch(b *testing.B) {
	for _, people := range benchSizes(b) {
		b.Run(strconv.Itoa(people), func(b *testing.B) {
			policy := mustPolicy(b)
			n := newNation(testTaxonomy(b), people)
			before := heapMiB()
			start := time.Now()
			pool := n.pool(people)
			layout := time.Since(start)
			heap := heapMiB() - before
			for name, change := range map[string]func(*registry.MatchQuestion){
				"village":   func(*registry.MatchQuestion) {},
				"district":  func(q *registry.MatchQuestion) { q.Region = q.Region[:6] },
				"point":     func(q *registry.MatchQuestion) { q.Region = "" },
				"bulk":      func(q *registry.MatchQuestion) { q.NoSummary = true },
				"bulkpoint": func(q *registry.MatchQuestion) { q.Region, q.NoSummary = "", true },
			} {
				b.Run(name, func(b *testing.B) {
					runtime.LockOSThread()
					defer runtime.UnlockOSThread()
					took, busy := make([]time.Duration, 0, b.N), make([]time.Duration, 0, b.N)
					considered := 0
					for i := 0; b.Loop(); i++ {
						q := n.question(i)
						change(&q)
						t, cpu := time.Now(), threadTime(b)
						answer := pool.Match(policy, q)
						took, busy = append(took, time.Since(t)), append(busy, threadTime(b)-cpu)
						considered += answer.Summary.Considered
					}
					slices.Sort(took)
					slices.Sort(busy)
					b.ReportMetric(float64(busy[len(busy)/2].Microseconds()), "cpu-p50-µs")
					b.ReportMetric(float64(busy[len(busy)*99/100].Microseconds()), "cpu-p99-µs")
					b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
					b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
					b.ReportMetric(float64(considered/len(took)), "considered")
					b.ReportMetric(heap, "heap-MiB")
					b.ReportMetric(layout.Seconds(), "layout-s")
				})
			}
			runtime.KeepAlive(pool)
		})
	}
}

func heapMiB() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / (1 << 20)
}
