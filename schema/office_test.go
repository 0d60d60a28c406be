package schema_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"liuyuan/centre"
	"liuyuan/identity"
	"liuyuan/registry"
	"liuyuan/seed"
	"liuyuan/store"
	"liuyuan/store/pgtest"
)

// office is a centre over one of the stores with a few people whose every trait
// the tests know, asked over GraphQL.
type office struct {
	asker
	store *store.DB
	dir   string
	url   string // of the database on PostgreSQL
	now   *clockwork
}

// clockwork is a clock that tests move.
type clockwork struct {
	mu sync.Mutex
	at time.Time
}

func (c *clockwork) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clockwork) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

var cluster = sync.OnceValues(func() (*pgtest.Cluster, error) { return pgtest.Start(pgtest.Options{}) })

// onBothStores runs a test on SQLite and on PostgreSQL.
func onBothStores(t *testing.T, test func(*testing.T, *office)) {
	t.Run("SQLite", func(t *testing.T) {
		dir := t.TempDir()
		clock := &clockwork{at: monday()}
		db, err := store.OpenSQLite(context.Background(), dir, store.Options{SortKey: centre.NameKey, Clock: clock.now})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = db.Close() })
		test(t, openOffice(t, db, dir, clock))
	})
	t.Run("PostgreSQL", func(t *testing.T) {
		url := freshDatabase(t)
		o := openOffice(t, openPostgres(t, url), "", nil)
		o.url = url
		test(t, o)
	})
}

// freshDatabase gives the address of an empty store on PostgreSQL.
func freshDatabase(t *testing.T) string {
	t.Helper()
	c, err := cluster()
	if err != nil {
		t.Fatal(err)
	}
	url, err := c.Database(context.Background(), func(url string) error {
		db, err := store.OpenPostgres(context.Background(), url, store.Options{})
		if err != nil {
			return err
		}
		return db.Close()
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Drop(context.Background(), url) })
	return url
}

