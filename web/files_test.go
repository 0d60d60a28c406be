package web

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
)

func get(t *testing.T, h http.Handler, path string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestThePageCarriesTheNonceOfItsPolicyAndEachPageAnother(t *testing.T) {
	seen := map[string]bool{}
	for range 3 {
		w := get(t, console(), "/")
		policy := w.Header().Get("Content-Security-Policy")
		nonce := regexp.MustCompile(`'nonce-([^']+)'`).FindStringSubmatch(policy)
		if nonce == nil || !strings.Contains(w.Body.String(), `content="`+nonce[1]+`"`) {
			t.Fatalf("policy %q and page do not share a nonce", policy)
		}
		if seen[nonce[1]] {
			t.Fatal("a nonce was used twice")
		}
		seen[nonce[1]] = true
		if strings.Contains(policy, "unsafe") || !strings.Contains(policy, "default-src 'none'") {
			t.Errorf("the policy is loose: %s", policy)
		}
		if w.Header().Get("Cache-Control") != "no-store" {
			t.Error("a page with a nonce may be cached")
		}
	}
}

func TestAddressesOfTheConsoleGetItsPageAndOthersNothing(t *testing.T) {
	h := console()
	const browser = "text/html,application/xhtml+xml,*/*;q=0.8"
	for _, c := range []struct {
		path, accept string
		status       int
	}{
		{"/", "", 200}, {"/disputes", browser, 200}, {"/people/TWVkaWF0b3I6MQ%3D%3D", browser, 200},
		{"/disputes", "application/json", 404}, {"/assets/gone.js", browser, 404}, {"/index.html", browser, 404}, {"/../files.go", browser, 404},
	} {
		if w := get(t, h, c.path, "Accept", c.accept); w.Code != c.status {
			t.Errorf("%s for %q: %d, want %d", c.path, c.accept, w.Code, c.status)
		}
	}
}

func TestFilesNamedByTheirContentAreKeptForEver(t *testing.T) {
	h := console()
	script := regexp.MustCompile(`src="(/assets/[^"]+\.js)"`).FindStringSubmatch(get(t, h, "/").Body.String())
	if script == nil {
		t.Fatal("the page names no script")
	}
	plain, zipped := get(t, h, script[1]), get(t, h, script[1], "Accept-Encoding", "br, gzip")
	if !strings.Contains(plain.Header().Get("Cache-Control"), "immutable") || plain.Header().Get("Content-Type") != "text/javascript; charset=utf-8" {
		t.Errorf("headers of a script: %v", plain.Header())
	}
	reader, err := gzip.NewReader(zipped.Body)
	if err != nil {
		t.Fatal(err)
	}
	unzipped, err := io.ReadAll(reader)
	if err != nil || !bytes.Equal(unzipped, plain.Body.Bytes()) {
		t.Error("compressed and plain answers differ")
	}
	again := get(t, h, script[1], "If-None-Match", plain.Header().Get("ETag"))
	if again.Code != http.StatusNotModified || again.Body.Len() > 0 {
		t.Errorf("an unchanged file is sent again: %d", again.Code)
	}
}

func TestThePagesLoadNothingFromElsewhere(t *testing.T) {
	for name, h := range map[string]http.Handler{"console": console(), "graphiql": graphiQL()} {
		body := get(t, h, "/").Body.String()
		if found := regexp.MustCompile(`(?:src|href)="(?:https?:)?//[^"]+"`).FindString(body); found != "" {
			t.Errorf("%s loads %s", name, found)
		}
	}
}

func TestOnlyReadingIsAllowed(t *testing.T) {
	w := httptest.NewRecorder()
	console().ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", nil))
	if w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != "GET, HEAD" {
		t.Errorf("POST: %d %q", w.Code, w.Header().Get("Allow"))
	}
}
