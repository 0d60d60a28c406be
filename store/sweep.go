package store

import (
	"context"
	"sync"
	"time"
)

// On PostgreSQL the order of commits is not the order of any sequence: a reader
// of `id > last` over a bigserial misses what commits late (see feed_test.go,
// where that reader is caught). So a change is inserted without a number, and a
// sweeper numbers what was committed. It works in one transaction of TWO
// statements: the first locks the counter; the second, whose snapshot is newer
// than the lock, numbers what it sees. In one statement the snapshot would be
// older than the lock that it waited for. Any number of nodes may sweep.

// sweepBatch bounds the rows that one sweep numbers, and so the time others wait.
const sweepBatch = 10000

const lockCounter = `SELECT n FROM change_counter FOR UPDATE`

// The rows of the batch are found by their key alone. Whether they have a number need
// not be asked again under the lock; asked for twice, the planner takes both sides for a
// single row and joins them in a time that grows with the square of the batch: ten
// seconds for 5,000 changes.
const numberChanges = `
WITH batch AS (
  SELECT no, row_number() OVER (ORDER BY no) AS k
  FROM (SELECT no FROM change WHERE seq IS NULL ORDER BY no LIMIT $2) AS committed
), numbered AS (
  UPDATE change SET seq = $1 + batch.k FROM batch WHERE change.no = batch.no RETURNING 1
)
UPDATE change_counter SET n = n + (SELECT count(*) FROM numbered) RETURNING n`

// sweeper joins the sweeps of one process: a round that begins after a commit
// covers it, so all who ask while one runs share the next.
type sweeper struct {
	mu      sync.Mutex
	running bool
	next    *round
}

type round struct {
	asked int // how many wait for it
	done  chan struct{}
	n     int64
	err   error
}

// sweep numbers everything that was committed before the call and gives the
// newest number.
func (db *DB) sweep(ctx context.Context) (int64, error) {
	s := &db.pg.sweeper
	s.mu.Lock()
	if s.next == nil {
		s.next = &round{done: make(chan struct{})}
	}
	mine := s.next
	mine.asked++
	if !s.running {
		s.running = true
		go db.sweepRounds()
	}
	s.mu.Unlock()
	select {
	case <-mine.done:
		return mine.n, mine.err
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

// gather is how long a round waits for others while several writers commit: each
// round is a commit of its own, and theirs share it.
const gather = 3 * time.Millisecond

func (db *DB) sweepRounds() {
	s := &db.pg.sweeper
	for shared := false; ; {
		if shared {
			time.Sleep(gather)
		}
		s.mu.Lock()
		r := s.next
		s.next = nil
		if r == nil {
			s.running = false
			s.mu.Unlock()
			return
		}
		s.mu.Unlock()
		ctx, cancel := context.WithTimeout(context.Background(), 15*time.Second)
		r.n, r.err = db.sweepAll(ctx)
		cancel()
		close(r.done)
		shared = r.asked > 1
	}
}

func (db *DB) sweepAll(ctx context.Context) (int64, error) {
	var n int64
	work := false
	err := db.view(ctx, func(t *tx) error {
		_, err := t.one(`SELECT EXISTS (SELECT 1 FROM change WHERE seq IS NULL), n FROM change_counter`, nil, &work, &n)
		return err
	})
	for err == nil && work {
		before := n
		n, err = db.sweepOnce(ctx, &before)
		work = n-before >= sweepBatch
	}
	return n, err
}

// sweepOnce numbers one batch; before is set to the counter as it was.
func (db *DB) sweepOnce(ctx context.Context, before *int64) (int64, error) {
	var n int64
	err := db.pg.again(ctx, db, func() error {
		_, err := db.pg.try(ctx, db, func(t *tx) error {
			if _, err := t.one(lockCounter, nil, before); err != nil {
				return err
			}
			if err := db.at("sweep.locked"); err != nil {
				return err
			}
			if _, err := t.one(numberChanges, []any{*before, sweepBatch}, &n); err != nil {
				return err
			}
			if err := db.at("sweep.numbered"); err != nil {
				return err
			}
			_, err := t.exec(`SELECT pg_notify($1, '')`, channel)
			return err
		})
		return err
	})
	return n, fault(err)
}
