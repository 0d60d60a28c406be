package main

import (
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"
)

func BenchmarkPool(b *testing.B) {
	n := 300_000
	if text := os.Getenv("LIUYUAN_BENCH_PEOPLE"); text != "" {
		n, _ = strconv.Atoi(text)
	}
	w, err := newWorld(n, 200)
	if err != nil {
		b.Fatal(err)
	}
	before := heapMiB()
	start, cpu := time.Now(), ownCPU()
	pool := newPool(w)
	fmt.Printf("built %v cpu %v heap %d MiB\n", time.Since(start), ownCPU()-cpu, heapMiB()-before)
	for _, c := range poolContenders(w, pool) {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			cpu := ownCPU()
			i := 0
			for b.Loop() {
				if _, err := c.ask(0, &w.questions[i%len(w.questions)]); err != nil {
					b.Fatal(err)
				}
				i++
			}
			b.ReportMetric(float64((ownCPU()-cpu).Microseconds())/float64(i), "cpu-µs/op")
		})
	}
}
