package main

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
)

// The program is killed while four clerks register disputes, offer them, record the
// answers and take people off, each step under an idempotency key. After each kill
// what was cut off is done once when it is asked again; then the file holds exactly
// what was acknowledged, and nobody's load differs from the live work.
func TestAKillLosesNoAcknowledgedOfferOrAcceptance(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) {
		t.Parallel()
		offersUnderKills(t, "--data", t.TempDir())
	})
	t.Run("PostgreSQL", func(t *testing.T) {
		t.Parallel()
		offersUnderKills(t, "--data", t.TempDir(), "--database", freshDatabase(t))
	})
}

func offersUnderKills(t *testing.T, place ...string) {
	rounds := 25
	switch {
	case os.Getenv("LIUYUAN_TORTURE") == "1":
		rounds = 500
	case testing.Short():
		rounds = 2
	}
	d := &offerDesk{t: t, keeper: newKey(t, "ROSTER_ADMIN", place...), clerk: newKey(t, "DISTRICT_STAFF", place...),
		disputes: map[string]bool{}, offers: map[string]offered{}, owed: map[string]step{}}
	for range rounds {
		d.open(place...)
		d.seen = d.inspect(d.seen)
		d.server.killedAfter(t, 1+rand.IntN(8), d.serve)
	}
	d.open(place...)
	d.inspect("") // all of it, from the first dispute
	d.server.kill(t)
	if out := output(t, append([]string{"verify"}, place...)...); !strings.Contains(out, " 0 differences") {
		t.Error(out)
	}
	if len(d.offers) < rounds || d.cut < rounds || d.full == 0 && rounds >= 25 {
		t.Errorf("%d offers, %d steps cut off, %d people full: the test saw too little", len(d.offers), d.cut, d.full)
	}
	t.Logf("%d rounds, %d offers acknowledged, none lost; %d steps cut off and done once, %d registrations of them were on file", rounds, len(d.offers), d.cut, d.unheard)
}

// offerDesk is what the clerks know: all that was acknowledged, and what is owed to
// them since the server was killed.
type offerDesk struct {
	t             *testing.T
	server        process
	keeper, clerk string
	people        []string
	seen          string // the place in the file up to which it was inspected

	mu       sync.Mutex
	disputes map[string]bool    // as acknowledged
	offers   map[string]offered // as acknowledged last
	taken    []string           // accepted offers, oldest first
	owed     map[string]step    // key → what was sent and never answered
	next     int                // number of the last key
	cut      int                // steps that were never answered
	unheard  int                // registrations that were on file all the same
	full     int                // offers refused for want of capacity
}

// offered is an offer as an answer shows it.
type offered struct {
	ID, Status string
	Weight     int
	Mediator   struct{ ID string }
}

func (o offered) load() int {
	if o.Status == "OFFERED" || o.Status == "ACCEPTED" {
		return o.Weight
	}
	return 0
}

// step is one request of a clerk, which can be asked again under its key.
type step struct {
	name, input string
	variables   map[string]any
}

// stepDone is the part that matters of the answer to any step.
type stepDone struct {
	Dispute    *struct{ ID string }
	Assignment *offered
	UserErrors []struct{ Code string }
}

func (s stepDone) ids() string {
	ids := ""
	if s.Dispute != nil {
		ids += s.Dispute.ID
	}
	if s.Assignment != nil {
		ids += " " + s.Assignment.ID
	}
	return ids
}

// open starts the server again and has it answer what it was asked when it was killed.
func (d *offerDesk) open(place ...string) {
	d.server = startProcess(d.t, place...)
	for len(d.people) < 6 {
		id, err := d.server.register(d.keeper, fmt.Sprintf("守望%d", len(d.people)), "")
		if err != nil {
			d.t.Fatal(err)
		}
		d.people = append(d.people, id)
	}
	_, _, total := d.read("", 1)
	d.unheard += total - len(d.disputes)
	var group sync.WaitGroup
	for _, s := range slices.Collect(maps.Values(d.owed)) {
		d.cut++
		group.Go(func() { d.twice(s) })
	}
	group.Wait()
	d.answerLate()
}

