package schema_test

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/graphql-go/graphql"

	"liuyuan/centre"
	"liuyuan/identity"
	"liuyuan/registry"
	"liuyuan/schema"
	"liuyuan/schema/execute"
	"liuyuan/schema/guard"
)

// watched counts the resolvers of the real schema that are called, and cancels the
// request inside one of them.
type watched struct {
	engine *execute.Engine
	calls  int
	after  int // calls once the request was cancelled
	at     int // the call to cancel in
	cancel context.CancelFunc
}

func watch(t *testing.T, c *centre.Centre) *watched {
	t.Helper()
	s, err := schema.New(c)
	if err != nil {
		t.Fatal(err)
	}
	w := &watched{}
	for _, declared := range s.TypeMap() {
		object, ok := declared.(*graphql.Object)
		if !ok {
			continue
		}
		for _, f := range object.Fields() {
			if resolve := f.Resolve; resolve != nil {
				f.Resolve = func(p graphql.ResolveParams) (any, error) {
					if w.cancel != nil && p.Context.Err() != nil {
						w.after++
					}
					if w.calls++; w.calls == w.at {
						w.cancel()
					}
					return resolve(p)
				}
			}
		}
	}
	if w.engine, err = execute.New(s, execute.Options{Report: func(_ context.Context, f execute.Fault) { t.Errorf("%s: %v", f.Path, f.Err) }}); err != nil {
		t.Fatal(err)
	}
	return w
}

// run runs a document and cancels it inside call number at, or never.
func (w *watched) run(t *testing.T, c *centre.Centre, document string, at int) execute.Outcome {
	t.Helper()
	viewer, _ := identity.Demo("", "440703")
	ctx, cancel := context.WithCancel(schema.WithRequest(t.Context(), c, viewer, registry.Chinese))
	defer cancel()
	op, refusals := w.engine.Prepare(execute.Request{Document: document, Limits: guard.Staff()})
	if refusals != nil {
		t.Fatal(refusals[0])
	}
	w.calls, w.after, w.at, w.cancel = 0, 0, at, cancel
	_, outcome := op.Run(ctx, nil, "r1")
	return outcome
}

func TestAtMostOneResolverOfTheRealSchemaIsCalledAfterACancel(t *testing.T) {
	c := newCentre(t)
	w := watch(t, c)
	for _, document := range []string{
		`{searchDirectory(query:"劳资",first:10){totalCount facets{name values{label}} nodes{...on Mediator{name posts{organization{name region{name}}} serviceAreas{name}}...on Organization{name}}}}`,
		`{mediators(first:10){edges{cursor node{name standings{organization{name}} specialties{disputeType{name}}}} totalCount}}`,
		`{matchMediators(input:{text:"工地拖欠工资",regionCode:"440703101"},first:5){candidates{mediator{name} contributions{points reason{message}}} relaxations{first{mediator{name}}}}}`,
		`{region(code:"440703101"){name children{sixMembers{holders{mediator{name}}}}}}`,
		`{disputes(first:5){totalCount nodes{number}} planAssignments(input:{regionCode:"440703"}){total}}`,
	} {
		if outcome := w.run(t, c, document, 0); outcome.Unanswered || len(outcome.Codes) > 0 {
			t.Fatalf("%s: %v", document, outcome.Codes)
		}
		whole := w.calls
		for at := 1; at < whole; at += 1 + whole/40 {
			outcome := w.run(t, c, document, at)
			if w.after > 0 || w.calls > at {
				t.Errorf("%.40s: cancelled in call %d of %d, %d calls more", document, at, whole, w.calls-at)
			}
			if !outcome.Unanswered || !slices.Contains(outcome.Codes, execute.Unavailable) {
				t.Errorf("%.40s: cancelled in call %d: %+v", document, at, outcome)
			}
		}
	}
}

// What a resolver calls sees the end of a request as well: SQL, the word index, matching
// and planning.
func TestStoreIndexAndPlanSeeACancel(t *testing.T) {
	c := newCentre(t)
	viewer, _ := identity.Demo("", "440703")
	ended, cancel := context.WithDeadline(t.Context(), time.Now().Add(-time.Second))
	defer cancel()
	ask := registry.MediatorPage{Limit: 10}
	for name, call := range map[string]func(context.Context) error{
		"store": func(ctx context.Context) error { _, err := c.ListMediators(ctx, viewer, ask); return err },
		"index": func(ctx context.Context) error {
			_, err := c.Search(ctx, viewer, registry.DirectoryQuestion{Text: "劳资", First: 10})
			return err
		},
		"suggest": func(ctx context.Context) error { _, err := c.Suggest(ctx, viewer, "劳", 5); return err },
		"match": func(ctx context.Context) error {
			_, err := c.Match(ctx, viewer, centre.MatchInput{Type: "10.01", Region: "440703101"}, 5)
			return err
		},
		"plan": func(ctx context.Context) error {
			_, err := c.PlanAssignments(ctx, viewer, centre.PlanInput{Region: "440703", MaxCandidates: 50})
			return err
		},
	} {
		if err := call(t.Context()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := call(ended); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s goes on after the deadline: %v", name, err)
		}
	}
}

// endsInMatching is a request that ends once matching asks whether it has.
type endsInMatching struct {
	context.Context
	asked *int
}

func (c endsInMatching) Err() error {
	callers := make([]uintptr, 8)
	frames := runtime.CallersFrames(callers[:runtime.Callers(2, callers)])
	for frame, more := frames.Next(); ; frame, more = frames.Next() {
		if strings.HasPrefix(frame.Function, "liuyuan/matching.") {
			*c.asked++
			return context.DeadlineExceeded
		}
		if !more {
			return c.Context.Err()
		}
	}
}

// A plan takes longer than the reads before it: the end of a request must be seen while it is made.
func TestAPlanThatIsBeingMadeIsGivenUp(t *testing.T) {
	c := newCentre(t)
	viewer, _ := identity.Demo("", "440703")
	a := asker{t, newEngine(t, c), c}
	if _, codes, body := a.ask(viewer, `mutation{registerDispute(input:{narrative:"拖欠工资",regionCode:"440703101",disputeType:"10.01",riskLevel:LOW}){dispute{id} userErrors{code}}}`); len(codes) > 0 {
		t.Fatalf("%s", body)
	}
	ask, asked := centre.PlanInput{Region: "440703", MaxCandidates: 5}, 0
	if _, err := c.PlanAssignments(t.Context(), viewer, ask); err != nil {
		t.Fatal(err)
	}
	if _, err := c.PlanAssignments(endsInMatching{t.Context(), &asked}, viewer, ask); !errors.Is(err, context.DeadlineExceeded) || asked != 1 {
		t.Errorf("asked %d times, then %v", asked, err)
	}
}
