package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"time"

	"liuyuan/registry"
)

// planning compares the optimal plan of a backlog with greedy assignment in order
// of arrival: a fifth as many disputes as people, at most 10,000, half of them in
// bursts of 50 at one village; candidates 10 and 50.
func planning(ctx context.Context, n int, o options) error {
	cases := min(n/5, 10_000)
	w, err := newWorld(n, cases)
	if err != nil {
		return err
	}
	pool := newPool(w)
	r := rand.New(rand.NewPCG(dataSeed, 7))
	backlog := make([]registry.PlanCase, cases)
	for i := range backlog {
		q := w.questions[i].full
		if i%100 >= 50 {
			q = w.questions[i-i%100+r.IntN(2)].full // a burst: one of two matters
		}
		q.NoSummary = true
		backlog[i] = registry.PlanCase{Dispute: registry.DisputeID("d" + strconv.Itoa(i)), Question: q, Weight: 1}
	}
	fmt.Printf("\n### Plan of %s disputes over %s people\n\n", thousands(cases), thousands(n))
	t := newTable("candidates each", "seconds", "CPU s", "assigned", "total, optimal", "total, greedy", "gain %")
	for _, k := range []int{10, 50} {
		before, start := ownCPU(), time.Now()
		plan, err := pool.Plan(ctx.Err, w.policy, backlog, k)
		if err != nil {
			return err
		}
		took, busy := time.Since(start), ownCPU()-before
		if plan.Total < plan.GreedyTotal {
			return fmt.Errorf("the plan (%d) is below greedy (%d)", plan.Total, plan.GreedyTotal)
		}
		t.add(strconv.Itoa(k), fmt.Sprintf("%.2f", took.Seconds()), fmt.Sprintf("%.2f", busy.Seconds()), thousands(len(plan.Assigned)),
			thousands(plan.Total), thousands(plan.GreedyTotal), fmt.Sprintf("%.2f", 100*(float64(plan.Total)/float64(max(plan.GreedyTotal, 1))-1)))
	}
	t.print()
	fmt.Printf("\nMatching the backlog is in the time. %s\n", loadAverage())
	return nil
}
