package storetest

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"liuyuan/registry"
	"liuyuan/store"
)

// desk gives matters to people: what must hold whatever happens is that nobody
// exceeds the capacity, a matter has one live lead, and no answer is lost.
type desk interface {
	offer(ctx context.Context, matter, person int) registry.ErrorCode // "" for done
	release(ctx context.Context, matter int) registry.ErrorCode       // STATE if there is no lead
	state(ctx context.Context) (leads map[int][]int, loads []int, err error)
}

// storeDesk is a desk over a store, as the operations use it: locks in order, then
// one assignment.
type storeDesk struct {
	db      *store.DB
	people  int
	matters int
	serial  *atomic.Int64
}

func newStoreDesk(db *store.DB, people, capacity, matters int) (*storeDesk, error) {
	_, err := db.Update(context.Background(), func(w registry.Writer) error {
		for i := range people {
			m := person(mediatorNo(i), "陈阿船")
			m.ID, m.Capacity = registry.MediatorID(mediatorNo(i)), capacity
			if _, err := w.PutMediator(m); err != nil {
				return err
			}
		}
		for i := range matters {
			if _, err := w.PutDispute(matter(i, "440703101203")); err != nil {
				return err
			}
		}
		return nil
	})
	return &storeDesk{db: db, people: people, matters: matters, serial: &atomic.Int64{}}, err
}

func mediatorNo(n int) string { return fmt.Sprintf("m%02d", n) }

func matterNo(n int) registry.DisputeID { return registry.DisputeID(fmt.Sprintf("d%03d", n)) }

// answer is the code under which a function ended; a time-out or a lost answer is
// told as OUTCOME_UNKNOWN.
func answer(err error) registry.ErrorCode {
	if code := registry.CodeOf(err); code != registry.CodeInternal {
		return code
	}
	return registry.CodeOutcomeUnknown
}

func (d *storeDesk) offer(ctx context.Context, m, p int) registry.ErrorCode {
	id := registry.AssignmentID(fmt.Sprintf("a%09d", d.serial.Add(1)))
	_, err := d.db.Update(ctx, func(w registry.Writer) error {
		if _, err := w.Lock(all(), []registry.MediatorID{registry.MediatorID(mediatorNo(p))}, matterNo(m)); err != nil {
			return err
		}
		a := offerOf(0, matterNo(m), registry.MediatorID(mediatorNo(p)))
		a.ID = id
		_, err := w.PutAssignment(a)
		return err
	})
	return answer(err)
}

func (d *storeDesk) release(ctx context.Context, m int) registry.ErrorCode {
	_, err := d.db.Update(ctx, func(w registry.Writer) error {
		live, err := d.lead(w, m)
		if err != nil {
			return err
		}
		if _, err := w.Lock(all(), []registry.MediatorID{live.Mediator}, matterNo(m)); err != nil {
			return err
		}
		if live, err = d.lead(w, m); err != nil { // as it stands under the locks
			return err
		}
		live.Status = registry.AssignmentDeclined
		_, err = w.PutAssignment(live)
		return err
	})
	return answer(err)
}

func (d *storeDesk) lead(r registry.Reader, m int) (registry.Assignment, error) {
	given, err := r.AssignmentsLive([]registry.DisputeID{matterNo(m)})
	if len(given) > 0 {
		return given[0], err
	}
	if err == nil {
		err = registry.Refuse(registry.CodeState, nil, "", "")
	}
	return registry.Assignment{}, err
}

func (d *storeDesk) state(ctx context.Context) (map[int][]int, []int, error) {
	leads, loads := map[int][]int{}, make([]int, d.people)
	err := d.db.View(ctx, func(r registry.Reader) error {
		var matters []registry.DisputeID
		var people []registry.MediatorID
		for i := range d.matters {
			matters = append(matters, matterNo(i))
		}
		for i := range d.people {
			people = append(people, registry.MediatorID(mediatorNo(i)))
		}
		given, err := r.AssignmentsLive(matters)
		if err != nil {
			return err
		}
		for _, a := range given {
			var m, p int
			_, _ = fmt.Sscanf(string(a.Dispute), "d%d", &m) // ours, and well-formed
			_, _ = fmt.Sscanf(string(a.Mediator), "m%d", &p)
			leads[m] = append(leads[m], p)
		}
		held, err := r.Workloads(people)
		if err != nil {
			return err
		}
		for i, w := range held {
			loads[i] = w.Open
		}
		return nil
	})
	return leads, loads, err
}

// naiveDesk counts, then inserts: what a first version would do. The tests must
// find it out.
type naiveDesk struct {
	mu       sync.Mutex
	capacity int
	leads    map[int][]int
	loads    []int
}

func newNaiveDesk(people, capacity int) *naiveDesk {
	return &naiveDesk{capacity: capacity, leads: map[int][]int{}, loads: make([]int, people)}
}

func (d *naiveDesk) locked(fn func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	fn()
}

func (d *naiveDesk) offer(_ context.Context, m, p int) (code registry.ErrorCode) {
	var leads, load int
	d.locked(func() { leads, load = len(d.leads[m]), d.loads[p] })
	between()
	switch {
	case leads > 0:
		return registry.CodeLeadTaken
	case load >= d.capacity:
		return registry.CodeCapacityFull
	}
	d.locked(func() { d.leads[m], d.loads[p] = append(d.leads[m], p), load+1 }) // load+1: the lost update
	return ""
}

func (d *naiveDesk) release(_ context.Context, m int) (code registry.ErrorCode) {
	d.locked(func() {
		if len(d.leads[m]) == 0 {
			code = registry.CodeState
			return
		}
		d.loads[d.leads[m][0]]--
		d.leads[m] = d.leads[m][1:]
	})
	return code
}

func (d *naiveDesk) state(context.Context) (leads map[int][]int, loads []int, err error) {
	d.locked(func() {
		leads = map[int][]int{}
		for m, people := range d.leads {
			leads[m] = append([]int{}, people...)
		}
		loads = append([]int{}, d.loads...)
	})
	return leads, loads, nil
}

// between lets others run between the count and the insert, as a round trip to a
// database would.
func between() {
	for range 10 {
		runtime.Gosched()
	}
}

// request is one request to a desk with its answer.
type request struct {
	client          int
	matter, person  int // person -1: a release
	code            registry.ErrorCode
	called, replied int64
}

func (o request) String() string {
	if o.person < 0 {
		return fmt.Sprintf("release(%d) %s", o.matter, o.code)
	}
	return fmt.Sprintf("offer(%d, %d) %s", o.matter, o.person, o.code)
}

// run lets clients work at once and gives what each asked and was told.
func run(ctx context.Context, d desk, clients, each int, next func(client int) (matter, person int)) []request {
	all := make([][]request, clients)
	var group sync.WaitGroup
	start := time.Now()
	for c := range clients {
		group.Go(func() {
			for range each {
				o := request{client: c, called: int64(time.Since(start))}
				if o.matter, o.person = next(c); o.person < 0 {
					o.code = d.release(ctx, o.matter)
				} else {
					o.code = d.offer(ctx, o.matter, o.person)
				}
				o.replied = int64(time.Since(start))
				all[c] = append(all[c], o)
			}
		})
	}
	group.Wait()
	var flat []request
	for _, part := range all {
		flat = append(flat, part...)
	}
	return flat
}
