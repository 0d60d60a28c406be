package web

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rs/zerolog"

	"liuyuan/centre"
	"liuyuan/identity"
	"liuyuan/registry"
	"liuyuan/seed"
	"liuyuan/store"
	"liuyuan/web/servertest"
)

// promised are the codes of errors that clients are told of.
const promised = `GRAPHQL_PARSE_FAILED GRAPHQL_VALIDATION_FAILED BAD_JSON BODY_TOO_LARGE DOCUMENT_TOO_LARGE TOO_MANY_TOKENS
	TOO_MANY_DIRECTIVES TOO_MANY_ARGUMENTS TOO_MANY_OPERATIONS QUERY_TOO_DEEP QUERY_TOO_COMPLEX QUERY_COST_EXCEEDED FRAGMENT_CYCLE
	VARIABLES_TOO_DEEP VARIABLES_TOO_LARGE ARGUMENT_OUT_OF_RANGE ARGUMENT_TOO_LONG BAD_CURSOR INTROSPECTION_DISABLED
	BATCHING_DISABLED UNAUTHENTICATED FORBIDDEN NOT_FOUND RATE_LIMITED UNAVAILABLE STORAGE_FULL OUTCOME_UNKNOWN INTERNAL`

// coded is a request that ends in a code. POST with JSON, unless the headers or the method say otherwise.
type coded struct {
	code    string
	strict  int // status with application/graphql-response+json
	lax     int // status with application/json
	body    string
	headers []string
	method  string
}

// The public persona may ask publicPerMinute times: the requests of the table before the last.
const publicPerMinute = 4

func codesOfRequests() []coded {
	asPublic := []string{demoHeader, "PUBLIC_APP"}
	times := strings.Repeat
	of := func(code string, strict, lax int, document string, headers ...string) coded {
		return coded{code: code, strict: strict, lax: lax, body: query(document), headers: headers}
	}
	raw := func(code string, strict, lax int, body string) coded {
		return coded{code: code, strict: strict, lax: lax, body: body}
	}
	return []coded{
		of("GRAPHQL_PARSE_FAILED", 400, 200, `{viewer{`),
		of("GRAPHQL_VALIDATION_FAILED", 400, 200, `{mediatorz}`),
		raw("BAD_JSON", 400, 400, `{"query":`),
		raw("BATCHING_DISABLED", 400, 400, `[`+query(whoAmI)+`]`),
		raw("BODY_TOO_LARGE", 413, 413, query(times(" ", 256<<10)+whoAmI)),
		of("DOCUMENT_TOO_LARGE", 413, 413, times(" ", 16<<10)+whoAmI),
		of("TOO_MANY_TOKENS", 400, 200, `{`+times("__typename ", 1000)+`}`),
		of("TOO_MANY_DIRECTIVES", 400, 200, `{viewer`+times("@skip(if:false)", 21)+`{roles}}`),
		of("TOO_MANY_ARGUMENTS", 400, 200, `{mediators(`+times("first:1 ", 21)+`){totalCount}}`),
		of("TOO_MANY_OPERATIONS", 400, 200, whoAmI+times(" query Q"+whoAmI, 10)),
		of("QUERY_TOO_DEEP", 400, 200, times("{node", 25)+times("}", 25)),
		of("QUERY_TOO_DEEP", 400, 200, `{region(code:"440703")`+times("{parent", 10)+"{code"+times("}", 12)),
		of("QUERY_TOO_COMPLEX", 400, 200, `{`+times("a:__typename ", 31)+`}`),
		of("QUERY_COST_EXCEEDED", 400, 200, `{organizations(first:100){nodes{members(first:100){nodes{posts{organization{members(first:100){totalCount}}}}}}}}`),
		of("FRAGMENT_CYCLE", 400, 200, `{...A} fragment A on Query{...B} fragment B on Query{...A}`),
		raw("VARIABLES_TOO_DEEP", 400, 200, `{"query":"{__typename}","variables":{"a":`+times("[", 17)+times("]", 17)+`}}`),
		raw("VARIABLES_TOO_LARGE", 400, 200, `{"query":"{__typename}","variables":{"a":[0`+times(",0", 1000)+`]}}`),
		raw("VARIABLES_TOO_LARGE", 400, 200, `{"query":"{__typename}","variables":{"a":"`+times("a", 64<<10)+`"}}`),
		of("ARGUMENT_OUT_OF_RANGE", 400, 200, `{mediators(first:101){totalCount}}`),
		of("ARGUMENT_TOO_LONG", 400, 200, `{classifyDispute(text:"`+times("a", 5000)+`"){headcount}}`),
		of("ARGUMENT_TOO_LONG", 200, 200, `{searchDirectory(query:"`+times("a", 201)+`"){totalCount}}`),
		of("BAD_CURSOR", 200, 200, `{mediators(first:1,after:"x"){totalCount}}`),
		of("NOT_FOUND", 200, 200, `{explainMediator(input:{disputeType:"10.01",regionCode:"440703"},mediatorId:"x"){exclusions{code}}}`),
		of("FORBIDDEN", 200, 200, `{disputes(first:1){totalCount}}`, demoHeader, "ROSTER_ADMIN"),
		of("FORBIDDEN", 403, 403, whoAmI, "Origin", "https://evil.example"),
		of("UNAUTHENTICATED", 401, 401, whoAmI, "Authorization", "Bearer x"),
		of("UNSUPPORTED_MEDIA_TYPE", 415, 415, whoAmI, "Content-Type", "text/plain"),
		{code: "METHOD_NOT_ALLOWED", strict: 405, lax: 405, method: http.MethodDelete},
		raw("PERSISTED_QUERY_NOT_FOUND", 400, 200, `{"documentId":"`+times("0", 64)+`"}`),
		of("PERSISTED_QUERY_REQUIRED", 400, 200, whoAmI, asPublic...),
		of("INTROSPECTION_DISABLED", 400, 200, introspection, asPublic...),
		of("RATE_LIMITED", 429, 429, introspection, asPublic...),
	}
}

