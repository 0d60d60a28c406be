package index

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"

	bleve "github.com/blevesearch/bleve_index_api"

	"liuyuan/registry"
)

// Index is the word index in a directory. All methods may be called at the same
// time from many goroutines.
type Index struct {
	options   Options
	dir       string
	own       bool // the directory is temporary and ours to remove
	lock      *os.File
	tolerance *tolerance
	spelling  spelling

	// write orders Apply and the ends of a Rebuild; building is the batches that
	// arrived while one was under way, nil when none is.
	write    sync.Mutex
	building *[]registry.IndexBatch
	rebuild  sync.Mutex // one Rebuild at a time

	// swap guards what follows, for moments only; a generation's users keep it open.
	life    context.Context // ends with Close, and with it what runs for long
	end     context.CancelFunc
	swap    sync.RWMutex
	live    *generation
	closed  bool
	damage  error
	serving int // number of the live generation
}

var _ registry.Index = (*Index)(nil)

// Open opens or creates the index in dir; an empty dir means a temporary one that
// Close removes. An index that is missing, damaged or made by another version is
// replaced by an empty one: Mark is then zero, which tells the centre to rebuild,
// and Damage says why. A directory in use by another process is UNAVAILABLE at
// once.
func Open(dir string, o Options) (*Index, error) {
	if o.Taxonomy == nil || o.Understand == nil {
		return nil, errors.New("index: Options needs Taxonomy and Understand")
	}
	life, end := context.WithCancel(context.Background())
	x := &Index{life: life, end: end, options: o, dir: dir}
	var err error
	if x.tolerance, err = newTolerance(); err != nil {
		return nil, err
	}
	if dir == "" {
		tmp, err := os.MkdirTemp("", "liuyuan-index-")
		if err != nil {
			return nil, unwritable(err)
		}
		x.dir, x.own = tmp, true
	}
	if err := os.MkdirAll(x.dir, 0o700); err != nil {
		return nil, unwritable(err)
	}
	if x.lock, err = lock(x.dir); err != nil {
		return nil, err
	}
	if err := x.openLive(); err != nil {
		return nil, errors.Join(err, x.lock.Close())
	}
	return x, nil
}

func unwritable(err error) error {
	if err = full(err); registry.CodeOf(err) == registry.CodeStorageFull {
		return err
	}
	return registry.Fault(registry.CodeUnavailable, err,
		"词索引目录无法写入：请检查数据目录的权限和剩余空间",
		"the word index cannot be written: check the permissions and free space of the data directory")
}

// full names the cause when the disk is full. Bolt tells it in words only.
func full(err error) error {
	if registry.CodeOf(err) == registry.CodeStorageFull {
		return err
	}
	if err != nil && (errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || strings.Contains(err.Error(), syscall.ENOSPC.Error())) {
		return registry.Fault(registry.CodeStorageFull, err,
			"词索引所在的磁盘已满：记录已保存，请腾出空间，索引会自动跟上",
			"the disk of the word index is full: records are kept; free some space and the index catches up by itself")
	}
	return err
}

// openLive opens the generation in force, or puts it aside and starts an empty one.
func (x *Index) openLive() error {
	n, err := current(x.dir)
	missing := errors.Is(err, os.ErrNotExist)
	if err == nil {
		err = guarded(func() (err error) {
			x.live, err = openGeneration(generationDir(x.dir, n), false, &x.options)
			return err
		})
		if err == nil {
			x.serving = n
			sweep(x.dir, n)
			return nil
		}
		quarantine(x.dir, n)
	}
	if !missing {
		x.damage = err
	}
	n++
	fresh, err := x.fresh(n)
	if err != nil {
		return unwritable(err)
	}
	if err := setCurrent(x.dir, n); err != nil {
		return errors.Join(unwritable(err), fresh.close())
	}
	x.live, x.serving = fresh, n
	sweep(x.dir, n)
	return nil
}

// fresh makes an empty generation.
func (x *Index) fresh(n int) (*generation, error) {
	dir := generationDir(x.dir, n)
	if err := os.RemoveAll(dir); err != nil {
		return nil, err
	}
	return openGeneration(dir, true, &x.options)
}

