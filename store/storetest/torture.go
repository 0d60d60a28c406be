package storetest

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"liuyuan/registry"
	"liuyuan/store"
)

// The sizes of the tests; LIUYUAN_TORTURE=1 makes them long.
const (
	tortureWriters   = 16
	tortureShort     = 20_000 // operations
	tortureLong      = 1_000_000
	tortureHistories = 20
	tortureHistLong  = 200
)

func tortured() bool { return os.Getenv("LIUYUAN_TORTURE") == "1" }

// Torture lets sixteen writers offer and release at once, checks while they do
// that nobody exceeds the capacity and no matter has two leads, and at the end that
// every load is what the rows say and what the answers said.
func Torture(t *testing.T, open Factory) {
	operations := tortureShort
	if tortured() {
		operations = tortureLong
	}
	db := open(t, store.Options{Connections: tortureWriters + 2})
	d, err := newStoreDesk(db, 10, 5, 60)
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	problems, answers := torture(d, 10, 5, 60, operations)
	for _, p := range problems {
		t.Error(p)
	}
	t.Logf("%d operations by %d writers in %v: %v", operations, tortureWriters, time.Since(began).Round(time.Millisecond), answers)
	if answers[""] < operations/20 || answers[registry.CodeCapacityFull] == 0 || answers[registry.CodeLeadTaken] == 0 {
		t.Errorf("the operations did not reach what they are to test: %v", answers)
	}
}

// TortureCatches shows that the same test finds out a desk that counts, then inserts.
func TortureCatches(t *testing.T) {
	if problems, _ := torture(newNaiveDesk(10, 5), 10, 5, 60, tortureShort); len(problems) == 0 {
		t.Error("a desk that counts, then inserts passes")
	}
}

func torture(d desk, people, capacity, matters, operations int) (problems []string, answers map[registry.ErrorCode]int) {
	ctx := context.Background()
	sources := make([]*rand.Rand, tortureWriters)
	for i := range sources {
		sources[i] = rand.New(rand.NewPCG(uint64(i), 7))
	}
	var seen []string // by the first writer, who looks at everything now and then
	asked := 0
	history := run(ctx, d, tortureWriters, operations/tortureWriters, func(c int) (int, int) {
		if c == 0 {
			if asked++; asked%20 == 0 {
				seen = append(seen, inspect(ctx, d, capacity, nil)...)
			}
		}
		r := sources[c]
		if r.IntN(100) < 45 {
			return r.IntN(matters), -1
		}
		return r.IntN(matters), r.IntN(people)
	})
	answers = map[registry.ErrorCode]int{}
	live := 0
	for _, o := range history {
		answers[o.code]++
		switch {
		case o.code == "" && o.person >= 0:
			live++
		case o.code == "":
			live--
		case o.code != registry.CodeState && o.code != registry.CodeCapacityFull && o.code != registry.CodeLeadTaken && o.code != registry.CodeVersionConflict:
			problems = append(problems, "unexpected answer: "+o.String())
		}
	}
	return append(append(problems, seen...), inspect(ctx, d, capacity, &live)...), answers
}

// inspect tells what must not be; live, if given, is how many live leads the
// answers add up to.
func inspect(ctx context.Context, d desk, capacity int, live *int) (problems []string) {
	leads, loads, err := d.state(ctx)
	if err != nil {
		return []string{err.Error()}
	}
	counted, total := make([]int, len(loads)), 0
	for m, people := range leads {
		if len(people) > 1 {
			problems = append(problems, fmt.Sprintf("matter %d has %d live leads", m, len(people)))
		}
		for _, p := range people {
			counted[p]++
			total++
		}
	}
	for p, n := range loads {
		if n > capacity || counted[p] > capacity {
			problems = append(problems, fmt.Sprintf("person %d has a load of %d and %d live leads, capacity %d", p, n, counted[p], capacity))
		}
		if n != counted[p] {
			problems = append(problems, fmt.Sprintf("person %d has a load of %d and %d live leads", p, n, counted[p]))
		}
	}
	if live != nil && *live != total {
		problems = append(problems, fmt.Sprintf("%d live leads by the answers, %d by the rows", *live, total))
	}
	return problems
}

// The world of the histories: small, so that clients meet.
const (
	historyPeople   = 3
	historyCapacity = 2
	historyMatters  = 5
	historyClients  = 6
	historyEach     = 12
)

// desks is the state of the model: who leads each matter, plus one; 0 for nobody.
type desks [historyMatters]int8

// after is what a request leaves behind if it takes effect; false if it cannot.
func (s desks) after(o request) (desks, bool) {
	if o.person < 0 {
		led := s[o.matter] != 0
		s[o.matter] = 0
		return s, led
	}
	free := s[o.matter] == 0 && s.load(o.person) < historyCapacity
	s[o.matter] = int8(o.person + 1)
	return s, free
}

