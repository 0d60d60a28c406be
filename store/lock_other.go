//go:build !unix

package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"time"
)

// fileLock is a file that exists while the lock is held. After a crash it stays
// and has to be deleted by hand: only Unix releases a lock with its process.
type fileLock struct{ path string }

var errLocked = errors.New("locked by another process")

func tryLock(path string) (*fileLock, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil, errLocked
	}
	if err != nil {
		return nil, err
	}
	return &fileLock{path}, f.Close()
}

func waitLock(ctx context.Context, path string) (*fileLock, error) {
	ticker := time.NewTicker(20 * time.Millisecond)
	defer ticker.Stop()
	for {
		lock, err := tryLock(path)
		if !errors.Is(err, errLocked) {
			return lock, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-ticker.C:
		}
	}
}

func (l *fileLock) release() error { return os.Remove(l.path) }
