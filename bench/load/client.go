package main

import (
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// mostOpen is how many connections the generator has at once, as a proxy in front
// would; what comes while each waits for an answer is not sent, and told as such.
const mostOpen = 1000

// client sends a mix of four searches to one match question.
type client struct {
	address  string
	requests [][]byte
	next     atomic.Int64
}

func newClient(url string) *client {
	c := &client{address: strings.TrimPrefix(url, "http://")}
	add := func(document string) {
		c.requests = append(c.requests, requestOf(c.address, `{"query":"`+strings.ReplaceAll(document, `"`, `\"`)+`"}`))
	}
	for _, words := range []string{"劳资", "棠下", "婚姻 粤语", "物业"} {
		add(`{searchDirectory(query:"` + words + `",first:20){totalCount nodes{...on Mediator{id name roles specialties{disputeType{name}}}...on Organization{id name kind}}}}`)
	}
	add(`{matchMediators(input:{text:"工地拖欠我们十二个工人三个月工资",regionCode:"440703101"},first:10){candidates{rank total mediator{id name} contributions{points reason{message}}} summary{eligible}}}`)
	return c
}

func (c *client) request() []byte { return c.requests[int(c.next.Add(1))%len(c.requests)] }

// closed has some clients each send one request after the other.
func (c *client) closed(clients int, phase time.Duration) *result {
	r := &result{}
	began := time.Now()
	var all sync.WaitGroup
	for range clients {
		all.Go(func() {
			for time.Since(began) < phase {
				l, err := dial(c.address)
				if err != nil {
					r.book(answer{})
					continue
				}
				for alive := true; alive && time.Since(began) < phase; {
					alive = c.ask(l, r)
				}
				_ = l.conn.Close()
			}
		})
	}
	all.Wait()
	r.took = time.Since(began)
	return r
}

// ask sends one request and waits for its answer; it reports whether the connection lives.
func (c *client) ask(l *link, r *result) bool {
	if err := l.write(c.request()); err != nil {
		r.book(answer{})
		return false
	}
	a := l.read()
	r.book(a)
	return a.status != 0
}

// open sends at a rate, whatever becomes of what was sent before.
func (c *client) open(rate float64, phase time.Duration, watch func()) *result {
	r := &result{}
	p := &pool{client: c}
	began := time.Now()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for ticks, sent := 0, 0; time.Since(began) < phase; ticks++ {
		<-tick.C
		for ; float64(sent) < rate*time.Since(began).Seconds(); sent++ {
			planned := began.Add(time.Duration(float64(sent) / rate * float64(time.Second)))
			r.late = append(r.late, time.Since(planned))
			p.send(r)
		}
		if ticks%100 == 0 {
			watch()
		}
	}
	r.took = time.Since(began)
	p.settle(10 * time.Second)
	return r
}

// untilNormal asks one after the other until twenty in a row are quick and good; it
// gives up after a while.
func (c *client) untilNormal(quick, patience time.Duration) time.Duration {
	began := time.Now()
	since := began
	for row := 0; row < 20 && time.Since(began) < patience; {
		r := &result{}
		if l, err := dial(c.address); err == nil {
			for row < 20 && c.ask(l, r) && r.refused == 0 && within(r.goodTimes, quick) == 1 {
				row++
			}
			_ = l.conn.Close()
		}
		if row < 20 {
			row, since = 0, time.Now()
		}
	}
	return since.Sub(began)
}
