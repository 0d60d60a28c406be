// Package web serves HTTP: GraphQL (graphql*.go), health, metrics and the console.
// It decides who asks (caller.go) and bounds how much (gate.go, ratelimit.go);
// what may be done is the centre's.
package web

import (
	"context"
	"net/http"
	"net/netip"
	"runtime"
	"sync/atomic"
	"time"

	"github.com/rs/zerolog"

	"liuyuan/centre"
	"liuyuan/schema"
	"liuyuan/schema/execute"
)

// ServerOptions configures a server.
type ServerOptions struct {
	Log             zerolog.Logger
	Demo            bool // anonymous requests act as a demonstration persona
	GraphiQL        bool
	AllowedOrigins  []string
	PublicPerMinute int               // requests of one public key; 0: no limit
	Trusted         *TrustedDocuments // what public keys may run, and nothing else; nil: anything
	Proxies         []netip.Prefix    // whose X-Forwarded-For is believed
}

// Server is the whole HTTP side of one instance.
type Server struct {
	mux      *http.ServeMux
	centre   *centre.Centre
	options  ServerOptions
	draining atomic.Bool
	closing  chan struct{} // closed when draining begins: streams end
	overload overloadLog
}

// Limits of load: requests that run at once are bounded by the cores, a short
// queue evens out bursts, and what is more is sent away with 503 and Retry-After.
const (
	runningPerCore = 4
	waitingPerCore = 24
	queuePatience  = 40 * time.Millisecond // a refusal comes within 50 ms
	ratedCallers   = 10_000
)

// NewServer wires the handlers of a centre.
func NewServer(c *centre.Centre, o ServerOptions) (*Server, error) {
	s := &Server{mux: http.NewServeMux(), centre: c, options: o, closing: make(chan struct{})}
	cores := runtime.GOMAXPROCS(0)
	gate := NewGate(runningPerCore*cores, waitingPerCore*cores, queuePatience)
	metrics := newMetrics(c, gate)
	engine, err := schema.NewEngine(c, func(_ context.Context, f execute.Fault) {
		o.Log.Error().Err(f.Err).Str("requestId", f.RequestID).Str("path", f.Path).Bytes("stack", f.Stack).Msg("a field failed")
	})
	if err != nil {
		return nil, err
	}
	options := GraphQLOptions{
		Authenticate:   s.authenticate,
		AllowedOrigins: o.AllowedOrigins,
		Rates:          NewRateLimiter(ratedCallers, time.Now),
		Gate:           gate,
		Trusted:        o.Trusted,
		Full:           newMemoryWatch().full,
		RequestID:      requestID,
		Closing:        s.closing,
		Observe:        func(_ context.Context, seen Observation) { metrics.observe(seen); s.logRequest(seen) },
	}
	s.mux.Handle("/graphql", NewGraphQL(engine, options))
	s.mux.Handle("/graphql/stream", NewGraphQLStream(engine, options))
	s.mux.HandleFunc("GET /healthz", s.health)
	s.mux.HandleFunc("GET /readyz", s.ready)
	s.mux.Handle("GET /metrics", s.inside(metrics.handler()))
	if o.GraphiQL {
		s.mux.Handle("GET /graphiql", graphiQL())
		s.mux.Handle("GET /graphiql/", graphiQL())
	}
	s.mux.Handle("/", console())
	return s, nil
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.draining.Load() {
		w.Header().Set("Connection", "close") // the next request goes elsewhere
	}
	s.mux.ServeHTTP(w, r)
}

// Drain makes readiness say no, so that no new work is sent here, and ends open
// streams; what is under way goes on.
func (s *Server) Drain() {
	if !s.draining.Swap(true) {
		close(s.closing)
	}
}

// logRequest writes one line for each GraphQL answer, without its content.
func (s *Server) logRequest(seen Observation) {
	if seen.Panic != nil {
		s.options.Log.Error().Str("requestId", seen.RequestID).Interface("panic", seen.Panic).Msg("a request panicked")
	}
	level := zerolog.DebugLevel
	switch {
	case seen.Status == http.StatusServiceUnavailable && seen.Kind == "":
		s.overload.note(s.options.Log, time.Now()) // a line for each would make the overload worse
	case seen.Status >= http.StatusInternalServerError:
		level = zerolog.WarnLevel
	}
	s.options.Log.WithLevel(level).Str("requestId", seen.RequestID).Str("caller", seen.Key).Str("kind", string(seen.Kind)).
		Int("status", seen.Status).Strs("codes", seen.Codes).Int("cost", seen.Actual).Dur("took", seen.Duration).Msg("graphql")
}
