package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"io"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite golden files and the transcripts of README.md")

const readme = "../../README.md"

// The transcript and the answer in README.md are what the program says.
func TestGoldenReadmeShowsWhatRuns(t *testing.T) {
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	shown := string(text)
	real := replaceTranscript(t, shown)
	real = replaceAnswer(t, real)
	if *update {
		if err := os.WriteFile(readme, []byte(real), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if shown != real {
		t.Errorf("README.md shows something else than the program says; run make golden and look at the change:\n%s", cmp.Diff(shown, real))
	}
}

// replaceTranscript runs the command of the console block.
func replaceTranscript(t *testing.T, text string) string {
	block := regexp.MustCompile("(?s)```console\n\\$ liuyuan ([^\n]*)\n.*?```")
	return block.ReplaceAllStringFunc(text, func(b string) string {
		command := block.FindStringSubmatch(b)[1]
		var out, errs bytes.Buffer
		if code := run(context.Background(), strings.Fields(command), strings.NewReader(""), &out, &errs); code != exitOK {
			t.Fatalf("%s: exit %d\n%s", command, code, errs.String())
		}
		return "```console\n$ liuyuan " + command + "\n" + out.String() + "```"
	})
}

// replaceAnswer sends the request of the curl block to a real server.
func replaceAnswer(t *testing.T, text string) string {
	request := regexp.MustCompile("(?s)-d @- <<'QUERY'\n(.*?)\nQUERY").FindStringSubmatch(text)
	if request == nil {
		t.Fatal("README.md shows no request")
	}
	url := startServer(t, "--demo", "--demo-date", "2026-03-02")
	response, err := http.Post(url+"/graphql", "application/json", strings.NewReader(request[1]))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	var answer struct {
		Data   json.RawMessage
		Errors []any
	}
	if err := json.Unmarshal(body, &answer); err != nil || len(answer.Errors) > 0 {
		t.Fatalf("%v %s", err, body)
	}
	return regexp.MustCompile("(?s)```json\n.*?\n```").ReplaceAllString(text, strings.ReplaceAll("```json\n"+pretty(t, answer.Data)+"\n```", "$", "$$"))
}

// pretty indents an answer, with each contribution on a line of its own.
func pretty(t *testing.T, data []byte) string {
	var out bytes.Buffer
	if err := json.Indent(&out, data, "", "  "); err != nil {
		t.Fatal(err)
	}
	flat := regexp.MustCompile(`\{\s+("points": \d+),\s+"reason": \{\s+("message": [^\n]*)\s+\}\s+\}`)
	text := flat.ReplaceAllString(out.String(), `{$1, "reason": {$2}}`)
	lists := regexp.MustCompile(`\[\s+("[A-Z_]+"(?:,\s+"[A-Z_]+")*)\s+\]`)
	return lists.ReplaceAllString(text, "[$1]")
}
