package main

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"time"

	"liuyuan/matching"
	"liuyuan/registry"
	"liuyuan/seed"
)

// row is what the peers know of a person who takes part and is not on leave.
type row struct {
	lat, lng       float64 // quantised as the pool has them: six decimals
	languages      uint32  // bits by world.languages
	capacity, open uint16
	skills         []skill
}

// skill is a family of disputes that a person handles. The points are those of
// speciality and role together; they do not depend on the question beyond its
// family, so the peers have them ready.
type skill struct {
	family uint8 // place in world.families
	points uint16
}

// question is one question as all contenders are asked it.
type question struct {
	family    uint8
	lat, lng  float64
	languages uint32
	full      registry.MatchQuestion // with the village: for the full rules
}

// world is the data of one size.
type world struct {
	n             int
	roster        seed.Roster
	taxonomy      *registry.Taxonomy
	policy        *matching.Policy // in force
	reduced       *matching.Policy // four scorers, as SQL expresses them
	regions       []registry.Region
	organizations []registry.Organization
	families      []registry.TypeCode
	languages     []registry.Language
	rows          []row
	best          []int // of the families: the most points anyone has
	questions     []question
}

// dataSeed is the generator's; the figures of README.md are made with it.
const dataSeed = 1

// asOf is the moment of all questions: a working Monday near seed.GeneratedOn.
func asOf() time.Time { return time.Date(2026, 11, 2, 10, 0, 0, 0, registry.Shanghai()) }

// newWorld generates n people and a number of questions. The same arguments give
// the same world on every machine.
func newWorld(n, questions int) (*world, error) {
	w := &world{n: n, roster: seed.Generate(n, dataSeed), languages: []registry.Language{"cmn", "yue", "yue-x-siyap", "hak"}}
	var err error
	if w.taxonomy, err = registry.LoadTaxonomy(); err != nil {
		return nil, err
	}
	if w.policy, err = matching.DefaultPolicy(); err != nil {
		return nil, err
	}
	w.reduced = reduce(w.policy)
	for _, t := range w.taxonomy.Types {
		if t.Code.Parent() == "" && t.Code != w.policy.Speciality.OtherFamily {
			w.families = append(w.families, t.Code)
		}
	}
	points := map[registry.RegionCode]registry.Point{}
	var villages []registry.Region
	for r := range w.roster.Regions {
		w.regions = append(w.regions, r)
		if r.Point != nil {
			points[r.Code] = *r.Point
			if r.Code.Level() == registry.Village {
				villages = append(villages, r)
			}
		}
	}
	for o := range w.roster.Organizations {
		w.organizations = append(w.organizations, o)
	}
	w.addRows(points)
	w.ask(villages, questions)
	return w, nil
}

// workload is the invented live load of a person: any share of the capacity.
func workload(m *registry.Mediator) registry.Workload {
	h := fnv.New32a()
	_, _ = h.Write([]byte(m.ID)) // never fails
	x := h.Sum32()
	return registry.Workload{Mediator: m.ID, Open: int(x>>8) % (m.Capacity + 1), LastAssignedAt: asOf().Add(-time.Duration(x%(60*24)) * time.Hour)}
}

// addRows keeps what the peers need of everyone who takes part today.
func (w *world) addRows(points map[registry.RegionCode]registry.Point) {
	w.rows = make([]row, 0, w.n)
	w.best = make([]int, len(w.families))
	day := registry.DateOf(asOf())
	for m := range w.roster.Mediators {
		if !m.ActiveOn(day) || m.OnLeave(day) || m.Capacity == 0 {
			continue
		}
		at, ok := points[m.Home]
		if m.Point != nil {
			at, ok = *m.Point, true
		}
		if !ok {
			continue
		}
		r := row{lat: quantised(at.Lat), lng: quantised(at.Lng), capacity: uint16(m.Capacity), open: uint16(workload(&m).Open)}
		for i, l := range w.languages {
			for _, spoken := range m.Languages {
				if spoken == l {
					r.languages |= 1 << i
				}
			}
		}
		r.skills = w.skills(&m)
		for _, s := range r.skills {
			w.best[s.family] = max(w.best[s.family], int(s.points))
		}
		w.rows = append(w.rows, r)
	}
}

func quantised(degrees float64) float64 { return math.Round(degrees*1e6) / 1e6 }

func (w *world) ask(villages []registry.Region, questions int) {
	r := rand.New(rand.NewPCG(dataSeed, uint64(w.n)))
	for range questions {
		v := villages[r.IntN(len(villages))]
		f := r.IntN(len(w.families))
		q := question{family: uint8(f), lat: quantised(v.Point.Lat), lng: quantised(v.Point.Lng)}
		q.full = registry.MatchQuestion{Type: w.families[f], Risk: registry.RiskLow, Region: v.Code, Point: v.Point, Part: registry.PartLead, At: asOf(), First: top}
		if l := r.IntN(6); l < len(w.languages) {
			q.languages = 1 << l
			q.full.Languages = []registry.Language{w.languages[l]}
		}
		w.questions = append(w.questions, q)
	}
}
