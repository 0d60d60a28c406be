package index

import (
	"context"
	"sort"
	"strings"
	"unicode/utf8"

	"liuyuan/registry"
	"liuyuan/terms"
)

// suggestTerms is how many terms with a prefix are looked at in each segment.
// Terms are sorted, so the prefix itself comes first.
const suggestTerms = 48

// Suggest gives people and institutions whose name or brand begins with the
// prefix, in characters, pinyin or initials: exact ones first, institutions
// before people, short names before long ones. If too few do, names that hold
// the prefix elsewhere follow. n is 1 to 100, a prefix at most registry.MaxQuery
// characters; a blank one has no suggestions.
func (x *Index) Suggest(ctx context.Context, prefix string, n int) ([]registry.SuggestionHit, error) {
	if err := checkQuestion(registry.DirectoryQuestion{Text: prefix, First: n}); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	key := terms.Key(strings.ToValidUTF8(prefix, ""))
	if key == "" {
		return nil, nil
	}
	var out []registry.SuggestionHit
	err := x.read(func(g *generation) error {
		v, err := g.take()
		if err != nil {
			return err
		}
		defer v.close()
		s := newSearch(x, v, registry.DirectoryQuestion{Text: prefix, First: n})
		out = s.suggest(key, n)
		if fault := v.fault(); fault != nil {
			return damaged(fault)
		}
		return nil
	})
	return out, err
}

// proposal is a suggestion with what orders it.
type proposal struct {
	hit   registry.SuggestionHit
	exact bool
	house bool
	chars int
	id    string
}

func (s *search) suggest(key string, n int) []registry.SuggestionHit {
	seen := map[string]bool{}
	var found []proposal
	for _, p := range s.view.segments {
		house := p.without(all{term{fieldHouse, "1"}}.in(p))
		people := p.without(term{fieldKind, string(registry.HitMediator)}.in(p))
		for _, f := range []string{fieldSuggest, fieldWhole, fieldPinyin, fieldInitials} {
			from := people
			if f == fieldSuggest {
				from = house
			}
			taken := 0
			for _, t := range p.prefixed(f, key, suggestTerms) {
				if taken >= n {
					break
				}
				it := p.term(f, t).Iterator()
				for it.HasNext() && taken < n {
					doc := it.Next()
					if !from.Contains(doc) {
						continue
					}
					taken++
					found = propose(found, seen, p, doc, t == key)
				}
			}
		}
	}
	sort.Slice(found, func(i, j int) bool { return found[i].before(found[j]) })
	if len(found) < n {
		found = append(found, s.inside(seen, n-len(found))...)
	}
	var out []registry.SuggestionHit
	for _, f := range found[:min(n, len(found))] {
		out = append(out, f.hit)
	}
	return out
}

func propose(to []proposal, seen map[string]bool, p *part, doc uint32, exact bool) []proposal {
	id := p.id(doc)
	if seen[id] {
		return to
	}
	seen[id] = true
	c := p.card(doc)
	one := proposal{exact: exact, house: c.Kind != registry.HitMediator, chars: utf8.RuneCountInString(c.Name), id: id}
	one.hit = registry.SuggestionHit{Text: c.Name, Kind: c.Kind}
	if one.house {
		one.hit.Organization = registry.OrganizationID(id)
	} else {
		one.hit.Mediator = registry.MediatorID(id)
	}
	return append(to, one)
}

func (a proposal) before(b proposal) bool {
	switch {
	case a.exact != b.exact:
		return a.exact
	case a.house != b.house:
		return a.house
	case a.chars != b.chars:
		return a.chars < b.chars
	case a.hit.Text != b.hit.Text:
		return a.hit.Text < b.hit.Text
	}
	return a.id < b.id
}

// inside fills up with names that hold the text anywhere.
func (s *search) inside(seen map[string]bool, n int) []proposal {
	text := newPhrase(s.q.Text)
	top := &best{n: n + len(seen)}
	hits, awards := s.look.phrase(text, ownFields()), s.look.phraseAwards(text)
	for _, p := range s.view.segments {
		top.rank(p, p.without(hits.in(p)), awards)
	}
	var out []proposal
	for _, f := range top.ordered() {
		out = propose(out, seen, f.part, f.doc, false)
	}
	return out[:min(n, len(out))]
}
