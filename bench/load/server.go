package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// server is the real binary as a child process.
type server struct {
	dir     string
	command *exec.Cmd
	url     string
	most    int64 // resident bytes seen
}

func startServer(ctx context.Context) (*server, error) {
	dir, err := os.MkdirTemp("", "liuyuan-load-")
	if err != nil {
		return nil, err
	}
	s := &server{dir: dir}
	binary := filepath.Join(dir, "liuyuan")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", binary, "liuyuan/cmd/liuyuan").CombinedOutput(); err != nil {
		s.stop()
		return nil, fmt.Errorf("go build: %w\n%s", err, out)
	}
	s.command = exec.CommandContext(ctx, binary, "serve", "--demo", "--demo-date", "2026-03-02", "--listen", "127.0.0.1:0", "--log-level", "error")
	s.command.Env = append(os.Environ(), "GOMAXPROCS=1", "GOMEMLIMIT="+strconv.Itoa(memoryLimit))
	out, err := s.command.StdoutPipe()
	if err == nil {
		err = s.command.Start()
	}
	if err != nil {
		s.stop()
		return nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		s.stop()
		return nil, fmt.Errorf("serve said nothing: %w", err)
	}
	s.url = strings.TrimSpace(strings.TrimPrefix(line, "listening on "))
	for range 600 {
		if answer, err := http.Get(s.url + "/readyz"); err == nil {
			_ = answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				return s, nil
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	s.stop()
	return nil, fmt.Errorf("the server did not become ready")
}

func (s *server) stop() {
	if s.command != nil && s.command.Process != nil {
		_ = s.command.Process.Kill()
		_ = s.command.Wait()
	}
	_ = os.RemoveAll(s.dir)
}

// watchMemory looks how much memory the process has.
func (s *server) watchMemory() {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.command.Process.Pid))
	if err != nil {
		return // not Linux, or gone
	}
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	if kib, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64); err == nil {
		s.most = max(s.most, kib<<10)
	}
}

// refusalTimes is how many refusals the server has given, and how many within 50 ms.
type refusalTimes struct{ quick, all float64 }

// share is the share of quick ones since an earlier look.
func (r refusalTimes) share(since refusalTimes) float64 {
	if r.all == since.all {
		return 0
	}
	return (r.quick - since.quick) / (r.all - since.all)
}

// refusals reads the server's own histogram of answers with 503.
func (s *server) refusals() (r refusalTimes, err error) {
	answer, err := http.Get(s.url + "/metrics")
	if err != nil {
		return r, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return r, err
	}
	for _, line := range strings.Split(string(text), "\n") {
		name, value, _ := strings.Cut(line, "} ")
		n, numeric := strconv.ParseFloat(value, 64)
		if numeric != nil || !strings.HasPrefix(name, "liuyuan_graphql_seconds") || !strings.Contains(name, `status="503"`) {
			continue
		}
		switch {
		case strings.Contains(name, `le="0.05"`):
			r.quick += n
		case strings.Contains(name, "_count"):
			r.all += n
		}
	}
	return r, nil
}
