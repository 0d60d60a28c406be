package main

import (
	"fmt"
	"slices"
	"sync"
	"syscall"
	"time"
)

// clients is the most that ask at the same time.
const clients = 4

// contender answers questions. Ask gives the totals of the ten best, descending;
// it is called by at most clients goroutines, each with its own number.
type contender struct {
	name  string
	exact bool
	group string // contenders of one group must give the same answers
	note  string
	ask   func(client int, q *question) ([]int, error)
	cpu   func() time.Duration // used by another process for it so far; nil: none
	close func()
}

// result is what was measured of a contender.
type result struct {
	*contender
	took       []time.Duration // one client, each question once, contenders in turn
	busy       time.Duration   // processor time over them, ours and the server's
	perSecond  [2]float64      // at 1 and at 4 clients
	perCPU     float64         // answers a second of processor time, at 4 clients
	agreed, of int             // answers equal to the reference's, or shared totals
}

// compare asks every contender every question and counts the answers that equal
// those of the first exact one of its group. An exact one that differs is an error:
// nothing is timed then. Of the others the share of the right ten is told.
func compare(list []*contender, questions []question) ([]*result, error) {
	results := make([]*result, len(list))
	for i, c := range list {
		results[i] = &result{contender: c}
	}
	for n := range questions {
		right := map[string][]int{}
		for _, r := range results {
			got, err := r.ask(0, &questions[n])
			if err != nil {
				return nil, fmt.Errorf("%s: %w", r.name, err)
			}
			want, known := right[r.group]
			switch {
			case !known && r.exact:
				right[r.group] = got
				want = got
			case r.exact && !slices.Equal(got, want):
				return nil, fmt.Errorf("question %d: %s answers %v, %s has %v", n, r.name, got, r.group, want)
			}
			r.agreed += shared(got, want)
			r.of += len(want)
		}
	}
	return results, nil
}

// shared counts the totals that two descending lists have in common.
func shared(a, b []int) (n int) {
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch {
		case a[i] == b[k]:
			n, i, k = n+1, i+1, k+1
		case a[i] > b[k]:
			i++
		default:
			k++
		}
	}
	return n
}

// interleave times every question once with each contender, in changing order.
func interleave(results []*result, questions []question) error {
	for n := range questions {
		for i := range results {
			r := results[(i+n)%len(results)]
			before := r.used()
			start := time.Now()
			if _, err := r.ask(0, &questions[n]); err != nil {
				return err
			}
			r.took = append(r.took, time.Since(start))
			r.busy += r.used() - before
		}
	}
	return nil
}

// used is the processor time of this process and the contender's server.
func (c *contender) used() time.Duration {
	d := ownCPU()
	if c.cpu != nil {
		d += c.cpu()
	}
	return d
}

// ownCPU is the processor time of this process.
func ownCPU() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// throughput lets k clients ask for a while, in slices that take turns among the
// contenders, and gives answers a second.
func throughput(results []*result, questions []question, length time.Duration) error {
	const slices = 3
	for at, k := range []int{1, clients} {
		counts, spans, busy := make([]int, len(results)), make([]time.Duration, len(results)), make([]time.Duration, len(results))
		for range slices {
			for i, r := range results {
				before := r.used()
				n, span, err := r.storm(questions, k, length/slices)
				if err != nil {
					return fmt.Errorf("%s: %w", r.name, err)
				}
				counts[i] += n
				spans[i] += span
				busy[i] += r.used() - before
			}
		}
		for i, r := range results {
			r.perSecond[at] = float64(counts[i]) / spans[i].Seconds()
			r.perCPU = float64(counts[i]) / max(busy[i].Seconds(), 1e-3)
		}
	}
	return nil
}

// storm lets k clients ask until the time is over.
func (r *result) storm(questions []question, k int, length time.Duration) (int, time.Duration, error) {
	counts, errs := make([]int, k), make([]error, k)
	var done sync.WaitGroup
	start := time.Now()
	for c := range k {
		done.Go(func() {
			for n := c * 17; time.Since(start) < length; n++ {
				if _, err := r.ask(c, &questions[n%len(questions)]); err != nil {
					errs[c] = err
					return
				}
				counts[c]++
			}
		})
	}
	done.Wait()
	span := time.Since(start)
	total := 0
	for c := range k {
		if errs[c] != nil {
			return 0, 0, errs[c]
		}
		total += counts[c]
	}
	return total, span, nil
}

// percentile is the time that so many of a hundred stay below.
func percentile(times []time.Duration, percent int) time.Duration {
	if len(times) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(times))
	return sorted[min(len(sorted)*percent/100, len(sorted)-1)]
}
