package schema_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"liuyuan/web/servertest"
)

func TestMain(m *testing.M) { servertest.Main(m) }

// The tools of front-end teams, each in the version that clients/package-lock.json
// pins, over schema.graphql and against the real server.
func TestClientsToolsAcceptTheSchema(t *testing.T) {
	for _, tool := range []struct{ name, script, schema string }{
		{"graphql-eslint", "lint.mjs", "../schema.graphql"},
		{"graphql-codegen and TypeScript", "codegen.mjs", "../schema.graphql"},
		{"relay-compiler", "relay.mjs", "../schema.graphql"},
	} {
		t.Run(tool.name, func(t *testing.T) { t.Log(runNode(t, tool.script, tool.schema)) })
	}
	t.Run("graphql-inspector against the last release", func(t *testing.T) {
		t.Log(runNode(t, "inspect.mjs", "../released/schema.graphql", "../schema.graphql"))
	})
}

func TestClientsWorkWithTheRunningServer(t *testing.T) {
	url := servertest.Demo(t, "--log-level", "error").URL + "/graphql"
	for name, script := range map[string]string{"graphql-js introspection": "introspect.mjs", "Apollo Client": "apollo.mjs", "urql": "urql.mjs"} {
		t.Run(name, func(t *testing.T) { t.Log(runNode(t, script, url)) })
	}
}

// Each tool must see a defect; else what it accepts says nothing.
func TestClientsToolsSeeASpoiltSchema(t *testing.T) {
	sdl, err := os.ReadFile("schema.graphql")
	if err != nil {
		t.Fatal(err)
	}
	spoilt := filepath.Join(t.TempDir(), "spoilt.graphql")
	for _, c := range []struct{ script, old, new, complaint string }{
		{"lint.mjs", "  totalCount: Int!\n", "  total_count: Int!\n", "naming-convention"},
		{"inspect.mjs", "  policyVersion: String!\n", "  policy: String!\n", "BREAKING"},
		{"codegen.mjs", "  contributions: [Contribution!]!\n", "  shares: [Contribution!]!\n", "contributions"},
		{"relay.mjs", "  available: Boolean!\n", "  free: Boolean!\n", "available"},
	} {
		text := strings.ReplaceAll(string(sdl), c.old, c.new)
		if text == string(sdl) {
			t.Errorf("%s: schema.graphql has no %q to spoil", c.script, c.old)
		}
		if err := os.WriteFile(spoilt, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		arguments := []string{spoilt}
		if c.script == "inspect.mjs" {
			arguments = []string{"../schema.graphql", spoilt}
		}
		if out, err := node(t, c.script, arguments...); err == nil || !strings.Contains(out, c.complaint) {
			t.Errorf("%s accepts a spoilt schema or complains of something else: %v\n%s", c.script, err, out)
		}
	}
}

func runNode(t *testing.T, script string, arguments ...string) string {
	t.Helper()
	out, err := node(t, script, arguments...)
	if err != nil {
		t.Fatalf("node %s: %v\n%s", script, err, out)
	}
	return strings.TrimSpace(out)
}

// node runs a script of clients/, whose packages it installs first, once.
func node(t *testing.T, script string, arguments ...string) (string, error) {
	t.Helper()
	for _, tool := range []string{"node", "npm"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Fatalf("this test needs %s: install Node.js 20 or newer with npm (Debian: apt-get install nodejs npm; others: https://nodejs.org)", tool)
		}
	}
	if _, err := os.Stat("clients/node_modules/.package-lock.json"); err != nil {
		install := exec.Command("npm", "ci", "--no-audit", "--no-fund")
		install.Dir = "clients"
		if out, err := install.CombinedOutput(); err != nil {
			t.Fatalf("npm ci in schema/clients needs the npm registry once: %v\n%s", err, out)
		}
	}
	command := exec.CommandContext(t.Context(), "node", append([]string{script}, arguments...)...)
	command.Dir = "clients"
	var out bytes.Buffer
	command.Stdout, command.Stderr = &out, &out
	err := command.Run()
	return out.String(), err
}
