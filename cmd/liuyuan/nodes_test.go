package main

import (
	"fmt"
	"sort"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// Two services on one PostgreSQL: what one writes the other finds, and one is
// replaced while clients go on, at the price of one retry.
func TestTwoNodesFollowEachOtherAndAreReplacedOneByOne(t *testing.T) {
	database := freshDatabase(t)
	credential := newKey(t, "ROSTER_ADMIN", "--data", t.TempDir(), "--database", database)
	start := func() process { return startProcess(t, "--data", t.TempDir(), "--database", database) }
	one, two := start(), start()

	var lags []time.Duration
	for n := range 30 {
		id, err := one.register(credential, fmt.Sprintf("邻村%d", n), "")
		if err != nil {
			t.Fatal(err)
		}
		lags = append(lags, two.finds(t, credential, fmt.Sprintf("邻村%d", n), id))
	}
	sort.Slice(lags, func(i, j int) bool { return lags[i] < lags[j] })
	t.Logf("a write of one node is found on the other after %v (median), %v (longest of %d)", lags[len(lags)/2], lags[len(lags)-1], len(lags))

	for _, stopping := range []process{one, two} {
		other := two
		if stopping == two {
			other = one
		}
		if err := stopping.command.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		retried := onceMore(t, credential, stopping, other)
		if retried == 0 {
			t.Error("no client had to retry: the node did not stop under them")
		}
		if err := stopping.command.Wait(); err != nil {
			t.Fatalf("the stopping node ended with %v", err)
		}
		if stopping == one {
			one = start()
		}
	}
}

// onceMore has clients register people on the stopping node until it is gone, and ask
// the other one once more, with the same key, where that fails. It gives how many did.
func onceMore(t *testing.T, credential string, stopping, other process) int {
	t.Helper()
	var retried atomic.Int64
	var clients sync.WaitGroup
	for client := range 4 {
		clients.Go(func() {
			for n, gone := 0, 0; gone < 3 && n < 2000; n++ {
				name := fmt.Sprintf("换班%d之%d之%d", stopping.command.Process.Pid, client, n)
				id, err := stopping.register(credential, name, name)
				if err != nil {
					gone++
					retried.Add(1)
					if id, err = other.register(credential, name, name); err != nil {
						t.Errorf("a client saw an error after one retry: %v", err)
						return
					}
				}
				again, err := other.register(credential, name, name)
				if err != nil || again != id {
					t.Errorf("%s was registered as %s and %s, %v", name, id, again, err)
					return
				}
			}
		})
	}
	clients.Wait()
	return int(retried.Load())
}

// finds waits until the node's search answers with the person, and tells how long
// that took; a second is what is promised, ten are waited.
func (p process) finds(t *testing.T, credential, name, id string) time.Duration {
	t.Helper()
	began := time.Now()
	for time.Since(began) < 10*time.Second {
		var answer struct {
			SearchDirectory struct{ Nodes []struct{ ID string } }
		}
		if err := p.ask(credential, `query($q:String!){searchDirectory(query:$q,first:5){nodes{... on Mediator{id}}}}`, map[string]any{"q": name}, &answer); err != nil {
			t.Fatal(err)
		}
		for _, n := range answer.SearchDirectory.Nodes {
			if n.ID == id {
				return time.Since(began)
			}
		}
	}
	t.Fatalf("%s is not found on the other node", name)
	return 0
}