// answerLate declines what was offered and not answered before the kill: nobody else
// will, and in a long run everybody would be full of it.
func (d *offerDesk) answerLate() {
	for id, a := range maps.Clone(d.offers) {
		if a.Status != "OFFERED" {
			continue
		}
		if _, err := d.do(d.step("declineAssignment", `assignmentId:$a,reason:UNAVAILABLE`, "a", id)); err != nil {
			d.t.Error(err)
		}
	}
}

// twice asks again what was never answered, and once more: both answers are the first.
// A refusal had no effect and is not kept: by the second time somebody may have room.
func (d *offerDesk) twice(s step) {
	first, err := d.do(s)
	if err == nil && len(first.UserErrors) > 0 {
		return
	}
	again, err2 := d.do(s)
	if err != nil || err2 != nil || first.ids() != again.ids() {
		d.t.Errorf("%s asked twice under one key: %s, then %s; %v %v", s.name, first.ids(), again.ids(), err, err2)
	}
}

// serve is one dispute from its registration to an answer. An error is a lost answer.
func (d *offerDesk) serve(int) error {
	if id := d.oldest(); id != "" {
		if _, err := d.do(d.step("withdrawAssignment", `assignmentId:$a,reason:"换人"`, "a", id)); err != nil {
			return err
		}
	}
	registered, err := d.do(d.step("registerDispute", `narrative:"老板拖欠工资",regionCode:"440703101203",riskLevel:LOW,headcount:1`))
	if err != nil || registered.Dispute == nil {
		return err
	}
	asked, err := d.do(d.step("offerAssignment", `disputeId:$d,mediatorId:$m`, "d", registered.Dispute.ID, "m", d.people[rand.IntN(len(d.people))]))
	if err != nil || asked.Assignment == nil {
		return err
	}
	answer := d.step("declineAssignment", `assignmentId:$a,reason:UNAVAILABLE`, "a", asked.Assignment.ID)
	if rand.IntN(3) > 0 {
		answer.name, answer.input = "acceptAssignment", `assignmentId:$a,channel:PHONE`
	}
	_, err = d.do(answer)
	return err
}

// oldest takes the oldest accepted offer off the list when half of the capacity is taken:
// some people are full then.
func (d *offerDesk) oldest() (id string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.taken) > 15 {
		id, d.taken = d.taken[0], d.taken[1:]
	}
	return id
}

// step makes a request under a key of its own; the variables are name, value, name …
func (d *offerDesk) step(name, input string, variables ...string) step {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.next++
	s := step{name, input, map[string]any{"key": fmt.Sprint("step-", d.next)}}
	for i := 0; i+1 < len(variables); i += 2 {
		s.variables[variables[i]] = variables[i+1]
	}
	return s
}

func (s step) document() string {
	declared, selected := "$key:String!", "assignment{id status weight mediator{id}}"
	for name := range s.variables {
		if name != "key" {
			declared += ",$" + name + ":ID!"
		}
	}
	if s.name == "registerDispute" {
		selected = "dispute{id}"
	}
	return fmt.Sprintf("mutation(%s){%s(input:{%s,idempotencyKey:$key}){%s userErrors{code}}}", declared, s.name, s.input, selected)
}

// do asks one step and keeps what was acknowledged.
func (d *offerDesk) do(s step) (stepDone, error) {
	key := s.variables["key"].(string)
	d.mu.Lock()
	d.owed[key] = s
	d.mu.Unlock()
	answer := map[string]stepDone{}
	err := d.server.ask(d.clerk, s.document(), s.variables, &answer)
	if err != nil {
		return stepDone{}, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.owed, key)
	done := answer[s.name]
	d.keep(s, done)
	return done, nil
}

// becomes is what an offer is after a step that is acknowledged.
var becomes = map[string]string{"offerAssignment": "OFFERED", "acceptAssignment": "ACCEPTED", "declineAssignment": "DECLINED", "withdrawAssignment": "WITHDRAWN"}

