package execute

import (
	"slices"

	"github.com/graphql-go/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// introspection answers __schema and __type out of the SDL, so that it knows what graphql-go's own introspection does
// not: specifiedByURL, deprecated inputs, isOneOf, isRepeatable, the description of the schema and declaration order.
type introspection struct {
	syntax *ast.Schema
	types  map[string]graphql.Type
	roots  map[string]*graphql.FieldDefinition
}

// typeRef is a type with or without wrappers, the source of __Type.
type typeRef struct{ *ast.Type }

// inputRef is an argument or an input field, the source of __InputValue.
type inputRef struct {
	name, description string
	t                 *ast.Type
	fallback          *ast.Value
	directives        ast.DirectiveList
}

func newIntrospection(syntax *ast.Schema) *introspection {
	in := &introspection{syntax: syntax, types: map[string]graphql.Type{}}
	for _, name := range []string{"__TypeKind", "__DirectiveLocation"} {
		values := graphql.EnumValueConfigMap{}
		for _, v := range syntax.Types[name].EnumValues {
			values[v.Name] = &graphql.EnumValueConfig{Value: v.Name}
		}
		in.types[name] = graphql.NewEnum(graphql.EnumConfig{Name: name, Values: values})
	}
	resolvers := map[string]map[string]graphql.FieldResolveFn{
		"__Schema": in.schemaFields(), "__Type": in.typeFields(), "__Field": in.fieldFields(),
		"__InputValue": in.inputFields(), "__EnumValue": in.enumFields(), "__Directive": in.directiveFields(),
	}
	for name := range resolvers {
		in.types[name] = graphql.NewObject(graphql.ObjectConfig{Name: name, Fields: graphql.FieldsThunk(func() graphql.Fields {
			fields := graphql.Fields{}
			for _, f := range syntax.Types[name].Fields {
				fields[f.Name] = &graphql.Field{Type: in.output(f.Type), Args: includeDeprecated(f), Resolve: resolvers[name][f.Name]}
			}
			return fields
		})})
	}
	in.roots = map[string]*graphql.FieldDefinition{
		"__schema": {Name: "__schema", Type: graphql.NewNonNull(in.types["__Schema"]),
			Resolve: func(graphql.ResolveParams) (any, error) { return syntax, nil }},
		"__type": {Name: "__type", Type: in.types["__Type"].(graphql.Output),
			Args:    []*graphql.Argument{{PrivateName: "name", Type: graphql.NewNonNull(graphql.String)}},
			Resolve: func(p graphql.ResolveParams) (any, error) { return in.named(p.Args["name"].(string)), nil }},
	}
	return in
}

func includeDeprecated(f *ast.FieldDefinition) graphql.FieldConfigArgument {
	arguments := graphql.FieldConfigArgument{}
	for _, a := range f.Arguments {
		arguments[a.Name] = &graphql.ArgumentConfig{Type: graphql.Boolean, DefaultValue: false}
	}
	return arguments
}

// output is the graphql-go type of a type of the prelude.
func (in *introspection) output(t *ast.Type) graphql.Output {
	var base graphql.Type
	switch {
	case t.Elem != nil:
		base = graphql.NewList(in.output(t.Elem))
	case t.NamedType == "String":
		base = graphql.String
	case t.NamedType == "Boolean":
		base = graphql.Boolean
	default:
		base = in.types[t.NamedType]
	}
	if t.NonNull {
		base = graphql.NewNonNull(base)
	}
	return base.(graphql.Output)
}

func (in *introspection) named(name string) any {
	if name == "" || in.syntax.Types[name] == nil {
		return nil
	}
	return &typeRef{ast.NamedType(name, nil)}
}

func (in *introspection) namedAll(names []string) []any {
	list := make([]any, len(names))
	for i, name := range names {
		list[i] = in.named(name)
	}
	return list
}

// from makes a resolver of a function over the source.
func from[S any](get func(S, map[string]any) any) graphql.FieldResolveFn {
	return func(p graphql.ResolveParams) (any, error) { return get(p.Source.(S), p.Args), nil }
}

func (in *introspection) schemaFields() map[string]graphql.FieldResolveFn {
	root := func(pick func(*ast.Schema) *ast.Definition) graphql.FieldResolveFn {
		return from(func(s *ast.Schema, _ map[string]any) any {
			if d := pick(s); d != nil {
				return in.named(d.Name)
			}
			return nil
		})
	}
	return map[string]graphql.FieldResolveFn{
		"description":      from(func(s *ast.Schema, _ map[string]any) any { return text(s.Description) }),
		"types":            from(func(*ast.Schema, map[string]any) any { return in.namedAll(in.declared()) }),
		"queryType":        root(func(s *ast.Schema) *ast.Definition { return s.Query }),
		"mutationType":     root(func(s *ast.Schema) *ast.Definition { return s.Mutation }),
		"subscriptionType": root(func(s *ast.Schema) *ast.Definition { return s.Subscription }),
		"directives": from(func(s *ast.Schema, _ map[string]any) any {
			list := []any{}
			for _, name := range ordered([]string{"include", "skip", "deprecated", "specifiedBy", "oneOf"}, s.Directives) { // as graphql-js
				list = append(list, s.Directives[name])
			}
			return list
		}),
	}
}

// declared is the names of all types, those of the schema in the order of its SDL, then those of the specification.
func (in *introspection) declared() []string {
	names := ordered(nil, in.syntax.Types)
	slices.SortStableFunc(names, func(a, b string) int {
		x, y := in.syntax.Types[a], in.syntax.Types[b]
		if x.BuiltIn != y.BuiltIn {
			if x.BuiltIn {
				return 1
			}
			return -1
		}
		return x.Position.Start - y.Position.Start
	})
	return names
}

func (in *introspection) typeFields() map[string]graphql.FieldResolveFn {
	// definition makes a resolver that answers null for lists, non-nulls and types of other kinds.
	definition := func(get func(*ast.Definition, bool) any, kinds ...ast.DefinitionKind) graphql.FieldResolveFn {
		return from(func(t *typeRef, args map[string]any) any {
			if d := in.syntax.Types[t.NamedType]; d != nil && !t.NonNull && (kinds == nil || slices.Contains(kinds, d.Kind)) {
				deprecated, _ := args["includeDeprecated"].(bool)
				return get(d, deprecated)
			}
			return nil
		})
	}
	return map[string]graphql.FieldResolveFn{
		"kind":        from(func(t *typeRef, _ map[string]any) any { return in.kind(t) }),
		"ofType":      from(func(t *typeRef, _ map[string]any) any { return inner(t) }),
		"name":        definition(func(d *ast.Definition, _ bool) any { return d.Name }),
		"description": definition(func(d *ast.Definition, _ bool) any { return text(d.Description) }),
		"specifiedByURL": definition(func(d *ast.Definition, _ bool) any {
			return directiveArgument(d.Directives, "specifiedBy", "url")
		}, ast.Scalar),
		"isOneOf":    definition(func(d *ast.Definition, _ bool) any { return d.Directives.ForName("oneOf") != nil }, ast.InputObject),
		"interfaces": definition(func(d *ast.Definition, _ bool) any { return in.namedAll(d.Interfaces) }, ast.Object, ast.Interface),
		"possibleTypes": definition(func(d *ast.Definition, _ bool) any {
			list := []any{}
			for _, p := range in.syntax.GetPossibleTypes(d) {
				list = append(list, in.named(p.Name))
			}
			return list
		}, ast.Interface, ast.Union),
		"fields": definition(func(d *ast.Definition, all bool) any {
			list := []any{}
			for _, f := range d.Fields {
				if len(f.Name) > 1 && f.Name[:2] == "__" || !all && f.Directives.ForName("deprecated") != nil {
					continue
				}
				list = append(list, f)
			}
			return list
		}, ast.Object, ast.Interface),
		"enumValues": definition(func(d *ast.Definition, all bool) any {
			list := []any{}
			for _, v := range d.EnumValues {
				if all || v.Directives.ForName("deprecated") == nil {
					list = append(list, v)
				}
			}
			return list
		}, ast.Enum),
		"inputFields": definition(func(d *ast.Definition, all bool) any {
			list := []any{}
			for _, f := range d.Fields {
				if all || f.Directives.ForName("deprecated") == nil {
					list = append(list, &inputRef{f.Name, f.Description, f.Type, f.DefaultValue, f.Directives})
				}
			}
			return list
		}, ast.InputObject),
	}
}

func (in *introspection) kind(t *typeRef) string {
	switch {
	case t.NonNull:
		return "NON_NULL"
	case t.Elem != nil:
		return "LIST"
	}
	return string(in.syntax.Types[t.NamedType].Kind)
}

func inner(t *typeRef) any {
	switch {
	case t.NonNull:
		nullable := *t.Type
		nullable.NonNull = false
		return &typeRef{&nullable}
	case t.Elem != nil:
		return &typeRef{t.Elem}
	}
	return nil
}

func (in *introspection) fieldFields() map[string]graphql.FieldResolveFn {
	return map[string]graphql.FieldResolveFn{
		"name":              from(func(f *ast.FieldDefinition, _ map[string]any) any { return f.Name }),
		"description":       from(func(f *ast.FieldDefinition, _ map[string]any) any { return text(f.Description) }),
		"type":              from(func(f *ast.FieldDefinition, _ map[string]any) any { return &typeRef{f.Type} }),
		"args":              from(func(f *ast.FieldDefinition, args map[string]any) any { return arguments(f.Arguments, args) }),
		"isDeprecated":      from(func(f *ast.FieldDefinition, _ map[string]any) any { return f.Directives.ForName("deprecated") != nil }),
		"deprecationReason": from(func(f *ast.FieldDefinition, _ map[string]any) any { return reason(f.Directives) }),
	}
}

func (in *introspection) inputFields() map[string]graphql.FieldResolveFn {
	return map[string]graphql.FieldResolveFn{
		"name":        from(func(f *inputRef, _ map[string]any) any { return f.name }),
		"description": from(func(f *inputRef, _ map[string]any) any { return text(f.description) }),
		"type":        from(func(f *inputRef, _ map[string]any) any { return &typeRef{f.t} }),
		"defaultValue": from(func(f *inputRef, _ map[string]any) any {
			if f.fallback == nil {
				return nil
			}
			return printValue(f.fallback)
		}),
		"isDeprecated":      from(func(f *inputRef, _ map[string]any) any { return f.directives.ForName("deprecated") != nil }),
		"deprecationReason": from(func(f *inputRef, _ map[string]any) any { return reason(f.directives) }),
	}
}

func (in *introspection) enumFields() map[string]graphql.FieldResolveFn {
	return map[string]graphql.FieldResolveFn{
		"name":        from(func(v *ast.EnumValueDefinition, _ map[string]any) any { return v.Name }),
		"description": from(func(v *ast.EnumValueDefinition, _ map[string]any) any { return text(v.Description) }),
		"isDeprecated": from(func(v *ast.EnumValueDefinition, _ map[string]any) any {
			return v.Directives.ForName("deprecated") != nil
		}),
		"deprecationReason": from(func(v *ast.EnumValueDefinition, _ map[string]any) any { return reason(v.Directives) }),
	}
}

func (in *introspection) directiveFields() map[string]graphql.FieldResolveFn {
	return map[string]graphql.FieldResolveFn{
		"name":         from(func(d *ast.DirectiveDefinition, _ map[string]any) any { return d.Name }),
		"description":  from(func(d *ast.DirectiveDefinition, _ map[string]any) any { return text(d.Description) }),
		"isRepeatable": from(func(d *ast.DirectiveDefinition, _ map[string]any) any { return d.IsRepeatable }),
		"locations": from(func(d *ast.DirectiveDefinition, _ map[string]any) any {
			list := []any{}
			for _, l := range d.Locations {
				list = append(list, string(l))
			}
			return list
		}),
		"args": from(func(d *ast.DirectiveDefinition, args map[string]any) any { return arguments(d.Arguments, args) }),
	}
}

func arguments(definitions ast.ArgumentDefinitionList, args map[string]any) []any {
	list := []any{}
	all, _ := args["includeDeprecated"].(bool)
	for _, a := range definitions {
		if all || a.Directives.ForName("deprecated") == nil {
			list = append(list, &inputRef{a.Name, a.Description, a.Type, a.DefaultValue, a.Directives})
		}
	}
	return list
}

// text is a description, null if there is none.
func text(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func reason(directives ast.DirectiveList) any {
	if directives.ForName("deprecated") == nil {
		return nil
	}
	if given := directiveArgument(directives, "deprecated", "reason"); given != nil {
		return given
	}
	return "No longer supported"
}

func directiveArgument(directives ast.DirectiveList, directive, argument string) any {
	if d := directives.ForName(directive); d != nil {
		if a := d.Arguments.ForName(argument); a != nil {
			return a.Value.Raw
		}
	}
	return nil
}
