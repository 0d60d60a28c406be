package index

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bleve "github.com/blevesearch/bleve_index_api"

	segment "github.com/blevesearch/scorch_segment_api/v2"

	"liuyuan/registry"
)

// mappingVersion changes whenever a document's terms change their meaning. An
// index with another one is foreign and rebuilt.
const mappingVersion = "liuyuan-3"

// mapping names everything that decides a document's terms.
func mapping(o *Options) string {
	return mappingVersion + " taxonomy " + o.Taxonomy.Version + " terms " + o.TermsVersion
}

// Internal keys, written in the batch of the documents they speak of.
const (
	keyMapping = "liuyuan.mapping"
	keyEpoch   = "liuyuan.epoch"
	keySeq     = "liuyuan.seq"
)

// generation is one index on disk. A rebuild fills a new one beside the old.
type generation struct {
	dir     string
	engine  *scorch.Scorch
	queue   *bleve.AnalysisQueue
	columns columnCache
	users   sync.WaitGroup // searches under way
}

var (
	errForeign = errors.New("the index was made by another version")
	errDamaged = errors.New("the index is damaged")
)

// openGeneration opens the index in dir, made new if fresh. Bleve panics on some
// damage, and reading a file that was cut off faults; both become errDamaged.
func openGeneration(dir string, fresh bool, o *Options) (g *generation, err error) {
	defer rescue(&err)
	if !fresh {
		if err := verifySegments(dir); err != nil {
			return nil, err
		}
	}
	halted.Delete(dir)
	g = &generation{dir: dir, queue: bleve.NewAnalysisQueue(2), columns: columnCache{places: o.Regions}}
	if g.engine, err = openScorch(dir, false, g.queue); err != nil {
		g.queue.Close()
		return nil, fmt.Errorf("%w: %w", errDamaged, err)
	}
	if fresh {
		b := bleve.NewBatch()
		b.SetInternal([]byte(keyMapping), []byte(mapping(o)))
		if err := g.write(b); err != nil {
			return nil, errors.Join(err, g.close())
		}
		return g, nil
	}
	if err := g.check(o); err != nil {
		return nil, errors.Join(err, g.close())
	}
	return g, nil
}

// check reads one view, so that damage shows now and not in the first search.
func (g *generation) check(o *Options) error {
	v, err := g.take()
	if err != nil {
		return fmt.Errorf("%w: %w", errDamaged, err)
	}
	defer v.close()
	made, err := v.snapshot.GetInternal([]byte(keyMapping))
	if err != nil {
		return fmt.Errorf("%w: %w", errDamaged, err)
	}
	if string(made) != mapping(o) {
		return errForeign
	}
	return nil
}

func openScorch(dir string, readOnly bool, queue *bleve.AnalysisQueue) (*scorch.Scorch, error) {
	idx, err := scorch.NewScorch(scorch.Name, map[string]any{
		"path":         dir,
		"read_only":    readOnly,
		"bolt_timeout": "2s", // never wait for ever behind another opener
		"unsafe_batch": true, // we wait ourselves, see write

		"eventCallbackName":      careful,
		"asyncErrorCallbackName": careful,
	}, queue)
	if err != nil {
		return nil, err
	}
	s, ok := idx.(*scorch.Scorch)
	if !ok {
		return nil, errors.New("the engine is not scorch")
	}
	return s, s.Open()
}

// verifySegments checks the checksum of each segment file; Bleve itself does
// not. Files that a killed process left half written are no part of the index.
func verifySegments(dir string) error {
	files, err := filepath.Glob(filepath.Join(dir, "*.zap"))
	if err != nil {
		return err
	}
	bad := map[string]bool{}
	for _, f := range files {
		if err := verifySegment(f); err != nil {
			bad[filepath.Base(f)] = true
		}
	}
	if len(bad) == 0 {
		return nil
	}
	queue := bleve.NewAnalysisQueue(1)
	defer queue.Close()
	s, err := openScorch(dir, true, queue)
	if err != nil {
		return fmt.Errorf("%w: %w", errDamaged, err)
	}
	r, err := s.Reader()
	if err != nil {
		return errors.Join(errDamaged, err, s.Close())
	}
	snap, _ := r.(*scorch.IndexSnapshot)
	for _, part := range snap.Segments() {
		if p, ok := part.Segment().(segment.PersistedSegment); ok && bad[filepath.Base(p.Path())] {
			err = fmt.Errorf("%w: the checksum of a segment is wrong", errDamaged)
		}
	}
	return errors.Join(err, r.Close(), s.Close())
}

// verifySegment compares a file with the CRC-32 that ends it (zap format).
func verifySegment(path string) (err error) {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if info.Size() < crc32.Size {
		return errDamaged
	}
	sum := crc32.NewIEEE()
	if _, err := io.CopyN(sum, f, info.Size()-crc32.Size); err != nil {
		return err
	}
	var want [crc32.Size]byte
	if _, err := io.ReadFull(f, want[:]); err != nil {
		return err
	}
	if sum.Sum32() != binary.BigEndian.Uint32(want[:]) {
		return errDamaged
	}
	return nil
}

// intact tells a fault of ours from damage of the files, when something went wrong
// while reading them. An engine that has halted serves no longer, whatever its files are.
func (g *generation) intact() bool { return !g.halted() && verifySegments(g.dir) == nil }

func (g *generation) halted() bool {
	_, ok := halted.Load(g.dir)
	return ok
}

// mark reads the watermark; zero if none was written.
func (g *generation) mark() (registry.Mark, error) {
	r, err := g.engine.Reader()
	if err != nil {
		return registry.Mark{}, err
	}
	defer func() { _ = r.Close() }()
	epoch, err := r.GetInternal([]byte(keyEpoch))
	if err != nil || epoch == nil {
		return registry.Mark{}, err
	}
	seq, err := r.GetInternal([]byte(keySeq))
	if err != nil || len(seq) != 8 {
		return registry.Mark{}, err
	}
	return registry.Mark{Epoch: registry.Epoch(epoch), Seq: int64(binary.BigEndian.Uint64(seq))}, nil
}

// setMark puts the watermark into a batch.
func setMark(b *bleve.Batch, m registry.Mark) {
	b.SetInternal([]byte(keyEpoch), []byte(m.Epoch))
	b.SetInternal([]byte(keySeq), binary.BigEndian.AppendUint64(nil, uint64(m.Seq)))
}

func (g *generation) close() error {
	err := g.engine.Close()
	g.queue.Close()
	return err
}

// damaged says that what was read makes no sense.
func damaged(err error) error { return fmt.Errorf("%w: %w", errDamaged, err) }

// rescue turns a panic of Bleve, also a fault on a mapped file, into an error.
// It is deferred directly by the function whose result it sets.
func rescue(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%w: %v", errDamaged, r)
	}
}

// guarded runs fn so that a fault on a mapped file is a panic, which rescue
// takes, and not the end of the process.
func guarded(fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer rescue(&err)
	return fn()
}
