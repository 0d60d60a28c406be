package index

import (
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// set says which documents are meant. It is built once from a query, of terms
// only, and evaluated in each segment. Results may belong to the segment: they
// must not be changed.
type set interface {
	in(*part) *roaring.Bitmap
	// within is the documents that are also in the given ones. It costs little when
	// these are few, however many the set holds.
	within(*part, *roaring.Bitmap) *roaring.Bitmap
	// size is how many there are at most.
	size(*part) uint64
}

// term is the documents that hold one term.
type term struct{ field, text string }

func (t term) in(p *part) *roaring.Bitmap { return p.term(t.field, t.text) }
func (t term) within(p *part, among *roaring.Bitmap) *roaring.Bitmap {
	return roaring.And(t.in(p), among)
}
func (t term) size(p *part) uint64 { return t.in(p).GetCardinality() }

// all is the documents in every one of its sets; everything if there are none. The
// smallest set is evaluated first, the others only within what is left.
type all []set

func (a all) in(p *part) *roaring.Bitmap {
	if len(a) == 0 {
		return p.live()
	}
	ordered := a.bySize(p)
	if len(ordered) == 0 {
		return empty()
	}
	return narrowed(p, ordered[0].in(p), ordered[1:])
}

func (a all) within(p *part, among *roaring.Bitmap) *roaring.Bitmap {
	if len(a) == 0 {
		return roaring.And(p.live(), among)
	}
	ordered := a.bySize(p)
	if len(ordered) == 0 {
		return empty()
	}
	return narrowed(p, among, ordered)
}

func narrowed(p *part, sum *roaring.Bitmap, sets []set) *roaring.Bitmap {
	for _, s := range sets {
		if sum.IsEmpty() {
			break
		}
		sum = s.within(p, sum)
	}
	return sum
}

// bySize gives the sets, the smallest first; none if one of them is empty, as in most
// of the small segments that updates make.
func (a all) bySize(p *part) []set {
	if len(a) == 1 {
		return a
	}
	type sized struct {
		set  set
		size uint64
	}
	known := make([]sized, len(a))
	for i, s := range a {
		known[i] = sized{s, s.size(p)}
		if known[i].size == 0 {
			return nil
		}
	}
	slices.SortStableFunc(known, func(x, y sized) int {
		switch {
		case x.size < y.size:
			return -1
		case x.size > y.size:
			return 1
		}
		return 0
	})
	out := make([]set, len(a))
	for i, k := range known {
		out[i] = k.set
	}
	return out
}

func (a all) size(p *part) uint64 {
	least := p.seg.Count()
	for _, s := range a {
		if least = min(least, s.size(p)); least == 0 {
			break
		}
	}
	return least
}

// anyOf is the documents in at least one of its sets; none if there are none.
type anyOf []set

func (a anyOf) in(p *part) *roaring.Bitmap {
	return a.union(func(s set) *roaring.Bitmap { return s.in(p) })
}

func (a anyOf) within(p *part, among *roaring.Bitmap) *roaring.Bitmap {
	return a.union(func(s set) *roaring.Bitmap { return s.within(p, among) })
}

func (a anyOf) union(of func(set) *roaring.Bitmap) *roaring.Bitmap {
	parts := make([]*roaring.Bitmap, 0, len(a))
	for _, s := range a {
		if b := of(s); !b.IsEmpty() {
			parts = append(parts, b)
		}
	}
	switch len(parts) {
	case 0:
		return empty()
	case 1:
		return parts[0]
	}
	return roaring.FastOr(parts...)
}

func (a anyOf) size(p *part) uint64 {
	sum, count := uint64(0), p.seg.Count()
	for _, s := range a {
		if sum += min(s.size(p), count); sum >= count {
			return count
		}
	}
	return sum
}

// shared is a set that several others use: it is evaluated once in each segment.
type shared struct {
	of    set
	known []evaluated // by number of the segment
}

// evaluated is what is known of a set in a segment.
type evaluated struct {
	docs  *roaring.Bitmap // nil: not yet
	size  uint64
	sized bool
}

func share(s set) *shared { return &shared{of: s} }

func (s *shared) at(p *part) *evaluated {
	for len(s.known) <= p.number {
		s.known = append(s.known, evaluated{})
	}
	return &s.known[p.number]
}

func (s *shared) in(p *part) *roaring.Bitmap {
	e := s.at(p)
	if e.docs == nil {
		e.docs = s.of.in(p)
		e.size, e.sized = e.docs.GetCardinality(), true
	}
	return e.docs
}

// wholeFrom is how many times larger than the given documents a shared set may be to
// be evaluated as a whole, for the others that use it.
const wholeFrom = 8

func (s *shared) within(p *part, among *roaring.Bitmap) *roaring.Bitmap {
	if s.at(p).docs == nil && s.size(p) > wholeFrom*among.GetCardinality() {
		return s.of.within(p, among)
	}
	return roaring.And(s.in(p), among)
}

func (s *shared) size(p *part) uint64 {
	e := s.at(p)
	if !e.sized {
		e.size, e.sized = s.of.size(p), true
	}
	return e.size
}

// near is the documents with a term that an automaton accepts, at most limit
// terms in a segment.
type near struct {
	field  string
	accept acceptor
	limit  int
}

func (n near) in(p *part) *roaring.Bitmap {
	var parts []*roaring.Bitmap
	for _, t := range n.accept(p, n.field, n.limit) {
		parts = append(parts, p.term(n.field, t))
	}
	if len(parts) == 0 {
		return empty()
	}
	return roaring.FastOr(parts...)
}

func (n near) within(p *part, among *roaring.Bitmap) *roaring.Bitmap {
	return roaring.And(n.in(p), among)
}

// size is not known before the automaton has run: such a set comes last.
func (n near) size(*part) uint64 { return math.MaxUint64 }

// acceptor lists terms of a field in a segment.
type acceptor func(p *part, field string, limit int) []string
