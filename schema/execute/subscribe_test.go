package execute_test

import (
	"context"
	"runtime"
	"strings"
	"testing"
	"time"
)

func always(ctx context.Context) (context.Context, context.CancelFunc, bool) {
	return ctx, func() {}, true
}

func TestSubscriptionsEndWhenAnEventIsRefused(t *testing.T) {
	left := 2
	answers, refusal := prepare(t, fixture(t), `subscription{ticks(n:1000000)}`, "null").Subscribe(context.Background(), "r1",
		func(ctx context.Context) (context.Context, context.CancelFunc, bool) {
			left--
			return ctx, func() {}, left >= 0
		})
	if refusal != nil {
		t.Fatal(refusal)
	}
	events := 0
	for range answers {
		events++
	}
	if events != 2 {
		t.Errorf("%d events, want the two that were allowed", events)
	}
}

func TestSubscriptionsAnswerEachEventAndEnd(t *testing.T) {
	op := prepare(t, fixture(t), `subscription{n:ticks(n:3)}`, "null")
	answers, refusal := op.Subscribe(context.Background(), "r1", always)
	if refusal != nil {
		t.Fatal(refusal)
	}
	var got []string
	for body := range answers {
		data, _, _ := strings.Cut(string(body), `,"extensions"`)
		got = append(got, data)
	}
	if strings.Join(got, " ") != `{"data":{"n":0} {"data":{"n":1} {"data":{"n":2}` {
		t.Errorf("%v", got)
	}
}

func TestSubscriptionsTellWhyTheyAreRefused(t *testing.T) {
	_, refusal := prepare(t, fixture(t), `subscription{refused}`, "null").Subscribe(context.Background(), "r1", always)
	if refusal == nil || refusal.Code != "NOT_FOUND" {
		t.Errorf("%v", refusal)
	}
}

func TestAThousandCancelledSubscriptionsLeaveNoGoroutine(t *testing.T) {
	e := fixture(t)
	before := runtime.NumGoroutine()
	for range 1000 {
		ctx, cancel := context.WithCancel(context.Background())
		answers, refusal := prepare(t, e, `subscription{ticks(n:1000000)}`, "null").Subscribe(ctx, "r1", always)
		if refusal != nil {
			t.Fatal(refusal)
		}
		<-answers
		cancel()
		for range answers { // closed once the source is drained
		}
	}
	for started := time.Now(); time.Since(started) < 10*time.Second; { // sources end a moment after they are drained
		if runtime.NumGoroutine() <= before {
			return
		}
		runtime.Gosched()
	}
	if after := runtime.NumGoroutine(); after > before {
		t.Errorf("%d goroutines, %d before", after, before)
	}
}
