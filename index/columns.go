package index

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"

	"liuyuan/registry"
)

// columns are a segment's documents as arrays, for what is asked of every hit.
// Segments never change, so columns are made once for each: about 19 bytes a
// document.
type columns struct {
	tie    []uint16 // order among equals
	length []uint8  // characters of the name
	rows   []row
	lists  [][]uint32 // towns of those who have none or several
	// further are the bits of the traits from 64 on, if there are so many, in words.
	further [][]uint64
}

// row is what facets count of a document. It is one thing, because the time goes into
// bringing it from memory.
type row struct {
	traits uint64 // by number, those below 64
	town   uint32 // the number of the only town, or several and a place in lists
}

// several marks that a document has another number of towns than one; the first list
// is that of those who have none.
const several = 1 << 31

// columnCache holds the columns of the segments in use.
type columnCache struct {
	places func() []registry.Region // may be nil

	mu            sync.Mutex
	made          map[uint64]*columns
	traits, towns numbering
	regions       []registry.Region // whose towns have numbers
}

// of gives the columns of a segment, made now if it is new.
func (c *columnCache) of(id uint64, p *part) *columns {
	c.mu.Lock()
	defer c.mu.Unlock()
	if cols, ok := c.made[id]; ok {
		return cols
	}
	cols := makeColumns(p, &c.traits, &c.towns)
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

// numbered gives the values of facets that the columns made so far refer to, and all
// known towns, in which somebody may be counted who serves their district.
func (c *columnCache) numbered() (traits, towns values) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.places != nil {
		if now := c.places(); !sameSlice(now, c.regions) {
			for _, r := range now {
				if r.Code.Level() == registry.Town {
					c.towns.of(regionValue(string(r.Code)))
				}
			}
			c.regions = now
		}
	}
	return c.traits.values(), c.towns.values()
}

func makeColumns(p *part, traits, towns *numbering) *columns {
	n := p.seg.Count()
	c := &columns{tie: make([]uint16, n), length: make([]uint8, n), rows: slices.Repeat([]row{{town: several}}, int(n)), lists: [][]uint32{nil}}
	each(p, fieldTie, func(term string, docs *roaring.Bitmap) {
		v, _ := strconv.ParseUint(term, 16, 16)
		fill(docs, c.tie, uint16(v))
	})
	each(p, fieldLength, func(term string, docs *roaring.Bitmap) {
		v, _ := strconv.ParseUint(term, 10, 8)
		fill(docs, c.length, uint8(v))
	})
	each(p, fieldTown, func(term string, docs *roaring.Bitmap) {
		town := towns.of(regionValue(term))
		visit(docs, func(d uint32) { c.addTown(d, town) })
	})
	c.makeTraits(p, traits)
	return c
}

func (c *columns) addTown(d, town uint32) {
	switch at := c.rows[d].town; {
	case at == several:
		c.rows[d].town = town
	case at < several:
		c.rows[d].town = several + uint32(len(c.lists))
		c.lists = append(c.lists, []uint32{at, town})
	default:
		c.lists[at-several] = append(c.lists[at-several], town)
	}
}

// makeTraits notes the values that facets count: families only of the types.
func (c *columns) makeTraits(p *part, numbers *numbering) {
	for _, f := range []struct{ name, field string }{{FacetKind, fieldKind}, {FacetRole, fieldRole}, {FacetLanguage, fieldLanguage}, {FacetType, fieldType}} {
		each(p, f.field, func(term string, docs *roaring.Bitmap) {
			if f.field == fieldType {
				family, ok := familyOf(term)
				if !ok {
					return
				}
				term = family
			}
			c.addTrait(docs, numbers.of(facetValue{f.name, term}))
		})
	}
}

func (c *columns) addTrait(docs *roaring.Bitmap, number uint32) {
	word, bit := int(number/64), uint64(1)<<(number%64)
	if word == 0 {
		visit(docs, func(d uint32) { c.rows[d].traits |= bit })
		return
	}
	for len(c.further) < word {
		c.further = append(c.further, make([]uint64, len(c.rows)))
	}
	visit(docs, func(d uint32) { c.further[word-1][d] |= bit })
}

// familyOf reads a family term: 10.* is 10.
func familyOf(term string) (string, bool) { return strings.CutSuffix(term, ".*") }

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
