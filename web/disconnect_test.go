package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/graphql-go/graphql"

	"liuyuan/schema/execute"
)

// A thousand clients that go while their query runs, each over a connection of its own: every resolver hears of it,
// and nothing is left.
func TestAThousandClientsThatGoWhileTheirQueryRunsLeaveNoGoroutine(t *testing.T) {
	started, ended := make(chan struct{}), make(chan error)
	s, err := graphql.NewSchema(graphql.SchemaConfig{Query: graphql.NewObject(graphql.ObjectConfig{Name: "Query", Fields: graphql.Fields{
		"wait": {Type: graphql.String, Resolve: func(p graphql.ResolveParams) (any, error) {
			started <- struct{}{}
			<-p.Context.Done()
			ended <- p.Context.Err()
			return nil, p.Context.Err()
		}},
	}})})
	if err != nil {
		t.Fatal(err)
	}
	engine, err := execute.New(s, execute.Options{})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(NewGraphQL(engine, GraphQLOptions{Authenticate: pass, QueryDeadline: time.Hour, Gate: NewGate(2, 2, time.Hour)}))
	defer server.Close()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	before := runtime.NumGoroutine()
	for range 1000 {
		ctx, leave := context.WithCancel(t.Context())
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, server.URL, strings.NewReader(query("{wait}")))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", mediaJSON)
		go func() {
			if answer, err := client.Do(r); err == nil {
				_ = answer.Body.Close()
			}
		}()
		<-started
		leave()
		if err := <-ended; err != context.Canceled {
			t.Fatalf("the resolver hears %v", err)
		}
	}
	if !soon(t, func() bool { return runtime.NumGoroutine() <= before }) {
		t.Errorf("%d goroutines, %d before", runtime.NumGoroutine(), before)
	}
}
