package main

import (
	"bytes"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const apiPage = "../../docs/api.md"

// The commands of docs/api.md are run as one shell session by the real binary, in an
// empty directory.
func TestTheDevelopersPageRuns(t *testing.T) {
	for _, tool := range []string{"bash", "curl", "git", "tar", "node", "npm", "sha256sum"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Fatalf("docs/api.md needs %s: install it (Debian: apt-get install curl git nodejs npm coreutils)", tool)
		}
	}
	out, blocks := runPage(t, apiPage)
	for _, sign := range []string{`"candidates":[{"rank":1`, "\n1 ", `"hasPreviousPage":true`, `"userErrors":[],"syncToken":"`, `"roles":["PUBLIC_APP"]`} {
		if !strings.Contains(out, sign) {
			t.Errorf("the session shows no %s:\n%s", sign, out)
		}
	}
	if blocks < 6 || strings.Contains(out, `"errors"`) {
		t.Errorf("%d blocks, or an error was shown:\n%s", blocks, out)
	}
}

func TestThePageOnWordsRuns(t *testing.T) {
	out, blocks := runPage(t, "../../docs/words.md")
	for _, sign := range []string{
		`"kind":"language","value":"yue-x-siyap"`, `"text":"劳资"`, `"kind":"region","value":"440703101","label":"棠下镇","text":"tangxia"`, `"text":"lvshi"`, `"text":"堂下"`,
		`<em>船哥</em>`, `棠下镇<em>劳资`, `"code":"10.01","name":"欠薪"`, `"riskLevel":"MEDIUM"`, `"headcount":12`, "\n04.02 民间借贷", "\n12.01 商品质量",
	} {
		if !strings.Contains(out, sign) {
			t.Errorf("the session shows no %s:\n%s", sign, out)
		}
	}
	if blocks < 3 || strings.Contains(out, `"errors"`) || strings.Contains(out, `"totalCount":0`) {
		t.Errorf("%d blocks, an error, or nothing was found:\n%s", blocks, out)
	}
}

// runPage runs the sh blocks of a page as one session and gives what it printed.
func runPage(t *testing.T, page string) (printed string, blocks int) {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	bin := t.TempDir()
	if out, err := exec.Command("go", "build", "-o", filepath.Join(bin, "liuyuan"), ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	session := "set -eu\ntrap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n"
	found := regexp.MustCompile("(?s)```sh\n(.*?)```").FindAllStringSubmatch(string(text), -1)
	for _, block := range found {
		session += block[1]
	}
	session = strings.ReplaceAll(session, "127.0.0.1:8080", freeAddress(t))
	command := exec.CommandContext(t.Context(), "bash", "-c", session)
	command.Dir = t.TempDir()
	command.Env = append(os.Environ(), "PATH="+bin+":"+os.Getenv("PATH"), "LIUYUAN="+root)
	var out bytes.Buffer
	command.Stdout, command.Stderr = &out, &out
	if err := command.Run(); err != nil {
		t.Fatalf("%v\n%s", err, &out)
	}
	return out.String(), len(found)
}

// freeAddress is a loopback address that nobody listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func TestTheDevelopersPageListsEveryCode(t *testing.T) {
	page, err := os.ReadFile(apiPage)
	if err != nil {
		t.Fatal(err)
	}
	listed := regexp.MustCompile("[A-Z]+(_[A-Z]+)*").FindAllString(string(page), -1)
	n := 0
	for _, file := range []string{"registry/error.go", "schema/guard/refusal.go", "schema/execute/errors.go", "web/graphql_status.go", "web/graphql_trusted.go"} {
		source, err := os.ReadFile("../../" + file)
		if err != nil {
			t.Fatal(err)
		}
		for _, code := range regexp.MustCompile(`(?:Code\s*=\s*|Refuse\()"([A-Z_]+)"`).FindAllStringSubmatch(string(source), -1) {
			if n++; !slices.Contains(listed, code[1]) {
				t.Errorf("docs/api.md does not tell of %s (%s)", code[1], file)
			}
		}
	}
	if n < 40 {
		t.Errorf("only %d codes were found in the sources", n)
	}
}
