package main

import (
	"runtime"

	"net/http"

	"github.com/graphql-go/graphql"

	"liuyuan/bench/gqlgen/model"
)

// ownSchema is schema.graphqls as graphql-go values with ordinary resolvers.
func ownSchema(data pages) (graphql.Schema, error) {
	text, integer := graphql.NewNonNull(graphql.String), graphql.NewNonNull(graphql.Int)
	town := object("Town", graphql.Fields{"name": field(text, func(t *model.Town) any { return t.Name })})
	room := object("Room", graphql.Fields{
		"name": field(text, func(r *model.Room) any { return r.Name }),
		"town": field(graphql.NewNonNull(town), func(r *model.Room) any { return r.Town })})
	specialty := object("Specialty", graphql.Fields{
		"code": field(text, func(s *model.Specialty) any { return s.Code }),
		"name": field(text, func(s *model.Specialty) any { return s.Name })})
	mediator := object("Mediator", graphql.Fields{
		"id":          field(graphql.NewNonNull(graphql.ID), func(m *model.Mediator) any { return m.ID }),
		"name":        field(text, func(m *model.Mediator) any { return m.Name }),
		"roles":       field(list(graphql.String), func(m *model.Mediator) any { return m.Roles }),
		"specialties": field(list(specialty), func(m *model.Mediator) any { return m.Specialties }),
		"room":        field(room, func(m *model.Mediator) any { return m.Room }),
		"load":        field(integer, func(m *model.Mediator) any { return m.Load }),
		"capacity":    field(integer, func(m *model.Mediator) any { return m.Capacity })})
	edge := object("Edge", graphql.Fields{"node": field(graphql.NewNonNull(mediator), func(e *model.Edge) any { return e.Node })})
	connection := object("Connection", graphql.Fields{"edges": field(list(edge), func(c *model.Connection) any { return c.Edges })})
	return graphql.NewSchema(graphql.SchemaConfig{Query: object("Query", graphql.Fields{
		"mediators": {Type: graphql.NewNonNull(connection), Args: graphql.FieldConfigArgument{"first": {Type: integer}},
			Resolve: func(p graphql.ResolveParams) (any, error) { return data[p.Args["first"].(int)], nil }},
	})})
}

func object(name string, fields graphql.Fields) *graphql.Object {
	return graphql.NewObject(graphql.ObjectConfig{Name: name, Fields: fields})
}

func list(t graphql.Type) graphql.Output {
	return graphql.NewNonNull(graphql.NewList(graphql.NewNonNull(t)))
}

func field[S any](t graphql.Output, get func(S) any) *graphql.Field {
	return &graphql.Field{Type: t, Resolve: func(p graphql.ResolveParams) (any, error) { return get(p.Source.(S)), nil }}
}

// allocations is how many a request makes, those of sending it included.
func allocations(h http.Handler, n int) float64 {
	const requests = 100
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range requests {
		ask(h, n)
	}
	runtime.ReadMemStats(&after)
	return float64(after.Mallocs-before.Mallocs) / requests
}
