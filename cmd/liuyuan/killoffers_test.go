package main

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"liuyuan/store/pgtest"
)

// The real binary is killed while four clerks register disputes, offer them and
// record the answers, each step under an idempotency key. After each kill nothing
// that was acknowledged is gone, what was cut off is done once when it is asked
// again, nobody's load exceeds the capacity or differs from the live work, and no
// dispute has two live leads.
func TestAKillLosesNoAcknowledgedOfferOrAcceptance(t *testing.T) {
	binary := buildBinary(t)
	t.Run("SQLite", func(t *testing.T) { offersUnderKills(t, binary, "--data", t.TempDir()) })
	t.Run("PostgreSQL", func(t *testing.T) {
		cluster, err := pgtest.Start(pgtest.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = cluster.Close() })
		offersUnderKills(t, binary, "--data", t.TempDir(), "--database", cluster.URL("postgres"))
	})
}

func offersUnderKills(t *testing.T, binary string, place ...string) {
	rounds := 4
	switch {
	case os.Getenv("LIUYUAN_TORTURE") == "1":
		rounds = 200
	case testing.Short():
		rounds = 2
	}
	create := func(role string) string {
		return strings.TrimSpace(output(t, binary, append([]string{"key", "create", "--role", role, "--region", "440703"}, place...)...))
	}
	d := &offerDesk{keeper: create("ROSTER_ADMIN"), clerk: create("DISTRICT_STAFF"), seen: map[string]string{}, owed: map[string]step{}}
	random := rand.New(rand.NewPCG(3, 4))
	live := 0
	for round := range rounds + 1 {
		d.server = startBinary(t, binary, place...)
		if round == 0 {
			d.hire(t, 12)
		}
		d.settle(t)
		live = d.inspect(t)
		d.workUntilKilled(t, time.Duration(200+random.IntN(800))*time.Millisecond)
	}
	if out := output(t, binary, append([]string{"verify"}, place...)...); !strings.Contains(out, " 0 differences") {
		t.Fatal(out)
	}
	if len(d.seen) < rounds || live == 0 {
		t.Fatalf("%d offers, %d live at the end: the test saw nothing", len(d.seen), live)
	}
	t.Logf("%d rounds, %d offers acknowledged, none lost, %d steps cut off and done once", rounds, len(d.seen), d.cut)
}

// step is one request of a clerk, which can be asked again under its key.
type step struct {
	document  string
	variables map[string]any
	name      string
}

type offerDesk struct {
	server        process
	keeper, clerk string
	people        []string

	mu   sync.Mutex
	seen map[string]string // assignment → status as it was acknowledged last
	owed map[string]step   // key → what was sent and never answered
	cut  int
	next int
}

func (d *offerDesk) hire(t *testing.T, n int) {
	for i := range n {
		id, err := d.server.register(context.Background(), d.keeper, fmt.Sprintf("守望%d", i))
		if err != nil {
			t.Fatal(err)
		}
		d.people = append(d.people, id)
	}
}

const (
	registerStep = `mutation($key:String!){registerDispute(input:{narrative:"老板拖欠工资",regionCode:"440703101203",riskLevel:LOW,headcount:1,idempotencyKey:$key}){dispute{id} userErrors{code}}}`
	offerStep    = `mutation($key:String!,$d:ID!,$m:ID!){offerAssignment(input:{disputeId:$d,mediatorId:$m,idempotencyKey:$key}){assignment{id status} userErrors{code}}}`
	acceptStep   = `mutation($key:String!,$a:ID!){acceptAssignment(input:{assignmentId:$a,channel:PHONE,idempotencyKey:$key}){assignment{id status} userErrors{code}}}`
	declineStep  = `mutation($key:String!,$a:ID!){declineAssignment(input:{assignmentId:$a,reason:UNAVAILABLE,idempotencyKey:$key}){assignment{id status} userErrors{code}}}`
)

// stepDone is the part that matters of the answer to any step.
type stepDone struct {
	Dispute    *struct{ ID string }
	Assignment *struct{ ID, Status string }
	UserErrors []struct{ Code string }
}

// do asks one step and keeps what was acknowledged; an error is a lost answer.
func (d *offerDesk) do(ctx context.Context, s step) (stepDone, error) {
	key := s.variables["key"].(string)
	d.mu.Lock()
	d.owed[key] = s
	d.mu.Unlock()
	answer := map[string]stepDone{}
	err := d.server.ask(ctx, d.clerk, s.document, s.variables, &answer)
	d.mu.Lock()
	defer d.mu.Unlock()
	if err != nil {
		return stepDone{}, err
	}
	delete(d.owed, key)
	done := answer[s.name]
	if done.Assignment != nil {
		d.seen[done.Assignment.ID] = done.Assignment.Status
	}
	return done, nil
}

