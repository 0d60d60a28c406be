package index

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"liuyuan/registry"
	"liuyuan/seed"
	"liuyuan/terms"
)

// benchEnv sets the number of people; 100,000 without it. A million needs about
// 1 GB of memory, 3 GB of disk while it builds, and -timeout 60m:
//
//	LIUYUAN_BENCH_DOCS=1000000 go test ./index -run '^$' -bench . -benchtime 2000x -timeout 60m
//
// LIUYUAN_BENCH_DIR keeps the index in a directory: the next run asks it again instead
// of building.
const (
	benchEnv = "LIUYUAN_BENCH_DOCS"
	benchDir = "LIUYUAN_BENCH_DIR"
)

// bench is an index of generated people with queries drawn from them.
type bench struct {
	index *Index
	names, studios, rooms, texts,
	prefixes []string
}

func newBench(b *testing.B) *bench {
	n := 100_000
	if v := os.Getenv(benchEnv); v != "" {
		var err error
		if n, err = strconv.Atoi(v); err != nil {
			b.Fatal(err)
		}
	}
	dir := os.Getenv(benchDir)
	if dir == "" {
		dir = b.TempDir()
	}
	roster := seed.Generate(n, 1)
	o, regions := literal(b), slices.Collect(roster.Regions)
	o.Regions = func() []registry.Region { return regions }
	out := &bench{index: open(b, dir, o)}
	houses := map[registry.OrganizationID]registry.Organization{}
	for o := range roster.Organizations {
		houses[o.ID] = o
		switch {
		case o.Kind == registry.KindStudio && o.Brand != "":
			out.studios = append(out.studios, o.Brand)
		case o.Kind == registry.KindRoom:
			out.rooms = append(out.rooms, o.Name)
		}
	}
	kept := markOf(b, out.index).Epoch != ""
	start := time.Now()
	made := 0
	fill := func(add func(registry.IndexDocument) error) error {
		for _, o := range houses {
			made++
			if err := add(registry.IndexDocument{Organization: &o}); err != nil {
				return err
			}
		}
		for m := range roster.Mediators {
			made++
			d := registry.IndexDocument{Mediator: &m}
			for _, p := range m.Posts {
				d.Posts = append(d.Posts, houses[p.Organization])
			}
			if made%(n/200+1) == 0 {
				out.sample(m)
			}
			if err := add(d); err != nil {
				return err
			}
		}
		return nil
	}
	var err error
	if kept {
		err = fill(func(registry.IndexDocument) error { return nil }) // draws the same queries
	} else {
		err = out.index.Rebuild(context.Background(), registry.Mark{Epoch: "bench", Seq: 1}, fill)
	}
	if err != nil {
		b.Fatal(err)
	}
	took := time.Since(start)
	b.Run("build", func(b *testing.B) {
		for b.Loop() { // was measured above, once
		}
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(float64(made), "docs")
		b.ReportMetric(float64(made)/took.Seconds(), "docs/s")
		segments, bytes, first := out.look(b)
		b.ReportMetric(float64(bytes)/float64(made), "B/doc")
		b.ReportMetric(float64(segments), "segments")
		b.ReportMetric(float64(first.Milliseconds()), "columns-ms")
	})
	return out
}

// sample draws queries from a person: the name, begins of it, words of the introduction.
func (x *bench) sample(m registry.Mediator) {
	x.names = append(x.names, m.Name)
	chars := []rune(m.Name)
	x.prefixes = append(x.prefixes, string(chars[:1]), string(chars[:2]))
	for _, s := range terms.Soundings(m.Name) {
		x.prefixes = append(x.prefixes, s.Whole()[:3], s.Initials(), s.Whole())
	}
	for _, r := range terms.Runs(terms.Fold(m.Introduction)) {
		if c := []rune(r.Text); r.Han && len(c) >= 4 {
			x.texts = append(x.texts, string(c[:4]))
		}
	}
}

