package web

import (
	"context"
	"time"
)

// Gate lets a number of requests run at once and a number of others wait shortly; the rest are sent away at once,
// so that under overload work that is begun is also finished.
type Gate struct {
	running chan struct{}
	waiting chan struct{}
	patient time.Duration
}

// NewGate lets running requests in, and waiting ones queue for at most patient.
func NewGate(running, waiting int, patient time.Duration) *Gate {
	return &Gate{make(chan struct{}, running), make(chan struct{}, waiting), patient}
}

// Running is how many requests run at this moment.
func (g *Gate) Running() int { return len(g.running) }

// Waiting is how many requests queue.
func (g *Gate) Waiting() int { return len(g.waiting) }

// Enter waits for a place and answers how to give it back; ok is false if there is none. A nil Gate lets all in.
func (g *Gate) Enter(ctx context.Context) (release func(), ok bool) {
	if g == nil {
		return func() {}, true
	}
	release = func() { <-g.running }
	select {
	case g.running <- struct{}{}:
		return release, true
	default:
	}
	select {
	case g.waiting <- struct{}{}:
		defer func() { <-g.waiting }()
	default:
		return nil, false
	}
	timer := time.NewTimer(g.patient)
	defer timer.Stop()
	select {
	case g.running <- struct{}{}:
		return release, true
	case <-timer.C:
	case <-ctx.Done():
	}
	return nil, false
}
