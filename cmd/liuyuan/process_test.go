package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"liuyuan/store/pgtest"
)

// process is a running server. The program is on the PATH: this test program, which
// is the shipped one when it is called liuyuan (see TestMain).
type process struct {
	command *exec.Cmd
	url     string
}

// startProcess starts serve on a free port and waits until it is ready.
func startProcess(t *testing.T, args ...string) process {
	t.Helper()
	command := exec.Command("liuyuan", append([]string{"serve", "--listen", "127.0.0.1:0", "--log-level", "error"}, args...)...)
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = command.Process.Kill() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("serve said nothing: %v", err)
	}
	p := process{command, strings.TrimSpace(strings.TrimPrefix(line, "listening on "))}
	waitReady(t, p.url)
	return p
}

// output runs a command to its end and gives what it printed; it must succeed.
func output(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	command := exec.Command("liuyuan", args...)
	command.Stdout, command.Stderr = &out, &errs
	if err := command.Run(); err != nil {
		t.Fatalf("liuyuan %s: %v\n%s%s", strings.Join(args, " "), err, out.String(), errs.String())
	}
	return out.String()
}

// newKey makes a key of the district at a place (--data, --database).
func newKey(t *testing.T, role string, place ...string) string {
	t.Helper()
	return strings.TrimSpace(output(t, append([]string{"key", "create", "--role", role, "--region", "440703"}, place...)...))
}

// kill ends the process at once, as a power cut would.
func (p process) kill(t *testing.T) {
	t.Helper()
	if err := p.command.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = p.command.Wait()
}

// killedAfter has four clients work and kills the process some instants after the
// n-th piece of work is done. Work gives an error when an answer is lost: that client
// is done then.
func (p process) killedAfter(t *testing.T, n int, work func(client int) error) {
	t.Helper()
	var done atomic.Int64
	enough := make(chan struct{})
	var clients sync.WaitGroup
	for i := range 4 {
		clients.Go(func() {
			for work(i) == nil {
				if done.Add(1) == int64(n) {
					close(enough)
				}
			}
		})
	}
	select {
	case <-enough:
		<-time.After(rand.N(20 * time.Millisecond)) // at any point of what is asked next
	case <-time.After(time.Minute):
		t.Errorf("%d of %d were done in a minute", done.Load(), n)
	}
	p.kill(t)
	clients.Wait()
}

// ask sends one document and reads its data.
func (p process) ask(credential, document string, variables map[string]any, into any) error {
	body, err := json.Marshal(map[string]any{"query": document, "variables": variables})
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(context.Background(), http.MethodPost, p.url+"/graphql", bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+credential)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	var answer struct {
		Data   json.RawMessage
		Errors []struct{ Message string }
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return err
	}
	if len(answer.Errors) > 0 {
		return fmt.Errorf("%s", answer.Errors[0].Message)
	}
	return json.Unmarshal(answer.Data, into)
}

// register registers a mediator, under an idempotency key unless that is empty.
func (p process) register(credential, name, key string) (string, error) {
	var answer struct {
		RegisterMediator struct {
			Mediator   struct{ ID string }
			UserErrors []struct{ Message string }
		}
	}
	err := p.ask(credential, `mutation($name:String!,$key:String){registerMediator(input:{idempotencyKey:$key,name:$name,roles:[MEDIATOR],standings:[{kind:ENGAGED}],specialties:[{disputeType:"10.01",level:2}],serviceAreaCodes:["440703"],homeRegionCode:"440703101",languages:["cmn"],capacity:5}){mediator{id} userErrors{message}}}`,
		map[string]any{"name": name, "key": key}, &answer)
	if err == nil && answer.RegisterMediator.Mediator.ID == "" {
		err = fmt.Errorf("not registered: %v", answer.RegisterMediator.UserErrors)
	}
	return answer.RegisterMediator.Mediator.ID, err
}

// cluster is one PostgreSQL for all tests of this program; it ends with it.
var cluster = sync.OnceValues(func() (*pgtest.Cluster, error) { return pgtest.Start(pgtest.Options{}) })

// freshDatabase gives the address of an empty database on PostgreSQL.
func freshDatabase(t *testing.T) string {
	t.Helper()
	c, err := cluster()
	if err != nil {
		t.Fatal(err)
	}
	url, err := c.Database(context.Background(), func(string) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Drop(context.Background(), url) })
	return url
}
