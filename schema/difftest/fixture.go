package difftest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"

	"liuyuan/schema/execute"
)

// Role is an enum whose internal values are not its names.
type Role int

const (
	elder Role = iota + 1
	lawyer
	mediator
)

// Person and Place are the objects of the fixture.
type Person struct {
	ID, Name string
	Age      int
	Role     Role
	Nick     *string
	Friends  []string
	Home     string
}

// Place is where people live.
type Place struct{ ID, Title string }

type counterKey struct{}

// WithCounter gives a run its own counter for the mutations.
func WithCounter(ctx context.Context) context.Context {
	return context.WithValue(ctx, counterKey{}, new(atomic.Int64))
}

// Options are the engine options of the fixture.
func Options() execute.Options {
	return execute.Options{
		Description: "A small world to compare two engines over.",
		Order: map[string][]string{
			"Person": {"id", "name"}, "Query": {"person", "people"}, "Role": {"MEDIATOR", "LAWYER"},
			"Query.echo": {"i", "f"},
		},
		SpecifiedBy:      map[string]string{"Date": "https://www.rfc-editor.org/rfc/rfc3339"},
		DeprecatedInputs: map[string]string{"Filter.text": "Use roles.", "Query.echo.def": "Unused."},
	}
}

// world holds the data and builds the types; objects refer to each other, hence the thunks.
type world struct {
	people map[string]*Person
	places map[string]*Place

	node, person, place, thing, role, date, point, filter any
}

// Schema builds the fixture.
func Schema() graphql.Schema {
	nick := "小王"
	w := &world{
		people: map[string]*Person{
			"p1": {"p1", "王芳", 41, mediator, &nick, []string{"p2", "p3"}, "h1"},
			"p2": {"p2", "Li \"Lei\"\n", 29, lawyer, nil, []string{"p1"}, "h1"},
			"p3": {"p3", "赵云 😀", 0, elder, nil, nil, ""},
		},
		places: map[string]*Place{"h1": {"h1", "蓬江"}},
	}
	schema, err := graphql.NewSchema(w.config())
	if err != nil {
		panic(fmt.Sprintf("difftest: the fixture is not a schema: %v", err))
	}
	return schema
}

func (w *world) config() graphql.SchemaConfig {
	role := graphql.NewEnum(graphql.EnumConfig{Name: "Role", Description: "What a person does.", Values: graphql.EnumValueConfigMap{
		"MEDIATOR": {Value: mediator, Description: "Mediates."},
		"LAWYER":   {Value: lawyer},
		"ELDER":    {Value: elder, DeprecationReason: "Use MEDIATOR."},
	}})
	date := graphql.NewScalar(graphql.ScalarConfig{Name: "Date", Description: "A day.",
		Serialize:  func(v any) any { return v.(time.Time).Format(time.DateOnly) },
		ParseValue: parseDate,
		ParseLiteral: func(v ast.Value) any {
			if s, ok := v.(*ast.StringValue); ok {
				return parseDate(s.Value)
			}
			return nil
		},
	})
	node := graphql.NewInterface(graphql.InterfaceConfig{Name: "Node", Fields: graphql.Fields{"id": {Type: graphql.NewNonNull(graphql.ID)}}, ResolveType: w.typeOf})
	w.node, w.role, w.date = node, role, date
	w.person = graphql.NewObject(graphql.ObjectConfig{Name: "Person", Interfaces: []*graphql.Interface{node}, Fields: graphql.FieldsThunk(w.personFields)})
	w.place = graphql.NewObject(graphql.ObjectConfig{Name: "Place", Interfaces: []*graphql.Interface{node}, Fields: graphql.FieldsThunk(w.placeFields)})
	w.thing = graphql.NewUnion(graphql.UnionConfig{Name: "Thing", Types: []*graphql.Object{w.person.(*graphql.Object), w.place.(*graphql.Object)}, ResolveType: w.typeOf})
	w.inputs()
	return graphql.SchemaConfig{
		Query:        graphql.NewObject(graphql.ObjectConfig{Name: "Query", Fields: w.queries()}),
		Mutation:     graphql.NewObject(graphql.ObjectConfig{Name: "Mutation", Fields: w.mutations()}),
		Subscription: graphql.NewObject(graphql.ObjectConfig{Name: "Subscription", Fields: w.subscriptions()}),
		Types:        []graphql.Type{w.person.(*graphql.Object), w.place.(*graphql.Object)},
	}
}

func parseDate(v any) any {
	s, _ := v.(string)
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return nil
	}
	return t
}

func (w *world) inputs() {
	point := graphql.NewInputObject(graphql.InputObjectConfig{Name: "Point", Fields: graphql.InputObjectConfigFieldMap{
		"lat":   {Type: graphql.NewNonNull(graphql.Float)},
		"lng":   {Type: graphql.NewNonNull(graphql.Float), DefaultValue: 0.5},
		"label": {Type: graphql.String, DefaultValue: "x"},
	}})
	var filter *graphql.InputObject
	filter = graphql.NewInputObject(graphql.InputObjectConfig{Name: "Filter", Description: "What to look for.",
		Fields: graphql.InputObjectConfigFieldMapThunk(func() graphql.InputObjectConfigFieldMap {
			return graphql.InputObjectConfigFieldMap{
				"role":   {Type: w.role.(*graphql.Enum), DefaultValue: lawyer},
				"roles":  {Type: graphql.NewList(graphql.NewNonNull(w.role.(*graphql.Enum))), DefaultValue: []any{mediator, elder}},
				"ids":    {Type: graphql.NewList(graphql.ID)},
				"nested": {Type: filter},
				"point":  {Type: point},
				"n":      {Type: graphql.NewNonNull(graphql.Int), DefaultValue: 3},
				"text":   {Type: graphql.String},
				"matrix": {Type: graphql.NewList(graphql.NewList(graphql.Int))},
				"when":   {Type: w.date.(*graphql.Scalar)},
			}
		})})
	w.point, w.filter = point, filter
}

func (w *world) typeOf(p graphql.ResolveTypeParams) *graphql.Object {
	switch p.Value.(type) {
	case *Person:
		return w.person.(*graphql.Object)
	case *Place:
		return w.place.(*graphql.Object)
	}
	return nil
}

// Shown is an error that callers may see.
type Shown struct{}

func (Shown) Error() string          { return "shown" }
func (Shown) GraphQLCode() string    { return "NOT_FOUND" }
func (Shown) GraphQLMessage() string { return "没有找到 · not found" }

// errHidden stands for a fault whose text must not reach a caller.
var errHidden = errors.New("dial tcp 10.0.0.1: password=secret")

func upper(s string, yes any) string {
	if yes == true {
		return strings.ToUpper(s)
	}
	return s
}
