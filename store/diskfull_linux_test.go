package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"liuyuan/registry"
	"liuyuan/store"
)

// onSmallDisk runs a child's job in a mount namespace of its own (and, unless we
// are root, a user namespace), where it may mount a small disk.
func onSmallDisk(t *testing.T, job string) (string, error) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childJob+"="+job, childStore+"="+t.TempDir())
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	if os.Getuid() != 0 {
		cmd.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}}
		cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}
	}
	out, err := cmd.CombinedOutput()
	if strings.Contains(string(out), errNoMount.Error()) || errors.Is(err, syscall.EPERM) {
		t.Fatal("a small disk cannot be mounted here: run the tests as root, or allow user namespaces (sysctl kernel.unprivileged_userns_clone=1)")
	}
	return string(out), err
}

var errNoMount = errors.New("mount refused")

// fillDisk writes people until the disk is full, looks that reads go on and that
// nothing acknowledged is lost, makes room, and writes again. The job "full-early"
// plants the bug: a refused write is taken as done.
func fillDisk(job, dir string) error {
	if err := syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""); err != nil {
		return fmt.Errorf("%w: %w", errNoMount, err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=24m"); err != nil {
		return fmt.Errorf("%w: %w", errNoMount, err)
	}
	db, err := store.OpenSQLite(context.Background(), filepath.Join(dir, "data"), store.Options{Exclusive: true})
	if err != nil {
		return err
	}
	ballast := filepath.Join(dir, "ballast")
	if err := os.WriteFile(ballast, make([]byte, 6<<20), 0o600); err != nil {
		return err
	}
	written := 0
	write := func() error {
		m := somebody(fmt.Sprintf("%06d", written))
		m.Introduction = strings.Repeat("调", 1000)
		_, err := db.Update(context.Background(), func(w registry.Writer) error { _, err := w.PutMediator(m); return err })
		if err == nil || job == "full-early" {
			written++
		}
		return err
	}
	for err == nil {
		err = write()
	}
	if registry.CodeOf(err) != registry.CodeStorageFull {
		return fmt.Errorf("a full disk is told as %w", err)
	}
	for range 5 {
		if err := write(); registry.CodeOf(err) != registry.CodeStorageFull {
			return fmt.Errorf("a disk that is still full is told as %v", err)
		}
	}
	if err := intact(db, written); err != nil {
		return fmt.Errorf("while the disk is full: %w", err)
	}
	if err := os.Remove(ballast); err != nil {
		return err
	}
	for range 100 {
		if err := write(); err != nil {
			return fmt.Errorf("with room again: %w", err)
		}
	}
	if err := intact(db, written); err != nil {
		return fmt.Errorf("with room again: %w", err)
	}
	return db.Close()
}

func intact(db *store.DB, people int) error {
	problems, err := db.Check(context.Background())
	if len(problems) > 0 || err != nil {
		return fmt.Errorf("%v %w", problems, err)
	}
	return db.View(context.Background(), func(r registry.Reader) error {
		n, err := r.CountMediators(registry.MediatorFilter{})
		if n != people {
			return fmt.Errorf("%d people of %d acknowledged", n, people)
		}
		return err
	})
}

func TestAFullDiskIsToldAndReadsGoOnAndItHeals(t *testing.T) {
	t.Parallel()
	if out, err := onSmallDisk(t, "full"); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

func TestAWriteTakenAsDoneOnAFullDiskIsCaught(t *testing.T) {
	t.Parallel()
	if out, err := onSmallDisk(t, "full-early"); err == nil || !strings.Contains(out, "acknowledged") {
		t.Errorf("the disk test sees nothing: %v %s", err, out)
	}
}
