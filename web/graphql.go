package web

import (
	"context"
	"crypto/rand"
	"fmt"
	"math"
	"net/http"
	"runtime/debug"
	"strconv"
	"sync"
	"time"

	"liuyuan/schema/execute"
	"liuyuan/schema/guard"
)

// Caller is who sends a GraphQL request, as far as limits go; permission is the centre's.
type Caller struct {
	Limits      guard.Limits
	Key         string // of the principal, for its rate limit; empty means no limit of its own
	PerMinute   int    // requests a minute and at once; 0 means no limit
	TrustedOnly bool   // may run trusted documents only
}

// Authenticate tells who sends a request and puts the viewer into the context. Its error is answered as 401
// UNAUTHENTICATED with one body for every cause, unless it is an execute.CodedError, whose code and message are told.
// It is called again for each event of a stream and while nothing happens on it: its context is that event's own, and
// a revoked credential ends the stream.
type Authenticate func(*http.Request) (context.Context, Caller, error)

// GraphQLOptions configures the GraphQL handlers. Only Authenticate is required.
type GraphQLOptions struct {
	Authenticate     Authenticate
	AllowedOrigins   []string                           // of browsers on other sites: "https://app.example.cn"
	Trusted          *TrustedDocuments                  // nil: none
	Rates            *RateLimiter                       // nil: no rate limits
	Gate             *Gate                              // nil: no limit on requests at once
	Full             func() bool                        // says that memory is nearly used up: new work is refused; nil: never
	WriteDeadline    time.Duration                      // for a client to take its answer; 0: 20 s
	QueryDeadline    time.Duration                      // 0: 2 s
	MutationDeadline time.Duration                      // 0: 5 s
	StreamTick       time.Duration                      // between signs of life and checks of the credential on a stream; 0: 4 s
	MaxStreams       int                                // open at once; 0: 1000
	StreamsPerCaller int                                // open at once for one Caller.Key; 0: 50
	Closing          <-chan struct{}                    // closed when the server drains: streams end, clients reconnect elsewhere
	RequestID        func(*http.Request) string         // nil: random
	Observe          func(context.Context, Observation) // nil: nobody; called once for each answer
}

// Observation is what metrics and logs may know of an answered request. It holds no input.
type Observation struct {
	RequestID string
	Key       string       // of the caller, empty before authentication
	Kind      execute.Kind // empty if the request was refused before it was known
	Status    int
	Codes     []string
	Requested int // cost
	Actual    int
	Duration  time.Duration
	Panic     error // of the handler itself, with its stack: a defect to log
}

// graphQL serves GraphQL over HTTP at /graphql.
type graphQL struct {
	engine  *execute.Engine
	options GraphQLOptions
	bodies  *sync.Pool
	streams *slots
}

// NewGraphQL is the handler of /graphql after the GraphQL-over-HTTP specification: POST with JSON, GET for queries.
func NewGraphQL(engine *execute.Engine, o GraphQLOptions) http.Handler { return newGraphQL(engine, o) }

func newGraphQL(engine *execute.Engine, o GraphQLOptions) *graphQL {
	setDefault(&o.QueryDeadline, 2*time.Second)
	setDefault(&o.MutationDeadline, 5*time.Second)
	setDefault(&o.StreamTick, 4*time.Second)
	setDefault(&o.WriteDeadline, 20*time.Second)
	setDefault(&o.MaxStreams, 1000)
	setDefault(&o.StreamsPerCaller, 50)
	if o.RequestID == nil {
		o.RequestID = func(*http.Request) string { return rand.Text() }
	}
	if o.Full == nil {
		o.Full = func() bool { return false }
	}
	if o.Observe == nil {
		o.Observe = func(context.Context, Observation) {}
	}
	return &graphQL{engine: engine, options: o, streams: newSlots(o.MaxStreams, o.StreamsPerCaller),
		bodies: &sync.Pool{New: func() any { return new([]byte) }}}
}

func setDefault[T comparable](value *T, fallback T) {
	var zero T
	if *value == zero {
		*value = fallback
	}
}

// exchange is one request on its way through the handler.
type exchange struct {
	*graphQL
	w       http.ResponseWriter
	plain   *http.Request // as it came
	r       *http.Request // with the context of its caller
	media   string        // of the answer
	caller  Caller
	started time.Time
	written bool // the status is sent
	seen    Observation
}

func (g *graphQL) begin(w http.ResponseWriter, r *http.Request) *exchange {
	x := &exchange{graphQL: g, w: w, plain: r, r: r, media: mediaJSON, started: time.Now()}
	x.seen.RequestID = g.options.RequestID(r)
	w.Header().Set("X-Request-Id", x.seen.RequestID)
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cache-Control", "no-store")
	return x
}

// ServeHTTP answers one GraphQL request.
func (g *graphQL) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	x := g.begin(w, r)
	defer x.rescue()
	if g.options.Gate.Full() {
		x.refuse(overloaded())
		return
	}
	request, refusal := x.admit(negotiate)
	if refusal != nil {
		x.refuse(refusal)
		return
	}
	release, ok := x.enter(r.Context())
	if !ok {
		x.refuse(overloaded())
		return
	}
	defer release()
	operation, refusals := x.prepare(request)
	if refusals != nil {
		x.refuse(refusals...)
		return
	}
	x.run(operation)
}

