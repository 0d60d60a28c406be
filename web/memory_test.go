package web

import (
	"context"
	"math"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"liuyuan/schema/guard"
)

func TestNewWorkIsRefusedWhileLiveMemoryIsNearTheLimit(t *testing.T) {
	now, live := time.Now(), int64(0)
	m := &memoryWatch{limit: 1000, read: func() int64 { return live }, now: func() time.Time { return now }}
	for _, step := range []struct {
		live int64
		full bool
	}{{899, false}, {900, true}, {899, false}, {2000, true}} {
		live = step.live
		if now = now.Add(lookEvery); m.full() != step.full {
			t.Errorf("%d of 1000 bytes live: full is %v", step.live, !step.full)
		}
	}
	if live = 0; !m.full() {
		t.Error("memory is looked at more often than every 100 ms")
	}
	if none := (&memoryWatch{limit: math.MaxInt64, read: func() int64 { return math.MaxInt64 }, now: time.Now}); none.full() {
		t.Error("without a limit there is nothing to be near")
	}
	if live := liveMemory(); live < 1<<20 || live > 10<<30 {
		t.Errorf("this program has %d bytes of live memory", live)
	}
	full := false
	handler := NewGraphQL(fixtureEngine(t), GraphQLOptions{Authenticate: asStaff, Full: func() bool { return full }})
	for _, status := range []int{200, 503} {
		answer := ask(handler, "POST", "/graphql", query("{echo}"))
		if answer.Code != status || (status == 503) != (answer.Header().Get("Retry-After") != "") {
			t.Errorf("full %v: %d %v", full, answer.Code, answer.Header())
		}
		full = true
	}
}

func TestRequestIDsOfOthersAreTakenOverWhenPlain(t *testing.T) {
	for given, taken := range map[string]bool{
		"": false, "a-1_2.B": true, strings.Repeat("x", 64): true, strings.Repeat("x", 65): false,
		"a b": false, "a\"b": false, "号": false, "a;b": false, "<x>": false,
	} {
		r, _ := http.NewRequest(http.MethodGet, "/graphql", nil) // the arguments are good
		r.Header.Set("X-Request-Id", given)
		if got := requestID(r); (got == given) != taken || got == "" {
			t.Errorf("%q: %q", given, got)
		}
	}
}

func TestTrustedDocumentsAreReadFromFilesAndManifests(t *testing.T) {
	dir := fstest.MapFS{
		"app/one.graphql": {Data: []byte("{echo}")}, "relay.json": {Data: []byte(`{"md5": "query A{echo}"}`)}, "readme.txt": {Data: []byte("{no}")},
		"apollo.json": {Data: []byte(`{"format":"apollo-persisted-query-manifest","version":1,"operations":[{"id":"1","body":"query B{echo}","name":"B","type":"query"}]}`)},
	}
	trusted, err := LoadTrustedDocuments(dir)
	if err != nil || trusted.Len() != 3 {
		t.Fatalf("%v", err)
	}
	for _, text := range []string{"{echo}", "query A{echo}", "query B{echo}"} {
		if got, refusal := trusted.document(guard.Request{DocumentID: digest(text)}, true); got != text || refusal != nil {
			t.Errorf("%s: %q %v", text, got, refusal)
		}
	}
	for name, bad := range map[string]fstest.MapFS{
		"nothing": {"a.txt": {}}, "no manifest": {"a.json": {Data: []byte("[1]")}}, "too large": {"a.graphql": {Data: make([]byte, maxTrusted+1)}},
	} {
		if _, err := LoadTrustedDocuments(bad); err == nil {
			t.Errorf("%s is accepted", name)
		}
	}
}

// pass is a caller without limits.
func pass(r *http.Request) (context.Context, Caller, error) {
	return r.Context(), Caller{Limits: guard.Staff()}, nil
}
