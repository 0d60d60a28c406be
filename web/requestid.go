package web

import (
	"crypto/rand"
	"net/http"
	"strings"
)

// maxRequestID is the longest request id that is taken over, in bytes.
const maxRequestID = 64

// requestID is the id that a proxy or client gave a request, if it is plain enough to
// stand in logs and headers, else a random one.
func requestID(r *http.Request) string {
	given := r.Header.Get("X-Request-Id")
	if given == "" || len(given) > maxRequestID || strings.ContainsFunc(given, unplain) {
		return rand.Text()
	}
	return given
}

func unplain(r rune) bool {
	return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_.", r))
}
