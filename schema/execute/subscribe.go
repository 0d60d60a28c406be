package execute

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"

	"github.com/graphql-go/graphql"

	"liuyuan/schema/guard"
)

// EventContext makes the context of one event out of that of the subscription.
type EventContext func(context.Context) (context.Context, context.CancelFunc, bool)

// Scoped is an event that not every subscriber may see or wants. It is asked in the event's own context, before the
// event is resolved; no answer is made of an event that is not shown.
type Scoped interface {
	Shown(context.Context) bool
}

// Subscribe starts a subscription and answers a channel of whole answers, one for each event. The channel is closed
// when the source ends, each says so, or ctx is done; the caller must cancel ctx when it stops reading.
//
// each is asked before an event is resolved. It gives the event a context of its own, with a deadline and fresh
// loaders, or refuses, which ends the subscription: a viewer's rights may have changed since it began.
//
// The Subscribe function of the field must return a chan any (or a <-chan any) and close it when the source ends or
// p.Context is done. The event becomes the Source of the field's Resolve function, which re-checks what the
// subscriber may see.
func (o *Operation) Subscribe(ctx context.Context, requestID string, each EventContext) (<-chan []byte, *guard.Refusal) {
	ctx, cancel := context.WithCancel(ctx)
	source, err := o.source(ctx)
	if err != nil {
		cancel()
		return nil, o.engine.refusalOf(ctx, err, requestID)
	}
	answers := make(chan []byte)
	go func() {
		defer close(answers)
		defer cancel()
		for {
			select {
			case <-ctx.Done():
			case event, more := <-source:
				if !more {
					return
				}
				if o.pass(ctx, event, requestID, each, answers) {
					continue
				}
				cancel() // each refused, or nobody listens any more
			}
			for range source { // a source blocked on sending could not see that ctx is done
			}
			return
		}
	}()
	return answers, nil
}

// pass resolves one event and hands its answer over.
func (o *Operation) pass(ctx context.Context, event any, requestID string, each EventContext, answers chan<- []byte) bool {
	eventCtx, cancel, ok := each(ctx)
	if !ok {
		return false
	}
	defer cancel()
	if scoped, ok := event.(Scoped); ok && !scoped.Shown(eventCtx) {
		return ctx.Err() == nil
	}
	body, _ := o.run(eventCtx, nil, requestID, event)
	select {
	case answers <- body:
		return true
	case <-ctx.Done():
		return false
	}
}

// source calls the Subscribe function of the subscription's one field.
func (o *Operation) source(ctx context.Context) (source <-chan any, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &panicked{p, debug.Stack()}
		}
	}()
	fields := o.operation.plan(o.variables).root.fields
	if len(fields) != 1 || fields[0].typename != nil || fields[0].field.definition.Subscribe == nil {
		return nil, &codedError{string(guard.ValidationFailed), "这个字段不能订阅 · this field cannot be subscribed to"}
	}
	f := fields[0]
	arguments := f.arguments
	if arguments == nil {
		if arguments, err = o.engine.types.arguments(f.field, f.nodes[0], o.variables); err != nil {
			return nil, err
		}
	}
	value, err := f.field.definition.Subscribe(graphql.ResolveParams{Args: arguments, Info: f.info, Context: ctx})
	if err != nil {
		return nil, err
	}
	switch c := value.(type) {
	case chan any:
		return c, nil
	case <-chan any:
		return c, nil
	}
	return nil, fmt.Errorf("subscription %s: the source is a %T, want chan any", f.key, value)
}

// refusalOf is what the caller learns of an error before anything ran.
func (e *Engine) refusalOf(ctx context.Context, err error, requestID string) *guard.Refusal {
	var coded CodedError
	if errors.As(err, &coded) {
		return &guard.Refusal{Code: guard.Code(coded.GraphQLCode()), Message: coded.GraphQLMessage()}
	}
	e.options.Report(ctx, Fault{RequestID: requestID, Err: err})
	return &guard.Refusal{Code: Internal, Message: InternalMessage}
}
