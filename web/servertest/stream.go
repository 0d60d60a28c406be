package servertest

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

// Stream is an open event stream.
type Stream struct {
	Events chan Answer // of each event "next"; closed at the end
	close  context.CancelFunc
}

// Subscribe opens a stream at /graphql/stream and returns once it is open.
func (s *Server) Subscribe(t testing.TB, document string, variables map[string]any, headers ...string) *Stream {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": document, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL+"/graphql/stream", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "text/event-stream")
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	if response.StatusCode != http.StatusOK {
		t.Fatalf("the stream answers %d", response.StatusCode)
	}
	stream := &Stream{Events: make(chan Answer, 100), close: cancel}
	go func() {
		defer close(stream.Events)
		defer response.Body.Close()
		lines := bufio.NewScanner(response.Body)
		lines.Buffer(nil, 4<<20)
		for lines.Scan() {
			data, ok := strings.CutPrefix(lines.Text(), "data: ")
			if !ok || data == "" {
				continue
			}
			a := Answer{Status: http.StatusOK, Body: []byte(data)}
			_ = json.Unmarshal(a.Body, &a) // what is not JSON has no data and no errors
			stream.Events <- a
		}
	}()
	t.Cleanup(cancel)
	return stream
}

// Next waits for the next event.
func (s *Stream) Next(t testing.TB) Answer {
	t.Helper()
	select {
	case a, more := <-s.Events:
		if !more {
			t.Fatal("the stream ended")
		}
		return a
	case <-t.Context().Done():
		t.Fatal("no event came")
	}
	return Answer{}
}

// Close leaves the stream.
func (s *Stream) Close() { s.close() }
