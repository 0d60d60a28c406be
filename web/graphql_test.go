package web

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/graphql-go/graphql"

	"liuyuan/schema/execute"
	"liuyuan/schema/guard"
)

// ask sends one request to a handler; header holds pairs of name and value.
func ask(handler http.Handler, method, target, body string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	if method == http.MethodPost {
		r.Header.Set("Content-Type", mediaJSON)
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, r)
	return answer
}

func query(document string) string {
	text, _ := json.Marshal(map[string]any{"query": document}) // a map of strings encodes
	return string(text)
}

// codeOf is the code of the first error, empty without errors.
func codeOf(t *testing.T, answer *httptest.ResponseRecorder) string {
	t.Helper()
	var parsed struct {
		Errors []struct {
			Extensions struct{ Code, RequestID string }
		}
	}
	if err := json.Unmarshal(answer.Body.Bytes(), &parsed); err != nil {
		t.Fatalf("%v: %s", err, answer.Body)
	}
	if len(parsed.Errors) == 0 {
		return ""
	}
	if parsed.Errors[0].Extensions.RequestID != answer.Header().Get("X-Request-Id") {
		t.Errorf("the request id of the error is not that of the header: %s", answer.Body)
	}
	return parsed.Errors[0].Extensions.Code
}

func TestStatusAndCodeOfEachRefusal(t *testing.T) {
	handler := NewGraphQL(fixtureEngine(t), GraphQLOptions{Authenticate: asStaff})
	get := func(document string) string { return "/graphql?query=" + url.QueryEscape(document) }
	for _, c := range []struct {
		name, method, target, body string
		response, plain            int // status with each media type
		code                       string
	}{
		{"a query", "POST", "/graphql", query("{echo}"), 200, 200, ""},
		{"a query by GET", "GET", get("{echo}"), "", 200, 200, ""},
		{"a field that fails", "POST", "/graphql", query(`{person(id:"p1"){failing}}`), 200, 200, "NOT_FOUND"},
		{"a syntax error", "POST", "/graphql", query("{"), 400, 200, "GRAPHQL_PARSE_FAILED"},
		{"an unknown field", "POST", "/graphql", query("{zz}"), 400, 200, "GRAPHQL_VALIDATION_FAILED"},
		{"a missing variable", "POST", "/graphql", query("query($x:Int!){need(x:$x)}"), 400, 200, "GRAPHQL_VALIDATION_FAILED"},
		{"a long document", "POST", "/graphql", query(strings.Repeat(" ", 20000)), 413, 413, "DOCUMENT_TOO_LARGE"},
		{"a long body", "POST", "/graphql", query(strings.Repeat(" ", 300000)), 413, 413, "BODY_TOO_LARGE"},
		{"a batch", "POST", "/graphql", "[" + query("{echo}") + "]", 400, 400, "BATCHING_DISABLED"},
		{"a repeated key", "POST", "/graphql", `{"query":"{echo}","query":"{echo}"}`, 400, 400, "BAD_JSON"},
		{"no query", "POST", "/graphql", "{}", 400, 400, "BAD_JSON"},
		{"no query by GET", "GET", "/graphql", "", 400, 400, "BAD_JSON"},
		{"wrong variables by GET", "GET", get("{echo}") + "&variables=%5B1%5D", "", 400, 400, "BAD_JSON"},
		{"a mutation by GET", "GET", get("mutation{bump{value}}"), "", 405, 405, "METHOD_NOT_ALLOWED"},
		{"PUT", "PUT", "/graphql", query("{echo}"), 405, 405, "METHOD_NOT_ALLOWED"},
		{"a subscription", "POST", "/graphql", query("subscription{ticks(n:1)}"), 406, 406, "NOT_ACCEPTABLE"},
	} {
		for media, status := range map[string]int{mediaResponse: c.response, mediaJSON: c.plain} {
			answer := ask(handler, c.method, c.target, c.body, "Accept", media)
			if code := codeOf(t, answer); answer.Code != status || code != c.code {
				t.Errorf("%s with %s: %d %q, want %d %q", c.name, media, answer.Code, code, status, c.code)
			}
			if got := answer.Header().Get("Content-Type"); answer.Code != 406 && c.method != "PUT" && !strings.HasPrefix(got, media) {
				t.Errorf("%s with %s: answered as %s", c.name, media, got)
			}
		}
	}
}

