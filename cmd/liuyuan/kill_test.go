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
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// The real binary is killed while four clients register people. Nothing that was
// acknowledged may be lost, and store, index and pool must agree afterwards.
func TestAKillLosesNothingThatWasAcknowledged(t *testing.T) {
	rounds := 5
	if testing.Short() {
		rounds = 2
	}
	binary, data := buildBinary(t), t.TempDir()
	credential := strings.TrimSpace(output(t, binary, "key", "create", "--data", data, "--role", "ROSTER_ADMIN", "--region", "440703"))
	random := rand.New(rand.NewPCG(1, 2))
	acknowledged := map[string]bool{}
	for round := range rounds {
		server := startBinary(t, binary, "--data", data)
		for id := range acknowledged {
			if !server.has(t, credential, id) {
				t.Fatalf("round %d: %s was acknowledged and is gone", round, id)
			}
		}
		ids := server.registerUntilKilled(t, credential, time.Duration(50+random.IntN(500))*time.Millisecond)
		for _, id := range ids {
			acknowledged[id] = true
		}
	}
	if len(acknowledged) == 0 {
		t.Fatal("nothing was acknowledged in any round")
	}
	if out := output(t, binary, "verify", "--data", data); !strings.Contains(out, " 0 differences") {
		t.Fatal(out)
	}
	t.Logf("%d rounds, %d registrations acknowledged, none lost", rounds, len(acknowledged))
}

// process is a running binary.
type process struct {
	command *exec.Cmd
	url     string
}

func output(t *testing.T, binary string, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	command := exec.Command(binary, args...)
	command.Stdout, command.Stderr = &out, &errs
	if err := command.Run(); err != nil {
		t.Fatalf("liuyuan %s: %v\n%s%s", strings.Join(args, " "), err, out.String(), errs.String())
	}
	return out.String()
}

// buildBinary builds the program that is shipped.
func buildBinary(t *testing.T) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "liuyuan")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return binary
}

func startBinary(t *testing.T, binary string, args ...string) process {
	t.Helper()
	command := exec.Command(binary, append([]string{"serve", "--listen", "127.0.0.1:0", "--log-level", "error"}, args...)...)
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

// registerUntilKilled has four clients register people and kills the process
// after a while; it gives the ids that were acknowledged.
func (p process) registerUntilKilled(t *testing.T, credential string, after time.Duration) []string {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var mu sync.Mutex
	var ids []string
	var clients sync.WaitGroup
	for client := range 4 {
		clients.Add(1)
		go func() {
			defer clients.Done()
			for n := 0; ctx.Err() == nil; n++ {
				id, err := p.register(ctx, credential, fmt.Sprintf("守望%d号%d", client, n))
				if err != nil {
					return // killed
				}
				mu.Lock()
				ids = append(ids, id)
				mu.Unlock()
			}
		}()
	}
	timer := time.NewTimer(after)
	<-timer.C
	if err := p.command.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = p.command.Wait()
	cancel()
	clients.Wait()
	return ids
}

func (p process) register(ctx context.Context, credential, name string) (string, error) {
	return p.registerUnder(ctx, credential, name, "")
}

// registerUnder registers under an idempotency key.
func (p process) registerUnder(ctx context.Context, credential, name, key string) (string, error) {
	var answer struct {
		RegisterMediator struct {
			Mediator   struct{ ID string }
			UserErrors []struct{ Message string }
		}
	}
	err := p.ask(ctx, credential, `mutation($name:String!,$key:String){registerMediator(input:{idempotencyKey:$key,name:$name,roles:[MEDIATOR],standings:[{kind:ENGAGED}],specialties:[{disputeType:"10.01",level:2}],serviceAreaCodes:["440703"],homeRegionCode:"440703101",languages:["cmn"],capacity:5}){mediator{id} userErrors{message}}}`,
		map[string]any{"name": name, "key": key}, &answer)
	if err == nil && answer.RegisterMediator.Mediator.ID == "" {
		err = fmt.Errorf("not registered: %v", answer.RegisterMediator.UserErrors)
	}
	return answer.RegisterMediator.Mediator.ID, err
}

func (p process) has(t *testing.T, credential, id string) bool {
	t.Helper()
	var answer struct{ Node *struct{ ID string } }
	if err := p.ask(context.Background(), credential, `query($id:ID!){node(id:$id){id}}`, map[string]any{"id": id}, &answer); err != nil {
		t.Fatal(err)
	}
	return answer.Node != nil
}

// ask sends one document and reads its data.
func (p process) ask(ctx context.Context, credential, document string, variables map[string]any, into any) error {
	body, err := json.Marshal(map[string]any{"query": document, "variables": variables})
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, p.url+"/graphql", bytes.NewReader(body))
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