func openPostgres(t *testing.T, url string) *store.DB {
	t.Helper()
	db, err := store.OpenPostgres(context.Background(), url, store.Options{SortKey: centre.NameKey})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func openOffice(t *testing.T, db *store.DB, dir string, clock *clockwork) *office {
	c, err := centre.New(context.Background(), centre.Options{Store: db, Log: zerolog.Nop(), Clock: monday, Matching: true, Keyring: identity.NewKeyring()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	roster := func() (centre.Roster, error) {
		return centre.Roster{Regions: seed.Regions(), Organizations: seed.Organizations(), Mediators: func(yield func(registry.Mediator, error) bool) {
			for _, m := range officePeople() {
				if !yield(m, nil) {
					return
				}
			}
		}}, nil
	}
	if _, err := c.Import(context.Background(), identity.System(), roster, centre.ImportOptions{Apply: true}); err != nil {
		t.Fatal(err)
	}
	return &office{asker: asker{t, newEngine(t, c), c}, store: db, dir: dir, now: clock}
}

// officePeople: ann, bea and cleo may lead in 棠下镇, ann and bea hold seats of a village; dora is invited only; eve is
// full; fay is suspended; gwen is on leave; hope serves another town.
func officePeople() []registry.Mediator {
	base := func(id, name string) registry.Mediator {
		return registry.Mediator{ID: registry.MediatorID(id), Name: name, Roles: []registry.Role{registry.RoleMediator}, Standings: []registry.StandingTerm{{Kind: registry.StandingEngaged}},
			Specialties: []registry.Specialty{{Type: "10.01", Level: 3}}, ServiceAreas: []registry.RegionCode{"440703101"}, Languages: []registry.Language{"cmn", "yue"}, Capacity: 6,
			AssuredAt: "2026-03-01", Status: registry.MediatorActive, Synthetic: true}
	}
	people := []registry.Mediator{base("ann", "安"), base("bea", "蓓"), base("cleo", "珂"), base("dora", "朵"), base("eve", "依"), base("fay", "菲"), base("gwen", "关"), base("hope", "侯")}
	people[0].Seats = []registry.Seat{{Region: "440703101203", Role: registry.RoleVillageSecretary}}
	people[1].Seats = []registry.Seat{{Region: "440703101203", Role: registry.RoleGridOfficer}}
	people[1].Specialties[0].Level = 2
	people[2].Specialties[0].Level = 1
	people[3].Standings = nil
	people[4].Capacity = 0
	people[5].Status = registry.MediatorSuspended
	people[6].Leaves = []registry.Leave{{Term: registry.Term{From: "2026-01-01"}}}
	people[7].ServiceAreas = []registry.RegionCode{"440703102"}
	return people
}

// viewers of the cases.
func staffOf(region registry.RegionCode, name string) identity.Viewer {
	return identity.Viewer{Principal: "key:" + name, Roles: []registry.Access{registry.AccessStaff}, Region: region}
}

func asMediator(id registry.MediatorID) identity.Viewer {
	return identity.Viewer{Principal: "key:" + string(id), Roles: []registry.Access{registry.AccessMediator}, Mediator: id}
}

func roleOf(role registry.Access) identity.Viewer {
	return identity.Viewer{Principal: "key:" + string(role), Roles: []registry.Access{role}, Region: "440703"}
}

// at digs a value out of an answer; nil where the path ends.
func at(data any, path ...any) any {
	for _, step := range path {
		switch s := step.(type) {
		case string:
			m, _ := data.(map[string]any)
			data = m[s]
		case int:
			l, _ := data.([]any)
			if s >= len(l) {
				return nil
			}
			data = l[s]
		}
	}
	return data
}

const refusals = " userErrors{code field message}"

// change runs a mutation and gives its payload and the code of its first refusal
// or error.
func (o *office) change(v identity.Viewer, name, input, selection string) (any, string) {
	o.t.Helper()
	data, codes, _ := o.ask(v, fmt.Sprintf("mutation{%s(input:{%s}){%s%s}}", name, input, selection, refusals))
	if len(codes) > 0 {
		return nil, codes[0]
	}
	payload := at(data, name)
	if code, ok := at(payload, "userErrors", 0, "code").(string); ok {
		return payload, code
	}
	return payload, ""
}

// must runs a mutation that is done.
func (o *office) must(v identity.Viewer, name, input, selection string) any {
	o.t.Helper()
	payload, code := o.change(v, name, input, selection)
	if code != "" {
		o.t.Fatalf("%s(%s): %s %v", name, input, code, at(payload, "userErrors", 0, "message"))
	}
	return payload
}

// register puts an ordinary matter on file.
func (o *office) register(v identity.Viewer, region, more string) string {
	o.t.Helper()
	payload := o.must(v, "registerDispute", fmt.Sprintf(`narrative:"老板拖欠工资",regionCode:%q,riskLevel:LOW,headcount:1%s`, region, more), "dispute{id}")
	return at(payload, "dispute", "id").(string)
}

func (o *office) offer(v identity.Viewer, dispute string, m registry.MediatorID) (assignment, code string) {
	o.t.Helper()
	payload, code := o.change(v, "offerAssignment", fmt.Sprintf(`disputeId:%q,mediatorId:%q`, dispute, global("Mediator", string(m))), "assignment{id}")
	assignment, _ = at(payload, "assignment", "id").(string)
	return assignment, code
}

// loads are the people's open loads, which a refusal must not change.
func (o *office) loads() string {
	var b strings.Builder
	err := o.store.View(context.Background(), func(r registry.Reader) error {
		work, err := r.OpenLoads()
		if err != nil {
			return err
		}
		return r.EachMediator(func(m registry.Mediator, w registry.Workload) error {
			if work[m.ID] != w.Open {
				o.t.Errorf("%s has a load of %d and open work of %d", m.ID, w.Open, work[m.ID])
			}
			fmt.Fprintf(&b, "%s %d ", m.ID, w.Open)
			return nil
		})
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return b.String()
}

// count is how many disputes the viewer sees.
func (o *office) count(v identity.Viewer) int {
	o.t.Helper()
	data, codes, _ := o.ask(v, `{disputes(first:1){totalCount}}`)
	if len(codes) > 0 {
		o.t.Fatalf("disputes: %v", codes)
	}
	return int(at(data, "disputes", "totalCount").(float64))
}
