package main

import (
	"context"
	"fmt"
	"strconv"
	"sync"
	"time"

	"liuyuan/centre"
	"liuyuan/registry"
	"liuyuan/store"
	"liuyuan/store/pgtest"
)

// writers is how many write at the same time.
const writers = 16

// opened is a store with what ends it.
type opened struct {
	name  string
	db    *store.DB
	close func()
}

// openStores opens both databases as in earnest: whatever is answered is on disk.
func openStores(ctx context.Context) ([]opened, error) {
	options := store.Options{SortKey: centre.NameKey, Connections: writers + 2}
	dir, remove, err := tempDir()
	if err != nil {
		return nil, err
	}
	lite, err := store.OpenSQLite(ctx, dir, options)
	if err != nil {
		remove()
		return nil, err
	}
	list := []opened{{"SQLite", lite, func() { _ = lite.Close(); remove() }}}
	cluster, err := pgtest.Start(pgtest.Options{Durable: true})
	if err != nil {
		list[0].close()
		return nil, err
	}
	pg, err := store.OpenPostgres(ctx, cluster.URL("postgres"), options)
	if err != nil {
		_ = cluster.Close()
		list[0].close()
		return nil, err
	}
	return append(list, opened{"PostgreSQL", pg, func() { _ = pg.Close(); _ = cluster.Close() }}), nil
}

// storing measures imports and durable writes on both databases.
func storing(ctx context.Context, n int, o options) error {
	if o.peersUpTo > 0 && n > o.peersUpTo {
		return nil
	}
	w, err := newWorld(n, 1)
	if err != nil {
		return err
	}
	stores, err := openStores(ctx)
	if err != nil {
		return err
	}
	defer func() {
		for _, s := range stores {
			s.close()
		}
	}()
	fmt.Printf("\n### Store, %s people, %d writers, durable\n\n", thousands(n), writers)
	t := newTable("database", "import s", "people/s", "our CPU µs/person", "updates/s", "p99 ms", "assignments/s", "p99 ms ")
	for _, s := range stores {
		before := ownCPU()
		imported, err := importWorld(ctx, s.db, w)
		if err != nil {
			return err
		}
		busy := ownCPU() - before
		people := firstPeople(w, 2000)
		updates, err := write(ctx, s.db, o.length, func(tx registry.Writer, writer, i int) error {
			m, err := tx.Mediator(people[(writer+writers*i)%len(people)].ID)
			if err == nil {
				m.Introduction = "第 " + strconv.Itoa(i) + " 次更新"
				_, err = tx.PutMediator(m)
			}
			return err
		})
		if err != nil {
			return err
		}
		offers, err := write(ctx, s.db, o.length, func(tx registry.Writer, writer, i int) error {
			return offer(tx, people, fmt.Sprintf("%s-%d-%d", s.name, writer, i), writer+writers*i)
		})
		if err != nil {
			return err
		}
		t.add(s.name, fmt.Sprintf("%.1f", imported.Seconds()), figure(float64(n)/imported.Seconds()), figure(float64(busy.Microseconds())/float64(n)),
			figure(updates.perSecond), millis(updates.p99), figure(offers.perSecond), millis(offers.p99))
	}
	t.print()
	fmt.Printf("\n%s\n", loadAverage())
	return nil
}

// offer registers a dispute and offers it: what a registration with its
// assignment writes, on the records themselves.
func offer(tx registry.Writer, people []registry.Mediator, id string, n int) error {
	d := registry.Dispute{ID: registry.DisputeID(id), Number: "B-" + id, Status: registry.DisputeRegistered, Type: "10.01", Risk: registry.RiskLow, Weight: 1,
		Region: "440703101", Source: registry.SourceWalkIn, Origin: registry.OriginApplication, Sealed: []byte{1}, CreatedAt: tx.Now(), CreatedBy: "bench"}
	if _, err := tx.PutDispute(d); err != nil {
		return err
	}
	a := registry.Assignment{ID: registry.AssignmentID(id), Dispute: d.ID, Mediator: people[n%len(people)].ID, Part: registry.PartLead, Status: registry.AssignmentOffered,
		Weight: 1, Slot: 1, OfferedAt: tx.Now(), OfferedBy: "bench", ExpiresAt: tx.Now().Add(time.Hour)}
	_, err := tx.PutAssignment(a)
	return err
}

func firstPeople(w *world, n int) []registry.Mediator {
	var list []registry.Mediator
	for m := range w.roster.Mediators {
		if list = append(list, m); len(list) == n {
			break
		}
	}
	return list
}

// written is a rate of transactions.
type written struct {
	perSecond float64
	p99       time.Duration
}

// write lets the writers run transactions for a while. A refusal for capacity or a
// stale version is an answer like any other, and not counted.
func write(ctx context.Context, db *store.DB, length time.Duration, fn func(tx registry.Writer, writer, i int) error) (written, error) {
	took, errs := make([][]time.Duration, writers), make([]error, writers)
	var done sync.WaitGroup
	start := time.Now()
	for k := range writers {
		done.Go(func() {
			for i := 0; time.Since(start) < length; i++ {
				begin := time.Now()
				_, err := db.Update(ctx, func(tx registry.Writer) error { return fn(tx, k, i) })
				switch registry.CodeOf(err) {
				case "":
					took[k] = append(took[k], time.Since(begin))
				case registry.CodeCapacityFull, registry.CodeVersionConflict:
				default:
					errs[k] = err
					return
				}
			}
		})
	}
	done.Wait()
	span := time.Since(start)
	var all []time.Duration
	for k := range writers {
		if errs[k] != nil {
			return written{}, errs[k]
		}
		all = append(all, took[k]...)
	}
	return written{float64(len(all)) / span.Seconds(), percentile(all, 99)}, nil
}
