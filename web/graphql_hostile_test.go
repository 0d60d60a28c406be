package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/graphql-go/graphql"

	"liuyuan/schema/execute"
	"liuyuan/schema/guard"
)

// hostile is one request of testdata/hostile-requests.json, the list of attacks that the service's security notes
// call for: each kills, slows or opens up an unguarded GraphQL server as measured_unguarded says.
type hostile struct {
	ID, Group, What, Method, Who string
	ContentType                  string `json:"content_type"`
	Document                     []any
	RawBody                      []any `json:"raw_body"`
	Variables                    map[string][]any
	Status                       int     `json:"expect_status"`
	Code                         string  `json:"expect_code"`
	Milliseconds                 float64 `json:"max_ms"`
}

// elsewhere is the requests that test other parts: reading speed is the server's write timeout, files are the
// roster's. The first two groups of letters are theirs.
var elsewhere = map[string]string{
	"C15": "the server's WriteTimeout", "F01": "roster import", "F03": "roster import", "F05": "roster import", "F07": "roster export",
}

// alsoAccepted is the other limits that a document breaks; the code of any of them will do.
var alsoAccepted = map[string][]string{
	"B20": {"QUERY_TOO_COMPLEX"}, "B28": {"INTROSPECTION_DISABLED"}, "A03": {"INTROSPECTION_DISABLED"},
	"B26": {"QUERY_TOO_DEEP"}, // eleven levels
}

