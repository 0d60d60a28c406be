// Command gqlgen measures the cost of a GraphQL answer beside gqlgen's: the same data,
// selection and variables, in one process, both through their HTTP handlers with all
// that each does for a request. Rounds are interleaved; the figure is processor time of
// the whole process (collection included), the median of the rounds. The answers are
// compared before anything is timed.
//
// It is a module of its own, so that gqlgen is no dependency of the service.
//
//go:generate go run github.com/99designs/gqlgen@v0.17.98 generate
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"reflect"
	"slices"
	"syscall"
	"time"

	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2/ast"

	"liuyuan/bench/gqlgen/graph"
	"liuyuan/bench/gqlgen/model"
	"liuyuan/schema/execute"
	"liuyuan/schema/guard"
	"liuyuan/web"
)

const document = `query($n:Int!){mediators(first:$n){edges{node{id name roles specialties{code name} room{name town{name}} load capacity}}}}`

// rounds of each contender and size; each round takes about roundTime.
const (
	rounds    = 9
	roundTime = 150 * time.Millisecond
)

type pages map[int]*model.Connection

func (p pages) Query() graph.QueryResolver { return p }

// Mediators is gqlgen's one resolver.
func (p pages) Mediators(_ context.Context, first int) (*model.Connection, error) {
	return p[first], nil
}

func main() {
	data := pages{20: model.Page(20), 100: model.Page(100)}
	ours, err := ownHandler(data)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	contenders := map[string]http.Handler{"liuyuan": ours, "gqlgen": gqlgenHandler(data)}
	fmt.Printf("%-8s %5s %14s %14s\n", "", "nodes", "µs processor", "allocations")
	for _, n := range []int{20, 100} {
		if err := sameAnswers(contenders, n); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		median := compare(contenders, n)
		for _, name := range []string{"liuyuan", "gqlgen"} {
			fmt.Printf("%-8s %5d %14.1f %14.0f\n", name, n, median[name], allocations(contenders[name], n))
		}
		fmt.Printf("%-8s %5d %14.3f × gqlgen (bar 1, goal 0.15)\n", "ratio", n, median["liuyuan"]/median["gqlgen"])
	}
}

func gqlgenHandler(data pages) http.Handler {
	s := handler.New(graph.NewExecutableSchema(graph.Config{Resolvers: data}))
	s.AddTransport(transport.POST{})
	s.SetQueryCache(lru.New[*ast.QueryDocument](1000))
	return s
}

func ownHandler(data pages) (http.Handler, error) {
	schema, err := ownSchema(data)
	if err != nil {
		return nil, err
	}
	engine, err := execute.New(schema, execute.Options{})
	if err != nil {
		return nil, err
	}
	return web.NewGraphQL(engine, web.GraphQLOptions{
		Gate: web.NewGate(16, 16, time.Second), Rates: web.NewRateLimiter(100, time.Now),
		Authenticate: func(r *http.Request) (context.Context, web.Caller, error) {
			return r.Context(), web.Caller{Limits: guard.Staff(), Key: "bench"}, nil
		},
	}), nil
}

// ask sends one request and gives the answer.
func ask(h http.Handler, n int) *httptest.ResponseRecorder {
	body, _ := json.Marshal(map[string]any{"query": document, "variables": map[string]int{"n": n}}) // texts and numbers encode
	r := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func sameAnswers(contenders map[string]http.Handler, n int) error {
	var first any
	for name, h := range contenders {
		var answer struct {
			Data   any
			Errors []any
		}
		w := ask(h, n)
		if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || w.Code != 200 || answer.Data == nil || len(answer.Errors) > 0 {
			return fmt.Errorf("%s answers %d %.300s", name, w.Code, w.Body)
		}
		if first == nil {
			first = answer.Data
		}
		if !reflect.DeepEqual(first, answer.Data) {
			return fmt.Errorf("%s answers something else for %d nodes", name, n)
		}
	}
	return nil
}

// compare gives each contender's processor time a request, in microseconds.
func compare(contenders map[string]http.Handler, n int) map[string]float64 {
	all := map[string][]float64{}
	for range rounds {
		for name, h := range contenders {
			all[name] = append(all[name], round(h, n))
		}
	}
	median := map[string]float64{}
	for name, times := range all {
		slices.Sort(times)
		median[name] = times[len(times)/2]
	}
	return median
}

func round(h http.Handler, n int) float64 {
	began, before, requests := time.Now(), processor(), 0
	for time.Since(began) < roundTime {
		ask(h, n)
		requests++
	}
	return float64((processor() - before).Nanoseconds()) / 1000 / float64(requests)
}

// processor is the time that this process has used, user and system.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err) // only for a wrong argument
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
