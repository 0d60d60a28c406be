package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"
	"unicode/utf8"

	"liuyuan/index"
	"liuyuan/registry"
)

// text is a record as the search peers have it: everything that can be found.
type text struct{ id, name, body string }

// searchWorld is a world with its records as documents and queries drawn from them.
type searchWorld struct {
	*world
	houses  map[registry.OrganizationID]registry.Organization
	texts   []text
	queries map[string][]string // by kind
}

// searchKinds are the kinds of queries, in the order of the table.
func searchKinds() []string { return []string{"name", "studio", "room", "text", "suggestion"} }

func newSearchWorld(w *world, each int) *searchWorld {
	s := &searchWorld{world: w, houses: map[registry.OrganizationID]registry.Organization{}, queries: map[string][]string{}}
	for i, o := range w.organizations {
		s.houses[o.ID] = o
		s.texts = append(s.texts, text{string(o.ID), o.Name, o.Name + "\n" + o.Brand})
		every := i%(len(w.organizations)/each+1) == 0
		switch {
		case o.Brand != "":
			s.ask("studio", o.Brand, each)
		case o.Kind == registry.KindRoom && every:
			s.ask("room", o.Name, each)
		}
	}
	i := 0
	for m := range w.roster.Mediators {
		parts := []string{m.Name}
		for _, p := range m.Posts {
			parts = append(parts, s.houses[p.Organization].Name, s.houses[p.Organization].Brand)
		}
		s.texts = append(s.texts, text{string(m.ID), m.Name, strings.Join(append(parts, m.Introduction), "\n")})
		if i%(w.n/each+1) == 0 {
			s.ask("name", m.Name, each)
			s.ask("suggestion", string([]rune(m.Name)[:1+i%2]), each)
			if words := []rune(m.Introduction); len(words) > 12 {
				s.ask("text", string(words[len(words)-6:len(words)-2]), each)
			}
		}
		i++
	}
	return s
}

// ask adds a query that is plain characters.
func (s *searchWorld) ask(kind, query string, most int) {
	if len(s.queries[kind]) < most && !strings.ContainsAny(query, "，。、；：！？（）\"%_ ") && query != "" {
		s.queries[kind] = append(s.queries[kind], query)
	}
}

// searcher is a contender of the search section. find gives the number of hits and
// reads the first ten.
type searcher struct {
	name    string
	built   time.Duration
	note    string
	find    func(query string) (int, error)
	suggest func(prefix string) (int, error)
	facets  func(query string) (int, error)      // nil: not asked
	all     func(query string) ([]string, error) // identifiers of every hit
	cpu     func() time.Duration
	close   func()
}