func (d *offerDesk) key() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.next++
	return fmt.Sprint("step-", d.next)
}

// serve is one dispute from its registration to an answer.
func (d *offerDesk) serve(ctx context.Context, r *rand.Rand) error {
	registered, err := d.do(ctx, step{registerStep, map[string]any{"key": d.key()}, "registerDispute"})
	if err != nil || registered.Dispute == nil {
		return err
	}
	offered, err := d.do(ctx, step{offerStep, map[string]any{"key": d.key(), "d": registered.Dispute.ID, "m": d.people[r.IntN(len(d.people))]}, "offerAssignment"})
	if err != nil || offered.Assignment == nil {
		return err // or the person is full
	}
	answer := step{declineStep, map[string]any{"key": d.key(), "a": offered.Assignment.ID}, "declineAssignment"}
	if r.IntN(3) == 0 {
		answer.document, answer.name = acceptStep, "acceptAssignment"
	}
	_, err = d.do(ctx, answer)
	return err
}

func (d *offerDesk) workUntilKilled(t *testing.T, after time.Duration) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var clerks sync.WaitGroup
	for i := range 4 {
		clerks.Go(func() {
			r := rand.New(rand.NewPCG(uint64(i), uint64(after)))
			for ctx.Err() == nil && d.serve(ctx, r) == nil {
			}
		})
	}
	timer := time.NewTimer(after)
	<-timer.C
	if err := d.server.command.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = d.server.command.Wait()
	cancel()
	clerks.Wait()
}

// settle asks again what was never answered, twice, under the same keys.
func (d *offerDesk) settle(t *testing.T) {
	t.Helper()
	for _, s := range slices.Collect(maps.Values(d.owed)) {
		d.cut++
		first, err := d.do(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		again, err := d.do(context.Background(), s)
		if err != nil || fmt.Sprint(first.ids(), again.ids()) != fmt.Sprint(first.ids(), first.ids()) {
			t.Errorf("%s asked twice under one key: %v, then %v, %v", s.name, first.ids(), again.ids(), err)
		}
	}
}

func (s stepDone) ids() []string {
	var ids []string
	if s.Dispute != nil {
		ids = append(ids, s.Dispute.ID)
	}
	if s.Assignment != nil {
		ids = append(ids, s.Assignment.ID)
	}
	return ids
}

// inspect compares all that is on file with what was acknowledged and gives the
// number of live offers.
func (d *offerDesk) inspect(t *testing.T) (live int) {
	t.Helper()
	status, load := map[string]string{}, map[string]int{}
	after := ""
	for more := true; more; {
		var page struct {
			Disputes struct {
				Nodes []struct {
					ID          string
					Assignments []struct {
						ID, Status string
						Weight     int
						Mediator   struct{ ID string }
					}
				}
				PageInfo struct {
					HasNextPage bool
					EndCursor   string
				}
			}
		}
		if err := d.server.ask(context.Background(), d.clerk, `query($after:String){disputes(first:100,after:$after){nodes{id assignments{id status weight mediator{id}}} pageInfo{hasNextPage endCursor}}}`, cursor(after), &page); err != nil {
			t.Fatal(err)
		}
		for _, x := range page.Disputes.Nodes {
			leads := 0
			for _, a := range x.Assignments {
				if status[a.ID] = a.Status; a.Status == "OFFERED" || a.Status == "ACCEPTED" {
					leads++
					load[a.Mediator.ID] += a.Weight
				}
			}
			if live += leads; leads > 1 {
				t.Errorf("%s has %d live leads", x.ID, leads)
			}
			if len(x.Assignments) > 1 {
				t.Errorf("%s was offered %d times by one step", x.ID, len(x.Assignments))
			}
		}
		more, after = page.Disputes.PageInfo.HasNextPage, page.Disputes.PageInfo.EndCursor
	}
	for id, was := range d.seen {
		if now := status[id]; now != was && (was != "OFFERED" || !slices.Contains([]string{"ACCEPTED", "DECLINED"}, now)) {
			t.Errorf("%s was acknowledged as %s and is %q", id, was, now)
		}
	}
	for _, id := range d.people {
		var answer struct {
			Node struct{ OpenLoad, Capacity int }
		}
		if err := d.server.ask(context.Background(), d.clerk, `query($id:ID!){node(id:$id){... on Mediator{openLoad capacity}}}`, map[string]any{"id": id}, &answer); err != nil {
			t.Fatal(err)
		}
		if answer.Node.OpenLoad != load[id] || answer.Node.OpenLoad > answer.Node.Capacity {
			t.Errorf("a load of %d, live work of %d, capacity %d", answer.Node.OpenLoad, load[id], answer.Node.Capacity)
		}
	}
	return live
}

func cursor(after string) map[string]any {
	if after == "" {
		return nil
	}
	return map[string]any{"after": after}
}
