package web

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"liuyuan/web/servertest"
)

const whoAmI = `{viewer{roles}}`

func TestAnotherSiteCannotChangeAnything(t *testing.T) {
	server := servertest.Demo(t, "--origins", "https://app.example.cn")
	const mutation = `mutation{registerMediator(input:{name:"跨站",roles:[MEDIATOR],standings:[{kind:ENGAGED}],specialties:[{disputeType:\"10.01\",level:2}],serviceAreaCodes:[\"440703\"],homeRegionCode:\"440703101\",languages:[\"cmn\"],capacity:5}){mediator{id} userErrors{code}}}`
	body := `{"query":"` + strings.ReplaceAll(mutation, `"跨站"`, `\"跨站\"`) + `"}`
	send := func(method, contentType string, headers ...string) int {
		r, err := http.NewRequestWithContext(t.Context(), method, server.URL+"/graphql", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", contentType)
		for i := 0; i+1 < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		return servertest.Send(t, r).Status
	}
	for name, got := range map[string][2]int{
		"a script of another site":    {send("POST", mediaJSON, "Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"), 403},
		"a form of another site":      {send("POST", "application/x-www-form-urlencoded", "Origin", "https://evil.example"), 403},
		"a form without origin":       {send("POST", "text/plain"), 415},
		"a sandboxed page":            {send("POST", mediaJSON, "Origin", "null"), 403},
		"a sibling site":              {send("POST", mediaJSON, "Origin", "http://127.0.0.1.evil.example", "Sec-Fetch-Site", "same-site"), 403},
		"a preflight of another site": {send("OPTIONS", mediaJSON, "Origin", "https://evil.example", "Access-Control-Request-Method", "POST"), 403},
	} {
		if got[0] != got[1] {
			t.Errorf("%s: %d, want %d", name, got[0], got[1])
		}
	}
	count := func() string {
		return string(server.Ask(t, `{searchDirectory(query:"跨站",first:1){totalCount nodes{...on Mediator{name}}}}`, nil).Data)
	}
	if strings.Contains(count(), "跨站") {
		t.Error("another site registered a person")
	}
	if status := send("POST", mediaJSON, "Origin", "https://app.example.cn", "Sec-Fetch-Site", "cross-site"); status != 200 || !strings.Contains(count(), "跨站") {
		t.Errorf("the allowed site is refused: %d %s", status, count())
	}
}

// A name of another site that points to this machine makes its pages same-origin with the demonstration, which asks
// nobody who they are.
func TestTheDemonstrationAnswersToItsOwnNamesOnly(t *testing.T) {
	server := servertest.Demo(t)
	_, port, _ := strings.Cut(strings.TrimPrefix(server.URL, "http://"), ":")
	for host, status := range map[string]int{"127.0.0.1:" + port: 200, "localhost": 200, "[::1]:" + port: 200, "a.localhost:1": 200,
		"evil.example:" + port: 403, "127.0.0.1.evil.example": 403, "localhost.evil.example": 403, "0.0.0.0:" + port: 403} {
		for _, path := range []string{"/graphql", "/graphql/stream", "/metrics"} {
			r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+path, strings.NewReader(query(whoAmI)))
			if err != nil {
				t.Fatal(err)
			}
			if path == "/metrics" {
				r.Method, r.Body, r.ContentLength = http.MethodGet, nil, 0
			}
			r.Host = host
			r.Header.Set("Content-Type", mediaJSON)
			r.Header.Set("Origin", "http://"+host)
			if path == "/graphql/stream" {
				r.Header.Set("Accept", mediaStream)
			}
			if answer := servertest.Send(t, r); answer.Status != status && (path != "/metrics" || answer.Status == 200 && status != 200) {
				t.Errorf("%s%s: %d, want %d: %s", host, path, answer.Status, status, answer.Body)
			}
		}
	}
}

