package web

import (
	"math"
	"runtime/debug"
	runtimemetrics "runtime/metrics"
	"sync"
	"time"
)

// Memory is looked at so often, and new work refused from so much of GOMEMLIMIT on.
const (
	lookEvery   = 100 * time.Millisecond
	fullPercent = 90
)

// memoryWatch says when live memory comes near the limit of the Go runtime. Garbage
// does not count: the runtime lets it grow up to the limit before it collects, and that
// is no reason to turn anybody away. Live memory near the limit is: the collector would
// run without end.
type memoryWatch struct {
	limit  int64
	read   func() int64 // live bytes
	now    func() time.Time
	mu     sync.Mutex
	looked time.Time
	isFull bool
}

// newMemoryWatch watches the limit that GOMEMLIMIT or debug.SetMemoryLimit has set.
func newMemoryWatch() *memoryWatch {
	return &memoryWatch{limit: debug.SetMemoryLimit(-1), read: liveMemory, now: time.Now}
}

// full reports whether new work should be refused. Without a limit it never is.
func (m *memoryWatch) full() bool {
	if m.limit == math.MaxInt64 {
		return false
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if now := m.now(); now.Sub(m.looked) >= lookEvery {
		m.looked, m.isFull = now, m.read() >= m.limit/100*fullPercent
	}
	return m.isFull
}

// liveMemory is what the last collection left, and all that is not heap: stacks,
// metadata, the runtime's own.
func liveMemory() int64 {
	samples := []runtimemetrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}, {Name: "/memory/classes/heap/free:bytes"},
		{Name: "/memory/classes/heap/unused:bytes"}, {Name: "/memory/classes/heap/objects:bytes"}, {Name: "/gc/heap/live:bytes"}}
	runtimemetrics.Read(samples)
	v := func(i int) int64 { return int64(samples[i].Value.Uint64()) } // the runtime has all of them
	return v(0) - v(1) - v(2) - v(3) - v(4) + v(5)
}
