package main

import (
	"context"
	"fmt"
	"sort"
	"strings"
	"syscall"
	"testing"
	"time"

	"liuyuan/store/pgtest"
)

// Two services on one PostgreSQL: what one writes the other finds, and one is
// replaced while clients go on, at the price of one retry.
func TestTwoNodesFollowEachOtherAndAreReplacedOneByOne(t *testing.T) {
	cluster, err := pgtest.Start(pgtest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cluster.Close() })
	database, binary := cluster.URL("postgres"), buildBinary(t)
	credential := strings.TrimSpace(output(t, binary, "key", "create", "--data", t.TempDir(), "--database", database, "--role", "ROSTER_ADMIN", "--region", "440703"))
	start := func() process { return startBinary(t, binary, "--data", t.TempDir(), "--database", database) }
	one, two := start(), start()

	var lags []time.Duration
	for n := range 30 {
		id, err := one.register(context.Background(), credential, fmt.Sprintf("邻村%d", n))
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
		for n := range 20 { // clients of the stopping node retry once, elsewhere
			name := fmt.Sprintf("换班%d-%d", stopping.command.Process.Pid, n)
			if _, err := stopping.register(context.Background(), credential, name); err != nil {
				if _, err := other.register(context.Background(), credential, name+"再"); err != nil {
					t.Fatalf("a client saw an error after one retry: %v", err)
				}
			}
		}
		if err := stopping.command.Wait(); err != nil {
			t.Fatalf("the stopping node ended with %v", err)
		}
		if stopping == one {
			one = start()
		}
	}
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
		if err := p.ask(context.Background(), credential, `query($q:String!){searchDirectory(query:$q,first:5){nodes{... on Mediator{id}}}}`, map[string]any{"q": name}, &answer); err != nil {
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
