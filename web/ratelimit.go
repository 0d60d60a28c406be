package web

import (
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"
	"golang.org/x/time/rate"
)

// RateLimiter keeps a token bucket for each principal; of very many, those seen last.
type RateLimiter struct {
	mu      sync.Mutex
	buckets *simplelru.LRU[string, *rate.Limiter]
	now     func() time.Time
}

// NewRateLimiter keeps buckets for up to size principals. A forgotten principal starts with a full bucket.
func NewRateLimiter(size int, now func() time.Time) *RateLimiter {
	buckets, _ := simplelru.NewLRU[string, *rate.Limiter](max(size, 1), nil) // fails for sizes below 1 only
	return &RateLimiter{buckets: buckets, now: now}
}

// Allow takes one token from the bucket of key, which holds perMinute tokens and refills within a minute. When it is
// empty it answers how long to wait. Without a limiter, a key or a limit everything is allowed.
func (l *RateLimiter) Allow(key string, perMinute int) (wait time.Duration, ok bool) {
	if l == nil || key == "" || perMinute <= 0 {
		return 0, true
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	bucket, known := l.buckets.Get(key)
	if !known || bucket.Burst() != perMinute {
		bucket = rate.NewLimiter(rate.Limit(float64(perMinute)/60), perMinute)
		l.buckets.Add(key, bucket)
	}
	now := l.now()
	if bucket.AllowN(now, 1) {
		return 0, true
	}
	missing := 1 - bucket.TokensAt(now)
	return time.Duration(missing / float64(bucket.Limit()) * float64(time.Second)), false
}
