package web

import (
	"context"
	"net/http"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"liuyuan/schema/guard"
)

func TestRateLimitRefillsWithinAMinuteAndKeepsCallersApart(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	limiter := NewRateLimiter(2, func() time.Time { return now })
	allowed := func(key string) (n int) {
		for range 100 {
			if _, ok := limiter.Allow(key, 60); ok {
				n++
			}
		}
		return n
	}
	if n := allowed("a"); n != 60 {
		t.Errorf("%d requests at once, want 60", n)
	}
	if n := allowed("b"); n != 60 {
		t.Errorf("another caller: %d", n)
	}
	if wait, ok := limiter.Allow("a", 60); ok || wait <= 0 || wait > time.Second {
		t.Errorf("the 61st: %v %v", wait, ok)
	}
	now = now.Add(10 * time.Second)
	if n := allowed("a"); n != 10 {
		t.Errorf("%d after ten seconds, want 10", n)
	}
	allowed("c") // of three callers the one not seen longest is forgotten
	if n := allowed("b"); n != 60 {
		t.Errorf("a forgotten caller starts anew: %d", n)
	}
	for _, free := range []struct {
		limiter *RateLimiter
		key     string
		minute  int
	}{{nil, "a", 1}, {limiter, "", 1}, {limiter, "d", 0}} {
		for range 3 {
			if _, ok := free.limiter.Allow(free.key, free.minute); !ok {
				t.Errorf("no limit applies to %+v", free)
			}
		}
	}
}

func TestTooManyRequestsAreToldWhenToComeBack(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	handler := NewGraphQL(fixtureEngine(t), GraphQLOptions{Rates: NewRateLimiter(10, func() time.Time { return now }),
		Authenticate: func(r *http.Request) (context.Context, Caller, error) {
			return r.Context(), Caller{Limits: guard.Public(), Key: r.Header.Get("X-Key"), PerMinute: 2}, nil
		}})
	for i, status := range []int{200, 200, 429} {
		answer := ask(handler, "POST", "/graphql", query("{echo}"), "X-Key", "a")
		if answer.Code != status || status == 429 && (codeOf(t, answer) != "RATE_LIMITED" || answer.Header().Get("Retry-After") != "30") {
			t.Errorf("request %d: %d %s %v", i, answer.Code, answer.Body, answer.Header())
		}
	}
	if answer := ask(handler, "POST", "/graphql", query("{echo}"), "X-Key", "b"); answer.Code != 200 {
		t.Errorf("another key: %d", answer.Code)
	}
}

func TestGateLetsSomeInSomeWaitAndSendsTheRestAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := NewGate(2, 1, time.Second)
		first, ok1 := gate.Enter(t.Context())
		second, ok2 := gate.Enter(t.Context())
		if !ok1 || !ok2 {
			t.Fatal("two may run")
		}
		var wait sync.WaitGroup
		wait.Go(func() {
			release, ok := gate.Enter(t.Context())
			if !ok {
				t.Error("the one that waits gets the place that becomes free")
				return
			}
			release()
		})
		synctest.Wait()
		if _, ok := gate.Enter(t.Context()); ok || !gate.Full() {
			t.Error("the queue is full")
		}
		first()
		wait.Wait()
		again, _ := gate.Enter(t.Context())
		waits := func(patience time.Duration) {
			t.Helper()
			started := time.Now()
			if _, ok := gate.Enter(t.Context()); ok || time.Since(started) != patience {
				t.Errorf("patience ends after %v, want %v", time.Since(started), patience)
			}
		}
		waits(time.Second / lessPatient) // somebody found the queue full
		time.Sleep(overloadLasts)
		waits(time.Second)
		cancelled, cancel := context.WithCancel(t.Context())
		cancel()
		started := time.Now()
		if _, ok := gate.Enter(cancelled); ok || time.Since(started) != 0 {
			t.Error("who is gone does not wait")
		}
		again()
		second()
	})
}

// Many requests at once, each all work and no waiting, on one core: the first ones must not simply run to their end,
// one after the other, while the others wait where nobody counts them.
func TestRequestsThatNeverBlockAreBoundedToo(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	const running, waiting, asked = 2, 3, 100
	gate := NewGate(running, waiting, time.Hour)
	var all sync.WaitGroup
	var answered, refused atomic.Int64
	for range asked {
		all.Go(func() {
			release, ok := gate.Enter(t.Context())
			if !ok {
				refused.Add(1)
				return
			}
			defer release()
			answered.Add(1)
		})
	}
	all.Wait()
	if answered.Load() < running || refused.Load() < asked/2 {
		t.Errorf("%d answered and %d refused of %d at once, with %d places", answered.Load(), refused.Load(), asked, running+waiting)
	}
}

func TestAClosedGateAnswers503AtOnce(t *testing.T) {
	handler := NewGraphQL(fixtureEngine(t), GraphQLOptions{Authenticate: asStaff, Gate: NewGate(0, 0, 0)})
	answer := ask(handler, "POST", "/graphql", query("{echo}"))
	if answer.Code != 503 || codeOf(t, answer) != "UNAVAILABLE" || answer.Header().Get("Retry-After") == "" {
		t.Errorf("%d %s", answer.Code, answer.Body)
	}
}

func TestOneCallerCannotTakeEveryStream(t *testing.T) {
	s := newSlots(3, 2)
	if !s.take("a") || !s.take("a") || s.take("a") {
		t.Error("one caller gets two places")
	}
	if !s.take("b") || s.take("c") {
		t.Error("three places in all")
	}
	s.give("a")
	if !s.take("a") || len(s.byCaller) != 2 {
		t.Errorf("a place given back is free: %v", s.byCaller)
	}
}
