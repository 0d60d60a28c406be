package web_test

import (
	"context"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The directory in a browser with many more people than a district has. Five
// thousand hold the walk in every run; LIUYUAN_CROWD=100000 (make crowd) measures.
func TestTheDirectoryOfACrowdInABrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("the short form leaves the browser out; run without -short")
	}
	people := 5_000
	if asked := os.Getenv("LIUYUAN_CROWD"); asked != "" {
		var err error
		if people, err = strconv.Atoi(asked); err != nil {
			t.Fatal(err)
		}
	}
	node := needNode(t)
	needChromium(t)
	needModules(t)
	ctx, cancel := context.WithTimeout(t.Context(), 15*time.Minute)
	defer cancel()
	binary, data := buildBinary(ctx, t), t.TempDir()
	roster := filepath.Join(t.TempDir(), "people.csv")
	command(ctx, t, binary, "generate", "--mediators", strconv.Itoa(people), "--seed", "1", roster)
	command(ctx, t, binary, "migrate", "--data", data)
	command(ctx, t, binary, "import", "--data", data, roster, "--apply")
	key := command(ctx, t, binary, "key", "create", "--data", data, "--role", "DISTRICT_STAFF", "--region", "440703")
	address := serve(ctx, t, binary, "--data", data)
	awaitIndex(ctx, t, address)
	browse(ctx, t, node, []string{"LIUYUAN_BASE=" + address, "LIUYUAN_KEY=" + key, "LIUYUAN_PEOPLE=" + strconv.Itoa(people)}, "browser/crowd.figures.mjs")
}

// awaitIndex waits until everybody can be searched: matching is ready before that.
func awaitIndex(ctx context.Context, t *testing.T, address string) {
	t.Helper()
	for {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, address+"/readyz", http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		var health struct{ Index string }
		err = json.NewDecoder(response.Body).Decode(&health)
		_ = response.Body.Close()
		if err == nil && health.Index == "ok" {
			return
		}
		select {
		case <-ctx.Done():
			t.Fatal("the index was not built in time")
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// command runs the binary to its end and gives what it printed.
func command(ctx context.Context, t *testing.T, binary string, args ...string) string {
	t.Helper()
	run := exec.CommandContext(ctx, binary, args...)
	var faults strings.Builder
	run.Stderr = &faults
	out, err := run.Output()
	if err != nil {
		t.Fatalf("liuyuan %v: %v\n%s", args, err, faults.String())
	}
	return strings.TrimSpace(string(out))
}