// ownIndex builds the word index over the world. Queries are all text, as the
// peers take them: no word becomes a filter.
func ownIndex(ctx context.Context, s *searchWorld) (*searcher, error) {
	x, err := index.Open("", index.Options{Taxonomy: s.taxonomy, Understand: func(q string) ([]registry.InterpretedFilter, string) { return nil, q }})
	if err != nil {
		return nil, err
	}
	start := time.Now()
	err = x.Rebuild(ctx, registry.Mark{Epoch: "bench", Seq: 1}, func(add func(registry.IndexDocument) error) error {
		for _, o := range s.organizations {
			if err := add(registry.IndexDocument{Organization: &o}); err != nil {
				return err
			}
		}
		for m := range s.roster.Mediators {
			d := registry.IndexDocument{Mediator: &m}
			for _, p := range m.Posts {
				d.Posts = append(d.Posts, s.houses[p.Organization])
			}
			if err := add(d); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, errors.Join(err, x.Close())
	}
	find := func(facets bool) func(string) (int, error) {
		return func(q string) (int, error) {
			a, err := x.Search(ctx, registry.DirectoryQuestion{Text: q, First: 10, Facets: facets})
			return a.Total, err
		}
	}
	return &searcher{name: "六员 index", built: time.Since(start), note: "in process, ranked, highlighted", find: find(false), facets: find(true),
		all:     func(q string) ([]string, error) { return everyHit(ctx, x, q) },
		suggest: func(q string) (int, error) { h, err := x.Suggest(ctx, q, 8); return len(h), err },
		close:   func() { _ = x.Close() }}, nil
}

// everyHit pages through an answer to its end.
func everyHit(ctx context.Context, x *index.Index, q string) (ids []string, err error) {
	for {
		a, err := x.Search(ctx, registry.DirectoryQuestion{Text: q, First: 100, Offset: len(ids)})
		if err != nil {
			return nil, err
		}
		for _, h := range a.Hits {
			ids = append(ids, string(h.Mediator)+string(h.Organization))
		}
		if len(a.Hits) == 0 || len(ids) == a.Total {
			return ids, nil
		}
	}
}

// searching measures search at one size.
func searching(ctx context.Context, n int, o options) error {
	if o.peersUpTo > 0 && n > o.peersUpTo {
		return nil
	}
	w, err := newWorld(n, 1)
	if err != nil {
		return err
	}
	s := newSearchWorld(w, o.questions)
	list, stop, err := searchers(ctx, s)
	if err != nil {
		return err
	}
	defer stop()
	fmt.Printf("\n### Search over %s people and %s institutions\n\n", thousands(n), thousands(len(w.organizations)))
	built := newTable("contender", "built s", "remarks")
	for _, c := range list {
		built.add(c.name, fmt.Sprintf("%.1f", c.built.Seconds()), c.note)
	}
	built.print()
	fmt.Println()
	if err := sameHits(s, list); err != nil {
		return err
	}
	t := newTable("query", "contender", "p50 ms", "p99 ms", "CPU ms", "hits")
	for _, kind := range searchKinds() {
		if err := searchRows(t, kind, s.queries[kind], list); err != nil {
			return err
		}
	}
	t.print()
	fmt.Printf("\n%s\n", loadAverage())
	return nil
}

func searchers(ctx context.Context, s *searchWorld) (list []*searcher, stop func(), err error) {
	stop = func() {
		for _, c := range list {
			c.close()
		}
	}
	for _, open := range []func(context.Context, *searchWorld) (*searcher, error){ownIndex, trigramPostgres, trigramSQLite} {
		c, err := open(ctx, s)
		if err != nil {
			stop()
			return nil, nil, err
		}
		list = append(list, c)
	}
	return list, stop, nil
}

// way is one way to ask a searcher, with what it measured.
type way struct {
	of   *searcher
	name string
	ask  func(string) (int, error)
	took []time.Duration
	busy time.Duration
	hits []int
}

// searchRows asks all queries of a kind in turn and adds a row for each way.
func searchRows(t *table, kind string, queries []string, list []*searcher) error {
	if len(queries) == 0 {
		return nil
	}
	ways := searchWays(kind, list)
	for n, q := range queries {
		for i := range ways {
			w := ways[(i+n)%len(ways)]
			before, start := w.used(), time.Now()
			hits, err := w.ask(q)
			if err != nil {
				return fmt.Errorf("%s: %q: %w", w.name, q, err)
			}
			w.took, w.busy, w.hits = append(w.took, time.Since(start)), w.busy+w.used()-before, append(w.hits, hits)
		}
	}
	for _, w := range ways {
		sum := 0
		for i, h := range w.hits {
			sum += h
			least, peer := ways[len(ways)-1].hits[i], w.of.facets == nil
			if kind != "suggestion" && (h < least || peer && h != least) {
				return fmt.Errorf("%s: %q: %s finds %d, %s %d", kind, queries[i], w.name, h, ways[len(ways)-1].name, least)
			}
		}
		t.add(kind, w.name, millis(percentile(w.took, 50)), millis(percentile(w.took, 99)), millis(w.busy/time.Duration(len(queries))), fmt.Sprintf("%.1f", float64(sum)/float64(len(queries))))
	}
	return nil
}

func searchWays(kind string, list []*searcher) (ways []*way) {
	for _, c := range list {
		if kind == "suggestion" {
			ways = append(ways, &way{of: c, name: c.name, ask: c.suggest})
			continue
		}
		ways = append(ways, &way{of: c, name: c.name, ask: c.find})
		if c.facets != nil {
			ways = append(ways, &way{of: c, name: c.name + ", facets", ask: c.facets})
		}
	}
	return ways
}

func (w *way) used() time.Duration {
	d := ownCPU()
	if w.of.cpu != nil {
		d += w.of.cpu()
	}
	return d
}

// short reports whether a trigram index cannot hold the query.
func short(q string) bool { return utf8.RuneCountInString(q) < 3 }

// tempDir is a scratch directory and what removes it.
func tempDir() (string, func(), error) {
	dir, err := os.MkdirTemp("", "liuyuan-bench-")
	return dir, func() { _ = os.RemoveAll(dir) }, err
}
