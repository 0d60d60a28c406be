package index

import "github.com/RoaringBitmap/roaring/v2"

// set says which documents are meant. It is built once from a query, of terms
// only, and evaluated in each segment. Results may belong to the segment: they
// must not be changed.
type set interface {
	in(*part) *roaring.Bitmap
}

// term is the documents that hold one term.
type term struct{ field, text string }

func (t term) in(p *part) *roaring.Bitmap { return p.term(t.field, t.text) }

// all is the documents in every one of its sets; everything if there are none.
type all []set

func (a all) in(p *part) *roaring.Bitmap {
	switch len(a) {
	case 0:
		return p.live()
	case 1:
		return a[0].in(p)
	}
	var sum *roaring.Bitmap
	for i, s := range a {
		b := s.in(p)
		switch {
		case b.IsEmpty():
			return b
		case i == 0:
			sum = b
		default:
			sum = roaring.And(sum, b)
		}
	}
	return sum
}

// anyOf is the documents in at least one of its sets; none if there are none.
type anyOf []set

func (a anyOf) in(p *part) *roaring.Bitmap {
	switch len(a) {
	case 0:
		return empty()
	case 1:
		return a[0].in(p)
	}
	parts := make([]*roaring.Bitmap, 0, len(a))
	for _, s := range a {
		if b := s.in(p); !b.IsEmpty() {
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

// shared is a set that several others use: it is evaluated once in each segment.
type shared struct {
	of   set
	done map[*part]*roaring.Bitmap
}

func share(s set) *shared { return &shared{of: s, done: map[*part]*roaring.Bitmap{}} }

func (s *shared) in(p *part) *roaring.Bitmap {
	b, ok := s.done[p]
	if !ok {
		b = s.of.in(p)
		s.done[p] = b
	}
	return b
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

// acceptor lists terms of a field in a segment.
type acceptor func(p *part, field string, limit int) []string
