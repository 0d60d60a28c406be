package main

import (
	"slices"
	"sync"
	"time"
)

// pool is connections that wait for work. Who sends writes; a goroutine of each reads.
type pool struct {
	client *client
	mu     sync.Mutex
	free   []*link
	all    []*link
}

// send writes a request to a free connection, or to a new one if none is free.
func (p *pool) send(r *result) {
	l := p.take(r)
	if l == nil {
		return
	}
	if err := l.write(p.client.request()); err != nil {
		_ = l.conn.Close() // its reader books the failure
	}
}

func (p *pool) take(r *result) *link {
	p.mu.Lock()
	defer p.mu.Unlock()
	if last := len(p.free) - 1; last >= 0 {
		l := p.free[last]
		p.free = p.free[:last]
		return l
	}
	if len(p.all) >= mostOpen {
		r.unsent++
		return nil
	}
	l, err := dial(p.client.address)
	if err != nil {
		r.book(answer{})
		return nil
	}
	p.all = append(p.all, l)
	go p.follow(l, r)
	return l
}

// follow books the answers of a connection until it ends.
func (p *pool) follow(l *link, r *result) {
	for {
		a := l.read()
		if l.sent.Swap(0) != 0 { // else it ended while nothing was asked
			r.book(a)
		}
		p.mu.Lock()
		if a.status == 0 {
			same := func(other *link) bool { return other == l }
			p.free, p.all = slices.DeleteFunc(p.free, same), slices.DeleteFunc(p.all, same)
			p.mu.Unlock()
			return
		}
		p.free = append(p.free, l)
		p.mu.Unlock()
	}
}

// settle waits until everything is answered, then closes the connections.
func (p *pool) settle(patience time.Duration) {
	for began := time.Now(); p.waiting() && time.Since(began) < patience; {
		time.Sleep(time.Millisecond)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, l := range p.all {
		_ = l.conn.Close()
	}
}

func (p *pool) waiting() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.free) < len(p.all)
}
