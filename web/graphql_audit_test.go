package web

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"liuyuan/schema/difftest"
	"liuyuan/schema/execute"
	"liuyuan/schema/guard"
)

// fixtureEngine is an engine over the fixture schema.
func fixtureEngine(t testing.TB) *execute.Engine {
	t.Helper()
	e, err := execute.New(difftest.Schema(), difftest.Options())
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// asStaff authenticates everybody as staff.
func asStaff(r *http.Request) (context.Context, Caller, error) {
	return difftest.WithCounter(r.Context()), Caller{Limits: guard.Staff(), Key: "staff"}, nil
}

// nodeIn runs a script with node in a folder whose packages it installs first, once.
func nodeIn(t *testing.T, folder, script string, arguments ...string) []byte {
	t.Helper()
	for _, tool := range []string{"node", "npm"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Fatalf("this test needs %s: install Node.js 20 or newer with npm (https://nodejs.org)", tool)
		}
	}
	if _, err := os.Stat(filepath.Join(folder, "node_modules", ".package-lock.json")); err != nil {
		install := exec.Command("npm", "ci", "--no-audit", "--no-fund")
		install.Dir = folder
		if out, err := install.CombinedOutput(); err != nil {
			t.Fatalf("npm ci in %s needs the network once: %v\n%s", folder, err, out)
		}
	}
	command := exec.CommandContext(t.Context(), "node", append([]string{script}, arguments...)...)
	command.Dir = folder
	var stderr bytes.Buffer
	command.Stderr = &stderr
	out, err := command.Output()
	if err != nil {
		t.Fatalf("node %s: %v\n%s", script, err, &stderr)
	}
	return out
}

func TestHandlerPassesEveryAuditOfGraphQLOverHTTP(t *testing.T) {
	server := httptest.NewServer(NewGraphQL(fixtureEngine(t), GraphQLOptions{Authenticate: asStaff}))
	defer server.Close()
	lines := bufio.NewScanner(bytes.NewReader(nodeIn(t, "audit", "audit.mjs", server.URL+"/graphql")))
	passed := 0
	for lines.Scan() {
		var audit struct{ ID, Name, Status, Reason string }
		if err := json.Unmarshal(lines.Bytes(), &audit); err != nil {
			t.Fatal(err)
		}
		if audit.Status != "ok" {
			t.Errorf("%s %s: %s: %s", audit.ID, audit.Name, audit.Status, audit.Reason)
			continue
		}
		passed++
	}
	if passed != 61 {
		t.Errorf("%d audits passed, want all 61", passed)
	}
}
