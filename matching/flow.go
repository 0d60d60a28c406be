package matching

// edge is a task's way to a worker with the profit of taking it (≥ 0).
type edge struct {
	worker int
	profit int64
}

// unassigned is a task that nobody takes.
const unassigned = -1

// assign gives each task to at most one of its workers, no worker more than the
// capacity, so that the sum of profits is greatest. It is the sparse minimum-cost
// flow by successive shortest paths: tasks come one by one, and each finds by
// Dijkstra's method over reduced costs the cheapest chain of changes that ends at
// a worker with room or at a task that is better left out. After each step the
// assignment of the tasks so far is optimal. Equal chains are decided by the
// numbers of workers, so the result depends on nothing but the input.
//
// Time is O(tasks × edges × log) at worst and near-linear while room is plenty.
// Before each task halt is asked; its error ends the work.
func assign(halt func() error, tasks [][]edge, capacity []int) ([]int, error) {
	s := &solver{
		tasks: tasks, capacity: capacity, to: make([]int, len(tasks)), u: make([]int64, len(tasks)),
		v: make([]int64, len(capacity)), holds: make([][]int, len(capacity)),
		dist: make([]int64, len(capacity)), via: make([]int, len(capacity)), mark: make([]int, len(capacity)),
	}
	for i := range tasks {
		if err := halt(); err != nil {
			return nil, err
		}
		s.to[i] = unassigned
		s.insert(i)
	}
	return s.to, nil
}

// solver keeps, for the tasks so far, an optimal assignment and prices that prove
// it: cost − u − v ≥ 0 on every edge, = 0 where assigned; v ≤ 0, and 0 where a
// worker has room. Costs are profits negated; leaving a task out costs 0.
type solver struct {
	tasks    [][]edge
	capacity []int
	to       []int // worker of a task
	u, v     []int64
	holds    [][]int // tasks of a worker

	// One search: distances of workers, the task each was reached from, and which
	// are reached (2·round) or done (2·round+1).
	dist  []int64
	via   []int
	mark  []int
	round int
	queue queue
	done  []int // workers, in order
}

// insert adds a task by the cheapest chain of changes.
func (s *solver) insert(task int) {
	s.round++
	s.queue, s.done = s.queue[:0], s.done[:0]
	s.u[task] = 0
	for _, e := range s.tasks[task] {
		s.u[task] = min(s.u[task], -e.profit-s.v[e.worker])
	}
	// The best end so far: leaving a reached task out, at its distance − u.
	leave, leaveAt := task, -s.u[task]
	s.reach(task, 0)
	for len(s.queue) > 0 {
		next := s.queue.pop()
		if s.mark[next.worker] == 2*s.round+1 || next.dist != s.dist[next.worker] {
			continue
		}
		if next.dist >= leaveAt {
			break
		}
		s.mark[next.worker] = 2*s.round + 1
		if len(s.holds[next.worker]) < s.capacity[next.worker] {
			s.price(task, next.dist)
			s.shift(next.worker)
			return
		}
		s.done = append(s.done, next.worker)
		for _, t := range s.holds[next.worker] {
			if at := next.dist - s.u[t]; at < leaveAt || at == leaveAt && leave != task && t < leave {
				leave, leaveAt = t, at
			}
			s.reach(t, next.dist)
		}
	}
	s.price(task, leaveAt)
	if leave == task {
		return
	}
	from := s.to[leave]
	s.release(from, leave)
	s.to[leave] = unassigned
	s.shift(from)
}

// reach relaxes the edges of a task that is reached at a distance.
func (s *solver) reach(task int, at int64) {
	for _, e := range s.tasks[task] {
		if s.mark[e.worker] == 2*s.round+1 || s.capacity[e.worker] == 0 {
			continue
		}
		d := at - e.profit - s.u[task] - s.v[e.worker]
		if s.mark[e.worker] != 2*s.round || d < s.dist[e.worker] {
			s.mark[e.worker], s.dist[e.worker], s.via[e.worker] = 2*s.round, d, task
			s.queue.push(queued{d, e.worker})
		}
	}
}

// price moves the prices so that the chain of the given length costs nothing.
func (s *solver) price(task int, length int64) {
	s.u[task] += length
	for _, w := range s.done {
		if more := length - s.dist[w]; more > 0 {
			s.v[w] -= more
			for _, t := range s.holds[w] {
				s.u[t] += more
			}
		}
	}
}

// shift gives a worker the task it was reached from, and so on down the chain.
func (s *solver) shift(worker int) {
	for {
		task := s.via[worker]
		before := s.to[task]
		s.to[task] = worker
		s.holds[worker] = append(s.holds[worker], task)
		if before == unassigned {
			return
		}
		s.release(before, task)
		worker = before
	}
}

func (s *solver) release(worker, task int) {
	list := s.holds[worker]
	for i, t := range list {
		if t == task {
			list[i] = list[len(list)-1]
			s.holds[worker] = list[:len(list)-1]
			return
		}
	}
}

// queued is a worker at a distance; a queue gives the nearest, then the lowest number.
type queued struct {
	dist   int64
	worker int
}

type queue []queued

func (q queue) less(i, j int) bool {
	return q[i].dist < q[j].dist || q[i].dist == q[j].dist && q[i].worker < q[j].worker
}

func (q *queue) push(x queued) {
	*q = append(*q, x)
	h := *q
	for i := len(h) - 1; i > 0; {
		up := (i - 1) / 2
		if !h.less(i, up) {
			return
		}
		h[i], h[up] = h[up], h[i]
		i = up
	}
}

func (q *queue) pop() queued {
	h := *q
	first, last := h[0], len(h)-1
	h[0] = h[last]
	h = h[:last]
	*q = h
	for i := 0; ; {
		child := 2*i + 1
		if child >= last {
			return first
		}
		if child+1 < last && h.less(child+1, child) {
			child++
		}
		if !h.less(child, i) {
			return first
		}
		h[i], h[child] = h[child], h[i]
		i = child
	}
}