func (s desks) load(person int) (n int) {
	for _, lead := range s {
		if int(lead) == person+1 {
			n++
		}
	}
	return n
}

// refusable reports whether the refusal was right.
func (s desks) refusable(o request, code registry.ErrorCode) bool {
	switch code {
	case registry.CodeState:
		return o.person < 0 && s[o.matter] == 0
	case registry.CodeLeadTaken:
		return o.person >= 0 && s[o.matter] != 0
	case registry.CodeCapacityFull:
		return o.person >= 0 && s.load(o.person) >= historyCapacity
	}
	return false
}

// deskModel says what one after another could be told. A request whose answer was
// lost took effect or did not.
func deskModel() porcupine.Model {
	model := porcupine.NondeterministicModel{
		Init: func() []any { return []any{desks{}} },
		Step: func(state, input, output any) []any {
			s, o, code := state.(desks), input.(request), output.(registry.ErrorCode)
			next, possible := s.after(o)
			switch {
			case code == registry.CodeOutcomeUnknown && possible:
				return []any{s, next}
			case code == registry.CodeOutcomeUnknown, s.refusable(o, code):
				return []any{s}
			case code == "" && possible:
				return []any{next}
			}
			return nil
		},
		DescribeOperation: func(input, output any) string {
			o := input.(request)
			o.code = output.(registry.ErrorCode)
			return o.String()
		},
	}
	return model.ToModel()
}

func linearizable(d desk, seed uint64) porcupine.CheckResult {
	result, _ := checked(d, seed)
	return result
}

// checked runs one history, checks it, and tells how many answers were lost.
func checked(d desk, seed uint64) (result porcupine.CheckResult, lost int) {
	sources := make([]*rand.Rand, historyClients)
	for i := range sources {
		sources[i] = rand.New(rand.NewPCG(seed, uint64(i)))
	}
	history := run(context.Background(), d, historyClients, historyEach, func(c int) (int, int) {
		r := sources[c]
		if r.IntN(100) < 40 {
			return r.IntN(historyMatters), -1
		}
		return r.IntN(historyMatters), r.IntN(historyPeople)
	})
	var operations []porcupine.Operation
	for _, o := range history {
		switch o.code {
		case registry.CodeVersionConflict, registry.CodeUnavailable:
			continue // someone else was first between reading and locking, or no server: no effect, and no statement about the state
		case registry.CodeOutcomeUnknown:
			lost++
			o.replied = math.MaxInt64 // it took effect at any time from then on, or never
			o.client = historyClients + lost
		}
		operations = append(operations, porcupine.Operation{ClientId: o.client, Input: o, Output: o.code, Call: o.called, Return: o.replied})
	}
	return porcupine.CheckOperationsTimeout(deskModel(), operations, time.Minute), lost
}

// Histories checks that what many clients were told could have been told to one
// after another (porcupine). Every second one is disturbed, if there is a way to.
func Histories(t *testing.T, open Factory, disturb func() error) {
	histories, lost := tortureHistories, 0
	if tortured() {
		histories = tortureHistLong
	}
	for seed := range histories {
		t.Run(strconv.Itoa(seed), func(t *testing.T) {
			var d desk
			d, err := newStoreDesk(open(t, store.Options{}), historyPeople, historyCapacity, historyMatters)
			if err != nil {
				t.Fatal(err)
			}
			if disturb != nil && seed%2 == 1 {
				d = &stormy{desk: d, t: t, disturb: disturb}
			}
			result, unknown := checked(d, uint64(seed))
			if result != porcupine.Ok {
				t.Errorf("history %d: %s", seed, result)
			}
			lost += unknown
		})
	}
	t.Logf("%d histories, %d answers were lost", histories, lost)
}

// stormy is a desk in whose midst something breaks at every eighteenth request.
type stormy struct {
	desk
	t       *testing.T
	disturb func() error
	asked   atomic.Int64
}

func (d *stormy) offer(ctx context.Context, m, p int) registry.ErrorCode {
	d.storm()
	return d.desk.offer(ctx, m, p)
}

func (d *stormy) release(ctx context.Context, m int) registry.ErrorCode {
	d.storm()
	return d.desk.release(ctx, m)
}

func (d *stormy) storm() {
	if d.asked.Add(1)%18 == 0 {
		if err := d.disturb(); err != nil {
			d.t.Error(err)
		}
	}
}

// HistoriesCatch shows that the check finds out the desk that counts, then inserts.
func HistoriesCatch(t *testing.T) {
	for seed := range 200 {
		if linearizable(newNaiveDesk(historyPeople, historyCapacity), uint64(seed)) == porcupine.Illegal {
			return
		}
	}
	t.Error("200 histories of a desk that counts, then inserts all pass")
}
