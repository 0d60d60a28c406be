package web

import (
	"testing"
	"time"
)

// loaded plays windows of requests with some late goroutines each and gives the share
// of the requests that was let in during the last of them.
func loaded(b *backlog, clock *time.Time, late *uint64, windows, requests int, latePerWindow uint64) float64 {
	in := 0
	for range windows {
		in = 0
		*late += latePerWindow
		*clock = clock.Add(backlogWindow)
		for range requests {
			if !b.full() {
				in++
			}
		}
	}
	return float64(in) / float64(requests)
}

func TestTheShareLetInShrinksWhileManyWaitAndGrowsBackAfter(t *testing.T) {
	clock, late := time.Now(), uint64(0)
	b := newBacklog()
	b.now, b.read, b.most = func() time.Time { return clock }, func() uint64 { return late }, 24
	const many, few = 400, 10
	if share := loaded(b, &clock, &late, 10, many, 23); share != 1 {
		t.Errorf("without overload %.2f are let in", share)
	}
	if share := loaded(b, &clock, &late, 20, few, 1000); share != 1 {
		t.Errorf("a slow machine with few requests lets %.2f in", share)
	}
	if share := loaded(b, &clock, &late, 30, many, 100); share > 0.2 || share == 0 {
		t.Errorf("after 30 windows of overload %.2f are let in, want few but some", share)
	}
	if share := loaded(b, &clock, &late, 40, many, 0); share != 1 {
		t.Errorf("40 windows after it %.2f are let in", share)
	}
	if lateGoroutines() > 1<<40 {
		t.Error("the runtime's histogram is misread")
	}
}