// keep notes what an answer acknowledges; only a full person refuses anything.
func (d *offerDesk) keep(s step, done stepDone) {
	switch a := done.Assignment; {
	case s.name == "offerAssignment" && len(done.UserErrors) == 1 && done.UserErrors[0].Code == "CAPACITY_FULL":
		d.full++
	case len(done.UserErrors) == 0 && done.Dispute != nil:
		d.disputes[done.Dispute.ID] = true
	case len(done.UserErrors) == 0 && a != nil && a.Status == becomes[s.name]:
		if a.Status == "ACCEPTED" && d.offers[a.ID].Status != "ACCEPTED" {
			d.taken = append(d.taken, a.ID)
		}
		d.offers[a.ID] = *a
	default:
		d.t.Errorf("%s is answered by %+v %v", s.name, a, done.UserErrors)
	}
}

// dispute is one as the file has it.
type dispute struct {
	ID          string
	Assignments []offered
}

// read gives the disputes on file after a place, oldest first, the place where the
// file ends, and how many there are in all.
func (d *offerDesk) read(after string, most int) (found []dispute, end string, total int) {
	for more := true; more && len(found) < most; {
		var page struct {
			Disputes struct {
				TotalCount int
				Nodes      []dispute
				PageInfo   struct {
					HasNextPage bool
					EndCursor   string
				}
			}
		}
		d.ask(`query($after:String,$first:Int){disputes(first:$first,after:$after,orderBy:{field:CREATED_AT}){totalCount nodes{id assignments{id status weight mediator{id}}} pageInfo{hasNextPage endCursor}}}`,
			map[string]any{"after": after, "first": min(most, 100)}, &page)
		found, total = append(found, page.Disputes.Nodes...), page.Disputes.TotalCount
		if more = page.Disputes.PageInfo.HasNextPage; len(page.Disputes.Nodes) > 0 {
			after = page.Disputes.PageInfo.EndCursor
		}
	}
	return found, after, total
}

// inspect compares the file after a place, and everybody's load, with what was
// acknowledged, and gives the place where the file ends.
func (d *offerDesk) inspect(after string) string {
	found, end, total := d.read(after, math.MaxInt)
	if total != len(d.disputes) {
		d.t.Errorf("%d disputes are on file, %d were acknowledged", total, len(d.disputes))
	}
	offers := 0
	for _, x := range found {
		if !d.disputes[x.ID] {
			d.t.Errorf("%s is on file and was not acknowledged", x.ID)
		}
		for _, a := range x.Assignments {
			if offers++; a != d.offers[a.ID] {
				d.t.Errorf("%+v is on file, %+v was acknowledged", a, d.offers[a.ID])
			}
		}
	}
	if after == "" && offers != len(d.offers) {
		d.t.Errorf("%d offers are on file, %d were acknowledged", offers, len(d.offers))
	}
	d.inspectLoads()
	return end
}

func (d *offerDesk) inspectLoads() {
	load := map[string]int{}
	for _, a := range d.offers {
		load[a.Mediator.ID] += a.load()
	}
	var answer struct {
		Mediators struct {
			Nodes []struct {
				ID                 string
				OpenLoad, Capacity int
			}
		}
	}
	d.ask(`{mediators(first:50){nodes{id openLoad capacity}}}`, nil, &answer)
	for _, m := range answer.Mediators.Nodes {
		if m.OpenLoad != load[m.ID] || m.OpenLoad > m.Capacity {
			d.t.Errorf("a load of %d, acknowledged work of %d, capacity %d", m.OpenLoad, load[m.ID], m.Capacity)
		}
	}
	if n := len(answer.Mediators.Nodes); n != len(d.people) {
		d.t.Errorf("%d people are on file, %d were acknowledged", n, len(d.people))
	}
}

// ask asks what must be answered.
func (d *offerDesk) ask(document string, variables map[string]any, into any) {
	if err := d.server.ask(d.clerk, document, variables, into); err != nil {
		d.t.Fatal(err)
	}
}
