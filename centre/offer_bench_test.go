package centre_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/rs/zerolog"

	"liuyuan/centre"
	"liuyuan/identity"
	"liuyuan/registry"
	"liuyuan/seed"
	"liuyuan/store"
	"liuyuan/store/pgtest"
)

// BenchmarkOffers makes offers by sixteen writers through the centre with all its
// checks, locks, history, notice and idempotency receipt, on databases that sync
// every commit. Run it with -benchtime 5000x: one iteration is one offer of a
// dispute of its own.
func BenchmarkOffers(b *testing.B) {
	b.Run("SQLite", func(b *testing.B) {
		db, err := store.OpenSQLite(context.Background(), b.TempDir(), store.Options{SortKey: centre.NameKey})
		if err != nil {
			b.Fatal(err)
		}
		defer func() { _ = db.Close() }()
		benchOffers(b, db)
	})
	b.Run("PostgreSQL", func(b *testing.B) {
		cluster, err := pgtest.Start(pgtest.Options{Durable: true})
		if err != nil {
			b.Fatal(err)
		}
		defer func() { _ = cluster.Close() }()
		url, err := cluster.Database(context.Background(), func(string) error { return nil })
		if err != nil {
			b.Fatal(err)
		}
		db, err := store.OpenPostgres(context.Background(), url, store.Options{SortKey: centre.NameKey, Migrate: true, Connections: 20})
		if err != nil {
			b.Fatal(err)
		}
		defer func() { _ = db.Close() }()
		benchOffers(b, db)
	})
}

func benchOffers(b *testing.B, db *store.DB) {
	const writers, people = 16, 400
	ctx := context.Background()
	c, err := centre.New(ctx, centre.Options{Store: db, Log: zerolog.Nop(), Matching: true, Keyring: identity.NewKeyring()})
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	roster := func() (centre.Roster, error) {
		return centre.Roster{Regions: seed.Regions(), Organizations: seed.Organizations(), Mediators: func(yield func(registry.Mediator, error) bool) {
			for i := range people {
				m := registry.Mediator{ID: benchPerson(i), Name: "安", Roles: []registry.Role{registry.RoleMediator}, Standings: []registry.StandingTerm{{Kind: registry.StandingEngaged}},
					ServiceAreas: []registry.RegionCode{"440703101"}, Languages: []registry.Language{"cmn"}, Capacity: registry.MaxCapacity, Status: registry.MediatorActive}
				if !yield(m, nil) {
					return
				}
			}
		}}, nil
	}
	if _, err := c.Import(ctx, identity.System(), roster, centre.ImportOptions{Apply: true}); err != nil {
		b.Fatal(err)
	}
	clerk := identity.Viewer{Principal: "key:clerk", Roles: []registry.Access{registry.AccessDistrictStaff}, Region: "440703"}
	list := make([]centre.PastDispute, b.N)
	for i := range list {
		list[i] = centre.PastDispute{Narrative: "老板拖欠工资", Dispute: registry.Dispute{ID: registry.DisputeID(fmt.Sprintf("bench-%08d", i)), Status: registry.DisputeAwaitingMatch,
			Type: "10.01", Risk: registry.RiskLow, Region: "440703101203", Source: registry.SourceWalkIn, Origin: registry.OriginApplication}}
	}
	if err := c.LoadDisputes(ctx, identity.System(), list); err != nil {
		b.Fatal(err)
	}
	var next atomic.Int64
	var group sync.WaitGroup
	b.ResetTimer()
	for range writers {
		group.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= b.N {
					return
				}
				if _, err := c.OfferAssignment(ctx, clerk, centre.NewOffer{Dispute: list[i].ID, Mediators: []registry.MediatorID{benchPerson(i % people)}, Key: fmt.Sprint("k", i)}); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	group.Wait()
	b.StopTimer()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "offers/s")
}

func benchPerson(n int) registry.MediatorID { return registry.MediatorID(fmt.Sprintf("p%03d", n)) }
