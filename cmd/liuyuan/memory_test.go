package main

import (
	"runtime/debug"
	"testing"
)

func TestGarbageMayGrowByAQuarterOfALargeRosterAndBySixtyFourMiBOfASmallOne(t *testing.T) {
	for _, c := range []struct {
		live int64
		want int
	}{{0, 100}, {40 << 20, 100}, {64 << 20, 100}, {128 << 20, 50}, {256 << 20, 25}, {800 << 20, 25}} {
		if got := roomPercent(c.live); got != c.want {
			t.Errorf("%d MiB live: %d %%, want %d", c.live>>20, got, c.want)
		}
	}
}

func TestAnOperatorsGOGCIsLeftAsItIs(t *testing.T) {
	before := debug.SetGCPercent(100)
	defer debug.SetGCPercent(before)
	t.Setenv("GOGC", "100")
	thrifty()()
	if got := debug.SetGCPercent(100); got != 100 {
		t.Errorf("GOGC=100, but %d is in force", got)
	}
}
