package main

import (
	"os/exec"
	"strings"
	"testing"
)

// allowed are the arrows between our packages: each package and what it may import.
// Deeper folders follow their top folder.
var allowed = map[string][]string{
	"registry": {},
	"terms":    {"registry"},
	"calendar": {"registry"},
	"matching": {"registry"},
	"identity": {"registry"},
	"seed":     {"registry"},
	"roster":   {"registry"},
	"store":    {"registry"},
	"index":    {"registry", "terms"},
	"centre":   {"registry", "identity", "matching", "terms", "calendar"},
	"schema":   {"registry", "identity", "centre"},
	"web":      {"registry", "identity", "centre", "schema"},
	"cmd":      {"registry", "identity", "matching", "terms", "calendar", "store", "index", "centre", "schema", "web", "seed", "roster"},
	"bench":    {"registry", "matching", "terms", "identity", "store", "index", "centre", "schema", "web", "seed"},
}

// homes are the libraries that stay in one place.
var homes = map[string]string{
	"github.com/graphql-go/":  "schema",
	"github.com/blevesearch/": "index",
	"github.com/jackc/pgx/":   "store",
	"modernc.org/sqlite":      "store",
}

// impure are what the pure packages may not reach for.
var impure = []string{"context", "database/sql", "net/http", "github.com/rs/zerolog", "os"}

func TestArrowsPointDown(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", "{{.ImportPath}}: {{join .Imports \" \"}}", "liuyuan/...").CombinedOutput()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, out)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		path, imports, _ := strings.Cut(line, ": ")
		if path == "liuyuan/terms/train" {
			continue // the command that trains the models; nothing imports it
		}
		for _, problem := range wrongImports(top(path), strings.Fields(imports)) {
			t.Errorf("%s imports %s", path, problem)
		}
	}
}

func TestWrongArrowsAreSeen(t *testing.T) {
	for _, c := range []struct{ from, to string }{
		{"registry", "liuyuan/terms"}, {"matching", "liuyuan/store"}, {"matching", "context"},
		{"schema", "liuyuan/store"}, {"store", "github.com/graphql-go/graphql"}, {"centre", "liuyuan/web"}, {"unheard", "liuyuan/registry"},
	} {
		if len(wrongImports(c.from, []string{c.to})) == 0 {
			t.Errorf("%s importing %s was let pass", c.from, c.to)
		}
	}
}

func wrongImports(from string, imports []string) []string {
	may, known := allowed[from]
	if !known {
		return []string{"(the package has no place in the table of arrows)"}
	}
	var wrong []string
	for _, i := range imports {
		if own, ok := strings.CutPrefix(i, "liuyuan/"); ok {
			to := strings.SplitN(own, "/", 2)[0]
			if to != from && !contains(may, to) {
				wrong = append(wrong, i)
			}
		}
		for prefix, home := range homes {
			if strings.HasPrefix(i, prefix) && from != home && from != "bench" {
				wrong = append(wrong, i)
			}
		}
		if (from == "matching" || from == "terms" || from == "calendar") && contains(impure, i) {
			wrong = append(wrong, i)
		}
	}
	return wrong
}

func top(path string) string {
	return strings.SplitN(strings.TrimPrefix(path, "liuyuan/"), "/", 2)[0]
}

func contains(list []string, s string) bool {
	for _, e := range list {
		if e == s {
			return true
		}
	}
	return false
}
