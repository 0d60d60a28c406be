package store_test

import (
	"context"
	"fmt"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"

	"liuyuan/registry"
	"liuyuan/store"
)

// clients write people while something goes wrong, each write under an
// idempotency key, and repeat a write with its key until it is answered: what an
// app does on UNAVAILABLE and OUTCOME_UNKNOWN. Every attempt would make another
// person, so a double effect shows.
type clients struct {
	db    *store.DB
	plain bool // the planted bug: no receipts are kept

	mu       sync.Mutex
	answered map[string]string // key → identifier answered
	unknown  int
	attempts atomic.Int64
	key      atomic.Int64
	stop     chan struct{}
	wg       sync.WaitGroup
	t        testing.TB
}

func startClients(t testing.TB, db *store.DB, n int) *clients {
	c := &clients{db: db, answered: map[string]string{}, stop: make(chan struct{}), t: t}
	for range n {
		c.wg.Go(func() {
			for {
				select {
				case <-c.stop:
					return
				default:
					c.write(context.Background())
				}
			}
		})
	}
	return c
}

func (c *clients) write(ctx context.Context) {
	key := strconv.FormatInt(c.key.Add(1), 10)
	for {
		id, err := c.try(ctx, key)
		switch registry.CodeOf(err) {
		case "":
			c.mu.Lock()
			c.answered[key] = id
			c.mu.Unlock()
			return
		case registry.CodeOutcomeUnknown:
			c.mu.Lock()
			c.unknown++
			c.mu.Unlock()
		case registry.CodeUnavailable:
		default:
			c.t.Errorf("a fault without its code: %v", err)
			return
		}
	}
}

// try is one attempt; a twin that came first gives its answer.
func (c *clients) try(ctx context.Context, key string) (string, error) {
	id := fmt.Sprintf("%s-%d", key, c.attempts.Add(1))
	_, err := c.db.Update(ctx, func(w registry.Writer) error {
		if !c.plain {
			if err := w.PutReceipt(registry.Receipt{Principal: "p", Key: key, Answer: []byte(id)}); err != nil {
				return err
			}
		}
		_, err := w.PutMediator(somebody(id))
		return err
	})
	if registry.CodeOf(err) != registry.CodeKeyReused {
		return id, err
	}
	err = c.db.View(ctx, func(r registry.Reader) error {
		first, err := r.Receipt("p", key)
		id = string(first.Answer)
		return err
	})
	return id, err
}

// written waits until so many writes are answered.
func (c *clients) written(n int) {
	for done := 0; done < n; {
		c.mu.Lock()
		done = len(c.answered)
		c.mu.Unlock()
		if err := c.db.View(context.Background(), func(registry.Reader) error { return nil }); err != nil && registry.CodeOf(err) != registry.CodeUnavailable {
			c.t.Error(err)
			return
		}
	}
}

func (c *clients) count() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.answered)
}

// end stops the clients and compares what was answered with what db holds.
func (c *clients) end(db *store.DB) (lost, doubled int) {
	close(c.stop)
	c.wg.Wait()
	stored, changes := contents(c.t, db)
	for _, id := range c.answered {
		if !stored[id] {
			lost++
		}
		delete(stored, id)
	}
	if doubled = len(stored); changes != len(c.answered)-lost+doubled {
		c.t.Errorf("%d changes, %d answers, %d lost, %d doubled", changes, len(c.answered), lost, doubled)
	}
	return lost, doubled
}

func (c *clients) wantExact(db *store.DB) {
	c.t.Helper()
	if lost, doubled := c.end(db); lost > 0 || doubled > 0 {
		c.t.Errorf("of %d acknowledged writes %d are lost, and %d effects are double", len(c.answered), lost, doubled)
	}
	c.t.Logf("%d writes in %d attempts, %d outcomes unknown for a time", len(c.answered), c.attempts.Load(), c.unknown)
}
