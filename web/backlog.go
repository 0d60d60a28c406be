package web

import (
	"math"
	"math/rand/v2"
	"runtime"
	runtimemetrics "runtime/metrics"
	"sync"
	"time"
)

// How overload is told, and answered.
const (
	backlogWindow  = 20 * time.Millisecond // between two looks
	lateAfter      = 40 * time.Millisecond // a goroutine that waited longer for a core is late
	latePerCore    = 12                    // so many late ones, and as many requests, in a window are overload
	admitLess      = 0.7                   // × the share let in, after a window of overload
	admitMore      = 0.04                  // + the share let in, after any other
	leastAdmission = 0.05
)

// backlog refuses a share of the requests while many wait too long for a core. The Gate
// cannot see that queue: an answer from memory seldom blocks, so under overload it runs
// from beginning to end while the requests behind it wait in the scheduler, without
// having entered anywhere. The share let in shrinks by a factor and grows by steps, as
// TCP's window does, so that it settles where the queue stays short. Refusing costs a
// small part of an answer.
type backlog struct {
	mu     sync.Mutex
	now    func() time.Time
	read   func() uint64 // late goroutines since the start
	most   uint64
	looked time.Time
	late   uint64
	asked  uint64  // requests since it was looked
	share  float64 // let in, 0.05 to 1
}

func newBacklog() *backlog {
	return &backlog{now: time.Now, read: lateGoroutines, most: latePerCore * uint64(runtime.GOMAXPROCS(0)), share: 1}
}

// full reports whether this request should be refused.
func (b *backlog) full() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.asked++
	if now := b.now(); now.Sub(b.looked) >= backlogWindow {
		late := b.read()
		switch {
		case b.looked.IsZero():
		case late-b.late >= b.most && b.asked >= b.most: // else the machine is slow, not the load high
			b.share = max(leastAdmission, b.share*admitLess)
		default:
			b.share = min(1, b.share+admitMore)
		}
		b.looked, b.late, b.asked = now, late, 0
	}
	return b.share < 1 && rand.Float64() >= b.share
}

// lateGoroutines is how many times a goroutine of this process waited too long.
func lateGoroutines() (late uint64) {
	sample := []runtimemetrics.Sample{{Name: "/sched/latencies:seconds"}}
	runtimemetrics.Read(sample)
	waits := sample[0].Value.Float64Histogram()
	for i, n := range waits.Counts {
		if from := waits.Buckets[i]; !math.IsInf(from, -1) && from >= lateAfter.Seconds() {
			late += n
		}
	}
	return late
}
