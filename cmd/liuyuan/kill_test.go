package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
)

// The program is killed while four clients register people. Nothing that was
// acknowledged may be lost, and store, index and pool must agree afterwards.
func TestAKillLosesNothingThatWasAcknowledged(t *testing.T) {
	rounds := 5
	if testing.Short() {
		rounds = 2
	}
	data := t.TempDir()
	credential := newKey(t, "ROSTER_ADMIN", "--data", data)
	var mu sync.Mutex
	var acknowledged []string
	for range rounds {
		server := startProcess(t, "--data", data)
		server.allThere(t, credential, acknowledged)
		server.killedAfter(t, 1+rand.IntN(40), func(client int) error {
			id, err := server.register(credential, fmt.Sprintf("守望%d号", client), "")
			if err == nil {
				mu.Lock()
				acknowledged = append(acknowledged, id)
				mu.Unlock()
			}
			return err
		})
	}
	if len(acknowledged) < rounds {
		t.Fatalf("only %d people were acknowledged in %d rounds", len(acknowledged), rounds)
	}
	server := startProcess(t, "--data", data)
	server.allThere(t, credential, acknowledged)
	server.kill(t)
	if out := output(t, "verify", "--data", data); !strings.Contains(out, " 0 differences") {
		t.Fatal(out)
	}
	t.Logf("%d rounds, %d registrations acknowledged, none lost", rounds, len(acknowledged))
}

// allThere checks that every identifier names a record.
func (p process) allThere(t *testing.T, credential string, ids []string) {
	t.Helper()
	for _, id := range ids {
		var answer struct{ Node *struct{ ID string } }
		if err := p.ask(credential, `query($id:ID!){node(id:$id){id}}`, map[string]any{"id": id}, &answer); err != nil {
			t.Fatal(err)
		}
		if answer.Node == nil {
			t.Fatalf("%s was acknowledged and is gone", id)
		}
	}
}
