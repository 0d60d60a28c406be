package web_test

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// The built console is committed, so that building the binary needs no Node. This builds it again and compares.
func TestTheCommittedConsoleIsWhatItsSourceBuilds(t *testing.T) {
	if testing.Short() {
		t.Skip("the short form does not build the console; run without -short")
	}
	needNode(t)
	needModules(t)
	npm(t, "run", "codegen")
	npm(t, "run", "check")
	npm(t, "test")
	out := t.TempDir()
	npm(t, "exec", "--", "vite", "build", "--outDir", out, "--emptyOutDir", "--logLevel", "warn")
	committed, built := filesOf(t, "console/dist"), filesOf(t, out)
	for name, content := range built {
		if was, ok := committed[name]; !ok || !bytes.Equal(was, content) {
			t.Errorf("%s differs from what is committed; run: cd web/console && npm ci && npm run build", name)
		}
	}
	for name := range committed {
		if _, ok := built[name]; !ok {
			t.Errorf("%s is committed but no longer built; run: cd web/console && npm ci && npm run build", name)
		}
	}
}

func npm(t *testing.T, args ...string) {
	t.Helper()
	command := exec.CommandContext(t.Context(), "npm", args...)
	command.Dir = "console"
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("npm %v: %v\n%s", args, err, out)
	}
}

func filesOf(t *testing.T, root string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		all[name], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
