package schema

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/graphql-go/graphql"
)

// from makes a resolver of a pure function of the source.
func from[S any](fn func(S) any) graphql.FieldResolveFn {
	return func(p graphql.ResolveParams) (any, error) {
		s, ok := p.Source.(S)
		if !ok {
			return nil, fmt.Errorf("schema: %s.%s has the source %T", p.Info.ParentType.Name(), p.Info.FieldName, p.Source)
		}
		return fn(s), nil
	}
}

// asking makes a resolver that needs the request and may fail.
func asking[S any](fn func(context.Context, *request, S, graphql.ResolveParams) (any, error)) graphql.FieldResolveFn {
	return func(p graphql.ResolveParams) (any, error) {
		s, ok := p.Source.(S)
		if !ok {
			return nil, fmt.Errorf("schema: %s.%s has the source %T", p.Info.ParentType.Name(), p.Info.FieldName, p.Source)
		}
		return fn(p.Context, requestOf(p.Context), s, p)
	}
}

// root makes a resolver of a query or mutation: there is no source.
func root(fn func(context.Context, *request, map[string]any) (any, error)) graphql.FieldResolveFn {
	return func(p graphql.ResolveParams) (any, error) {
		return fn(p.Context, requestOf(p.Context), p.Args)
	}
}

// field is a field without arguments.
func field(t graphql.Output, description string, resolve graphql.FieldResolveFn) *graphql.Field {
	return &graphql.Field{Type: t, Description: description, Resolve: resolve}
}

func nonNull(t graphql.Type) *graphql.NonNull { return graphql.NewNonNull(t) }

// listOf is a non-null list of non-null members.
func listOf(t graphql.Type) *graphql.NonNull {
	return graphql.NewNonNull(graphql.NewList(graphql.NewNonNull(t)))
}

// optionalList is a list that may be left out; its members may not be null.
func optionalList(t graphql.Type) *graphql.List { return graphql.NewList(graphql.NewNonNull(t)) }

func arg(t graphql.Input, description string) *graphql.ArgumentConfig {
	return &graphql.ArgumentConfig{Type: t, Description: description}
}

func input(t graphql.Input, description string) *graphql.InputObjectFieldConfig {
	return &graphql.InputObjectFieldConfig{Type: t, Description: description}
}

// decode reads coerced arguments into a struct by its json names. Null and absent
// are the same: the zero value or nil pointer.
func decode[T any](args any) (T, error) {
	var out T
	data, err := json.Marshal(args)
	if err != nil {
		return out, fmt.Errorf("schema: arguments: %w", err)
	}
	if err := json.Unmarshal(data, &out); err != nil {
		return out, fmt.Errorf("schema: arguments: %w", err)
	}
	return out, nil
}

// orNil gives nil for the zero value: an unset text or code is null.
func orNil[T comparable](v T) any {
	var zero T
	if v == zero {
		return nil
	}
	return v
}
