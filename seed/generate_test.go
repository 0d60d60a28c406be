package seed

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"iter"
	"runtime"
	"testing"

	"liuyuan/registry"
)

// digest is the checksum of a stream's first n records.
func digest[T any](t *testing.T, n int, records iter.Seq[T]) string {
	t.Helper()
	h := sha256.New()
	for r := range records {
		if n--; n < 0 {
			break
		}
		text, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		h.Write(text)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

func TestTheGeneratorRepeatsItselfForTheSameSeedAlone(t *testing.T) {
	const n = 30_000
	a, b, other := Generate(n, 7), Generate(n, 7), Generate(n, 8)
	if x, y := digest(t, n, a.Mediators), digest(t, n, b.Mediators); x != y {
		t.Errorf("people: %s and %s", x, y)
	}
	if digest(t, n, a.Mediators) == digest(t, n, other.Mediators) {
		t.Error("another seed gives the same people")
	}
	if x, y := digest(t, n, a.Regions), digest(t, n, b.Regions); x != y {
		t.Errorf("regions: %s and %s", x, y)
	}
	if x, y := digest(t, n, a.Organizations), digest(t, n, b.Organizations); x != y {
		t.Errorf("organisations: %s and %s", x, y)
	}
	if got := digest(t, n, a.Mediators); got != "e264c05d41673bb4" {
		t.Errorf("the generator's people have changed: %s", got)
	}
}

func TestALargerRosterStartsWithTheSmallerOne(t *testing.T) {
	if digest(t, 3000, Generate(3000, 1).Mediators) != digest(t, 3000, Generate(5000, 1).Mediators) {
		t.Error("the first 3,000 differ")
	}
}

func TestTheGeneratorMakesAsManyPeopleAsAskedAndAllTheyReferTo(t *testing.T) {
	tax := taxonomy(t)
	for _, n := range []int{0, 1, 1900, 40_000} {
		r := Generate(n, 3)
		regions := map[registry.RegionCode]bool{}
		for g := range r.Regions {
			if parent := g.Code.Parent(); g.Validate() != nil || regions[g.Code] || parent != "" && !regions[parent] {
				t.Errorf("%s is wrong, repeated or comes before its container", g.Code)
			}
			regions[g.Code] = true
		}
		kinds := map[registry.OrganizationID]registry.OrganizationKind{}
		for o := range r.Organizations {
			if o.Validate(tax) != nil || kinds[o.ID] != "" || !regions[o.Region] {
				t.Errorf("%s is wrong, repeated or nowhere", o.Name)
			}
			kinds[o.ID] = o.Kind
		}
		seen := map[registry.MediatorID]bool{}
		for m := range r.Mediators {
			if err := m.Validate(tax); err != nil || seen[m.ID] || !m.Synthetic {
				t.Fatalf("%s is wrong, repeated or not marked synthetic: %v", m.ID, err)
			}
			seen[m.ID] = true
			for _, a := range append(m.ServiceAreas, m.Home) {
				if !regions[a] {
					t.Fatalf("%s refers to the unknown region %s", m.ID, a)
				}
			}
			for _, p := range m.Posts {
				if kinds[p.Organization] == "" {
					t.Fatalf("%s is posted at an unknown institution", m.ID)
				}
			}
			for _, s := range m.Standings {
				if kinds[s.Organization] == "" {
					t.Fatalf("%s acts under an unknown committee", m.ID)
				}
			}
		}
		if len(seen) != n {
			t.Errorf("%d people, want %d", len(seen), n)
		}
	}
}

func TestGeneratedPeopleAreNobodyOfTheSeed(t *testing.T) {
	known := map[registry.MediatorID]bool{}
	for _, m := range Mediators(day) {
		known[m.ID] = true
	}
	for m := range Generate(4000, 1).Mediators {
		if known[m.ID] {
			t.Fatalf("%s is in both rosters", m.ID)
		}
	}
}

func TestTheWorldHasRoomForTheLargestRoster(t *testing.T) {
	m := newMaker("size", GeneratedOn)
	people, towns := 0, 0
	for tn := range m.world() {
		if towns++; towns > 400 {
			break
		}
		m.everyone(tn, func(post) bool { people++; return true })
	}
	all := 81 + len(freeProvinces())*citiesEach*districtsEach*townsEach
	if got := people / 400 * all; got < MaxGenerated {
		t.Errorf("room for about %d people", got)
	}
}

// The heap that is live while people stream must not grow with their number.
func TestPeopleStreamAtConstantMemory(t *testing.T) {
	live := func() uint64 {
		var s runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&s)
		return s.HeapAlloc
	}
	n, early := 0, uint64(0)
	for range Generate(60_000, 1).Mediators {
		if n++; n == 5_000 {
			early = live()
		}
		if n == 60_000 {
			if late := live(); late > early+4<<20 {
				t.Errorf("%d bytes after 5,000 people, %d after 60,000", early, late)
			}
		}
	}
}

func BenchmarkGenerate(b *testing.B) {
	n := 0
	for range Generate(b.N, 1).Mediators {
		n++
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "people/s")
}
