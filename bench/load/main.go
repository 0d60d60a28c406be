// Command load overloads a real server on the loopback interface and prints how it
// holds: the rate it saturates at, then three times that rate, open-loop, then how soon
// it is as before. It ends with 1 if a bar is missed.
//
// The server runs on one core (GOMAXPROCS=1) under GOMEMLIMIT, so that the generator has
// the other; on a machine that does other work as well the figures are lower bounds.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"runtime"
	"time"
)

// The bars.
const (
	leastGoodput  = 0.80 // of the peak, at three times its rate
	refusedIn     = 0.99 // of the refusals come within 50 ms
	refusedWithin = 50 * time.Millisecond
	mostMemory    = 1.2                    // of GOMEMLIMIT, resident
	normalIn      = 10 * time.Second       // after the overload
	memoryLimit   = 512 << 20              // bytes
	normalWithin  = 250 * time.Millisecond // an ordinary request, once things are normal
)

func main() {
	seconds := flag.Int("seconds", 10, "how long each phase takes, 1 to 60")
	flag.Parse()
	if *seconds < 1 || *seconds > 60 {
		fmt.Fprintln(os.Stderr, "seconds is 1 to 60")
		os.Exit(2)
	}
	runtime.GOMAXPROCS(max(1, runtime.NumCPU()-1)) // a core is the server's
	missed, err := run(context.Background(), time.Duration(*seconds)*time.Second)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if missed > 0 {
		os.Exit(1)
	}
}

func run(ctx context.Context, phase time.Duration) (missed int, err error) {
	s, err := startServer(ctx)
	if err != nil {
		return 0, err
	}
	defer s.stop()
	c := newClient(s.url)
	c.closed(8, phase/3) // caches fill
	peak := c.closed(16, phase)
	peakRate := peak.goodRate()
	fmt.Printf("%-34s %s\n", "peak, 16 clients in a loop", peak)
	before, err := s.refusals()
	if err != nil {
		return 0, err
	}
	over := c.open(3*peakRate, phase, s.watchMemory)
	fmt.Printf("%-34s %s\n", fmt.Sprintf("3 × the peak, %.0f/s offered", 3*peakRate), over)
	after, err := s.refusals()
	if err != nil {
		return 0, err
	}
	normal := c.untilNormal(normalWithin, 3*normalIn)
	quick := after.share(before)

	bar := func(name string, value, limit string, held bool) {
		word := "held"
		if !held {
			word, missed = "MISSED", missed+1
		}
		fmt.Printf("%-34s %14s  bar %-14s %s\n", name, value, limit, word)
	}
	fmt.Printf("%-34s p50 %v, p99 %v\n\n", "the generator itself was late", at(over.late, 50), at(over.late, 99))
	bar("goodput of the peak", fmt.Sprintf("%.0f %%", 100*over.goodRate()/peakRate), "≥ 80 %", over.goodRate() >= leastGoodput*peakRate)
	seen := within(over.refusedTimes, refusedWithin)
	bar("refusals within 50 ms, client", fmt.Sprintf("%.1f %%", 100*seen), "≥ 99 %", seen >= refusedIn)
	bar("refusals within 50 ms, server", fmt.Sprintf("%.1f %%", 100*quick), "≥ 99 %", quick >= refusedIn)
	bar("refusals with Retry-After", fmt.Sprintf("%d of %d", over.retryAfter, over.refused), "all", over.retryAfter == over.refused && over.refused > 0)
	bar("other failures", fmt.Sprint(over.failed), "0", over.failed == 0)
	bar("resident memory of GOMEMLIMIT", fmt.Sprintf("%.2f", float64(s.most)/memoryLimit), "≤ 1.2", float64(s.most) <= mostMemory*memoryLimit)
	bar("normal again after", normal.Round(time.Millisecond).String(), "≤ 10 s", normal <= normalIn)
	return missed, nil
}