// look opens a view and tells what it costs: segments, their bytes, and the time
// of the first view, which makes the columns.
func (x *bench) look(b *testing.B) (segments int, bytes int64, first time.Duration) {
	err := x.index.read(func(g *generation) error {
		g.columns.mu.Lock()
		g.columns.made = nil
		g.columns.mu.Unlock()
		start := time.Now()
		v, err := g.take()
		if err != nil {
			return err
		}
		defer v.close()
		first = time.Since(start)
		for _, s := range v.snapshot.Segments() {
			segments++
			bytes += s.FileSize()
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return segments, bytes, first
}

func BenchmarkSearch(b *testing.B) {
	x := newBench(b)
	slices.Sort(x.studios)
	slices.Sort(x.rooms)
	slices.Sort(x.texts)
	x.texts = slices.Compact(x.texts)
	search := func(facets bool) func(string) (int, error) {
		return func(q string) (int, error) {
			a, err := x.index.Search(context.Background(), registry.DirectoryQuestion{Text: q, First: 10, Facets: facets})
			return a.Total, err
		}
	}
	suggest := func(q string) (int, error) {
		s, err := x.index.Suggest(context.Background(), q, 8)
		return len(s), err
	}
	for _, k := range []struct {
		name    string
		queries []string
		fn      func(string) (int, error)
	}{
		{"name", x.names, search(false)}, {"name+facets", x.names, search(true)},
		{"studio", x.studios, search(false)}, {"studio+facets", x.studios, search(true)},
		{"room", x.rooms, search(false)}, {"room+facets", x.rooms, search(true)},
		{"text", x.texts, search(false)}, {"text+facets", x.texts, search(true)},
		{"suggest", x.prefixes, suggest},
	} {
		b.Run(k.name, func(b *testing.B) { percentiles(b, k.queries, k.fn) })
	}
	for _, k := range []struct {
		name    string
		queries []string
		facets  bool
	}{{"name", x.names, false}, {"room", x.rooms, false}, {"text", x.texts, false}, {"text+facets", x.texts, true}} {
		b.Run(k.name+"+200 updates a second", func(b *testing.B) {
			ctx, stop := context.WithCancel(context.Background())
			done := make(chan error, 1)
			go func() { done <- x.update(ctx) }()
			percentiles(b, k.queries, search(k.facets))
			stop()
			if err := <-done; err != nil {
				b.Fatal(err)
			}
		})
	}
	b.Run("update", func(b *testing.B) { percentiles(b, x.names, x.rename) })
}

// update applies batches of ten people twenty times a second until ctx ends.
func (x *bench) update(ctx context.Context) error {
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for seq := int64(2); ; seq++ {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		batch := registry.IndexBatch{At: registry.Mark{Epoch: "bench", Seq: seq}}
		for i := range 10 {
			batch.Put = append(batch.Put, person(fmt.Sprintf("new-%d-%d", seq, i), x.names[int(seq)*10%len(x.names)], 1))
		}
		if err := x.index.Apply(context.Background(), batch); err != nil {
			return err
		}
	}
}

// rename applies one change, until it is on disk and visible.
func (x *bench) rename(name string) (int, error) {
	batch := registry.IndexBatch{Put: []registry.IndexDocument{person("renamed", name, 1)}, At: registry.Mark{Epoch: "bench", Seq: 1 << 40}}
	return 1, x.index.Apply(context.Background(), batch)
}

// percentiles runs the queries in turn and reports the times that half and 99 of
// a hundred stay below.
func percentiles(b *testing.B, queries []string, fn func(string) (int, error)) {
	if len(queries) == 0 {
		b.Skip("the roster has no such records")
	}
	times := make([]time.Duration, 0, b.N)
	hits := 0
	step := max(1, len(queries)/1000) | 1
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		n, err := fn(queries[i*step%len(queries)])
		if err != nil {
			b.Fatal(err)
		}
		times = append(times, time.Since(start))
		hits += n
	}
	slices.Sort(times)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	b.ReportMetric(ms(times[len(times)/2]), "p50-ms")
	b.ReportMetric(ms(times[len(times)*99/100]), "p99-ms")
	b.ReportMetric(float64(hits)/float64(len(times)), "hits")
}
