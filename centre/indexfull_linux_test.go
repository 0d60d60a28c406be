package centre_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"liuyuan/centre"
	"liuyuan/index"
	"liuyuan/registry"
)

// What a child process is told: where to mount the small disk, and which bug to plant.
const (
	onSmallDisk = "LIUYUAN_TEST_SMALL_DISK"
	plantedBug  = "LIUYUAN_TEST_PLANTED_BUG"
)

// The disk of the index directory alone is full: writes are kept and answered, matching,
// searches and reads of records go on, readiness tells, and with room again the index
// catches up.
func TestAFullIndexDirectoryIsToldAndHeals(t *testing.T) {
	if dir := os.Getenv(onSmallDisk); dir != "" {
		fillIndexDirectory(t, dir)
		return
	}
	t.Parallel()
	if out, err := alone(t, ""); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

func TestBugsOnAFullIndexDirectoryAreCaught(t *testing.T) {
	t.Parallel()
	for bug, complaint := range map[string]string{
		"refusals are taken as done":   "with a full index directory",
		"a refusal breaks the readers": "INTERNAL",
	} {
		if out, err := alone(t, bug); err == nil || !strings.Contains(out, complaint) {
			t.Errorf("%s: the test sees nothing: %v\n%s", bug, err, out)
		}
	}
}

// careless plants a bug into what an index does when its disk is full.
type careless struct {
	registry.Index
	bug    string
	broken atomic.Bool
}

func (c *careless) Apply(ctx context.Context, b registry.IndexBatch) error {
	err := c.Index.Apply(ctx, b)
	c.broken.Store(err != nil && c.bug == "a refusal breaks the readers")
	if c.bug == "refusals are taken as done" {
		return nil
	}
	return err
}

func (c *careless) Search(ctx context.Context, q registry.DirectoryQuestion) (registry.DirectoryAnswer, error) {
	if c.broken.Load() {
		return registry.DirectoryAnswer{}, errors.New("INTERNAL: assignment to entry in nil map")
	}
	return c.Index.Search(ctx, q)
}

// alone runs the test again in a process with a mount namespace of its own.
func alone(t *testing.T, bug string) (string, error) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run", "^TestAFullIndexDirectoryIsToldAndHeals$", "-test.timeout", "120s")
	cmd.Env = append(os.Environ(), onSmallDisk+"="+t.TempDir(), plantedBug+"="+bug)
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	if os.Getuid() != 0 {
		cmd.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}}
		cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}
	}
	out, err := cmd.CombinedOutput()
	if errors.Is(err, syscall.EPERM) || strings.Contains(string(out), "mount:") {
		t.Fatalf("a small disk cannot be mounted here: run the tests as root, or allow user namespaces (sysctl kernel.unprivileged_userns_clone=1): %v %s", err, out)
	}
	return string(out), err
}

func fillIndexDirectory(t *testing.T, dir string) {
	if err := errors.Join(syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""), syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=16m")); err != nil {
		t.Fatal("mount:", err)
	}
	h := &house{t: t, data: t.TempDir(), words: filepath.Join(dir, "index")}
	if bug := os.Getenv(plantedBug); bug != "" {
		h.wrap = func(x *index.Index) registry.Index { return &careless{Index: x, bug: bug} }
	}
	h.open()
	t.Cleanup(h.close)
	h.load(small)
	ballast := filepath.Join(dir, "ballast")
	if err := os.WriteFile(ballast, make([]byte, 32<<20), 0o600); !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("the disk is not full: %v", err)
	}
	ctx := context.Background()
	var kept []string
	register := func(name string) {
		t.Helper()
		if _, err := h.centre.RegisterMediator(ctx, admin(), newcomer(name), ""); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		kept = append(kept, name)
	}
	for n := range 5 {
		register("诸葛守望" + string(rune('甲'+n)))
	}
	health := h.centre.Ready(ctx)
	if health.Index != string(registry.CodeStorageFull) || !health.Ready {
		t.Fatalf("with a full index directory: %+v", health)
	}
	if answer, err := h.centre.Match(ctx, clerk(), centre.MatchInput{Type: "16.01", Region: "440703101203"}, 10); err != nil || len(answer.Candidates) == 0 {
		t.Errorf("matching has stopped: %v", err)
	}
	for _, name := range kept { // searches go on, also over what could not be written
		if n := h.search("欧阳") + h.search(name); n > 1 {
			t.Errorf("%s is found %d times", name, n)
		}
	}
	people := 0
	if err := h.store.View(ctx, func(tx registry.Reader) (err error) {
		people, err = tx.CountMediators(registry.MediatorFilter{})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	soon(t, "the index is whole again", func() bool { return h.centre.Ready(ctx).Index == "ok" })
	register("百里重来")
	for _, name := range kept {
		if h.search(name) != 1 {
			t.Errorf("%s is not found", name)
		}
	}
	h.verify()
	h.close() // and what was caught up with is on disk
	h.open()
	h.verify()
	if people < 5 {
		t.Errorf("%d people are kept", people)
	}
}