// Damage says why the index had to start empty or stopped answering; nil if it is
// whole. It is for logs and readiness, a Rebuild clears it.
func (x *Index) Damage() error {
	x.swap.RLock()
	defer x.swap.RUnlock()
	return x.damage
}

// Mark is the position of the last applied batch; zero when the index is empty,
// damaged or not yet rebuilt.
func (x *Index) Mark() (registry.Mark, error) {
	if x.Damage() != nil {
		return registry.Mark{}, nil
	}
	var m registry.Mark
	err := x.read(func(g *generation) (err error) {
		m, err = g.mark()
		return err
	})
	if errors.Is(err, errDamaged) {
		return registry.Mark{}, nil
	}
	return m, err
}

// read runs fn on the live generation, which stays open meanwhile. Damage that
// shows is remembered; the answer is then UNAVAILABLE until a Rebuild.
func (x *Index) read(fn func(*generation) error) error {
	x.swap.RLock()
	if x.closed {
		x.swap.RUnlock()
		return closedError()
	}
	g := x.live
	g.users.Add(1)
	x.swap.RUnlock()
	defer g.users.Done()
	err := guarded(func() error { return fn(g) })
	if errors.Is(err, errDamaged) {
		if g.intact() {
			return registry.Fault(registry.CodeInternal, err, "词索引内部错误：请换个说法再试",
				"an internal error of the word index: try other words")
		}
		x.swap.Lock()
		if x.live == g {
			x.damage = err
		}
		x.swap.Unlock()
		return registry.Fault(registry.CodeUnavailable, err,
			"词索引损坏，正在等待重建：请稍后再试，或运行 liuyuan reindex",
			"the word index is damaged and waits for a rebuild: try again later, or run liuyuan reindex")
	}
	return err
}

func closedError() error {
	return registry.Refuse(registry.CodeUnavailable, nil, "词索引已关闭", "the word index is closed")
}

// Apply replaces and removes documents and moves the watermark, all in one batch
// that is on disk when Apply returns. Documents of removed people are deleted.
func (x *Index) Apply(ctx context.Context, batch registry.IndexBatch) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	x.write.Lock()
	defer x.write.Unlock()
	if err := x.read(func(g *generation) error { return g.apply(batch, &x.options) }); err != nil {
		return full(err)
	}
	if x.building != nil {
		*x.building = append(*x.building, batch)
	}
	return nil
}

func (g *generation) apply(batch registry.IndexBatch, o *Options) error {
	b := bleve.NewBatch()
	for _, in := range batch.Put {
		if d, shown := newDocument(in, o.Taxonomy); shown {
			b.Update(d)
		} else {
			b.Delete(d.id)
		}
	}
	for _, id := range batch.Delete {
		b.Delete(id)
	}
	setMark(b, batch.At)
	return g.write(b)
}

// Each gives every document's identifier and version, in no particular order.
func (x *Index) Each(ctx context.Context, fn func(id string, version int) error) error {
	return x.read(func(g *generation) error {
		v, err := g.take()
		if err != nil {
			return err
		}
		defer v.close()
		for _, p := range v.segments {
			if err := p.each(ctx, fn); err != nil {
				return err
			}
		}
		return v.fault()
	})
}

func (p *part) each(ctx context.Context, fn func(id string, version int) error) error {
	it := p.live().Iterator()
	for it.HasNext() {
		if err := ctx.Err(); err != nil {
			return err
		}
		doc := it.Next()
		if err := fn(p.id(doc), p.card(doc).Version); err != nil {
			return err
		}
	}
	return nil
}

// Close releases the index and removes a temporary one. Searches under way end
// first, a rebuild under way is given up; later calls are UNAVAILABLE.
func (x *Index) Close() error {
	x.end()
	x.rebuild.Lock()
	defer x.rebuild.Unlock()
	x.write.Lock()
	defer x.write.Unlock()
	x.swap.Lock()
	defer x.swap.Unlock()
	if x.closed {
		return nil
	}
	x.closed = true
	x.live.users.Wait()
	err := guarded(x.live.close)
	err = errors.Join(err, x.lock.Close())
	if x.own {
		err = errors.Join(err, os.RemoveAll(x.dir))
	}
	return err
}

// generationDir is where generation n lives.
func generationDir(dir string, n int) string {
	return filepath.Join(dir, generationName(n))
}