func TestHostileRequestsAreRefusedAndTheServerLives(t *testing.T) {
	file, err := os.ReadFile("testdata/hostile-requests.json")
	if err != nil {
		t.Fatal(err)
	}
	var requests []hostile
	if err := json.Unmarshal(file, &requests); err != nil {
		t.Fatal(err)
	}
	handler := NewGraphQL(hostileEngine(t), GraphQLOptions{Authenticate: asNamed})
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for _, h := range append(requests, relatives()...) {
		if elsewhere[h.ID] != "" {
			continue
		}
		t.Run(h.ID, func(t *testing.T) { h.try(t, handler) })
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 64<<20 {
		t.Errorf("the heap grew by %d bytes over the suite, want at most 64 MiB", grown)
	}
}

func (h hostile) try(t *testing.T, handler http.Handler) {
	request := h.request()
	answer := httptest.NewRecorder()
	started := time.Now()
	handler.ServeHTTP(answer, request)
	if took := time.Since(started); took > time.Duration(h.Milliseconds*float64(time.Millisecond)) {
		t.Logf("%s took %v, meant to take %v ms", h.What, took, h.Milliseconds) // told, not judged: machines are shared
	}
	body := answer.Body.String()
	if answer.Code != h.Status {
		t.Errorf("%s: status %d, want %d: %.300s", h.What, answer.Code, h.Status, body)
	}
	var parsed struct {
		Errors []struct {
			Message    string
			Extensions struct{ Code, RequestID string }
		}
	}
	if err := json.Unmarshal([]byte(body), &parsed); err != nil {
		t.Fatalf("%s: the answer is not JSON: %.300s", h.What, body)
	}
	if h.Code == "" {
		return
	}
	if len(parsed.Errors) == 0 || len(parsed.Errors) > 10 {
		t.Fatalf("%s: %d errors: %.300s", h.What, len(parsed.Errors), body)
	}
	first := parsed.Errors[0].Extensions
	accepted := append([]string{h.Code}, alsoAccepted[h.ID]...)
	if !strings.Contains(strings.Join(accepted, " "), first.Code) || first.RequestID == "" {
		t.Errorf("%s: code %s, request id %q, want one of %v", h.What, first.Code, first.RequestID, accepted)
	}
	for _, leak := range []string{"Did you mean", "panic", "goroutine", "password", "mediatorz", "aaaaaaaa", "[[[["} {
		if strings.Contains(body, leak) {
			t.Errorf("%s: the answer holds %q: %.300s", h.What, leak, body)
		}
	}
	if h.ID == "B10" && len(parsed.Errors) != 1 {
		t.Errorf("%s: %d error lines, want one", h.What, len(parsed.Errors))
	}
}

func (h hostile) request() *http.Request {
	if h.Method == http.MethodGet {
		r := httptest.NewRequest(h.Method, "/graphql?query="+url.QueryEscape(written(h.Document)), nil)
		r.Header.Set("Accept", mediaResponse)
		return r
	}
	text := written(h.RawBody)
	if h.RawBody == nil {
		encoded, _ := json.Marshal(map[string]any{"query": written(h.Document), "variables": h.variables()}) // strings and maps encode
		text = string(encoded)
	}
	r := httptest.NewRequest(h.Method, "/graphql", io.NopCloser(strings.NewReader(text))) // no length: chunked
	r.Header.Set("Content-Type", h.ContentType)
	r.Header.Set("Accept", mediaResponse)
	r.Header.Set("X-Who", h.Who)
	r.Header.Set("X-Case", h.ID)
	if h.Method == http.MethodOptions {
		r.Header.Set("Origin", "https://evil.example")
	}
	return r
}

func (h hostile) variables() map[string]any {
	if nest := h.Variables["nest"]; nest != nil {
		inner := any(map[string]any{})
		for range int(nest[2].(float64)) {
			inner = map[string]any{nest[1].(string): inner}
		}
		return map[string]any{nest[0].(string): inner}
	}
	if list := h.Variables["list"]; list != nil {
		items := make([]any, int(list[3].(float64)))
		for i := range items {
			items[i] = list[2]
		}
		return map[string]any{list[0].(string): map[string]any{list[1].(string): items}}
	}
	return nil
}

// written puts the parts of a document together: texts, {"rep": [text, times]} and the same with "numbered".
func written(parts []any) string {
	var out strings.Builder
	for _, part := range parts {
		text, isText := part.(string)
		if isText {
			out.WriteString(strings.ReplaceAll(text, "__test_panic", "testPanic"))
			continue
		}
		repeated := part.(map[string]any)
		pattern, times := repeated["rep"].([]any)[0].(string), int(repeated["rep"].([]any)[1].(float64))
		for i := range times {
			if repeated["numbered"] == true {
				fmt.Fprintf(&out, pattern, i)
			} else {
				out.WriteString(pattern)
			}
		}
	}
	return out.String()
}

// relatives is attacks of our own, most of them on differences between the scan and the parser behind it.
func relatives() []hostile {
	attack := func(id, what, code string, status int, document ...any) hostile {
		return hostile{ID: id, What: what, Method: http.MethodPost, ContentType: mediaJSON, Who: "public", Document: document, Status: status, Code: code, Milliseconds: 50}
	}
	repeat := func(text string, times float64) map[string]any { return map[string]any{"rep": []any{text, times}} }
	return []hostile{
		attack("R01", "names chained by dots count as tokens", "TOO_MANY_TOKENS", 400, "{", repeat("...a", 1200), "}"),
		attack("R02", "numbers chained by minus signs count as tokens", "TOO_MANY_TOKENS", 400, "{f(a:[", repeat("1-2", 1200), "])}"),
		attack("R03", "four quotes cannot hide brackets from the scan", "GRAPHQL_PARSE_FAILED", 400, `{f(a:"""x"""") `, repeat("[", 100), `")}`),
		attack("R04", "an escape at the end of the document", "GRAPHQL_PARSE_FAILED", 400, `{f(a:"\`),
		attack("R05", "21 directives", "TOO_MANY_DIRECTIVES", 400, "{__typename ", repeat("@a", 21), "}"),
		attack("R06", "21 arguments", "TOO_MANY_ARGUMENTS", 400, "{mediators(", map[string]any{"rep": []any{"a%d:1 ", 21.0}, "numbered": true}, "){__typename}}"),
		attack("R07", "a string literal of 5 KB", "ARGUMENT_TOO_LONG", 400, `{mediators(q:"`, repeat("a", 5000), `"){__typename}}`),
		attack("R08", "16 aliases", "QUERY_TOO_COMPLEX", 400, "{", map[string]any{"rep": []any{"a%d:__typename ", 16.0}, "numbered": true}, "}"),
		attack("R09", "11 levels", "QUERY_TOO_DEEP", 400, "{mediators{edges{node{", repeat("mediator{", 7), "id", repeat("}", 11)),
		attack("R10", "110 fragments that spread an unknown one", "GRAPHQL_VALIDATION_FAILED", 400, "{...F0}", map[string]any{"rep": []any{" fragment F%d on Query{...F0x}", 110.0}, "numbered": true}),
		attack("R11", "comments only", "GRAPHQL_PARSE_FAILED", 400, repeat("#\n", 5000)),
		attack("R12", "spread of one fragment 300 times", "QUERY_TOO_COMPLEX", 400, "{", repeat("...F ", 300), "} fragment F on Query{__typename}"),
		attack("R13", "last: 0", "ARGUMENT_OUT_OF_RANGE", 400, "{mediators(last:0){edges{node{id}}}}"),
		attack("R14", "first: -1 as a default of a variable", "ARGUMENT_OUT_OF_RANGE", 400, "query($n:Int=-1){mediators(first:$n){edges{node{id}}}}"),
		attack("R15", "100 items of 100 items", "QUERY_COST_EXCEEDED", 400, "{mediators(first:100){nodes{cases(first:100){nodes{id}}}}}"),
		attack("R16", "a cycle that no operation reaches", "FRAGMENT_CYCLE", 400, "{__typename} fragment A on Query{...B} fragment B on Query{...A}"),
		attack("R17", "markup in a wrong value", "GRAPHQL_VALIDATION_FAILED", 400, `{mediators(first:"<script>password</script>"){edges{node{id}}}}`),
		attack("R18", "a secret as an enum value", "GRAPHQL_VALIDATION_FAILED", 400, `{mediators(first:password){edges{node{id}}}}`),
	}
}

// asNamed is whoever the test's header names.
func asNamed(r *http.Request) (context.Context, Caller, error) {
	ctx := context.WithValue(r.Context(), caseKey{}, r.Header.Get("X-Case"))
	if r.Header.Get("X-Who") == "staff" {
		return ctx, Caller{Limits: guard.Staff()}, nil
	}
	return ctx, Caller{Limits: guard.Public()}, nil
}

type caseKey struct{}

type refused struct{ code string }

func (e refused) Error() string          { return e.code }
func (e refused) GraphQLCode() string    { return e.code }
func (e refused) GraphQLMessage() string { return "refused" }

// hostileEngine has a schema of the shape that the hostile requests were written for.
func hostileEngine(t *testing.T) *execute.Engine {
	t.Helper()
	one := func(graphql.ResolveParams) (any, error) { return "x", nil }
	empty := func(graphql.ResolveParams) (any, error) { return []any{}, nil }
	list := func(t graphql.Type) graphql.Output { return graphql.NewList(t) }
	page := func() graphql.FieldConfigArgument {
		return graphql.FieldConfigArgument{"first": {Type: graphql.Int}, "last": {Type: graphql.Int}}
	}
	connection := func(name string, node *graphql.Object) *graphql.Object {
		edge := graphql.NewObject(graphql.ObjectConfig{Name: name + "Edge", Fields: graphql.Fields{"node": {Type: node, Resolve: one}}})
		return graphql.NewObject(graphql.ObjectConfig{Name: name + "Connection", Fields: graphql.Fields{
			"edges": {Type: list(edge), Resolve: empty}, "nodes": {Type: list(node), Resolve: empty}}})
	}
	var mediator, dispute *graphql.Object
	var cases *graphql.Object
	dispute = graphql.NewObject(graphql.ObjectConfig{Name: "Dispute", Fields: graphql.FieldsThunk(func() graphql.Fields {
		return graphql.Fields{"id": {Type: graphql.ID, Resolve: one}, "mediator": {Type: mediator, Resolve: one}}
	})})
	cases = connection("Dispute", dispute)
	mediator = graphql.NewObject(graphql.ObjectConfig{Name: "Mediator", Fields: graphql.FieldsThunk(func() graphql.Fields {
		return graphql.Fields{"id": {Type: graphql.ID, Resolve: one}, "mediator": {Type: mediator, Resolve: one}, "cases": {Type: cases, Args: page(), Resolve: one}}
	})})
	var filter *graphql.InputObject
	filter = graphql.NewInputObject(graphql.InputObjectConfig{Name: "MediatorFilter", Fields: graphql.InputObjectConfigFieldMapThunk(func() graphql.InputObjectConfigFieldMap {
		return graphql.InputObjectConfigFieldMap{"and": {Type: filter}, "ids": {Type: list(graphql.ID).(graphql.Input)}}
	})})
	arguments := page()
	arguments["q"], arguments["filter"] = &graphql.ArgumentConfig{Type: graphql.String}, &graphql.ArgumentConfig{Type: filter}
	query := graphql.NewObject(graphql.ObjectConfig{Name: "Query", Fields: graphql.Fields{
		"mediators": {Type: connection("Mediator", mediator), Args: arguments, Resolve: func(p graphql.ResolveParams) (any, error) {
			if p.Context.Value(caseKey{}) == "D05" {
				return nil, fmt.Errorf("query: %w", errors.Join(errors.New("dial tcp db.internal: password"), refused{"UNAVAILABLE"}))
			}
			return "x", nil
		}},
		"dispute":   {Type: dispute, Args: graphql.FieldConfigArgument{"id": {Type: graphql.ID}}, Resolve: func(graphql.ResolveParams) (any, error) { return nil, refused{"NOT_FOUND"} }},
		"testPanic": {Type: graphql.String, Resolve: func(graphql.ResolveParams) (any, error) { panic("postgres://user:password@host") }},
	}})
	schema, err := graphql.NewSchema(graphql.SchemaConfig{Query: query})
	if err != nil {
		t.Fatal(err)
	}
	e, err := execute.New(schema, execute.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return e
}
