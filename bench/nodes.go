package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"liuyuan/centre"
	"liuyuan/identity"
	"liuyuan/index"
	"liuyuan/registry"
	"liuyuan/store"
	"liuyuan/store/pgtest"
)

// nodeRate is how many writes a second the first node takes while the second follows.
const nodeRate = 200

// nodes measures how long after the answer to a write on one node another node on
// the same PostgreSQL shows it in search, also when every notification is lost.
func nodes(ctx context.Context, n int, o options) error {
	if o.peersUpTo > 0 && n > o.peersUpTo {
		return nil
	}
	w, err := newWorld(n, 1)
	if err != nil {
		return err
	}
	cluster, err := pgtest.Start(pgtest.Options{Durable: true})
	if err != nil {
		return err
	}
	defer func() { _ = cluster.Close() }()
	writer, err := openNode(ctx, cluster.URL("postgres"), w, false)
	if err != nil {
		return err
	}
	defer writer.close()
	if _, err := importWorld(ctx, writer.db, w); err != nil {
		return err
	}
	fmt.Printf("\n### Two nodes on one PostgreSQL, %s people, %d writes a second\n\n", thousands(n), nodeRate)
	t := newTable("the second node", "writes", "writes/s", "median ms", "p99 ms", "longest ms")
	for _, kind := range []struct {
		name string
		deaf bool
	}{{"hears notifications", false}, {"hears none and polls", true}} {
		l, err := followed(ctx, cluster.URL("postgres"), w, writer.db, kind.deaf, max(o.length, 5*time.Second))
		if err != nil {
			return fmt.Errorf("%s: %w", kind.name, err)
		}
		t.add(kind.name, strconv.Itoa(len(l.times)), figure(l.rate), millis(percentile(l.times, 50)), millis(percentile(l.times, 99)), millis(percentile(l.times, 100)))
	}
	t.print()
	fmt.Printf("\n%s\n", loadAverage())
	return nil
}

// node is one instance's inside: store, words and pool.
type node struct {
	db     *store.DB
	words  *index.Index
	centre *centre.Centre
}

// deaf is a store whose wake-ups are all lost.
type deaf struct{ registry.Store }

func (deaf) Wake() <-chan struct{} { return nil }

func openNode(ctx context.Context, url string, w *world, lost bool) (n *node, err error) {
	n = &node{}
	defer func() {
		if err != nil {
			n.close()
		}
	}()
	if n.db, err = store.OpenPostgres(ctx, url, store.Options{SortKey: centre.NameKey, Connections: writers + 4}); err != nil {
		return n, err
	}
	if n.words, err = index.Open("", index.Options{Taxonomy: w.taxonomy, Understand: func(q string) ([]registry.InterpretedFilter, string) { return nil, q }}); err != nil {
		return n, err
	}
	var s registry.Store = n.db
	if lost {
		s = deaf{n.db}
	}
	n.centre, err = centre.New(ctx, centre.Options{Store: s, Index: n.words, Log: zerolog.Nop(), Matching: true})
	return n, err
}

func (n *node) close() {
	if n.centre != nil {
		n.centre.Close()
	}
	if n.words != nil {
		_ = n.words.Close()
	}
	if n.db != nil {
		_ = n.db.Close()
	}
}

type lag struct {
	rate  float64
	times []time.Duration
}

// followed opens a second node, writes at the rate on the first, and gives how long
// after each answer the second node tells of the change, which it does once its
// search shows it.
func followed(ctx context.Context, url string, w *world, db *store.DB, lost bool, length time.Duration) (lag, error) {
	second, err := openNode(ctx, url, w, lost)
	if err != nil {
		return lag{}, err
	}
	defer second.close()
	mark, err := db.Mark(ctx)
	if err != nil {
		return lag{}, err
	}
	for err = second.centre.AtLeast(ctx, mark.Seq); registry.CodeOf(err) == registry.CodeUnavailable && ctx.Err() == nil; {
		err = second.centre.AtLeast(ctx, mark.Seq) // its words are built first
	}
	if err != nil {
		return lag{}, err
	}
	told, err := second.centre.WatchDirectory(identity.System())
	if err != nil {
		return lag{}, err
	}
	defer told.Close()
	people := firstPeople(w, min(w.n, int(length.Seconds()*nodeRate)))
	begin := time.Now()
	answered, failed := writeAtRate(ctx, db, people)
	seen := map[string]time.Time{}
	deadline := time.After(length + 30*time.Second)
	for len(seen) < len(people) {
		select {
		case ch, open := <-told.Changes():
			if !open {
				return lag{}, errors.New("the subscriber fell behind")
			}
			seen[ch.ID] = time.Now()
		case err := <-failed:
			return lag{}, err
		case <-deadline:
			return lag{}, fmt.Errorf("%d of %d writes were not seen on the other node", len(people)-len(seen), len(people))
		}
	}
	var l lag
	last := begin
	for id, at := range answered() {
		l.times = append(l.times, max(0, seen[id].Sub(at)))
		if at.After(last) {
			last = at
		}
	}
	l.rate = float64(len(l.times)) / last.Sub(begin).Seconds()
	return l, nil
}

// writeAtRate changes each person once, at the rate. The function gives the moments
// of the answers when all are done.
func writeAtRate(ctx context.Context, db *store.DB, people []registry.Mediator) (func() map[string]time.Time, <-chan error) {
	var mu sync.Mutex
	var writing sync.WaitGroup
	at, failed := map[string]time.Time{}, make(chan error, len(people))
	put := func(id registry.MediatorID) error {
		_, err := db.Update(ctx, func(tx registry.Writer) error {
			m, err := tx.Mediator(id)
			if err == nil {
				m.Introduction += "·"
				_, err = tx.PutMediator(m)
			}
			return err
		})
		mu.Lock()
		defer mu.Unlock()
		at[string(id)] = time.Now()
		return err
	}
	writing.Go(func() {
		tick := time.NewTicker(time.Second / nodeRate)
		defer tick.Stop()
		for _, m := range people {
			select {
			case <-tick.C:
			case <-ctx.Done():
				return
			}
			writing.Go(func() {
				if err := put(m.ID); err != nil {
					failed <- err
				}
			})
		}
	})
	return func() map[string]time.Time { writing.Wait(); return at }, failed
}
