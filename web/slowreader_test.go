package web

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/graphql-go/graphql"

	"liuyuan/schema/execute"
)

// largeEngine answers a megabyte.
func largeEngine(t *testing.T) *execute.Engine {
	t.Helper()
	s, err := graphql.NewSchema(graphql.SchemaConfig{Query: graphql.NewObject(graphql.ObjectConfig{Name: "Query", Fields: graphql.Fields{
		"large": {Type: graphql.String, Resolve: func(graphql.ResolveParams) (any, error) { return strings.Repeat("x", 1<<20), nil }},
	}})})
	if err != nil {
		t.Fatal(err)
	}
	e, err := execute.New(s, execute.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// A client that asks for a large answer and does not read it (C15 of the hostile
// requests) holds its place no longer than the write deadline.
func TestAClientThatDoesNotReadIsGivenUp(t *testing.T) {
	given := make(chan Observation, 1)
	server := httptest.NewUnstartedServer(NewGraphQL(largeEngine(t), GraphQLOptions{Authenticate: pass, WriteDeadline: 50 * time.Millisecond,
		Observe: func(_ context.Context, seen Observation) { given <- seen }}))
	server.Config.ConnContext = func(ctx context.Context, c net.Conn) context.Context {
		_ = c.(*net.TCPConn).SetWriteBuffer(4096) // the kernel must not take the whole answer
		return ctx
	}
	server.Start()
	defer server.Close()
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_ = conn.(*net.TCPConn).SetReadBuffer(4096)
	body := query("{large}")
	if _, err := fmt.Fprintf(conn, "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(body), body); err != nil {
		t.Fatal(err)
	}
	select {
	case seen := <-given:
		if seen.Status != http.StatusOK {
			t.Errorf("%+v", seen)
		}
	case <-t.Context().Done():
		t.Fatal("the handler still writes")
	}
}

// A stranger who announces a body and sends it slowly, or never, is answered at once and not waited for.
func TestNobodyWaitsForTheBodyOfAStranger(t *testing.T) {
	server := httptest.NewServer(NewGraphQL(largeEngine(t), GraphQLOptions{Authenticate: func(*http.Request) (context.Context, Caller, error) {
		return nil, Caller{}, unknownCaller()
	}}))
	defer server.Close()
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := fmt.Fprint(conn, "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"); err != nil {
		t.Fatal(err)
	}
	_ = conn.SetReadDeadline(time.Now().Add(20 * time.Second)) // else it would wait for ever
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusUnauthorized || !answer.Close {
		t.Errorf("%d, closed: %v", answer.StatusCode, answer.Close)
	}
}