const introspection = `{__schema{types{name}}}`

func codesOfFaults() []coded {
	register := query(`mutation{registerMediator(input:{name:"试",roles:[MEDIATOR],standings:[{kind:ENGAGED}],specialties:[{disputeType:"10.01",level:2}],serviceAreaCodes:["440703"],homeRegionCode:"440703101",languages:["cmn"],capacity:5}){userErrors{code}}}`)
	return []coded{
		{code: "UNAVAILABLE", strict: 503, lax: 503, body: query(`{mediators(first:1){nodes{name}}}`)},
		{code: "UNAVAILABLE", strict: 503, lax: 503, body: register},
		{code: "STORAGE_FULL", strict: 503, lax: 503, body: register},
		{code: "OUTCOME_UNKNOWN", strict: 503, lax: 503, body: register},
		{code: "INTERNAL", strict: 200, lax: 200, body: register},
	}
}

func TestEveryCodeIsReachedWithItsStatus(t *testing.T) {
	trusted := t.TempDir()
	if err := os.WriteFile(filepath.Join(trusted, "types.graphql"), []byte(introspection), 0o600); err != nil {
		t.Fatal(err)
	}
	running := servertest.Demo(t, "--trusted", trusted, "--per-minute", strconv.Itoa(publicPerMinute))
	broken, url := faultyServer(t)
	statuses, reached := documentedStatuses(t), map[string]bool{}
	for _, c := range codesOfRequests() {
		c.check(t, running.URL, statuses)
		reached[c.code] = true
	}
	for _, c := range codesOfFaults() {
		broken.fault = registry.Fault(registry.ErrorCode(c.code), errSecret, "坏了", "broken")
		if c.code == "INTERNAL" {
			broken.fault = errSecret
		}
		c.check(t, url, statuses)
		reached[c.code] = true
	}
	reached[string(notAcceptable)] = true // it has no media type to be asked in; see TestAcceptIsNegotiated
	for code := range statuses {
		if !reached[code] {
			t.Errorf("docs/api.md tells of %s, which no request reaches", code)
		}
	}
	for _, code := range strings.Fields(promised) {
		if !reached[code] || statuses[code] == "" {
			t.Errorf("%s: reached %v, docs/api.md says %q", code, reached[code], statuses[code])
		}
	}
}

