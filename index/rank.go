package index

import (
	"container/heap"
	"sort"

	"github.com/RoaringBitmap/roaring/v2"
)

// found is one document of an answer.
type found struct {
	part  *part
	doc   uint32
	score int
	tie   uint16
	id    string // read only when score and tie are equal
}

// before is the order of an answer: more points, then a fixed order of
// identifiers that favours nobody, then the identifier.
func (a *found) before(b *found) bool {
	if a.score != b.score {
		return a.score > b.score
	}
	if a.tie != b.tie {
		return a.tie < b.tie
	}
	return a.name() < b.name()
}

func (a *found) name() string {
	if a.id == "" {
		a.id = a.part.id(a.doc)
	}
	return a.id
}

// best collects the first n documents in a heap whose root is the last of them.
type best struct {
	n    int
	kept []*found
}

func (b *best) Len() int           { return len(b.kept) }
func (b *best) Less(i, j int) bool { return b.kept[j].before(b.kept[i]) }
func (b *best) Swap(i, j int)      { b.kept[i], b.kept[j] = b.kept[j], b.kept[i] }
func (b *best) Push(x any)         { b.kept = append(b.kept, x.(*found)) }
func (b *best) Pop() any {
	last := b.kept[len(b.kept)-1]
	b.kept = b.kept[:len(b.kept)-1]
	return last
}

// offer takes a document if it belongs to the first n.
func (b *best) offer(f found) {
	if b.n == 0 {
		return
	}
	if len(b.kept) < b.n {
		heap.Push(b, &f)
		return
	}
	if f.before(b.kept[0]) {
		b.kept[0] = &f
		heap.Fix(b, 0)
	}
}

// refuses reports, cheaply, nearly all that do not belong to the first n.
func (b *best) refuses(score int, tie uint16) bool {
	if len(b.kept) < b.n || b.n == 0 {
		return b.n == 0
	}
	worst := b.kept[0]
	return score < worst.score || score == worst.score && tie > worst.tie
}

// ordered gives what was kept, best first.
func (b *best) ordered() []*found {
	sort.Slice(b.kept, func(i, j int) bool { return b.kept[i].before(b.kept[j]) })
	return b.kept
}

// rank scores the hits of one segment and offers them. It gives them as a list.
func (b *best) rank(p *part, hits *roaring.Bitmap, awards []award) []uint32 {
	if hits.IsEmpty() {
		return nil
	}
	docs := hits.ToArray()
	scores := make([]int32, len(docs))
	base := 0
	for _, a := range awards {
		if got := a.of.within(p, hits); !got.IsEmpty() {
			base += a.give(p, docs, scores, got)
		}
	}
	for i, d := range docs {
		score, tie := base+int(scores[i]), p.cols.tie[d]
		if !b.refuses(score, tie) {
			b.offer(found{part: p, doc: d, score: score, tie: tie})
		}
	}
	return docs
}

// give adds the points to those who get them; if all do, it returns the points
// instead of adding them one by one.
func (a award) give(p *part, docs []uint32, scores []int32, got *roaring.Bitmap) int {
	if !a.close && got.GetCardinality() == uint64(len(docs)) {
		return a.points
	}
	i := 0
	visit(got, func(d uint32) {
		for docs[i] < d {
			i++
		}
		scores[i] += int32(a.points)
		if n := int(p.cols.length[d]); a.close && n > 0 {
			scores[i] += int32(closePoints * min(a.chars, n) / n)
		}
	})
	return 0
}
