package web

import (
	"sync"
	"time"

	"github.com/rs/zerolog"
)

// overloadEvery is how often an overload is told in the log.
const overloadEvery = 10 * time.Second

// overloadLog tells how many requests were sent away, not each of them.
type overloadLog struct {
	mu    sync.Mutex
	told  time.Time
	since int
}

// note counts a request that was sent away, and tells of it and those before if it is time.
func (o *overloadLog) note(log zerolog.Logger, now time.Time) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.since++
	if now.Sub(o.told) < overloadEvery {
		return
	}
	log.Warn().Int("requests", o.since).Msg("too busy: requests were sent away with 503 since the last such line")
	o.told, o.since = now, 0
}
