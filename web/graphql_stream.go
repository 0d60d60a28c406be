package web

import (
	"context"
	"net/http"
	"time"

	"liuyuan/schema/execute"
	"liuyuan/schema/guard"
)

// stream serves operations as server-sent events after the distinct connections mode of graphql-sse: an event "next"
// for each answer, then "complete". What is wrong with the GraphQL of a request is told as an answer, because
// browsers' event sources do not show the bodies of other statuses.
type stream struct{ *graphQL }

// NewGraphQLStream is the handler of /graphql/stream. It answers subscriptions, and queries and mutations as one event.
func NewGraphQLStream(engine *execute.Engine, o GraphQLOptions) http.Handler {
	return stream{newGraphQL(engine, o)}
}

// ServeHTTP holds the connection open until the operation ends, the client goes or its credential is revoked.
func (s stream) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	x := s.begin(w, r)
	defer x.rescue()
	if s.options.Gate.Full() {
		x.refuse(overloaded())
		return
	}
	request, refusal := x.admit(negotiateStream)
	if refusal != nil {
		if x.media == mediaStream {
			x.media = mediaJSON
		}
		x.refuse(refusal)
		return
	}
	if x.options.Full() || !s.streams.take(x.caller.Key) {
		x.media = mediaJSON
		x.refuse(overloaded())
		return
	}
	defer s.streams.give(x.caller.Key)
	operation, refusals := x.prepare(request)
	if operation != nil && operation.Kind == execute.Mutation && r.Method == http.MethodGet {
		x.media = mediaJSON
		x.refuse(guard.Refuse(guard.MethodNotAllowed, "GET 只能查询和订阅 · only queries and subscriptions may be sent with GET"))
		return
	}
	ctx, cancel := context.WithCancel(x.r.Context())
	defer cancel()
	switch {
	case refusals != nil:
		x.openStream()
		x.next(execute.AppendRefusals(nil, refusals, x.seen.RequestID))
	case operation.Kind == execute.Subscription:
		x.follow(ctx, operation, cancel)
	default:
		x.openStream()
		x.once(ctx, operation)
	}
	x.send("event: complete\ndata: \n\n")
	x.observe(http.StatusOK)
}

func (x *exchange) openStream() {
	h := x.w.Header()
	h.Set("Content-Type", mediaStream+"; charset=utf-8")
	h.Set("X-Accel-Buffering", "no")
	x.written = true
	x.w.WriteHeader(http.StatusOK)
	x.send(":\n\n")
}

func (x *exchange) once(ctx context.Context, operation *execute.Operation) {
	release, ok := x.enter(ctx)
	if !ok {
		x.next(execute.AppendRefusals(nil, []*guard.Refusal{overloaded()}, x.seen.RequestID))
		return
	}
	defer release()
	ctx, cancel := context.WithTimeout(ctx, x.deadline(operation.Kind))
	defer cancel()
	body, outcome := operation.Run(ctx, nil, x.seen.RequestID)
	x.seen.Codes, x.seen.Actual = outcome.Codes, outcome.Actual
	x.next(body)
}

// follow passes events on until the source, the client or the credential ends.
func (x *exchange) follow(ctx context.Context, operation *execute.Operation, cancel context.CancelFunc) {
	answers, refusal := operation.Subscribe(ctx, x.seen.RequestID, x.event)
	x.openStream() // now: who sees the stream open misses nothing that happens after
	if refusal != nil {
		x.next(execute.AppendRefusals(nil, []*guard.Refusal{refusal}, x.seen.RequestID))
		return
	}
	defer func() {
		cancel()
		for range answers { // until the source has seen the end
		}
	}()
	tick := time.NewTicker(x.options.StreamTick)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-x.options.Closing:
			return
		case body, more := <-answers:
			if !more {
				x.endOfCredential()
				return
			}
			if !x.next(body) {
				return
			}
		case <-tick.C:
			if x.endOfCredential() || !x.send(":\n\n") {
				return
			}
		}
	}
}

// event gives an event its own caller and deadline; it refuses when the credential is no longer good.
func (x *exchange) event(ctx context.Context) (context.Context, context.CancelFunc, bool) {
	eventCtx, _, err := x.options.Authenticate(x.plain.WithContext(ctx))
	if err != nil {
		return nil, nil, false
	}
	eventCtx, cancel := context.WithTimeout(eventCtx, x.options.QueryDeadline)
	return eventCtx, cancel, true
}

// endOfCredential tells a client whose credential has ended, and whether it has.
func (x *exchange) endOfCredential() bool {
	_, _, err := x.options.Authenticate(x.plain)
	if err != nil {
		x.next(execute.AppendRefusals(nil, []*guard.Refusal{unauthenticated(err)}, x.seen.RequestID))
	}
	return err != nil
}

func (x *exchange) next(body []byte) bool {
	return x.send("event: next\ndata: " + string(body) + "\n\n") // JSON of ours holds no line breaks
}

// send writes and flushes; a client that does not read within 10 s is given up.
func (x *exchange) send(text string) bool {
	control := http.NewResponseController(x.w)
	_ = control.SetWriteDeadline(time.Now().Add(10 * time.Second)) // not every writer has one
	if _, err := x.w.Write([]byte(text)); err != nil {
		return false
	}
	return control.Flush() == nil
}
