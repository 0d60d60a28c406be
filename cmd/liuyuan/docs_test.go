package main

import (
	"bytes"
	"context"
	"os"
	"regexp"
	"strings"
	"testing"

	"liuyuan/store/pgtest"
)

// Every command of docs/operations.md is run in its order, in an empty directory.
func TestTheOperatorsPageRuns(t *testing.T) {
	text, err := os.ReadFile("../../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	cluster, err := pgtest.Start(pgtest.Options{})
	if err != nil {
		t.Fatal(err) // it says what to install
	}
	t.Cleanup(func() { _ = cluster.Close() })
	database := cluster.URL("postgres")
	t.Chdir(t.TempDir())
	n := 0
	for _, block := range regexp.MustCompile("(?s)```sh\n(.*?)```").FindAllStringSubmatch(string(text), -1) {
		for _, line := range strings.Split(strings.TrimSpace(block[1]), "\n") {
			args := strings.Fields(strings.ReplaceAll(line, "$DATABASE", database))
			if args[0] != "liuyuan" {
				t.Fatalf("%q is not a command of ours", line)
			}
			var out, errs bytes.Buffer
			if code := run(context.Background(), args[1:], strings.NewReader(""), &out, &errs); code != exitOK {
				t.Fatalf("%s\nexit %d\n%s%s", line, code, out.String(), errs.String())
			}
			n++
		}
	}
	if n < 10 {
		t.Fatalf("only %d commands were found", n)
	}
}
