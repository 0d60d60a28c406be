package index

import (
	"strconv"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
)

// columns are a segment's documents as arrays, for what is asked of every hit.
// Segments never change, so columns are made once for each: about 25 bytes a
// document.
type columns struct {
	tie    []uint16 // order among equals
	length []uint8  // characters of the name
	towns  []string // names of the town column
	first  []uint32 // where a document's towns begin in town
	town   []uint32 // positions in towns
	traits []trait
	masks  []uint64 // a document's traits as bits, in as many words as they need
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
	c.first = make([]uint32, n+1)
	for _, docs := range sets {
		visit(docs, func(d uint32) { c.first[d+1]++ })
	}
	for i := uint64(1); i <= n; i++ {
		c.first[i] += c.first[i-1]
	}
	c.town = make([]uint32, c.first[n])
	next := append([]uint32(nil), c.first...)
	for t, docs := range sets {
		visit(docs, func(d uint32) {
			c.town[next[d]] = uint32(t)
			next[d]++
		})
	}
}

// makeTraits notes the values that facets count: families only of the types.
func (c *columns) makeTraits(p *part, n uint64) {
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
		})
	}
	words := c.words()
	c.masks = make([]uint64, n*uint64(words))
	for at, t := range c.traits {
		visit(t.docs, func(d uint32) { c.masks[int(d)*words+at/64] |= 1 << (at % 64) })
	}
}

// words is how many words a document's mask has.
func (c *columns) words() int { return (len(c.traits) + 63) / 64 }

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
