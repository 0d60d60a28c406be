package web

import (
	"context"
	"encoding/json"
	"net/http"
	"time"
)

// readyWithin is how long the store may take to answer a readiness check.
const readyWithin = 2 * time.Second

// health says that the process lives.
func (s *Server) health(w http.ResponseWriter, _ *http.Request) {
	answerJSON(w, http.StatusOK, map[string]string{"status": "ok"})
}

// ready says whether requests should be sent here, and how the projections stand.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), readyWithin)
	defer cancel()
	h := s.centre.Ready(ctx)
	status := http.StatusOK
	if !h.Ready || s.draining.Load() {
		h.Ready, status = false, http.StatusServiceUnavailable
		w.Header().Set("Retry-After", "1")
	}
	answerJSON(w, status, h)
}

func answerJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // the client is gone if this fails
}