func TestAcceptIsNegotiated(t *testing.T) {
	handler := NewGraphQL(fixtureEngine(t), GraphQLOptions{Authenticate: asStaff})
	for accept, want := range map[string]string{
		"": mediaJSON, "*/*": mediaJSON, "application/*": mediaJSON, mediaResponse: mediaResponse, mediaJSON + "; charset=utf-8": mediaJSON,
		"text/html, application/graphql-response+json;q=0.5, application/json;q=0.4": mediaResponse,
		mediaResponse + ";q=0.1, " + mediaJSON + ";q=0.2":                            mediaJSON,
		"text/html": "", mediaJSON + ";q=0": "", mediaJSON + "; charset=latin1": "",
	} {
		answer := ask(handler, "POST", "/graphql", query("{echo}"), "Accept", accept)
		if got := answer.Header().Get("Content-Type"); want == "" && answer.Code != 406 || want != "" && (answer.Code != 200 || got != want+"; charset=utf-8") {
			t.Errorf("Accept %q: %d %s, want %q", accept, answer.Code, got, want)
		}
	}
	for contentType, status := range map[string]int{"application/json; charset=UTF-8": 200, "application/json; charset=gbk": 415, "text/plain": 415, "": 415, "application/x-www-form-urlencoded": 415, "multipart/form-data; boundary=b": 415} {
		if answer := ask(handler, "POST", "/graphql", query("{echo}"), "Content-Type", contentType); answer.Code != status {
			t.Errorf("Content-Type %q: %d, want %d", contentType, answer.Code, status)
		}
	}
	for coding, status := range map[string]int{"": 200, "identity": 200, "gzip": 415, "br": 415, "identity, gzip": 415} {
		if answer := ask(handler, "POST", "/graphql", query("{echo}"), "Content-Encoding", coding); answer.Code != status {
			t.Errorf("Content-Encoding %q: %d, want %d", coding, answer.Code, status)
		}
	}
}

func TestRequestsFromOtherSitesAreRefused(t *testing.T) {
	handler := NewGraphQL(fixtureEngine(t), GraphQLOptions{Authenticate: asStaff, AllowedOrigins: []string{"https://app.example.cn"}})
	for _, c := range []struct {
		origin, site string
		status       int
	}{
		{"", "", 200}, {"http://example.com", "", 200}, {"http://example.com", "same-origin", 200}, {"", "none", 200},
		{"https://evil.example", "", 403}, {"https://evil.example", "cross-site", 403}, {"", "cross-site", 403}, {"http://a.example.com", "same-site", 403}, {"null", "", 403},
		{"https://app.example.cn", "cross-site", 200},
	} {
		for _, method := range []string{"GET", "POST"} {
			header := []string{"Origin", c.origin, "Sec-Fetch-Site", c.site}
			answer := ask(handler, method, "http://example.com/graphql?query=%7Becho%7D", query("{echo}"), header...)
			if answer.Code != c.status {
				t.Errorf("%s from %q (%q): %d, want %d", method, c.origin, c.site, answer.Code, c.status)
			}
			if allowed := answer.Header().Get("Access-Control-Allow-Origin"); (allowed != "") != (c.origin == "https://app.example.cn") {
				t.Errorf("%s from %q: Access-Control-Allow-Origin %q", method, c.origin, allowed)
			}
		}
	}
	if answer := ask(handler, "OPTIONS", "/graphql", "", "Origin", "https://app.example.cn"); answer.Code != 204 || answer.Header().Get("Access-Control-Allow-Headers") == "" {
		t.Errorf("preflight of an allowed origin: %d %v", answer.Code, answer.Header())
	}
	if answer := ask(handler, "OPTIONS", "/graphql", "", "Origin", "https://evil.example"); answer.Code != 403 || answer.Header().Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("preflight of another origin: %d %v", answer.Code, answer.Header())
	}
}

func TestEveryBadCredentialGetsTheSameAnswer(t *testing.T) {
	handler := NewGraphQL(fixtureEngine(t), GraphQLOptions{RequestID: func(*http.Request) string { return "r1" },
		Authenticate: func(r *http.Request) (context.Context, Caller, error) {
			return nil, Caller{}, errors.New("key " + r.Header.Get("Authorization") + " is unknown")
		}})
	first := ask(handler, "POST", "/graphql", query("{echo}"))
	other := ask(handler, "POST", "/graphql", query("{echo}"), "Authorization", "Bearer secret")
	if first.Code != 401 || codeOf(t, first) != "UNAUTHENTICATED" || first.Body.String() != other.Body.String() || first.Header().Get("WWW-Authenticate") == "" {
		t.Errorf("%d %s\n%d %s", first.Code, first.Body, other.Code, other.Body)
	}
}

