package index

import (
	"context"
	"fmt"
	"testing"

	"liuyuan/registry"
)

// literal is an Options whose queries are all text.
func literal(t testing.TB) Options {
	t.Helper()
	tax, err := registry.LoadTaxonomy()
	if err != nil {
		t.Fatal(err)
	}
	return Options{
		Taxonomy:   tax,
		Understand: func(q string) ([]registry.InterpretedFilter, string) { return nil, q },
	}
}

// directory is the fixed directory of testdata.
func directory(t testing.TB) []registry.IndexDocument {
	t.Helper()
	docs, err := ReadDirectory("testdata/" + EvalDirectory)
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

// open opens an index that the test closes.
func open(t testing.TB, dir string, o Options) *Index {
	t.Helper()
	x, err := Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	return x
}

// filled is an index of the documents.
func filled(t testing.TB, o Options, docs []registry.IndexDocument) *Index {
	t.Helper()
	x := open(t, "", o)
	rebuild(t, x, registry.Mark{Epoch: "test", Seq: 1}, docs)
	return x
}

func rebuild(t testing.TB, x *Index, at registry.Mark, docs []registry.IndexDocument) {
	t.Helper()
	if err := x.Rebuild(context.Background(), at, source(docs)); err != nil {
		t.Fatal(err)
	}
}

func source(docs []registry.IndexDocument) func(func(registry.IndexDocument) error) error {
	return func(add func(registry.IndexDocument) error) error {
		for _, d := range docs {
			if err := add(d); err != nil {
				return err
			}
		}
		return nil
	}
}

// person is a document with a name and a version.
func person(id, name string, version int) registry.IndexDocument {
	return registry.IndexDocument{Mediator: &registry.Mediator{
		ID: registry.MediatorID(id), Name: name, Version: version, Status: registry.MediatorActive,
		Roles: []registry.Role{registry.RoleMediator}, Languages: []registry.Language{"cmn"},
		ServiceAreas: []registry.RegionCode{"440703101"},
	}}
}

func markOf(t testing.TB, x *Index) registry.Mark {
	t.Helper()
	m, err := x.Mark()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// versions reads every document's identifier and version.
func versions(t testing.TB, x *Index) map[string]int {
	t.Helper()
	all := map[string]int{}
	err := x.Each(context.Background(), func(id string, v int) error {
		if _, twice := all[id]; twice {
			return fmt.Errorf("%s appears twice", id)
		}
		all[id] = v
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// ask searches and gives the identifiers found, best first.
func ask(t testing.TB, x *Index, text string) []string {
	t.Helper()
	a := answer(t, x, registry.DirectoryQuestion{Text: text, First: 100})
	var ids []string
	for _, h := range a.Hits {
		ids = append(ids, string(h.Mediator)+string(h.Organization))
	}
	return ids
}

func answer(t testing.TB, x *Index, q registry.DirectoryQuestion) registry.DirectoryAnswer {
	t.Helper()
	a, err := x.Search(context.Background(), q)
	if err != nil {
		t.Fatalf("%q: %v", q.Text, err)
	}
	return a
}
