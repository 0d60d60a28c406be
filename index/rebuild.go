package index

import (
	"context"
	"errors"
	"os"
	"sync"

	bleve "github.com/blevesearch/bleve_index_api"
	"golang.org/x/sync/errgroup"

	"liuyuan/registry"
)

// rebuildBatch is how many documents one batch of a rebuild writes. Larger ones
// make fewer segments to merge and need more memory (about 20 KB a document).
const rebuildBatch = 4000

// Rebuild fills a fresh generation beside the live one and swaps it in. fill
// calls add for every document, from one goroutine. Searches go on in the old
// generation; batches applied meanwhile reach both. If fill fails or ctx ends,
// the old generation stays and the new one is removed.
func (x *Index) Rebuild(ctx context.Context, at registry.Mark, fill func(add func(registry.IndexDocument) error) error) (err error) {
	x.rebuild.Lock()
	defer x.rebuild.Unlock()
	n, err := x.begin()
	if err != nil {
		return err
	}
	var next *generation
	defer func() {
		x.write.Lock()
		x.building = nil
		x.write.Unlock()
		if err != nil && next != nil {
			err = errors.Join(err, guarded(next.close))
		}
		if err != nil {
			_ = os.RemoveAll(generationDir(x.dir, n))
		}
	}()
	if next, err = x.fresh(n); err != nil {
		return unwritable(err)
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	defer context.AfterFunc(x.life, stop)()
	if err := x.fill(ctx, next, fill); err != nil {
		return err
	}
	if err := x.finish(next, n, at); err != nil {
		return err
	}
	x.compact(ctx)
	return nil
}

// compact merges the many segments that a rebuild wrote into one, which makes
// searches several times faster. The new generation answers already; if this ends
// early, Bleve merges the rest over time.
func (x *Index) compact(ctx context.Context) {
	_ = x.read(func(g *generation) error { return g.merge(ctx) })
}

// merge makes one segment of all. A merge that met damage never answers.
func (g *generation) merge(ctx context.Context) error {
	merged, failures := make(chan error, 1), g.failures()
	go func() { merged <- g.engine.ForceMerge(ctx, nil) }()
	return g.await(merged, failures)
}

// begin starts to keep the batches that arrive.
func (x *Index) begin() (int, error) {
	x.write.Lock()
	defer x.write.Unlock()
	x.swap.RLock()
	defer x.swap.RUnlock()
	if x.closed {
		return 0, closedError()
	}
	x.building = &[]registry.IndexBatch{}
	return x.serving + 1, nil
}

// fill writes batches on several workers.
func (x *Index) fill(ctx context.Context, g *generation, source func(add func(registry.IndexDocument) error) error) error {
	workers := x.options.Workers
	if workers < 1 {
		workers = 2
	}
	group, ctx := errgroup.WithContext(ctx)
	batches := make(chan []registry.IndexDocument)
	for range workers {
		group.Go(func() error {
			for docs := range batches {
				if err := guarded(func() error { return g.load(docs, x.options.Taxonomy) }); err != nil {
					return err
				}
			}
			return nil
		})
	}
	group.Go(func() error {
		defer close(batches)
		send := func(docs []registry.IndexDocument) error {
			select {
			case batches <- docs:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		var docs []registry.IndexDocument
		err := source(func(d registry.IndexDocument) error {
			if docs = append(docs, d); len(docs) < rebuildBatch {
				return ctx.Err()
			}
			full := docs
			docs = make([]registry.IndexDocument, 0, rebuildBatch)
			return send(full)
		})
		if err != nil || len(docs) == 0 {
			return err
		}
		return send(docs)
	})
	return group.Wait()
}

// load writes one batch without a watermark. Terms are made on all processors.
func (g *generation) load(docs []registry.IndexDocument, tax *registry.Taxonomy) error {
	made := make([]*document, len(docs))
	var wg sync.WaitGroup
	const slice = 500
	for from := 0; from < len(docs); from += slice {
		part, out := docs[from:min(from+slice, len(docs))], made[from:]
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i, in := range part {
				if d, shown := newDocument(in, tax); shown {
					out[i] = d
				}
			}
		}()
	}
	wg.Wait()
	b := bleve.NewBatch()
	for _, d := range made {
		if d != nil {
			b.Update(d)
		}
	}
	return g.write(b)
}

// finish replays what arrived meanwhile, sets the watermark and swaps.
func (x *Index) finish(next *generation, n int, at registry.Mark) error {
	x.write.Lock()
	defer x.write.Unlock()
	kept := *x.building
	err := guarded(func() error {
		for _, batch := range kept {
			at = later(at, batch.At)
			batch.At = at
			if err := next.apply(batch, &x.options); err != nil {
				return err
			}
		}
		return next.apply(registry.IndexBatch{At: at}, &x.options)
	})
	if err != nil {
		return err
	}
	if err := setCurrent(x.dir, n); err != nil {
		return unwritable(err)
	}
	x.spelling.forget()
	x.swap.Lock()
	old := x.live
	x.live, x.serving, x.damage = next, n, nil
	x.swap.Unlock()
	old.users.Wait()
	_ = guarded(old.close) // its files go; what a closing engine says of them is idle
	_ = os.RemoveAll(old.dir)
	return nil
}

// later is the greater position; a batch of another database life takes over.
func later(a, b registry.Mark) registry.Mark {
	if a.Epoch == b.Epoch && a.Seq > b.Seq {
		return a
	}
	return b
}
