package web_test

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// The browser tests are web/browser/*.test.mjs: they walk the real binary in demo mode with a headless Chromium.
// LIUYUAN_SCREENSHOTS names a folder to write their pictures to.
func TestTheConsoleInABrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("the short form leaves the browser out; run without -short")
	}
	node := needNode(t)
	needChromium(t)
	needModules(t)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
	defer cancel()
	address := serve(ctx, t, buildBinary(ctx, t), "--demo")
	files, err := filepath.Glob("browser/*.test.mjs")
	if err != nil || len(files) == 0 {
		t.Fatalf("no browser tests found: %v", err)
	}
	env := []string{"LIUYUAN_BASE=" + address}
	if folder := os.Getenv("LIUYUAN_SCREENSHOTS"); folder != "" {
		absolute, err := filepath.Abs(filepath.Join("..", folder))
		if err != nil {
			t.Fatal(err)
		}
		env = append(env, "LIUYUAN_SCREENSHOTS="+absolute)
	}
	browse(ctx, t, node, env, files...)
}

// browse runs browser tests and logs the figures they tell.
func browse(ctx context.Context, t *testing.T, node string, env []string, files ...string) {
	t.Helper()
	run := exec.CommandContext(ctx, node, append([]string{"--test", "--test-concurrency=1", "--test-reporter=spec"}, files...)...)
	run.Env = append(os.Environ(), env...)
	out, err := run.CombinedOutput()
	for line := range strings.Lines(string(out)) {
		if figure, ok := strings.CutPrefix(strings.TrimSpace(line), "ℹ "); ok {
			t.Log(figure)
		}
	}
	if err != nil {
		t.Fatalf("the browser tests failed: %v\n%s", err, out)
	}
}

func buildBinary(ctx context.Context, t *testing.T) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "liuyuan")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", binary, "../cmd/liuyuan").CombinedOutput(); err != nil {
		t.Fatalf("the binary does not build: %v\n%s", err, out)
	}
	return binary
}

// serve starts the service and gives its address; the end of the test stops it.
func serve(ctx context.Context, t *testing.T, binary string, args ...string) string {
	t.Helper()
	serve := exec.CommandContext(ctx, binary, append([]string{"serve", "--listen", "127.0.0.1:0"}, args...)...)
	serve.Stderr = os.Stderr
	lines, err := serve.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := serve.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = serve.Process.Signal(syscall.SIGTERM)
		_ = serve.Wait()
	})
	scanner := bufio.NewScanner(lines)
	for scanner.Scan() {
		if address, ok := strings.CutPrefix(scanner.Text(), "listening on "); ok {
			return address
		}
	}
	t.Fatal("the service ended before it listened")
	return ""
}

func needNode(t *testing.T) string {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Fatal("Node.js 20.19 or later is missing; install it (make needs does, on Debian: apt-get install nodejs npm)")
	}
	return node
}

func needChromium(t *testing.T) {
	t.Helper()
	for _, name := range []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if _, err := exec.LookPath(name); name != "" && err == nil {
			return
		}
	}
	t.Fatal("Chromium is missing; install it (make needs does, on Debian: apt-get install chromium fonts-noto-cjk), or set CHROMIUM to its path")
}

// needModules installs the console's packages as its lock file names them, once.
func needModules(t *testing.T) {
	t.Helper()
	lock, err := os.Stat("console/package-lock.json")
	if err != nil {
		t.Fatal(err)
	}
	installed, err := os.Stat("console/node_modules/.package-lock.json")
	if err == nil && !installed.ModTime().Before(lock.ModTime()) {
		return
	}
	install := exec.CommandContext(t.Context(), "npm", "ci", "--no-audit", "--no-fund")
	install.Dir = "console"
	if out, err := install.CombinedOutput(); err != nil {
		t.Fatalf("npm ci failed in web/console; it needs npm and a package registry or its cache: %v\n%s", err, out)
	}
}
