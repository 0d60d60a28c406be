package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"
)

// startServer runs serve in this process, with what it is given beside a free
// port, and gives its address. It is stopped at the end of the test.
func startServer(t testing.TB, args ...string) string {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	out, in := io.Pipe()
	done := make(chan int, 1)
	args = append([]string{"serve", "--listen", "127.0.0.1:0", "--log-level", "error"}, args...)
	go func() {
		code := run(ctx, args, strings.NewReader(""), in, os.Stderr)
		_ = in.Close()
		done <- code
	}()
	t.Cleanup(func() {
		stop()
		if code := <-done; code != exitOK {
			t.Errorf("serve ended with %d", code)
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("serve said nothing: %v", err)
	}
	url := strings.TrimSpace(strings.TrimPrefix(line, "listening on "))
	waitReady(t, url)
	return url
}

// waitReady asks /readyz until match and search are ready.
func waitReady(t testing.TB, url string) {
	t.Helper()
	deadline := time.After(20 * time.Second)
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		if r, err := http.Get(url + "/readyz"); err == nil {
			var health struct{ Index string }
			_ = json.NewDecoder(r.Body).Decode(&health) // another answer is not ready
			_ = r.Body.Close()
			if r.StatusCode == http.StatusOK && health.Index == "ok" {
				return
			}
		}
		select {
		case <-deadline:
			t.Fatalf("%s is not ready", url)
		case <-tick.C:
		}
	}
}
