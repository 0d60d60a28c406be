package web

import (
	"context"
	"runtime"
	"sync/atomic"
	"time"
)

// Gate lets a number of requests run at once and a number of others wait shortly; the rest are sent away at once,
// so that under overload work that is begun is also finished.
type Gate struct {
	running chan struct{}
	waiting chan struct{}
	patient time.Duration
	filled  atomic.Int64 // when somebody last found the queue full, in Unix nanoseconds
}

// For so long after somebody found the queue full, others wait so many times less: a burst is worth waiting for; a
// queue that does not get shorter only makes everyone late.
const (
	overloadLasts = 5 * time.Second
	lessPatient   = 4
)

// NewGate lets running requests in, and waiting ones queue for at most patient.
func NewGate(running, waiting int, patient time.Duration) *Gate {
	return &Gate{running: make(chan struct{}, running), waiting: make(chan struct{}, waiting), patient: patient}
}

// Running is how many requests run at this moment.
func (g *Gate) Running() int { return len(g.running) }

// Waiting is how many requests queue.
func (g *Gate) Waiting() int { return len(g.waiting) }

// Full reports whether Enter would send a request away at once, which is cheaper to know before it is read.
func (g *Gate) Full() bool {
	full := g != nil && len(g.waiting) == cap(g.waiting) && len(g.running) == cap(g.running)
	if full {
		g.filled.Store(time.Now().UnixNano())
	}
	return full
}

// Enter waits for a place and answers how to give it back; ok is false if there is none. A nil Gate lets all in.
func (g *Gate) Enter(ctx context.Context) (release func(), ok bool) {
	if g == nil {
		return func() {}, true
	}
	if !g.queue(ctx) {
		return nil, false
	}
	// An answer from memory seldom blocks. Without this step aside it would run from beginning to end while the
	// requests behind it wait for a core, in a queue that nobody bounds; so they come here first, to wait or be sent away.
	runtime.Gosched()
	return func() { <-g.running }, true
}

// queue takes a place among those that run.
func (g *Gate) queue(ctx context.Context) bool {
	select {
	case g.running <- struct{}{}:
		return true
	default:
	}
	select {
	case g.waiting <- struct{}{}:
		defer func() { <-g.waiting }()
	default:
		g.filled.Store(time.Now().UnixNano())
		return false
	}
	patient := g.patient
	if time.Since(time.Unix(0, g.filled.Load())) < overloadLasts {
		patient /= lessPatient
	}
	timer := time.NewTimer(patient)
	defer timer.Stop()
	select {
	case g.running <- struct{}{}:
		return true
	case <-timer.C:
	case <-ctx.Done():
	}
	return false
}