// admit takes a request through transport: origin, method, media types, credential, rate, body.
func (x *exchange) admit(accept func(*http.Request) (string, bool)) (guard.Request, *guard.Refusal) {
	if done, refusal := x.checkOrigin(); done || refusal != nil {
		return guard.Request{}, orHandled(refusal)
	}
	if x.r.Method != http.MethodPost && x.r.Method != http.MethodGet {
		return guard.Request{}, guard.Refuse(guard.MethodNotAllowed, "请用 GET 或 POST · use GET or POST")
	}
	media, acceptable := accept(x.r)
	if !acceptable {
		return guard.Request{}, guard.Refuse(notAcceptable, "请接受 application/graphql-response+json · accept application/graphql-response+json or application/json; subscriptions: text/event-stream at /graphql/stream")
	}
	x.media = media
	if x.r.Method == http.MethodPost && !isJSON(x.r.Header.Get("Content-Type")) {
		return guard.Request{}, guard.Refuse(unsupportedMediaType, "请以 application/json 发送 · send Content-Type: application/json in UTF-8")
	}
	if coding := x.r.Header.Get("Content-Encoding"); coding != "" && coding != "identity" {
		return guard.Request{}, guard.Refuse(unsupportedMediaType, "请不要压缩请求 · send the body as it is, without Content-Encoding")
	}
	if refusal := x.authenticate(); refusal != nil {
		return guard.Request{}, refusal
	}
	if wait, ok := x.options.Rates.Allow(x.caller.Key, x.caller.PerMinute); !ok {
		x.w.Header().Set("Retry-After", strconv.Itoa(max(1, int(math.Ceil(wait.Seconds())))))
		return guard.Request{}, guard.Refuse(rateLimited, "请求过于频繁，请稍后再试 · too many requests; wait as Retry-After says")
	}
	return x.read()
}

func (x *exchange) authenticate() *guard.Refusal {
	ctx, caller, err := x.options.Authenticate(x.plain)
	if err != nil {
		return unauthenticated(err)
	}
	x.r, x.caller, x.seen.Key = x.r.WithContext(ctx), caller, caller.Key
	return nil
}

// prepare finds the document of a request and has the engine check it.
func (x *exchange) prepare(request guard.Request) (*execute.Operation, []*guard.Refusal) {
	document, refusal := x.options.Trusted.document(request, x.caller.TrustedOnly)
	if refusal != nil {
		return nil, []*guard.Refusal{refusal}
	}
	operation, refusals := x.engine.Prepare(execute.Request{
		Document: document, OperationName: request.OperationName, Variables: request.Variables,
		Limits: x.caller.Limits, QueryOnly: x.r.Method == http.MethodGet && x.media != mediaStream,
	})
	if operation != nil {
		x.seen.Kind, x.seen.Requested = operation.Kind, operation.Cost
	}
	return operation, refusals
}

// enter waits for a place among the requests that run; there is none when memory is short.
func (x *exchange) enter(ctx context.Context) (release func(), ok bool) {
	if x.options.Full() {
		return nil, false
	}
	return x.options.Gate.Enter(ctx)
}

func (x *exchange) deadline(kind execute.Kind) time.Duration {
	if kind == execute.Mutation {
		return x.options.MutationDeadline
	}
	return x.options.QueryDeadline
}

func (x *exchange) run(operation *execute.Operation) {
	if operation.Kind == execute.Subscription {
		x.refuse(guard.Refuse(notAcceptable, "订阅请用 /graphql/stream · subscriptions are served at /graphql/stream as text/event-stream"))
		return
	}
	ctx, cancel := context.WithTimeout(x.r.Context(), x.deadline(operation.Kind))
	defer cancel()
	buffer := x.bodies.Get().(*[]byte)
	defer x.bodies.Put(buffer)
	body, outcome := operation.Run(ctx, (*buffer)[:0], x.seen.RequestID)
	if cap(body) <= 256<<10 {
		*buffer = body
	}
	x.seen.Codes, x.seen.Actual = outcome.Codes, outcome.Actual
	x.write(statusOfAnswer(outcome), body)
}

// refuse answers a request that was not run.
func (x *exchange) refuse(refusals ...*guard.Refusal) {
	if refusals[0] == handled {
		x.observe(http.StatusNoContent)
		return
	}
	for _, refusal := range refusals {
		x.seen.Codes = append(x.seen.Codes, string(refusal.Code))
	}
	body := execute.AppendRefusals(nil, refusals, x.seen.RequestID)
	x.write(statusOf(refusals[0].Code, x.media), body)
}

func (x *exchange) write(status int, body []byte) {
	h := x.w.Header()
	h.Set("Content-Type", x.media+"; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	switch status {
	case http.StatusServiceUnavailable, http.StatusTooManyRequests:
		if h.Get("Retry-After") == "" {
			h.Set("Retry-After", "1")
		}
	case http.StatusMethodNotAllowed:
		h.Set("Allow", "GET, POST")
		if x.r.Method == http.MethodGet {
			h.Set("Allow", "POST")
		}
	case http.StatusUnauthorized:
		h.Set("WWW-Authenticate", "Bearer")
		if x.r.ContentLength != 0 {
			h.Set("Connection", "close") // nobody waits for the body of a stranger
		}
	}
	x.written = true
	_ = http.NewResponseController(x.w).SetWriteDeadline(time.Now().Add(x.options.WriteDeadline)) // not every writer has one
	x.w.WriteHeader(status)
	_, _ = x.w.Write(body) // the client is gone if this fails
	x.observe(status)
}

// rescue answers a panic of the handler itself; those of resolvers are caught where they happen.
func (x *exchange) rescue() {
	p := recover()
	if p == nil {
		return
	}
	x.seen.Panic = fmt.Errorf("%v\n%s", p, debug.Stack())
	if x.written {
		x.observe(http.StatusInternalServerError)
		return
	}
	x.media = mediaJSON
	x.refuse(internal())
}

func (x *exchange) observe(status int) {
	x.seen.Status, x.seen.Duration = status, time.Since(x.started)
	x.options.Observe(x.r.Context(), x.seen)
}
