package execute_test

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/parser"

	"liuyuan/schema/execute"
	"liuyuan/schema/guard"
)

// row and its neighbours are plain data, so that the benchmark measures the engines and nothing else.
type row struct {
	id, name       string
	roles          []string
	specialties    []specialty
	room           *room
	load, capacity int
}
type specialty struct{ code, name string }
type room struct{ name, town string }

func field[S any](t graphql.Output, get func(S) any) *graphql.Field {
	return &graphql.Field{Type: t, Resolve: func(p graphql.ResolveParams) (any, error) { return get(p.Source.(S)), nil }}
}

// benchSchema is a page of mediators as a match screen asks for it.
func benchSchema() graphql.Schema {
	text, integer := graphql.NewNonNull(graphql.String), graphql.NewNonNull(graphql.Int)
	object := func(name string, fields graphql.Fields) *graphql.Object {
		return graphql.NewObject(graphql.ObjectConfig{Name: name, Fields: fields})
	}
	list := func(t graphql.Type) graphql.Output {
		return graphql.NewNonNull(graphql.NewList(graphql.NewNonNull(t)))
	}
	town := object("Town", graphql.Fields{"name": field(text, func(s string) any { return s })})
	roomType := object("Room", graphql.Fields{"name": field(text, func(r *room) any { return r.name }), "town": field(town, func(r *room) any { return r.town })})
	skill := object("Specialty", graphql.Fields{"code": field(text, func(s *specialty) any { return s.code }), "name": field(text, func(s *specialty) any { return s.name })})
	mediator := object("Mediator", graphql.Fields{
		"id": field(graphql.NewNonNull(graphql.ID), func(m *row) any { return m.id }), "name": field(text, func(m *row) any { return m.name }),
		"roles": field(list(graphql.String), func(m *row) any { return m.roles }),
		"specialties": field(list(skill), func(m *row) any {
			out := make([]any, len(m.specialties))
			for i := range m.specialties {
				out[i] = &m.specialties[i]
			}
			return out
		}),
		"room": field(roomType, func(m *row) any { return m.room }),
		"load": field(integer, func(m *row) any { return m.load }), "capacity": field(integer, func(m *row) any { return m.capacity }),
	})
	edge := object("Edge", graphql.Fields{"node": field(mediator, func(m *row) any { return m })})
	connection := object("Connection", graphql.Fields{"edges": field(list(edge), func(rows []*row) any { return rows })})
	rows := make([]*row, 100)
	for i := range rows {
		rows[i] = &row{fmt.Sprintf("M%05d", i), fmt.Sprintf("调解员%d", i), []string{"MEDIATOR", "LAWYER"},
			[]specialty{{"10.01", "欠薪"}, {"03.02", "邻里"}, {"01.01", "婚姻家庭"}}, &room{"白沙调解室", "白沙街道"}, i % 7, 10}
	}
	query := object("Query", graphql.Fields{"mediators": {Type: connection, Args: graphql.FieldConfigArgument{"first": {Type: graphql.Int}},
		Resolve: func(p graphql.ResolveParams) (any, error) { return rows[:p.Args["first"].(int)], nil }}})
	schema, err := graphql.NewSchema(graphql.SchemaConfig{Query: query})
	if err != nil {
		panic(err)
	}
	return schema
}

const benchDocument = `query($n:Int){mediators(first:$n){edges{node{id name roles specialties{code name} room{name town{name}} load capacity}}}}`

// BenchmarkRun compares the three ways of running one document over the same schema: graphql.Do, graphql.Execute of a
// kept document, and this package with everything from the document's text to the bytes of the answer.
func BenchmarkRun(b *testing.B) {
	schema := benchSchema()
	engine, err := execute.New(schema, execute.Options{})
	if err != nil {
		b.Fatal(err)
	}
	kept, err := parser.Parse(parser.ParseParams{Source: benchDocument})
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range []int{20, 100} {
		b.Run(fmt.Sprintf("Do/n=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				marshal(b, graphql.Do(graphql.Params{Schema: schema, RequestString: benchDocument, VariableValues: map[string]any{"n": n}, Context: b.Context()}))
			}
		})
		b.Run(fmt.Sprintf("ExecuteKept/n=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				marshal(b, graphql.Execute(graphql.ExecuteParams{Schema: schema, AST: kept, Args: map[string]any{"n": n}, Context: b.Context()}))
			}
		})
		b.Run(fmt.Sprintf("Engine/n=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			var buffer []byte
			variables := map[string]any{"n": json.Number(fmt.Sprint(n))}
			for b.Loop() {
				operation, refusals := engine.Prepare(execute.Request{Document: benchDocument, Variables: variables, Limits: guard.Staff()})
				if refusals != nil {
					b.Fatal(refusals[0])
				}
				body, outcome := operation.Run(context.Background(), buffer[:0], "r")
				if buffer = body; outcome.Codes != nil {
					b.Fatal(outcome.Codes)
				}
			}
		})
	}
}

func marshal(b *testing.B, result *graphql.Result) {
	if result.HasErrors() {
		b.Fatal(result.Errors)
	}
	if _, err := json.Marshal(result); err != nil {
		b.Fatal(err)
	}
}
