package main

import (
	"context"
	"fmt"
	"runtime"
	"time"
)

// options say what a run measures.
type options struct {
	sizes     []int
	questions int
	length    time.Duration // of each contender's throughput
	peers     bool          // also PostgreSQL, Bleve and SQLite
	quick     bool          // of the peers PostgreSQL alone: the others load for minutes at large sizes
	served    bool          // also the service over HTTP, from a store
	peersUpTo int           // people; larger sizes measure the pool and the service alone
	log       func(format string, args ...any)
}

// contenders prepares everyone who answers the question on a world. stop ends
// them, also those that were prepared before an error.
func contenders(ctx context.Context, w *world, o options) (list []*contender, stop func(), err error) {
	var undo []func()
	stop = func() {
		for i := len(undo) - 1; i >= 0; i-- {
			undo[i]()
		}
	}
	defer func() {
		if err != nil {
			stop()
		}
	}()
	add := func(all ...*contender) {
		for _, c := range all {
			if list = append(list, c); c.close != nil {
				undo = append(undo, c.close)
			}
		}
	}
	before, start := heapMiB(), time.Now()
	pool := newPool(w)
	o.log("pool of %s people: built in %.1f s with the generator's time, heap %d MiB", thousands(w.n), time.Since(start).Seconds(), heapMiB()-before)
	add(poolContenders(w, pool)...)
	if o.served {
		all, end, err := service(ctx, w, o)
		if err != nil {
			return nil, nil, err
		}
		undo = append(undo, end)
		add(all)
	}
	if !o.peers || o.peersUpTo > 0 && w.n > o.peersUpTo {
		return list, stop, nil
	}
	p, err := startPostgres(ctx)
	if err != nil {
		return nil, nil, err
	}
	undo = append(undo, p.close)
	if p.why != "" {
		o.log("%s", p.why)
	}
	if err := p.load(ctx, w); err != nil {
		return nil, nil, err
	}
	add(postgresContenders(w, p)...)
	o.log("PostgreSQL loaded")
	if o.quick {
		return list, stop, nil
	}
	b, err := bleveContender(w)
	if err != nil {
		return nil, nil, err
	}
	add(b)
	t, err := sqliteContender(ctx, w)
	if err != nil {
		return nil, nil, err
	}
	add(t)
	return list, stop, nil
}

// service is the contender over HTTP, on a store of its own, whose import and start
// are told on the way.
func service(ctx context.Context, w *world, o options) (*contender, func(), error) {
	s, err := newStored(ctx, w)
	if err != nil {
		return nil, nil, err
	}
	o.log("%d people in SQLite: %.0f a second", w.n, float64(w.n)/s.imported.Seconds())
	if measured, err := startInChild(s.dir); err != nil {
		o.log("start from the store not measured: %v", err)
	} else {
		o.log("start with the pool from SQLite: %.1f s (%.1f s of processor), heap %d MiB, resident %d MiB, peak %d MiB",
			measured.Seconds, measured.CPU, measured.HeapMiB, measured.ResidentMiB, measured.PeakMiB)
	}
	c, err := servedContender(ctx, s.db)
	if err != nil {
		s.close()
		return nil, nil, err
	}
	return c, s.close, nil
}

// match measures the question at one size and prints its table.
func match(ctx context.Context, n int, o options) error {
	w, err := newWorld(n, o.questions)
	if err != nil {
		return err
	}
	list, stop, err := contenders(ctx, w, o)
	if err != nil {
		return err
	}
	defer stop()
	results, err := compare(list, w.questions)
	if err != nil {
		return err
	}
	o.log("%d people, %d questions: the exact contenders give equal totals", n, len(w.questions))
	runtime.GC()
	if err := interleave(results, w.questions); err != nil {
		return err
	}
	if err := throughput(results, w.questions, o.length); err != nil {
		return err
	}
	fmt.Printf("\n### Ten best of %s people\n\n", thousands(n))
	matchTable(results).print()
	fmt.Printf("\n%s\n", loadAverage())
	return nil
}

func matchTable(results []*result) *table {
	t := newTable("contender", "p50 ms", "p99 ms", "CPU ms", "1 client /s", "4 clients /s", "per CPU s", "× hand-made", "× PostGIS", "right", "remarks")
	hand, tuned := 0.0, 0.0
	for _, r := range results {
		switch r.name {
		case handMade:
			hand = r.perCPU
		case tunedPostGIS:
			tuned = r.perCPU
		}
	}
	for _, r := range results {
		t.add(r.name, millis(percentile(r.took, 50)), millis(percentile(r.took, 99)), millis(r.busy/time.Duration(len(r.took))),
			figure(r.perSecond[0]), figure(r.perSecond[1]), figure(r.perCPU), ratio(r.perCPU, hand), ratio(r.perCPU, tuned),
			fmt.Sprintf("%.3f", float64(r.agreed)/float64(max(r.of, 1))), r.note)
	}
	return t
}
