// Package servertest runs the real binary as a child process, for tests of what
// the whole service does: its transport, its limits, its clients' tools.
package servertest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// Server is one running process.
type Server struct {
	URL     string // http://127.0.0.1:PORT
	Command *exec.Cmd
	Log     *Log // what it wrote to standard error
}

// build makes the binary once for each test program.
var build = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "liuyuan-servertest-")
	if err != nil {
		return "", err
	}
	binary := filepath.Join(dir, "liuyuan")
	if out, err := exec.Command("go", "build", "-o", binary, "liuyuan/cmd/liuyuan").CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return binary, nil
})

// Main runs a test program's tests and removes the binary that they built.
func Main(m *testing.M) {
	code := m.Run()
	if binary, err := build(); err == nil {
		_ = os.RemoveAll(filepath.Dir(binary))
	}
	os.Exit(code)
}

// Binary is the path of the built program.
func Binary(t testing.TB) string {
	t.Helper()
	binary, err := build()
	if err != nil {
		t.Fatal(err)
	}
	return binary
}

// Run runs one command to its end and gives what it printed; it must succeed.
func Run(t testing.TB, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	command := exec.Command(Binary(t), args...)
	command.Stdout, command.Stderr = &out, &errs
	if err := command.Run(); err != nil {
		t.Fatalf("liuyuan %s: %v\n%s%s", strings.Join(args, " "), err, &out, &errs)
	}
	return out.String()
}

// Demo starts a demonstration server of a fixed day on a free port.
func Demo(t testing.TB, args ...string) *Server {
	t.Helper()
	return Start(t, append([]string{"--demo", "--demo-date", "2026-03-02"}, args...)...)
}

// Start starts serve on a free port and waits until it is ready. The process
// ends with the test.
func Start(t testing.TB, args ...string) *Server {
	t.Helper()
	return StartIn(t, os.Environ(), args...)
}

// StartIn is Start with an environment.
func StartIn(t testing.TB, environment []string, args ...string) *Server {
	t.Helper()
	s := &Server{Log: &Log{}}
	s.Command = exec.Command(Binary(t), append([]string{"serve", "--listen", "127.0.0.1:0"}, args...)...)
	s.Command.Stderr = s.Log
	s.Command.Env = environment
	out, err := s.Command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = s.Command.Process.Kill()
		_ = s.Command.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("serve said nothing: %v\n%s", err, s.Log)
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	s.URL = strings.TrimSpace(strings.TrimPrefix(line, "listening on "))
	s.waitReady(t)
	return s
}

// waitReady asks /readyz until matching and search are there.
func (s *Server) waitReady(t testing.TB) {
	t.Helper()
	deadline := time.After(60 * time.Second)
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		if r, err := http.Get(s.URL + "/readyz"); err == nil {
			var health struct{ Index string }
			_ = json.NewDecoder(r.Body).Decode(&health)
			_ = r.Body.Close()
			if r.StatusCode == http.StatusOK && health.Index == "ok" {
				return
			}
		}
		select {
		case <-deadline:
			t.Fatalf("the server is not ready\n%s", s.Log)
		case <-tick.C:
		}
	}
}

// Resident is the memory of the process in bytes, as the kernel counts it.
func (s *Server) Resident(t testing.TB) int64 {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.Command.Process.Pid))
	if err != nil {
		t.Fatalf("the memory of a process is read from /proc, on Linux: %v", err)
	}
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	kib, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return kib << 10
}

// Answer is one GraphQL answer.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
	Data   json.RawMessage
	Errors []struct {
		Message    string
		Extensions struct{ Code, RequestID string }
	}
}

// Codes are the codes of the errors.
func (a Answer) Codes() []string {
	var codes []string
	for _, e := range a.Errors {
		codes = append(codes, e.Extensions.Code)
	}
	return codes
}

// Ask sends a document as JSON; headers are name, value, name, value …
func (s *Server) Ask(t testing.TB, document string, variables map[string]any, headers ...string) Answer {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": document, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+"/graphql", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/graphql-response+json")
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return Send(t, r)
}

// Send sends a request and reads the answer.
func Send(t testing.TB, r *http.Request) Answer {
	t.Helper()
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	a := Answer{Status: response.StatusCode, Header: response.Header, Body: body}
	_ = json.Unmarshal(body, &a) // other bodies have no data and no errors
	return a
}

// Log keeps what a process writes.
type Log struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write appends.
func (l *Log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

// String is all that was written so far.
func (l *Log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}
