package index

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/RoaringBitmap/roaring/v2"

	"liuyuan/registry"
)

// Limits of a question.
const (
	maxFirst  = 100
	maxOffset = 10_000
)

// Search finds people and institutions, best first; see the package comment for
// how it decides. A text over registry.MaxQuery characters is ARGUMENT_TOO_LONG,
// First or Offset out of range ARGUMENT_OUT_OF_RANGE; any other UTF-8, also none,
// has an answer. A blank text lists whatever the filter lets stand.
func (x *Index) Search(ctx context.Context, q registry.DirectoryQuestion) (registry.DirectoryAnswer, error) {
	if err := checkQuestion(q); err != nil {
		return registry.DirectoryAnswer{}, err
	}
	var answer registry.DirectoryAnswer
	err := x.read(func(g *generation) error {
		v, err := g.take()
		if err != nil {
			return err
		}
		defer v.close()
		s := newSearch(x, v, q)
		answer, err = s.answer(ctx)
		if fault := v.fault(); fault != nil {
			return damaged(fault)
		}
		return err
	})
	return answer, err
}

func checkQuestion(q registry.DirectoryQuestion) error {
	if utf8.RuneCountInString(q.Text) > registry.MaxQuery {
		return registry.Refuse(registry.CodeTooLong, []string{"query"},
			"查询最多 200 个字：请只留下关键词", "a query has at most 200 characters: keep the keywords")
	}
	if q.First < 1 || q.First > maxFirst {
		return registry.Refuse(registry.CodeOutOfRange, []string{"first"}, "first 须在 1 到 100 之间", "first is 1 to 100")
	}
	if q.Offset < 0 || q.Offset > maxOffset {
		return registry.Refuse(registry.CodeOutOfRange, []string{"after"},
			"最多翻到第 10000 条：请缩小查询范围", "paging ends at 10,000: narrow the query")
	}
	return nil
}

// search is one question over one view.
type search struct {
	index *Index
	view  *view
	q     registry.DirectoryQuestion
	look  *looker
	hard  set // the filter of the question

	asTyped, asHeard *sense // once they are known
}

func newSearch(x *Index, v *view, q registry.DirectoryQuestion) *search {
	q.Text = strings.ToValidUTF8(q.Text, "")
	return &search{index: x, view: v, q: q, look: newLooker(), hard: share(filterSet(q.Filter, x.options.Taxonomy))}
}

// reading is one way to understand the text.
type reading struct {
	hits   set
	awards []award
	chips  []registry.InterpretedFilter
	marks  []string // words to highlight
}

func (s *search) answer(ctx context.Context) (registry.DirectoryAnswer, error) {
	if blank(s.q.Text) {
		r := reading{hits: s.hard}
		r.awards = append(r.awards, award{of: term{fieldReal, "1"}, points: pointsReal})
		return s.fill(r)
	}
	text := newPhrase(s.q.Text)
	if text.empty() {
		return registry.DirectoryAnswer{Facets: s.noFacets()}, nil
	}
	for _, try := range []func(phrase) (reading, bool){s.understood, s.plain, s.called, s.addressed, s.spelled, s.described, s.tolerant, s.partly, s.loose, s.relaxed} {
		if err := ctx.Err(); err != nil {
			return registry.DirectoryAnswer{}, err
		}
		r, ok := try(text)
		if ok && s.some(r.hits) {
			return s.fill(r)
		}
	}
	return registry.DirectoryAnswer{Facets: s.noFacets(), DidYouMean: s.nearest(text)}, nil
}

// blank reports whether there is nothing to read: spaces and invisible signs.
func blank(s string) bool {
	for _, r := range s {
		if !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) && !unicode.IsControl(r) {
			return false
		}
	}
	return true
}

// some reports whether the set holds any document that is not deleted.
func (s *search) some(hits set) bool {
	for _, p := range s.view.segments {
		if !p.without(hits.in(p)).IsEmpty() {
			return true
		}
	}
	return false
}

// without takes the deleted documents out.
func (p *part) without(b *roaring.Bitmap) *roaring.Bitmap {
	if p.deleted == nil || b.IsEmpty() {
		return b
	}
	return roaring.AndNot(b, p.deleted)
}

// plain takes every word as text.
func (s *search) plain(text phrase) (reading, bool) {
	return reading{
		hits:   share(all{s.hard, s.look.phrase(text, textFields())}),
		awards: s.look.phraseAwards(text),
		marks:  marks(text),
	}, true
}

// fill ranks the hits of a reading and counts its facets.
func (s *search) fill(r reading) (registry.DirectoryAnswer, error) {
	top := &best{n: s.q.First + s.q.Offset}
	var count *tally
	if s.q.Facets {
		count = newTally(s.view)
	}
	total := 0
	awards := append(r.awards, award{of: term{fieldReal, "1"}, points: pointsReal})
	for _, p := range s.view.segments {
		hits := p.without(r.hits.in(p))
		docs := top.rank(p, hits, awards)
		total += len(docs)
		if count != nil {
			count.add(p.cols, docs)
		}
	}
	a := registry.DirectoryAnswer{Total: total, Interpreted: r.chips}
	if count != nil {
		a.Facets = count.facets()
	}
	page := top.ordered()
	for _, f := range page[min(s.q.Offset, len(page)):] {
		a.Hits = append(a.Hits, s.hit(f, r))
	}
	return a, nil
}

func (s *search) hit(f *found, r reading) registry.DirectoryHit {
	c := f.part.card(f.doc)
	h := registry.DirectoryHit{Score: float64(f.score), Highlights: append(highlights(c, r.marks), s.typeHighlights(c, r.chips)...)}
	if c.Kind == registry.HitMediator {
		h.Mediator = registry.MediatorID(f.name())
	} else {
		h.Organization = registry.OrganizationID(f.name())
	}
	return h
}

func (s *search) noFacets() []registry.DirectoryFacet {
	if !s.q.Facets {
		return nil
	}
	return newTally(s.view).facets()
}
