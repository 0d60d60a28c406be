package index

import (
	"errors"
	"os"
	"sync/atomic"
	"time"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bleve "github.com/blevesearch/bleve_index_api"
)

// lookForFailure is how often who waits for Bleve's background looks whether it failed.
const lookForFailure = 20 * time.Millisecond

// write applies a batch and returns when it is on disk, or cannot be brought there.
// Readers see it either way, and Bleve tries again until it is written.
//
// Bleve's own waiting (without unsafe_batch) closes the batch's segment when writing
// fails, while readers still use it: they panic until the segment is on disk.
func (g *generation) write(b *bleve.Batch) error {
	written := make(chan error, 1)
	b.SetPersistedCallback(func(err error) { written <- err })
	failures := g.failures()
	if err := g.engine.Batch(b); err != nil {
		return err
	}
	return g.await(written, failures)
}

// await waits until Bleve's background has done something, has failed at anything since
// it had failed so often, or has halted, which is damage.
func (g *generation) await(done <-chan error, failures uint64) error {
	tick := time.NewTicker(lookForFailure)
	defer tick.Stop()
	for {
		select {
		case err := <-done:
			return err
		case <-tick.C:
			if g.halted() {
				return damaged(errors.New("the engine has halted"))
			}
			if g.failures() != failures {
				return g.cause()
			}
		}
	}
}

// failures counts what went wrong in Bleve's background.
func (g *generation) failures() uint64 {
	s, ok := g.engine.Stats().(*scorch.Stats)
	if !ok {
		return 0
	}
	return atomic.LoadUint64(&s.TotOnErrors)
}

// cause says why nothing can be written. Bleve does not tell, so a file is tried.
func (g *generation) cause() error {
	f, err := os.CreateTemp(g.dir, "try-")
	if err == nil {
		_, err = f.Write(make([]byte, 1<<20))
		err = errors.Join(err, f.Sync(), f.Close(), os.Remove(f.Name()))
	}
	if err == nil {
		err = errors.New("the engine could not write a segment")
	}
	return unwritable(err)
}
