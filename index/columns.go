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
// Segments never change, so columns are made once for each: about 12 bytes a
// document.
type columns struct {
	tie    []uint16 // order among equals
	length []uint8  // characters of the name
	rows   []row
	lists  [][]uint32 // towns of those who have none or several
	// masks are the different sets of traits as bits by number, 64 in each column. The
	// first set is empty.
	masks [][]uint64
}

// row is what facets count of a document. It is small, because the time of counting
// many goes into bringing them from memory: sets of traits are few.
type row struct {
	traits uint32 // a place in masks
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
	c := &columns{tie: make([]uint16, n), length: make([]uint8, n), rows: slices.Repeat([]row{{town: several}}, int(n)), lists: [][]uint32{nil}, masks: [][]uint64{{0}}}
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

// addTrait moves each of the documents from its set of traits to the one with one more.
func (c *columns) addTrait(docs *roaring.Bitmap, number uint32) {
	next := make([]uint32, len(c.masks[0])) // by the set before
	visit(docs, func(d uint32) {
		at := &c.rows[d].traits
		if next[*at] == 0 {
			next[*at] = c.extended(*at, number)
		}
		*at = next[*at]
	})
}

// extended makes a set of traits with one more.
func (c *columns) extended(set, number uint32) uint32 {
	made := uint32(len(c.masks[0]))
	for len(c.masks) <= int(number/64) {
		c.masks = append(c.masks, make([]uint64, made))
	}
	for w, masks := range c.masks {
		c.masks[w] = append(masks, masks[set])
	}
	c.masks[number/64][made] |= 1 << (number % 64)
	return made
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
