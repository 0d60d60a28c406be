package execute

import (
	"fmt"

	"github.com/graphql-go/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// kind says how a value of an output type is completed.
type kind uint8

const (
	leafKind kind = iota
	objectKind
	abstractKind
	listKind
)

// outType is an output type with its wrappers taken apart once.
type outType struct {
	kind     kind
	nonNull  bool
	elem     *outType // of a list
	leaf     leafWriter
	object   *objectType
	abstract *abstractType
}

// objectType is an object with everything the plan needs by name.
type objectType struct {
	object *graphql.Object
	fields map[string]*fieldType
	free   bool // introspection: outside cost
}

// abstractType is an interface or union and the objects it may be.
type abstractType struct {
	name        string
	resolveType graphql.ResolveTypeFn
	possible    []*objectType // in the order of their names
}

type fieldType struct {
	definition *graphql.FieldDefinition
	parent     *graphql.Object
	out        *outType
	arguments  []argumentType
}

type argumentType struct {
	name       string
	input      graphql.Type
	hasDefault bool
	fallback   any // coerced
}

// inputType is an input object with its fields in order and their defaults coerced.
type inputType struct {
	name   string
	fields []argumentType
	byName map[string]int
}

// typeSystem holds the types of one schema, built once and only read afterwards.
type typeSystem struct {
	schema   *graphql.Schema
	syntax   *ast.Schema
	objects  map[string]*objectType
	abstract map[string]*abstractType
	inputs   map[string]*inputType
	leaves   map[string]leafWriter
	enums    map[string]map[string]any  // enum, name: internal value
	applies  map[string]map[string]bool // type condition: object types it holds for
}

func newTypeSystem(schema *graphql.Schema, syntax *ast.Schema) (*typeSystem, error) {
	r := &typeSystem{
		schema: schema, syntax: syntax,
		objects: map[string]*objectType{}, abstract: map[string]*abstractType{}, inputs: map[string]*inputType{},
		leaves: map[string]leafWriter{}, enums: map[string]map[string]any{}, applies: map[string]map[string]bool{},
	}
	types := map[string]graphql.Type{}
	for name, t := range schema.TypeMap() {
		if len(name) < 2 || name[:2] != "__" {
			types[name] = t
		}
	}
	for _, t := range []graphql.Type{graphql.String, graphql.Boolean, graphql.Int, graphql.Float, graphql.ID} {
		types[t.Name()] = t
	}
	introspection := newIntrospection(syntax)
	for _, t := range introspection.types {
		types[t.Name()] = t
	}
	for _, t := range types {
		r.declare(t)
	}
	if err := r.coerceDefaults(types); err != nil {
		return nil, err
	}
	for _, t := range types {
		r.link(t)
	}
	for _, t := range introspection.types {
		if o := r.objects[t.Name()]; o != nil {
			o.free = true
		}
	}
	query := r.objects[schema.QueryType().Name()]
	for name, definition := range introspection.roots {
		query.fields[name] = r.field(query.object, definition)
	}
	return r, nil
}

// declare makes the empty entry of a type, so that types can refer to each other.
func (r *typeSystem) declare(t graphql.Type) {
	switch t := t.(type) {
	case *graphql.Object:
		r.objects[t.Name()] = &objectType{object: t, fields: map[string]*fieldType{}}
	case *graphql.Interface:
		r.abstract[t.Name()] = &abstractType{name: t.Name(), resolveType: t.ResolveType}
	case *graphql.Union:
		r.abstract[t.Name()] = &abstractType{name: t.Name(), resolveType: t.ResolveType}
	case *graphql.Enum:
		r.leaves[t.Name()] = leafWriterOf(t)
		values := map[string]any{}
		for _, v := range t.Values() {
			values[v.Name] = v.Value
		}
		r.enums[t.Name()] = values
	case *graphql.Scalar:
		r.leaves[t.Name()] = leafWriterOf(t)
	case *graphql.InputObject:
		r.inputs[t.Name()] = newInputType(t, r.syntax.Types[t.Name()])
	}
}

func newInputType(t *graphql.InputObject, definition *ast.Definition) *inputType {
	input := &inputType{name: t.Name(), byName: map[string]int{}}
	for _, f := range definition.Fields { // the order of the SDL
		input.byName[f.Name] = len(input.fields)
		input.fields = append(input.fields, argumentType{name: f.Name, input: t.Fields()[f.Name].Type, hasDefault: f.DefaultValue != nil})
	}
	return input
}

// coerceDefaults reads the defaults of input fields out of the SDL, so that they are coerced like any literal. A
// default may hold another input object with defaults, hence as many rounds as there are input types.
func (r *typeSystem) coerceDefaults(types map[string]graphql.Type) error {
	for range len(r.inputs) {
		for name, input := range r.inputs {
			for i := range input.fields {
				f := &input.fields[i]
				if !f.hasDefault {
					continue
				}
				value, err := r.literal(f.input, r.syntax.Types[name].Fields.ForName(f.name).DefaultValue, nil)
				if err != nil {
					return fmt.Errorf("default of %s.%s: %w", name, f.name, err)
				}
				f.fallback = value
			}
		}
	}
	return nil
}

// link fills in what refers to other types.
func (r *typeSystem) link(t graphql.Type) {
	switch t := t.(type) {
	case *graphql.Object:
		o := r.objects[t.Name()]
		for name, definition := range t.Fields() {
			o.fields[name] = r.field(t, definition)
		}
		r.applies[t.Name()] = map[string]bool{t.Name(): true}
	case *graphql.Interface, *graphql.Union:
		a := r.abstract[t.Name()]
		holds := map[string]bool{}
		for _, name := range r.possibleNames(t) {
			a.possible = append(a.possible, r.objects[name])
			holds[name] = true
		}
		r.applies[t.Name()] = holds
	}
}

func (r *typeSystem) possibleNames(t graphql.Type) []string {
	names := map[string]bool{}
	for _, o := range r.schema.PossibleTypes(t) {
		names[o.Name()] = true
	}
	return ordered(nil, names)
}

func (r *typeSystem) field(parent *graphql.Object, definition *graphql.FieldDefinition) *fieldType {
	f := &fieldType{definition: definition, parent: parent, out: r.out(definition.Type)}
	syntax := r.syntaxField(parent.Name(), definition.Name)
	for _, a := range definition.Args {
		argument := argumentType{name: a.Name(), input: a.Type}
		if d := syntax.Arguments.ForName(a.Name()); d != nil && d.DefaultValue != nil {
			argument.hasDefault = true
			argument.fallback, _ = r.literal(a.Type, d.DefaultValue, nil)
		}
		f.arguments = append(f.arguments, argument)
	}
	return f
}

func (r *typeSystem) syntaxField(parent, name string) *ast.FieldDefinition {
	if d := r.syntax.Types[parent]; d != nil {
		if f := d.Fields.ForName(name); f != nil {
			return f
		}
	}
	return &ast.FieldDefinition{}
}

func (r *typeSystem) out(t graphql.Type) *outType {
	switch t := t.(type) {
	case *graphql.NonNull:
		o := *r.out(t.OfType)
		o.nonNull = true
		return &o
	case *graphql.List:
		return &outType{kind: listKind, elem: r.out(t.OfType)}
	case *graphql.Object:
		return &outType{kind: objectKind, object: r.objects[t.Name()]}
	case *graphql.Interface, *graphql.Union:
		return &outType{kind: abstractKind, abstract: r.abstract[t.Name()]}
	}
	return &outType{kind: leafKind, leaf: r.leaves[t.Name()]}
}

// input is the graphql-go type of a variable's declared type, nil if there is none.
func (r *typeSystem) input(t *ast.Type) graphql.Type {
	var base graphql.Type
	if t.Elem != nil {
		base = graphql.NewList(r.input(t.Elem))
	} else if s, isScalar := r.scalar(t.NamedType); isScalar {
		base = s
	} else {
		base = r.schema.Type(t.NamedType)
	}
	if t.NonNull {
		return graphql.NewNonNull(base)
	}
	return base
}
