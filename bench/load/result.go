package main

import (
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"
)

// result is what became of the requests of a phase.
type result struct {
	mu                        sync.Mutex
	took                      time.Duration
	good, refused, retryAfter int
	failed, unsent            int
	goodTimes, refusedTimes   []time.Duration
	late                      []time.Duration // how much later than planned a request was written: the generator's own fault
}

func (r *result) goodRate() float64 { return float64(r.good) / r.took.Seconds() }

// String is one line of the table.
func (r *result) String() string {
	return fmt.Sprintf("%6.0f/s good (p50 %v, p99 %v), %6.0f/s refused (p50 %v, p99 %v), %d failed, %d not sent", r.goodRate(), at(r.goodTimes, 50), at(r.goodTimes, 99),
		float64(r.refused)/r.took.Seconds(), at(r.refusedTimes, 50), at(r.refusedTimes, 99), r.failed, r.unsent)
}

func at(times []time.Duration, percent int) time.Duration {
	if len(times) == 0 {
		return 0
	}
	slices.Sort(times)
	return times[min(len(times)-1, len(times)*percent/100)].Round(100 * time.Microsecond)
}

// within is the share of times up to a bound.
func within(times []time.Duration, bound time.Duration) float64 {
	n := 0
	for _, t := range times {
		if t <= bound {
			n++
		}
	}
	return float64(n) / float64(max(1, len(times)))
}

// book notes what became of a request.
func (r *result) book(a answer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch a.status {
	case http.StatusOK:
		r.good++
		r.goodTimes = append(r.goodTimes, a.took)
	case http.StatusServiceUnavailable, http.StatusTooManyRequests:
		r.refused++
		r.refusedTimes = append(r.refusedTimes, a.took)
		if a.retryAfter {
			r.retryAfter++
		}
	default:
		r.failed++
	}
}
