package store_test

import (
	"context"
	"encoding/hex"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"liuyuan/registry"
	"liuyuan/store"
	"liuyuan/store/pgtest"
)

// Sizes: LIUYUAN_BENCH_PEOPLE people (default 100,000).
func benchPeople(b *testing.B) int {
	n, err := strconv.Atoi(os.Getenv("LIUYUAN_BENCH_PEOPLE"))
	if err != nil {
		return 100_000
	}
	return n
}

// benchRoster is a roster of the density of a real one: about eleven traits and
// 800 bytes a person, identifiers in no order.
func benchRoster(n int) iter.Seq2[registry.Mediator, error] {
	return func(yield func(registry.Mediator, error) bool) {
		r := rand.New(rand.NewPCG(1, 2))
		for range n {
			if !yield(benchPerson(r), nil) {
				return
			}
		}
	}
}

func benchPerson(r *rand.Rand) registry.Mediator {
	id := make([]byte, 16)
	for i := range id {
		id[i] = byte(r.Uint32())
	}
	h := hex.EncodeToString(id)
	village := registry.RegionCode(fmt.Sprintf("4407%02d%03d%03d", r.IntN(10), 100+r.IntN(10), 200+r.IntN(20)))
	role := registry.Roles()[r.IntN(13)].Role
	return registry.Mediator{
		ID: registry.MediatorID(h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]), Name: "陈" + string(rune(0x4e00+r.IntN(3000))) + string(rune(0x4e00+r.IntN(3000))),
		Gender: registry.Female, Roles: []registry.Role{role},
		Standings:   []registry.StandingTerm{{Kind: registry.StandingEngaged, Organization: "2f1c7f0a-0000-5000-8000-000000000001", Term: registry.Term{From: "2024-01-01", To: "2027-12-31"}}},
		Specialties: []registry.Specialty{{Type: "10.01", Level: 2}, {Type: registry.TypeCode(fmt.Sprintf("%02d", 1+r.IntN(15))), Level: 1}, {Type: "02", Level: 3}},
		Posts: []registry.Post{{Organization: registry.OrganizationID(fmt.Sprintf("2f1c7f0a-0000-5000-8000-%012d", r.IntN(2000))), Presence: registry.PresenceRotating,
			Hours: []registry.DutyHours{{Weekday: 1, From: 540, To: 690}, {Weekday: 3, From: 870, To: 1020}}}},
		Seats:        []registry.Seat{{Region: village, Role: registry.SixMembers()[r.IntN(6)], Term: registry.Term{From: "2025-01-01"}}},
		ServiceAreas: []registry.RegionCode{village, village.Parent()}, Home: village, Point: &registry.Point{Lat: 22.5 + float64(r.IntN(1000))/1000, Lng: 113 + float64(r.IntN(1000))/1000},
		Languages: []registry.Language{"cmn", "yue"}, Introduction: "从事基层调解工作多年，熟悉邻里、家庭、劳资纠纷，善于用本地话沟通。", DutyPhone: "0750-3120000",
		Capacity: 5, AssuredAt: registry.DateOf(time.Unix(1780000000-int64(r.IntN(200))*86400, 0)), Status: registry.MediatorActive, Synthetic: true,
	}
}

func benchSortKey(name string) string { return fmt.Sprintf("%x", name) }

var benchStores = map[string]func(b *testing.B) *store.DB{
	"SQLite": func(b *testing.B) *store.DB { return openSQLite(b, store.Options{SortKey: benchSortKey}) },
	"Postgres": func(b *testing.B) *store.DB {
		c, err := pgtest.Start(pgtest.Options{Durable: true})
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() {
			if err := c.Close(); err != nil {
				b.Error(err)
			}
		})
		return openPostgresAt(b, c.URL("postgres"), store.Options{SortKey: benchSortKey})
	},
}

// BenchmarkRoster imports a roster once, streams it back, and asks for pages:
// people a second, and milliseconds of the slowest of 20 questions of a kind.
func BenchmarkRoster(b *testing.B) {
	for name, open := range benchStores {
		b.Run(name, func(b *testing.B) {
			n := benchPeople(b)
			db := open(b)
			for b.Loop() {
				rate(b, n, "imported/s", func() error {
					done, err := db.Import(context.Background(), benchRoster(n))
					if err == nil && done.Added != n {
						b.Fatal(done)
					}
					return err
				})
				b.ReportMetric(float64(resident()>>20), "peak-MiB")
				rate(b, n, "streamed/s", func() error {
					return db.View(context.Background(), func(r registry.Reader) error {
						return r.EachMediator(func(registry.Mediator, registry.Workload) error { return nil })
					})
				})
				for kind, filter := range benchFilters() {
					b.ReportMetric(slowest(b, db, filter), kind+"-ms")
				}
			}
		})
	}
}

func rate(b *testing.B, n int, unit string, work func() error) {
	begin := time.Now()
	if err := work(); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(n)/time.Since(begin).Seconds(), unit)
}

func benchFilters() map[string]registry.MediatorFilter {
	free := true
	return map[string]registry.MediatorFilter{
		"none":    {},
		"role":    {Roles: []registry.Role{registry.RoleVillageLawyer}},
		"village": {Region: "440703101203"},
		"town":    {Region: "440703101", Roles: []registry.Role{registry.RoleGridOfficer}},
		"post":    {Organization: "2f1c7f0a-0000-5000-8000-000000000017"},
		"many":    {Region: "440703", DisputeType: "10", Languages: []registry.Language{"yue"}, Standings: []registry.Standing{registry.StandingEngaged}, Available: &free, Day: "2026-11-23"},
		"nobody":  {Languages: []registry.Language{"xx"}},
	}
}

func slowest(b *testing.B, db *store.DB, f registry.MediatorFilter) float64 {
	worst := time.Duration(0)
	for range 20 {
		begin := time.Now()
		if err := db.View(context.Background(), func(r registry.Reader) error {
			_, err := r.Mediators(registry.MediatorPage{Filter: f, Order: registry.OrderByName, Limit: 21})
			return err
		}); err != nil {
			b.Fatal(err)
		}
		worst = max(worst, time.Since(begin))
	}
	return float64(worst.Microseconds()) / 1000
}

// resident is the most memory the process has had, in bytes (Linux; 0 elsewhere).
func resident() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	kib, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
	if err != nil {
		return 0
	}
	return kib << 10
}

// BenchmarkPut writes people one by one, by 16 clients at once.
func BenchmarkPut(b *testing.B) {
	for name, open := range benchStores {
		b.Run(name, func(b *testing.B) {
			db := open(b)
			b.SetParallelism(16 / runtime.GOMAXPROCS(0))
			b.ResetTimer()
			b.RunParallel(func(pb *testing.PB) {
				r := rand.New(rand.NewPCG(rand.Uint64(), 0))
				for pb.Next() {
					m := benchPerson(r)
					if _, err := db.Update(context.Background(), func(w registry.Writer) error { _, err := w.PutMediator(m); return err }); err != nil {
						b.Fatal(err)
					}
				}
			})
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "puts/s")
		})
	}
}
