package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// mostOpen is how many requests the generator keeps open at once, as a proxy in front
// would; what comes over it is not sent, and told as such.
const mostOpen = 1000

// client sends a mix of four searches to one match question.
type client struct {
	url    string
	http   *http.Client
	bodies []string
	next   atomic.Int64
}

func newClient(url string) *client {
	body := func(document string) string {
		return `{"query":"` + strings.ReplaceAll(document, `"`, `\"`) + `"}`
	}
	search := func(words string) string {
		return body(`{searchDirectory(query:"` + words + `",first:20){totalCount nodes{...on Mediator{id name roles specialties{disputeType{name}}}...on Organization{id name kind}}}}`)
	}
	return &client{url: url, http: &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: mostOpen, MaxIdleConns: mostOpen}},
		bodies: []string{search("劳资"), search("棠下"), search("婚姻 粤语"), search("物业"),
			body(`{matchMediators(input:{text:"工地拖欠我们十二个工人三个月工资",regionCode:"440703101"},first:10){candidates{rank total mediator{id name} contributions{points reason{message}}} summary{eligible}}}`)}}
}

// result is what became of the requests of a phase.
type result struct {
	mu                        sync.Mutex
	took                      time.Duration
	good, refused, retryAfter int
	failed, unsent            int
	goodTimes, refusedTimes   []time.Duration
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

// send sends one request and books what became of it.
func (c *client) send(ctx context.Context, r *result) (good bool) {
	began := time.Now()
	status, retry := c.ask(ctx)
	took := time.Since(began)
	r.mu.Lock()
	defer r.mu.Unlock()
	switch status {
	case http.StatusOK:
		r.good++
		r.goodTimes = append(r.goodTimes, took)
		return true
	case http.StatusServiceUnavailable, http.StatusTooManyRequests:
		r.refused++
		r.refusedTimes = append(r.refusedTimes, took)
		if retry {
			r.retryAfter++
		}
	default:
		r.failed++
	}
	return false
}

func (c *client) ask(ctx context.Context) (status int, retryAfter bool) {
	body := c.bodies[int(c.next.Add(1))%len(c.bodies)]
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url+"/graphql", strings.NewReader(body))
	if err != nil {
		return 0, false
	}
	request.Header.Set("Content-Type", "application/json")
	answer, err := c.http.Do(request)
	if err != nil {
		return 0, false
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return 0, false
	}
	return answer.StatusCode, answer.Header.Get("Retry-After") != ""
}

// closed has some clients each send one request after the other.
func (c *client) closed(ctx context.Context, clients int, phase time.Duration) *result {
	r := &result{}
	began := time.Now()
	var all sync.WaitGroup
	for range clients {
		all.Go(func() {
			for time.Since(began) < phase {
				c.send(ctx, r)
			}
		})
	}
	all.Wait()
	r.took = time.Since(began)
	return r
}

// open sends at a rate, whatever becomes of what was sent before.
func (c *client) open(ctx context.Context, rate float64, phase time.Duration, watch func()) *result {
	r := &result{}
	began := time.Now()
	var all sync.WaitGroup
	var running atomic.Int64
	sent := 0
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for time.Since(began) < phase {
		<-tick.C
		for ; float64(sent) < rate*time.Since(began).Seconds(); sent++ {
			if running.Load() >= mostOpen {
				r.mu.Lock()
				r.unsent++
				r.mu.Unlock()
				continue
			}
			running.Add(1)
			all.Go(func() {
				defer running.Add(-1)
				c.send(ctx, r)
			})
		}
		watch()
	}
	r.took = time.Since(began)
	all.Wait()
	return r
}

// untilNormal asks one after the other until twenty in a row are quick and good; it
// gives up after a while.
func (c *client) untilNormal(ctx context.Context, quick, patience time.Duration) time.Duration {
	began := time.Now()
	since := began
	for row := 0; row < 20 && time.Since(began) < patience; {
		sent := time.Now()
		if c.send(ctx, &result{}) && time.Since(sent) <= quick {
			row++
			continue
		}
		row, since = 0, time.Now()
	}
	return since.Sub(began)
}
