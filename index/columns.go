package index

import (
	"math"
	"strconv"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
)

// columns are a segment's documents as arrays, for what is asked of every hit.
// Segments never change, so columns are made once for each: about 35 bytes a
// document.
type columns struct {
	tie    []uint16 // order among equals
	length []uint8  // characters of the name
	towns  []string // names of the town column
	first  []uint32 // where a document's towns begin in town
	town   []uint32 // positions in towns
	traits []trait
	begin  []uint32 // where a document's traits begin in held
	held   []uint16 // positions in traits
}

// trait is one value of a facet with its documents in the segment. The sets lie
// in the segment's file: they may be used only while a view holds the segment.
type trait struct {
	facet, value string
	docs         *roaring.Bitmap
}

// columnCache holds the columns of the segments in use.
type columnCache struct {
	mu   sync.Mutex
	made map[uint64]*columns
}

// of gives the columns of a segment, made now if it is new.
func (c *columnCache) of(id uint64, p *part) *columns {
	c.mu.Lock()
	defer c.mu.Unlock()
	if cols, ok := c.made[id]; ok {
		return cols
	}
	cols := makeColumns(p)
	if p.err == nil {
		if c.made == nil {
			c.made = map[uint64]*columns{}
		}
		c.made[id] = cols
	}
	return cols
}

// keep drops the columns of segments that are gone. Views of an older moment
// hold their own.
func (c *columnCache) keep(in []*scorch.SegmentSnapshot) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.made) <= 2*len(in)+8 {
		return
	}
	used := make(map[uint64]bool, len(in))
	for _, s := range in {
		used[s.Id()] = true
	}
	for id := range c.made {
		if !used[id] {
			delete(c.made, id)
		}
	}
}

func makeColumns(p *part) *columns {
	n := p.seg.Count()
	c := &columns{tie: make([]uint16, n), length: make([]uint8, n)}
	each(p, fieldTie, func(term string, docs *roaring.Bitmap) {
		v, _ := strconv.ParseUint(term, 16, 16)
		fill(docs, c.tie, uint16(v))
	})
	each(p, fieldLength, func(term string, docs *roaring.Bitmap) {
		v, _ := strconv.ParseUint(term, 10, 8)
		fill(docs, c.length, uint8(v))
	})
	c.makeTowns(p, n)
	c.makeTraits(p, n)
	return c
}

func (c *columns) makeTowns(p *part, n uint64) {
	var sets []*roaring.Bitmap
	each(p, fieldTown, func(term string, docs *roaring.Bitmap) {
		c.towns = append(c.towns, term)
		sets = append(sets, docs)
	})
	c.first, c.town = byDocument[uint32](sets, n)
}

// byDocument turns sets into lists: the positions of the sets that hold a document
// stand in held, from its place in first to that of the next document.
func byDocument[T uint16 | uint32](sets []*roaring.Bitmap, n uint64) (first []uint32, held []T) {
	first = make([]uint32, n+1)
	for _, docs := range sets {
		visit(docs, func(d uint32) { first[d+1]++ })
	}
	for i := uint64(1); i <= n; i++ {
		first[i] += first[i-1]
	}
	held = make([]T, first[n])
	next := append([]uint32(nil), first...)
	for at, docs := range sets {
		visit(docs, func(d uint32) {
			held[next[d]] = T(at)
			next[d]++
		})
	}
	return first, held
}

// makeTraits notes the values that facets count: families only of the types.
func (c *columns) makeTraits(p *part, n uint64) {
	var sets []*roaring.Bitmap
	for _, f := range []struct{ name, field string }{{FacetKind, fieldKind}, {FacetRole, fieldRole}, {FacetLanguage, fieldLanguage}, {FacetType, fieldType}} {
		each(p, f.field, func(term string, docs *roaring.Bitmap) {
			if f.field == fieldType {
				family, ok := familyOf(term)
				if !ok {
					return
				}
				term = family
			}
			c.traits = append(c.traits, trait{f.name, term, docs})
			sets = append(sets, docs)
		})
	}
	if len(sets) <= math.MaxUint16 { // else each is counted by its set
		c.begin, c.held = byDocument[uint16](sets, n)
	}
}

// each visits all terms of a field with their documents.
func each(p *part, field string, fn func(term string, docs *roaring.Bitmap)) {
	d := p.dict(field)
	if d == nil {
		return
	}
	it := d.AutomatonIterator(nil, nil, nil)
	for {
		e, err := it.Next()
		if err != nil || e == nil {
			p.fail(err)
			return
		}
		fn(e.Term, p.term(field, e.Term))
	}
}

func fill[T any](docs *roaring.Bitmap, column []T, v T) {
	visit(docs, func(d uint32) { column[d] = v })
}

// visit walks a set in chunks, which is several times faster than one by one.
func visit(docs *roaring.Bitmap, fn func(uint32)) {
	var buf [256]uint32
	it := docs.ManyIterator()
	for n := it.NextMany(buf[:]); n > 0; n = it.NextMany(buf[:]) {
		for _, d := range buf[:n] {
			fn(d)
		}
	}
}
