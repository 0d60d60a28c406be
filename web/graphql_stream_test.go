package web

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestStreamServesTheGraphQLSSEClient(t *testing.T) {
	server := httptest.NewServer(NewGraphQLStream(fixtureEngine(t), GraphQLOptions{Authenticate: asStaff}))
	defer server.Close()
	for document, want := range map[string]string{
		"subscription{ticks(n:2)}": `{"data":{"ticks":0},"codes":[]} {"data":{"ticks":1},"codes":[]} "done"`,
		"subscription{refused}":    `{"codes":["NOT_FOUND"]} "done"`,
		"{people(first:1){id}}":    `{"data":{"people":[{"id":"p1"}]},"codes":[]} "done"`,
		"mutation{bump{value}}":    `{"data":{"bump":{"value":1}},"codes":[]} "done"`,
		"{zz}":                     `{"codes":["GRAPHQL_VALIDATION_FAILED"]} "done"`,
	} {
		out := nodeIn(t, "audit", "sse.mjs", server.URL, document)
		if got := strings.Join(strings.Fields(string(out)), " "); got != want {
			t.Errorf("%s:\n got %s\nwant %s", document, got, want)
		}
	}
}

// open starts a stream and answers its lines.
func open(t *testing.T, ctx context.Context, server *httptest.Server, document string) (*http.Response, *bufio.Scanner) {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, server.URL, strings.NewReader(query(document)))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", mediaJSON)
	r.Header.Set("Accept", mediaStream)
	answer, err := server.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	return answer, bufio.NewScanner(answer.Body)
}

func TestARevokedCredentialEndsItsStream(t *testing.T) {
	t.Run("at the next event", func(t *testing.T) {
		endsWhenRevoked(t, time.Hour, "subscription{ticks(n:1000000000)}", `"ticks":`)
	})
	t.Run("where nothing happens", func(t *testing.T) {
		endsWhenRevoked(t, time.Millisecond, "subscription{silent}", ":")
	})
}

// endsWhenRevoked opens a stream and revokes its credential after three lines with the sign.
func endsWhenRevoked(t *testing.T, tick time.Duration, document, sign string) {
	var revoked atomic.Bool
	server := httptest.NewServer(NewGraphQLStream(fixtureEngine(t), GraphQLOptions{StreamTick: tick,
		Authenticate: func(r *http.Request) (context.Context, Caller, error) {
			if revoked.Load() {
				return nil, Caller{}, errors.New("revoked")
			}
			return asStaff(r)
		}}))
	defer server.Close()
	answer, lines := open(t, t.Context(), server, document)
	defer answer.Body.Close()
	signs, ended := 0, false
	for lines.Scan() {
		if strings.Contains(lines.Text(), sign) {
			if signs++; signs == 3 {
				revoked.Store(true)
			}
		}
		ended = ended || strings.Contains(lines.Text(), "UNAUTHENTICATED")
	}
	if !ended || signs < 3 {
		t.Errorf("%d signs of life, told why it ended: %v", signs, ended)
	}
}

func TestStreamsEndWhenTheServerDrains(t *testing.T) {
	closing := make(chan struct{})
	server := httptest.NewServer(NewGraphQLStream(fixtureEngine(t), GraphQLOptions{Authenticate: asStaff, Closing: closing}))
	defer server.Close()
	answer, lines := open(t, t.Context(), server, "subscription{silent}")
	defer answer.Body.Close()
	lines.Scan()
	close(closing)
	completed := false
	for lines.Scan() {
		completed = completed || lines.Text() == "event: complete"
	}
	if !completed {
		t.Error("the stream did not end")
	}
}

func TestStreamsAreBoundedAndAcceptIsAsked(t *testing.T) {
	handler := NewGraphQLStream(fixtureEngine(t), GraphQLOptions{Authenticate: asStaff, MaxStreams: 1})
	server := httptest.NewServer(handler)
	defer server.Close()
	ctx, cancel := context.WithCancel(t.Context())
	answer, lines := open(t, ctx, server, "subscription{ticks(n:1000000000)}")
	lines.Scan()
	if second := ask(handler, "POST", "/graphql/stream", query("{echo}"), "Accept", mediaStream); second.Code != 503 || codeOf(t, second) != "UNAVAILABLE" {
		t.Errorf("a second stream: %d %s", second.Code, second.Body)
	}
	cancel()
	_ = answer.Body.Close()
	if wrong := ask(handler, "POST", "/graphql/stream", query("{echo}"), "Accept", mediaJSON); wrong.Code != 406 {
		t.Errorf("JSON from the stream: %d", wrong.Code)
	}
	for { // the place is free once the handler has seen that the client is gone
		get := ask(handler, "GET", "/graphql/stream?query=mutation%7Bbump%7Bvalue%7D%7D", "", "Accept", mediaStream)
		if get.Code == 405 {
			break
		}
		if get.Code != 503 {
			t.Fatalf("a mutation by GET: %d %s", get.Code, get.Body)
		}
	}
}

func TestAThousandDisconnectsLeaveNoGoroutine(t *testing.T) {
	handler := NewGraphQLStream(fixtureEngine(t), GraphQLOptions{Authenticate: asStaff})
	before := runtime.NumGoroutine()
	for range 1000 {
		ctx, cancel := context.WithCancel(context.Background())
		r := httptest.NewRequest(http.MethodPost, "/graphql/stream", strings.NewReader(query("subscription{ticks(n:1000000000)}"))).WithContext(ctx)
		r.Header.Set("Content-Type", mediaJSON)
		handler.ServeHTTP(&disconnecting{header: http.Header{}, after: 3, cancel: cancel}, r)
	}
	for started := time.Now(); time.Since(started) < 10*time.Second; { // sources end a moment after they are drained
		if runtime.NumGoroutine() <= before {
			return
		}
		runtime.Gosched()
	}
	t.Errorf("%d goroutines, %d before", runtime.NumGoroutine(), before)
}

// disconnecting is a client that goes after some writes.
type disconnecting struct {
	header http.Header
	after  int
	cancel context.CancelFunc
}

func (d *disconnecting) Header() http.Header { return d.header }
func (d *disconnecting) WriteHeader(int)     {}
func (d *disconnecting) Flush()              {}
func (d *disconnecting) Write(p []byte) (int, error) {
	if d.after--; d.after < 0 {
		d.cancel()
		return 0, io.ErrClosedPipe
	}
	return len(p), nil
}
