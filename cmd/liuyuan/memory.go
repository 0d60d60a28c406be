package main

import (
	"os"
	"runtime/debug"
	runtimemetrics "runtime/metrics"
)

// A roster of millions is large and stays; what a request makes is small and gone at
// once. The collector's default lets garbage grow to the size of what stays, which
// would double the memory of a country's pool; so the room for garbage is bounded.
const (
	openingPercent = 25       // while the roster is read, which makes much garbage
	leastPercent   = 25       // of what stays, however large it is
	leastRoom      = 64 << 20 // bytes of garbage that are never collected early
)

// thrifty bounds garbage while a program opens its data; settle gives free memory back
// and sets the bound for the time after. An operator's GOGC is left as it is.
func thrifty() (settle func()) {
	if os.Getenv("GOGC") != "" {
		return func() {}
	}
	debug.SetGCPercent(openingPercent)
	return func() {
		debug.FreeOSMemory() // collects, so that what is live is known
		debug.SetGCPercent(roomPercent(liveHeap()))
	}
}

// roomPercent is the garbage allowed, as GOGC counts it, beside live bytes: 25…100.
func roomPercent(live int64) int {
	return int(min(100, max(leastPercent, 100*leastRoom/max(live, 1))))
}

func liveHeap() int64 {
	sample := []runtimemetrics.Sample{{Name: "/gc/heap/live:bytes"}}
	runtimemetrics.Read(sample)
	return int64(sample[0].Value.Uint64())
}
