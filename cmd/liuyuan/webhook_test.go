package main

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// serve --webhook sends a signed notice of an offer to the gateway.
func TestServeTellsTheGatewayOfAnOffer(t *testing.T) {
	secret := "a secret of the gateway"
	file := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(file, []byte(secret+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	notices := make(chan string, 10)
	gateway := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		stamp, signature, _ := strings.Cut(strings.TrimPrefix(r.Header.Get("Liuyuan-Signature"), "t="), ",v1=")
		h := hmac.New(sha256.New, []byte(secret))
		h.Write([]byte(stamp + "." + string(body)))
		if hex.EncodeToString(h.Sum(nil)) != signature {
			t.Error("signed with something else than the secret of the file")
		}
		notices <- string(body)
	}))
	defer gateway.Close()
	url := startServer(t, "--demo", "--webhook", gateway.URL, "--webhook-secret", file)
	registered := demoAsk(t, url, `mutation{registerDispute(input:{narrative:"老板拖欠工资",regionCode:"440703101203",riskLevel:LOW}){dispute{id next{mediator{id}}}}}`)
	var d struct {
		RegisterDispute struct {
			Dispute struct {
				ID   string
				Next struct{ Mediator struct{ ID string } }
			}
		}
	}
	if err := json.Unmarshal(registered, &d); err != nil {
		t.Fatal(err)
	}
	dispute := d.RegisterDispute.Dispute
	demoAsk(t, url, `mutation{offerAssignment(input:{disputeId:"`+dispute.ID+`",mediatorId:"`+dispute.Next.Mediator.ID+`"}){assignment{id}}}`)
	select {
	case n := <-notices:
		if !strings.Contains(n, "ASSIGNMENT_OFFERED") {
			t.Errorf("told: %s", n)
		}
	case <-time.After(30 * time.Second):
		t.Fatal("the gateway was told nothing")
	}
}

// demoAsk runs a document as the demonstration's clerk and gives its data.
func demoAsk(t *testing.T, url, document string) json.RawMessage {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": document})
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.Post(url+"/graphql", "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var answer struct {
		Data   json.RawMessage
		Errors json.RawMessage
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || len(answer.Errors) > 0 {
		t.Fatalf("%v %s", err, answer.Errors)
	}
	return answer.Data
}
