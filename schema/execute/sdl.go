package execute

import (
	"fmt"
	"slices"
	"strings"

	"github.com/graphql-go/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// PrintSDL prints the schema in the schema definition language: types by name, members in the order of
// Options.Order, then by name. The same schema gives the same bytes.
func PrintSDL(schema graphql.Schema, o Options) string {
	p := &printer{schema: &schema, options: o}
	p.root()
	for _, d := range schema.Directives() {
		if d.Name != "skip" && d.Name != "include" && d.Name != "deprecated" {
			p.directive(d)
		}
	}
	names := make([]string, 0, len(schema.TypeMap()))
	for name := range schema.TypeMap() {
		if !strings.HasPrefix(name, "__") && !isBuiltInScalar(name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		p.definition(schema.TypeMap()[name])
	}
	return strings.TrimLeft(p.out.String(), "\n")
}

func isBuiltInScalar(name string) bool {
	switch name {
	case "Int", "Float", "String", "Boolean", "ID":
		return true
	}
	return false
}

type printer struct {
	schema  *graphql.Schema
	options Options
	out     strings.Builder
}

func (p *printer) printf(format string, args ...any) { fmt.Fprintf(&p.out, format, args...) }

func (p *printer) root() {
	p.printf("\n")
	p.describe("", p.options.Description)
	p.printf("schema {\n")
	for _, root := range []struct {
		name   string
		object *graphql.Object
	}{{"query", p.schema.QueryType()}, {"mutation", p.schema.MutationType()}, {"subscription", p.schema.SubscriptionType()}} {
		if root.object != nil {
			p.printf("  %s: %s\n", root.name, root.object.Name())
		}
	}
	p.printf("}\n")
}

func (p *printer) definition(t graphql.Type) {
	p.printf("\n")
	p.describe("", t.Description())
	switch t := t.(type) {
	case *graphql.Scalar:
		p.printf("scalar %s", t.Name())
		if url := p.options.SpecifiedBy[t.Name()]; url != "" {
			p.printf(" @specifiedBy(url: %s)", quote(url))
		}
		p.printf("\n")
	case *graphql.Object:
		p.printf("type %s", t.Name())
		for i, face := range t.Interfaces() {
			p.printf("%s %s", []string{" implements", " &"}[min(i, 1)], face.Name())
		}
		p.fields(t.Name(), t.Fields())
	case *graphql.Interface:
		p.printf("interface %s", t.Name())
		p.fields(t.Name(), t.Fields())
	case *graphql.Union:
		p.union(t)
	case *graphql.Enum:
		p.enum(t)
	case *graphql.InputObject:
		p.input(t)
	}
}

func (p *printer) fields(typeName string, fields graphql.FieldDefinitionMap) {
	p.printf(" {\n")
	for _, name := range ordered(p.options.Order[typeName], fields) {
		f := fields[name]
		p.describe("  ", f.Description)
		p.printf("  %s", name)
		p.arguments(typeName+"."+name, "  ", f.Args)
		p.printf(": %s%s\n", f.Type, deprecated(f.DeprecationReason))
	}
	p.printf("}\n")
}

func (p *printer) arguments(key, indent string, arguments []*graphql.Argument) {
	if len(arguments) == 0 {
		return
	}
	byName := make(map[string]*graphql.Argument, len(arguments))
	described := false
	for _, a := range arguments {
		byName[a.Name()] = a
		described = described || a.Description() != ""
	}
	separator, end := ", ", ")"
	p.printf("(")
	if described {
		separator, end = "\n", "\n"+indent+")"
		p.printf("\n")
	}
	for i, name := range ordered(p.options.Order[key], byName) {
		if i > 0 {
			p.printf("%s", separator)
		}
		a := byName[name]
		p.describe(indent+"  ", a.Description())
		if described {
			p.printf("%s", indent+"  ")
		}
		p.printf("%s: %s", name, a.Type)
		p.inputTail(key+"."+name, a.Type, a.DefaultValue)
	}
	p.printf("%s", end)
}

// inputTail prints the default value and the deprecation of an argument or input field.
func (p *printer) inputTail(key string, t graphql.Type, fallback any) {
	if fallback != nil {
		p.printf(" = %s", printValue(literalOf(t, fallback)))
	}
	p.printf("%s", deprecated(p.options.DeprecatedInputs[key]))
}

func (p *printer) union(t *graphql.Union) {
	members := make(map[string]bool)
	for _, member := range t.Types() {
		members[member.Name()] = true
	}
	p.printf("union %s = %s\n", t.Name(), strings.Join(ordered(p.options.Order[t.Name()], members), " | "))
}

func (p *printer) enum(t *graphql.Enum) {
	values := make(map[string]*graphql.EnumValueDefinition)
	for _, v := range t.Values() {
		values[v.Name] = v
	}
	p.printf("enum %s {\n", t.Name())
	for _, name := range ordered(p.options.Order[t.Name()], values) {
		p.describe("  ", values[name].Description)
		p.printf("  %s%s\n", name, deprecated(values[name].DeprecationReason))
	}
	p.printf("}\n")
}

func (p *printer) input(t *graphql.InputObject) {
	p.printf("input %s {\n", t.Name())
	fields := t.Fields()
	for _, name := range ordered(p.options.Order[t.Name()], fields) {
		p.describe("  ", fields[name].Description())
		p.printf("  %s: %s", name, fields[name].Type)
		p.inputTail(t.Name()+"."+name, fields[name].Type, fields[name].DefaultValue)
		p.printf("\n")
	}
	p.printf("}\n")
}

func (p *printer) directive(d *graphql.Directive) {
	p.printf("\n")
	p.describe("", d.Description)
	p.printf("directive @%s", d.Name)
	p.arguments("@"+d.Name, "", d.Args)
	p.printf(" on %s\n", strings.Join(d.Locations, " | "))
}

func (p *printer) describe(indent, text string) {
	if text == "" {
		return
	}
	text = strings.ReplaceAll(text, `"""`, `\"""`)
	if !strings.Contains(text, "\n") && !strings.HasSuffix(text, `"`) && !strings.HasSuffix(text, `\`) {
		p.printf("%s\"\"\"%s\"\"\"\n", indent, text)
		return
	}
	p.printf("%s\"\"\"\n%s%s\n%[1]s\"\"\"\n", indent, indent, strings.ReplaceAll(text, "\n", "\n"+indent))
}

func deprecated(reason string) string {
	if reason == "" {
		return ""
	}
	return " @deprecated(reason: " + quote(reason) + ")"
}

func quote(s string) string { return (&ast.Value{Kind: ast.StringValue, Raw: s}).String() }

// ordered is the names of m: those of first that exist, in its order, then the others by name.
func ordered[V any](first []string, m map[string]V) []string {
	names := make([]string, 0, len(m))
	for _, name := range first {
		if _, known := m[name]; known {
			names = append(names, name)
		}
	}
	listed := len(names)
	for name := range m {
		if !slices.Contains(names[:listed], name) {
			names = append(names, name)
		}
	}
	slices.Sort(names[listed:])
	return names
}
