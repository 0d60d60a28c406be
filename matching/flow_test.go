package matching

import (
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// bruteForce tries every assignment.
func bruteForce(tasks [][]edge, capacity []int, from int) int64 {
	if from == len(tasks) {
		return 0
	}
	best := bruteForce(tasks, capacity, from+1)
	for _, e := range tasks[from] {
		if capacity[e.worker] > 0 {
			capacity[e.worker]--
			best = max(best, e.profit+bruteForce(tasks, capacity, from+1))
			capacity[e.worker]++
		}
	}
	return best
}

func drawAssignment(t *rapid.T) (tasks [][]edge, capacity []int) {
	workers := rapid.IntRange(1, 4).Draw(t, "workers")
	for range workers {
		capacity = append(capacity, rapid.IntRange(0, 2).Draw(t, "capacity"))
	}
	tasks = make([][]edge, rapid.IntRange(0, 7).Draw(t, "tasks"))
	for i := range tasks {
		for w := range workers {
			if rapid.IntRange(0, 3).Draw(t, "has edge") > 0 {
				tasks[i] = append(tasks[i], edge{w, int64(rapid.IntRange(0, 12).Draw(t, "profit"))})
			}
		}
	}
	return tasks, capacity
}

func TestTheFlowIsAsGoodAsTryingEveryAssignment(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		tasks, capacity := drawAssignment(rt)
		used := make([]int, len(capacity))
		var total int64
		for i, w := range assigned(tasks, capacity) {
			if w == unassigned {
				continue
			}
			used[w]++
			found := false
			for _, e := range tasks[i] {
				if e.worker == w {
					total, found = total+e.profit, true
				}
			}
			if !found {
				rt.Fatalf("task %d went to %d, which is not among its workers", i, w)
			}
		}
		for w := range used {
			if used[w] > capacity[w] {
				rt.Fatalf("worker %d has %d of %d", w, used[w], capacity[w])
			}
		}
		if best := bruteForce(tasks, capacity, 0); total != best {
			rt.Fatalf("total %d, best is %d", total, best)
		}
	})
}

// scarce is a backlog in bursts: neighbours want the same few people.
func scarce(tasks, width int) ([][]edge, []int) {
	r := rand.New(rand.NewPCG(5, 5))
	workers := tasks / 2
	all := make([][]edge, tasks)
	for i := range all {
		base := i / 200 * 90
		seen := map[int]bool{}
		for len(all[i]) < width {
			w := (base + r.IntN(2*width+80)) % workers
			if !seen[w] {
				seen[w] = true
				all[i] = append(all[i], edge{w, int64(3000 + r.IntN(5000))})
			}
		}
	}
	capacity := make([]int, workers)
	for w := range capacity {
		capacity[w] = 1 + r.IntN(3)
	}
	return all, capacity
}

func BenchmarkAssign(b *testing.B) {
	tasks, capacity := scarce(10_000, 50)
	for b.Loop() {
		assigned(tasks, capacity)
	}
}