func TestPublicKeysRunTrustedDocumentsOnly(t *testing.T) {
	dir := t.TempDir()
	const known = "query Find($q: String!) { searchDirectory(query: $q, first: 1) { totalCount } }"
	if err := os.WriteFile(filepath.Join(dir, "find.graphql"), []byte(known), 0o600); err != nil {
		t.Fatal(err)
	}
	server := servertest.Demo(t, "--trusted", dir)
	public := []string{"X-Demo-Role", "PUBLIC_APP"}
	variables := map[string]any{"q": "劳资"}
	for name, c := range map[string]struct {
		answer servertest.Answer
		code   string
	}{
		"its text":          {server.Ask(t, known, variables, public...), ""},
		"another text":      {server.Ask(t, known+" ", variables, public...), "PERSISTED_QUERY_REQUIRED"},
		"staff, any text":   {server.Ask(t, known+" ", variables), ""},
		"staff, viewer":     {server.Ask(t, whoAmI, nil), ""},
		"public, who am I?": {server.Ask(t, whoAmI, nil, public...), "PERSISTED_QUERY_REQUIRED"},
	} {
		if got := strings.Join(c.answer.Codes(), " "); got != c.code {
			t.Errorf("%s: %q, want %q: %s", name, got, c.code, c.answer.Body)
		}
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+"/graphql", strings.NewReader(`{"documentId":"sha256:`+digest(known)+`","variables":{"q":"劳资"}}`))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", mediaJSON)
	r.Header.Set("X-Demo-Role", "PUBLIC_APP")
	if answer := servertest.Send(t, r); answer.Status != 200 || len(answer.Errors) > 0 {
		t.Errorf("by its id: %d %s", answer.Status, answer.Body)
	}
}

func TestARequestIDRunsThroughAnswerAndLog(t *testing.T) {
	server := servertest.Demo(t, "--log-level", "debug")
	for given, kept := range map[string]bool{"trace-42.a_b": true, "two words": false} {
		answer := server.Ask(t, `{mediatorz}`, nil, "X-Request-Id", given)
		id := answer.Header.Get("X-Request-Id")
		if (id == given) != kept || id == "" || answer.Errors[0].Extensions.RequestID != id {
			t.Errorf("%q: %q in the header, %s", given, id, answer.Body)
		}
		if !soon(t, func() bool { return strings.Contains(server.Log.String(), `"requestId":"`+id+`"`) }) {
			t.Errorf("%q: %q is not in the log %s", given, id, server.Log)
		}
	}
}

// soon waits up to ten seconds for what follows an answer: the line in the log is
// written after it.
func soon(t *testing.T, holds func() bool) bool {
	t.Helper()
	deadline := time.After(10 * time.Second)
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !holds() {
		select {
		case <-deadline:
			return false
		case <-tick.C:
		}
	}
	return true
}

// SIGTERM while requests are under way: each of them is answered, streams are ended
// properly, and the process goes within ten seconds.
func TestNothingInFlightIsLostWhenTheServerIsStopped(t *testing.T) {
	server := servertest.Demo(t, "--log-level", "error")
	stream := server.Subscribe(t, `subscription{directoryChanged{id}}`, nil)
	var stopping atomic.Bool
	var clients sync.WaitGroup
	var answered, failed atomic.Int64
	var inFlight atomic.Int64
	ask := func(client, n int) {
		documents := []string{
			`{matchMediators(input:{text:"工地拖欠工资",regionCode:"440703101"},first:50){candidates{total contributions{reason{message}}}}}`,
			fmt.Sprintf(`mutation{registerMediator(input:{name:"收尾%d之%d",roles:[MEDIATOR],standings:[{kind:ENGAGED}],specialties:[{disputeType:"10.01",level:2}],serviceAreaCodes:["440703"],homeRegionCode:"440703101",languages:["cmn"],capacity:5}){mediator{id}}}`, client, n),
		}
		inFlight.Add(1)
		defer inFlight.Add(-1)
		answer, err := tryAsk(server.URL, documents[n%2])
		if err != nil || answer != http.StatusOK {
			failed.Add(1)
			t.Errorf("client %d, request %d: %d %v", client, n, answer, err)
			return
		}
		answered.Add(1)
	}
	for client := range 6 {
		clients.Go(func() {
			for n := 0; !stopping.Load(); n++ {
				ask(client, n)
			}
		})
	}
	for answered.Load() < 50 && failed.Load() == 0 {
		runtime.Gosched() // until the load runs
	}
	stopping.Store(true) // no new requests, as a balancer that sees readiness go
	pending, began := inFlight.Load(), time.Now()
	if err := server.Command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	clients.Wait()
	for range stream.Events { // ends with the stream
	}
	err := server.Command.Wait()
	if took := time.Since(began); err != nil || took > 10*time.Second {
		t.Errorf("the process ended after %v with %v: %s", took, err, server.Log)
	}
	t.Logf("%d answered, %d in flight at SIGTERM, %d failed; ended after %v", answered.Load(), pending, failed.Load(), time.Since(began))
}

func tryAsk(url, document string) (int, error) {
	response, err := http.Post(url+"/graphql", mediaJSON, strings.NewReader(query(document)))
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	return response.StatusCode, nil
}