// check sends the request with either media type.
func (c coded) check(t *testing.T, url string, documented map[string]string) {
	t.Helper()
	for media, status := range map[string]int{mediaResponse: c.strict, mediaJSON: c.lax} {
		method := c.method
		if method == "" {
			method = http.MethodPost
		}
		r, err := http.NewRequestWithContext(t.Context(), method, url+"/graphql", strings.NewReader(c.body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept", media)
		r.Header.Set("Content-Type", mediaJSON)
		for i := 0; i+1 < len(c.headers); i += 2 {
			r.Header.Set(c.headers[i], c.headers[i+1])
		}
		answer := servertest.Send(t, r)
		if codes := answer.Codes(); answer.Status != status || len(codes) == 0 || codes[0] != c.code {
			t.Errorf("%s with %s: %d, want %d: %.300s", c.code, media, answer.Status, status, answer.Body)
			continue
		}
		e := answer.Errors[0]
		if e.Extensions.RequestID == "" || e.Message == "" || strings.Contains(string(answer.Body), errSecret.Error()) {
			t.Errorf("%s: %s", c.code, answer.Body)
		}
		if retry := answer.Header.Get("Retry-After"); (retry != "") != (status == 429 || status == 503) {
			t.Errorf("%s: Retry-After %q", c.code, retry)
		}
	}
	if !strings.Contains(documented[c.code], strconv.Itoa(c.strict)) {
		t.Errorf("%s is answered with %d; docs/api.md says %q", c.code, c.strict, documented[c.code])
	}
}

// documentedStatuses reads the table of codes in docs/api.md.
func documentedStatuses(t *testing.T) map[string]string {
	t.Helper()
	page, err := os.ReadFile("../docs/api.md")
	if err != nil {
		t.Fatal(err)
	}
	statuses := map[string]string{}
	for _, row := range regexp.MustCompile("(?m)^\\| (`[A-Z_` ]+`) \\| ([^|]+) \\|").FindAllStringSubmatch(string(page), -1) {
		for _, code := range strings.Fields(row[1]) {
			statuses[strings.Trim(code, "`")] = row[2]
		}
	}
	return statuses
}

var errSecret = errors.New("pq: password of 10.0.0.7")

// faulty is a store that fails while it has a fault.
type faulty struct {
	registry.Store
	fault error
}

func (f *faulty) View(ctx context.Context, fn func(registry.Reader) error) error {
	if f.fault != nil {
		return f.fault
	}
	return f.Store.View(ctx, fn)
}

func (f *faulty) Update(ctx context.Context, fn func(registry.Writer) error) (int64, error) {
	if f.fault != nil {
		return 0, f.fault
	}
	return f.Store.Update(ctx, fn)
}

// faultyServer is the whole server over a store that can be made to fail.
func faultyServer(t *testing.T) (*faulty, string) {
	t.Helper()
	db, err := store.OpenSQLite(t.Context(), t.TempDir(), store.Options{SortKey: centre.NameKey})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	f := &faulty{Store: db}
	c, err := centre.New(t.Context(), centre.Options{Store: f, Log: zerolog.Nop(), Matching: true, Keyring: identity.NewKeyring()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	if _, err := c.Import(t.Context(), identity.System(), func() (centre.Roster, error) {
		return centre.Roster{Regions: seed.Regions(), Mediators: func(func(registry.Mediator, error) bool) {}}, nil
	}, centre.ImportOptions{Apply: true}); err != nil {
		t.Fatal(err)
	}
	server, err := NewServer(c, ServerOptions{Log: zerolog.Nop(), Demo: true})
	if err != nil {
		t.Fatal(err)
	}
	listening := httptest.NewServer(server)
	t.Cleanup(listening.Close)
	return f, listening.URL
}