// waitingEngine has a query that waits for its context, and one that is unavailable.
func waitingEngine(t *testing.T) *execute.Engine {
	t.Helper()
	fields := graphql.Fields{
		"wait": {Type: graphql.String, Resolve: func(p graphql.ResolveParams) (any, error) { <-p.Context.Done(); return nil, p.Context.Err() }},
		"down": {Type: graphql.String, Resolve: func(graphql.ResolveParams) (any, error) { return nil, refused{"UNAVAILABLE"} }},
		"full": {Type: graphql.String, Resolve: func(graphql.ResolveParams) (any, error) { return nil, refused{"STORAGE_FULL"} }},
		"fine": {Type: graphql.String, Resolve: func(graphql.ResolveParams) (any, error) { return "fine", nil }},
	}
	schema, err := graphql.NewSchema(graphql.SchemaConfig{
		Query:    graphql.NewObject(graphql.ObjectConfig{Name: "Query", Fields: fields}),
		Mutation: graphql.NewObject(graphql.ObjectConfig{Name: "Mutation", Fields: fields}),
	})
	if err != nil {
		t.Fatal(err)
	}
	e, err := execute.New(schema, execute.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestUnansweredRequestsAre503(t *testing.T) {
	handler := NewGraphQL(waitingEngine(t), GraphQLOptions{Authenticate: asStaff, QueryDeadline: time.Millisecond, MutationDeadline: time.Millisecond})
	for document, want := range map[string]struct {
		status int
		code   string
	}{
		"{wait}": {503, "UNAVAILABLE"}, "mutation{wait}": {503, "OUTCOME_UNKNOWN"}, "{down}": {503, "UNAVAILABLE"},
		"mutation{full}": {503, "STORAGE_FULL"}, "mutation{fine full}": {200, "STORAGE_FULL"},
		"{down fine}": {200, "UNAVAILABLE"}, "{fine}": {200, ""},
	} {
		answer := ask(handler, "POST", "/graphql", query(document))
		if code := codeOf(t, answer); answer.Code != want.status || code != want.code || (answer.Code == 503) != (answer.Header().Get("Retry-After") != "") {
			t.Errorf("%s: %d %s %v", document, answer.Code, answer.Body, answer.Header())
		}
	}
}

func TestEachAnswerIsObservedOnce(t *testing.T) {
	var seen []Observation
	handler := NewGraphQL(fixtureEngine(t), GraphQLOptions{Authenticate: asStaff, Observe: func(_ context.Context, o Observation) { seen = append(seen, o) }})
	ask(handler, "POST", "/graphql", query("{people(first:1){id}}"))
	ask(handler, "POST", "/graphql", query("{zz}"))
	ask(handler, "DELETE", "/graphql", "")
	if len(seen) != 3 || seen[0].Kind != execute.Query || seen[0].Status != 200 || seen[0].Requested != 1 || seen[0].Actual != 1 || seen[0].Key != "staff" ||
		seen[1].Codes[0] != "GRAPHQL_VALIDATION_FAILED" || seen[2].Status != 405 || seen[2].Kind != "" {
		t.Errorf("%+v", seen)
	}
}

func TestTrustedDocumentsAreRunByTheirHash(t *testing.T) {
	document := "{echo}"
	id := digest(document)
	caller := Caller{Limits: guard.Public()}
	handler := NewGraphQL(fixtureEngine(t), GraphQLOptions{Trusted: NewTrustedDocuments(document),
		Authenticate: func(r *http.Request) (context.Context, Caller, error) { return r.Context(), caller, nil }})
	apollo := `{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"` + id + `"}}}`
	for _, only := range []bool{false, true} {
		caller.TrustedOnly = only
		for body, code := range map[string]string{
			`{"documentId":"` + id + `"}`: "", `{"documentId":"sha256:` + id + `"}`: "", apollo: "", query(document): "",
			`{"documentId":"` + strings.Repeat("0", 64) + `"}`: "PERSISTED_QUERY_NOT_FOUND",
			query("{ echo }"): map[bool]string{false: "", true: "PERSISTED_QUERY_REQUIRED"}[only],
			`{"documentId":"` + id + `","query":"{ echo }"}`: map[bool]string{false: "", true: "PERSISTED_QUERY_REQUIRED"}[only],
		} {
			if got := codeOf(t, ask(handler, "POST", "/graphql", body)); got != code {
				t.Errorf("trusted only %v, %s: %q, want %q", only, body, got, code)
			}
		}
	}
}

func TestBodiesAreReadNoFurtherThanTheLimit(t *testing.T) {
	endless := &endlessReader{}
	r := httptest.NewRequest(http.MethodPost, "/graphql", endless)
	r.Header.Set("Content-Type", mediaJSON)
	answer := httptest.NewRecorder()
	NewGraphQL(fixtureEngine(t), GraphQLOptions{Authenticate: asStaff}).ServeHTTP(answer, r)
	if answer.Code != 413 || endless.read > 2*guard.BodyBytes {
		t.Errorf("%d after %d bytes", answer.Code, endless.read)
	}
}

type endlessReader struct{ read int }

func (e *endlessReader) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	e.read += len(p)
	return len(p), nil
}

func TestAPanicOfTheHandlerIsMaskedAndObserved(t *testing.T) {
	var seen Observation
	handler := NewGraphQL(fixtureEngine(t), GraphQLOptions{Observe: func(_ context.Context, o Observation) { seen = o },
		Authenticate: func(*http.Request) (context.Context, Caller, error) { panic("password=secret") }})
	answer := ask(handler, "POST", "/graphql", query("{echo}"))
	if answer.Code != 500 || codeOf(t, answer) != "INTERNAL" || strings.Contains(answer.Body.String(), "secret") {
		t.Errorf("%d %s", answer.Code, answer.Body)
	}
	if seen.Panic == nil || !strings.Contains(seen.Panic.Error(), "secret") {
		t.Errorf("the log learns of it: %+v", seen)
	}
}
