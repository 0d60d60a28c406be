package schema_test

import (
	"context"
	"flag"
	"os"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/graphql-go/graphql"
	"github.com/rs/zerolog"

	"liuyuan/centre"
	"liuyuan/identity"
	"liuyuan/index"
	"liuyuan/registry"
	"liuyuan/schema"
	"liuyuan/schema/execute"
	"liuyuan/seed"
	"liuyuan/store"
	"liuyuan/terms"
)

var update = flag.Bool("update", false, "rewrite golden files")

// monday is the moment at which tests ask: a working Monday morning.
func monday() time.Time { return time.Date(2026, 3, 2, 10, 0, 0, 0, registry.Shanghai()) }

// newCentre is a real centre on SQLite and Bleve with the whole seed.
func newCentre(t testing.TB) *centre.Centre {
	t.Helper()
	ctx := context.Background()
	db, err := store.OpenSQLite(ctx, t.TempDir(), store.Options{SortKey: centre.NameKey, Clock: monday})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	var c *centre.Centre
	taxonomy, err := registry.LoadTaxonomy()
	if err != nil {
		t.Fatal(err)
	}
	words, err := index.Open("", index.Options{Taxonomy: taxonomy, TermsVersion: terms.Version(),
		Understand: func(q string) ([]registry.InterpretedFilter, string) { return c.Understand(q) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = words.Close() })
	c, err = centre.New(ctx, centre.Options{Store: db, Index: words, Log: zerolog.Nop(), Clock: monday, Matching: true, Keyring: identity.NewKeyring()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	open := func() (centre.Roster, error) { return seedRoster(), nil }
	if _, err := c.Import(ctx, identity.System(), open, centre.ImportOptions{Apply: true}); err != nil {
		t.Fatal(err)
	}
	return c
}

func seedRoster() centre.Roster {
	return centre.Roster{Regions: seed.Regions(), Organizations: seed.Organizations(), Mediators: func(yield func(registry.Mediator, error) bool) {
		for _, m := range seed.Mediators(registry.DateOf(monday())) {
			if !yield(m, nil) {
				return
			}
		}
	}}
}

func newSchema(t testing.TB) (graphql.Schema, *centre.Centre) {
	t.Helper()
	c := newCentre(t)
	s, err := schema.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return s, c
}

func TestGoldenSchemaIsTheSchema(t *testing.T) {
	_, c := newSchema(t)
	engine := newEngine(t, c)
	const golden = "schema.graphql"
	if *update {
		if err := os.WriteFile(golden, []byte(engine.SDL()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), engine.SDL()); diff != "" {
		t.Errorf("the schema changed; if that is wanted run make golden and write it into CHANGELOG.md:\n%s", diff)
	}
}

func newEngine(t testing.TB, c *centre.Centre) *execute.Engine {
	t.Helper()
	engine, err := schema.NewEngine(c, func(_ context.Context, f execute.Fault) {
		t.Errorf("a field failed at %s: %v\n%s", f.Path, f.Err, f.Stack)
	})
	if err != nil {
		t.Fatal(err)
	}
	return engine
}

// objects gives the API's own object types.
func objects(s graphql.Schema) map[string]*graphql.Object {
	own := map[string]*graphql.Object{}
	for name, t := range s.TypeMap() {
		if o, ok := t.(*graphql.Object); ok && !strings.HasPrefix(name, "__") {
			own[name] = o
		}
	}
	return own
}

func TestEverythingHasADescription(t *testing.T) {
	s, _ := newSchema(t)
	for name, typ := range s.TypeMap() {
		if strings.HasPrefix(name, "__") {
			continue
		}
		if typ.Description() == "" {
			t.Errorf("%s has no description", name)
		}
		switch typ := typ.(type) {
		case *graphql.Object:
			for _, f := range typ.Fields() {
				describe(t, name, f)
			}
		case *graphql.Interface:
			for _, f := range typ.Fields() {
				describe(t, name, f)
			}
		case *graphql.InputObject:
			for _, f := range typ.Fields() {
				if f.Description() == "" {
					t.Errorf("%s.%s has no description", name, f.Name())
				}
			}
		case *graphql.Enum:
			for _, v := range typ.Values() {
				if v.Description == "" {
					t.Errorf("%s.%s has no description", name, v.Name)
				}
			}
		}
	}
}

func describe(t *testing.T, typ string, f *graphql.FieldDefinition) {
	t.Helper()
	if f.Description == "" {
		t.Errorf("%s.%s has no description", typ, f.Name)
	}
	for _, a := range f.Args {
		if a.Description() == "" {
			t.Errorf("%s.%s(%s) has no description", typ, f.Name, a.Name())
		}
	}
}

func TestEveryFieldStandsInThePermissionTableAndNothingElseDoes(t *testing.T) {
	s, c := newSchema(t)
	fields := map[string]bool{}
	for name, o := range objects(s) {
		for field := range o.Fields() {
			fields[name+"."+field] = true
			if !c.Policy().Listed(name, field) {
				t.Errorf("%s.%s is not in the permission table: it is denied to all", name, field)
			}
		}
	}
	extra := []string{}
	for _, e := range c.Policy().Entries() {
		if !fields[e] {
			extra = append(extra, e)
		}
	}
	sort.Strings(extra)
	if len(extra) > 0 {
		t.Errorf("the permission table lists fields that do not exist: %s", strings.Join(extra, ", "))
	}
}

func TestEveryListHasADeclaredSize(t *testing.T) {
	_, c := newSchema(t)
	if unsized := newEngine(t, c).UnsizedLists(); len(unsized) > 0 {
		t.Errorf("lists without a declared size in costs(): %s", strings.Join(unsized, ", "))
	}
}
