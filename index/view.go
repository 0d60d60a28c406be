package index

import (
	"bytes"
	"errors"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/vellum"
)

// view is one moment of the index: all segments as they were when it was taken.
// Searches work on whole sets of a segment's documents instead of walking
// document by document, see doc.go.
type view struct {
	snapshot *scorch.IndexSnapshot
	segments []*part
	columns  *columnCache
}

// part is one segment of a view.
type part struct {
	number  int
	seg     segment.Segment
	deleted *roaring.Bitmap
	dicts   map[string]segment.TermDictionary
	read    map[term]*roaring.Bitmap // terms that were read in this view
	cols    *columns
	err     error // the first fault of reading; the results are worthless then
}

// take opens a view; the caller closes it.
func (g *generation) take() (*view, error) {
	r, err := g.engine.Reader()
	if err != nil {
		return nil, err
	}
	snap, ok := r.(*scorch.IndexSnapshot)
	if !ok {
		_ = r.Close()
		return nil, errors.New("index: the engine is not scorch")
	}
	v := &view{snapshot: snap, columns: &g.columns}
	for i, s := range snap.Segments() {
		p := &part{number: i, seg: s.Segment(), deleted: s.Deleted(), dicts: map[string]segment.TermDictionary{}, read: map[term]*roaring.Bitmap{}}
		v.segments = append(v.segments, p)
		p.cols = g.columns.of(s.Id(), p)
		if p.err != nil {
			_ = snap.Close()
			return nil, p.err
		}
	}
	g.columns.keep(snap.Segments())
	return v, nil
}

func (v *view) close() { _ = v.snapshot.Close() }

// fault is the first error of any segment.
func (v *view) fault() error {
	for _, p := range v.segments {
		if p.err != nil {
			return p.err
		}
	}
	return nil
}

func (p *part) fail(err error) {
	if err != nil && p.err == nil {
		p.err = err
	}
}

// live is every document that is not deleted.
func (p *part) live() *roaring.Bitmap {
	all := roaring.New()
	all.AddRange(0, p.seg.Count())
	if p.deleted != nil {
		all.AndNot(p.deleted)
	}
	return all
}

// dict is the dictionary of a field.
func (p *part) dict(field string) segment.TermDictionary {
	if d, ok := p.dicts[field]; ok {
		return d
	}
	d, err := p.seg.Dictionary(field)
	p.fail(err)
	p.dicts[field] = d
	return d
}

// term is the set of documents that hold the term, deleted ones included. The
// set belongs to the segment: it must not be changed.
func (p *part) term(field, text string) *roaring.Bitmap {
	key := term{field, text}
	b, ok := p.read[key]
	if !ok {
		b = p.documents(field, text)
		p.read[key] = b
	}
	return b
}

func (p *part) documents(field, text string) *roaring.Bitmap {
	d := p.dict(field)
	if d == nil || text == "" {
		return empty()
	}
	list, err := d.PostingsList([]byte(text), nil, nil)
	if err != nil {
		p.fail(err)
		return empty()
	}
	return documents(list)
}

// documents takes the set out of a postings list without walking it.
func documents(list segment.PostingsList) *roaring.Bitmap {
	it, ok := list.Iterator(false, false, false, nil).(segment.OptimizablePostingsIterator)
	if !ok {
		return empty()
	}
	if doc, one := it.DocNum1Hit(); one {
		return roaring.BitmapOf(uint32(doc))
	}
	if b := it.ActualBitmap(); b != nil {
		return b
	}
	return empty()
}

func empty() *roaring.Bitmap { return roaring.New() }

// prefixed gives the terms that begin with a prefix, ascending, at most limit.
func (p *part) prefixed(field, prefix string, limit int) []string {
	return p.walk(field, nil, []byte(prefix), after([]byte(prefix)), limit)
}

// accepted gives the terms that an automaton accepts, at most limit.
func (p *part) accepted(field string, a vellum.Automaton, limit int) []string {
	return p.walk(field, a, nil, nil, limit)
}

func (p *part) walk(field string, a vellum.Automaton, from, to []byte, limit int) []string {
	d := p.dict(field)
	if d == nil {
		return nil
	}
	var found []string
	it := d.AutomatonIterator(a, from, to)
	for len(found) < limit {
		e, err := it.Next()
		if err != nil || e == nil {
			p.fail(err)
			break
		}
		found = append(found, e.Term)
	}
	return found
}

// after is the first key behind all keys with the prefix; nil if there is none.
func after(prefix []byte) []byte {
	end := bytes.Clone(prefix)
	for i := len(end) - 1; i >= 0; i-- {
		if end[i] < 0xff {
			end[i]++
			return end[:i+1]
		}
	}
	return nil
}

// id is the identifier of a document.
func (p *part) id(doc uint32) string {
	b, err := p.seg.DocID(uint64(doc))
	p.fail(err)
	return string(b)
}

// card is the stored card of a document.
func (p *part) card(doc uint32) card {
	var c card
	err := p.seg.VisitStoredFields(uint64(doc), func(field string, _ byte, value []byte, _ []uint64) bool {
		if field != fieldRecord {
			return true
		}
		var err error
		c, err = decodeCard(value)
		p.fail(err)
		return false
	})
	p.fail(err)
	return c
}
