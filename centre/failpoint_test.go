//go:build failpoint

package centre_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"github.com/rs/zerolog"

	"liuyuan/centre"
)

// failOnce fails the first time a point is reached.
type failOnce struct {
	point string
	hits  atomic.Int64
}

func (f *failOnce) at(point string) error {
	if point == f.point && f.hits.Add(1) == 1 {
		return errors.New("injected")
	}
	return nil
}

// make test runs, with the tag, what begins with TestAFail.
func TestAFailureOfAFollowerIsRepeatedWithoutLoss(t *testing.T) {
	for _, point := range []string{"index.read", "index.applied", "pool.read", "pool.applied", "index.remade"} {
		t.Run(point, func(t *testing.T) {
			h := newHouse(t)
			h.load(small)
			h.centre.Close()
			h.closers = h.closers[:2]
			if point == "index.remade" { // another life of the database makes it begin anew
				file := t.TempDir() + "/backup"
				if _, err := h.store.Backup(context.Background(), file); err != nil {
					t.Fatal(err)
				}
				if _, err := h.store.Restore(context.Background(), file, true); err != nil {
					t.Fatal(err)
				}
			}
			fail := &failOnce{point: point}
			var err error
			if h.centre, err = centre.New(context.Background(), centre.Options{Store: h.store, Index: h.index, Log: zerolog.Nop(), Clock: monday, Matching: true, Fail: fail.at}); err != nil {
				t.Fatal(err)
			}
			h.closers = append(h.closers, h.centre.Close)
			id := h.write(h.store, 1, "诸葛守望")
			soon(t, "the change is found", func() bool {
				now := h.centre.Ready(context.Background())
				return fail.hits.Load() > 1 && now.Index == "ok" && now.Pool == "ok" && h.finds("诸葛守望") && h.ranked(id) != 0
			})
			h.verify()
		})
	}
}
