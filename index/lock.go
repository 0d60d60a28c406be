package index

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"

	"liuyuan/registry"
)

// lockFile guards an index directory. Bleve itself blocks for ever when the same
// directory is opened twice; a lock that is asked for without waiting gives a
// clear answer instead. The kernel drops it when the process dies.
const lockFile = "lock"

// lock takes the directory for this process.
func lock(dir string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(dir, lockFile), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, registry.Fault(registry.CodeUnavailable, err,
			"词索引目录无法写入：请检查数据目录的权限", "the word index cannot be written: check the permissions of the data directory")
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		return f, nil
	}
	_ = f.Close()
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, registry.Fault(registry.CodeUnavailable, err,
			"词索引正被另一个进程使用：请先停止它，或换一个数据目录",
			"the word index is in use by another process: stop that one first, or use another data directory")
	}
	return nil, registry.Fault(registry.CodeUnavailable, err,
		"词索引目录无法加锁：请换到支持文件锁的磁盘", "the word index directory cannot be locked: use a disk that supports file locks")
}
