package web

import "sync"

// slots counts what is open at once, in all and for each caller, so that one caller cannot take every place.
type slots struct {
	mu       sync.Mutex
	total    int
	byCaller map[string]int
	most     int
	each     int
}

func newSlots(most, each int) *slots {
	return &slots{byCaller: map[string]int{}, most: most, each: each}
}

// take takes a place for a caller, if there is one.
func (s *slots) take(caller string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.total >= s.most || s.byCaller[caller] >= s.each {
		return false
	}
	s.total++
	s.byCaller[caller]++
	return true
}

// give gives a taken place back.
func (s *slots) give(caller string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.total--
	if s.byCaller[caller]--; s.byCaller[caller] == 0 {
		delete(s.byCaller, caller)
	}
}
