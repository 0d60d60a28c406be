package index

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Layout of an index directory:
//
//	lock              held by the process that has the index open
//	CURRENT           the number of the generation in force
//	g-000007/         a generation
//	damaged/          the last generation that could not be opened, for inspection
const (
	currentFile   = "CURRENT"
	damagedDir    = "damaged"
	generationTag = "g-"
)

func generationName(n int) string { return fmt.Sprintf("%s%06d", generationTag, n) }

// current reads the number of the generation in force; os.ErrNotExist if none is.
func current(dir string) (int, error) {
	b, err := os.ReadFile(filepath.Join(dir, currentFile))
	if err != nil {
		return newest(dir), err
	}
	n, err := strconv.Atoi(strings.TrimSpace(string(b)))
	if err != nil || n < 1 {
		return newest(dir), fmt.Errorf("%w: CURRENT holds no number", errDamaged)
	}
	return n, nil
}

// newest is the highest number in use, so that a new generation never writes
// into an old one.
func newest(dir string) int {
	top := 0
	for _, n := range generations(dir) {
		top = max(top, n)
	}
	return top
}

func generations(dir string) []int {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	var all []int
	for _, e := range entries {
		if tail, ok := strings.CutPrefix(e.Name(), generationTag); ok {
			if n, err := strconv.Atoi(tail); err == nil {
				all = append(all, n)
			}
		}
	}
	return all
}

// setCurrent puts generation n in force in one step: after a crash either the
// old or the new one is.
func setCurrent(dir string, n int) error {
	tmp := filepath.Join(dir, currentFile+".new")
	f, err := os.Create(tmp)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(f, "%d\n", n)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	if err := os.Rename(tmp, filepath.Join(dir, currentFile)); err != nil {
		return err
	}
	return syncDir(dir)
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	if cerr := d.Close(); err == nil {
		err = cerr
	}
	return err
}

// quarantine keeps an unusable generation for inspection, one at most.
func quarantine(dir string, n int) {
	aside := filepath.Join(dir, damagedDir)
	_ = os.RemoveAll(aside)
	_ = os.Rename(generationDir(dir, n), aside)
}

// sweep removes generations that are not in force: a rebuild that was killed, or
// an old one that a crash left behind. What cannot be removed does no harm.
func sweep(dir string, keep int) {
	for _, n := range generations(dir) {
		if n != keep {
			_ = os.RemoveAll(generationDir(dir, n))
		}
	}
}
