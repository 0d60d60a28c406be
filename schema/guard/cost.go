package guard

import (
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
)

// CostTable declares how large the lists of a schema are. Keys are "Type.field".
type CostTable struct {
	// Sizes is the expected length of lists that take no page argument: {"Match.contributions": 12}.
	Sizes map[string]int
	// Pages is the largest first or last of a field where it is not 100: {"Query.suggest": 20}.
	Pages map[string]int
	// DefaultSize is the length of lists that Sizes does not name, and of pages without first, last or a default.
	DefaultSize int
}

// MaxPage is the largest first or last where CostTable.Pages says nothing else.
const MaxPage = 100

// Cost counts the objects an operation may bring into the answer: one for each field that answers an object or is
// at the root, times the sizes of the lists around it. Plain values cost nothing and introspection is free.
//
// A list is as long as the table says; else as the field's own first or last; else, directly inside a field that
// takes first or last (a connection's edges and nodes), as that page; else DefaultSize. Page arguments out of
// 1..MaxPage are refused, wherever their value comes from. The document must be valid and within Limits.Fields,
// and variables coerced.
func Cost(schema *ast.Schema, op *ast.OperationDefinition, variables map[string]any, t CostTable) (int, *Refusal) {
	c := coster{schema: schema, variables: variables, table: t}
	root := schema.Query
	switch op.Operation {
	case ast.Mutation:
		root = schema.Mutation
	case ast.Subscription:
		root = schema.Subscription
	}
	total := c.set(op.SelectionSet, root, 0, true)
	return total, c.refusal
}

type coster struct {
	schema    *ast.Schema
	variables map[string]any
	table     CostTable
	refusal   *Refusal
}

// set costs a selection set on parent; page is the page size asked of the field around it, 0 for none.
func (c *coster) set(set ast.SelectionSet, parent *ast.Definition, page int, root bool) int {
	total := 0
	for _, selection := range set {
		switch it := selection.(type) {
		case *ast.Field:
			if Included(it.Directives, c.variables) {
				total = saturate(total + c.field(it, parent, page, root))
			}
		case *ast.InlineFragment:
			if Included(it.Directives, c.variables) {
				total = saturate(total + c.set(it.SelectionSet, c.narrow(parent, it.TypeCondition), page, root))
			}
		case *ast.FragmentSpread:
			if it.Definition != nil && Included(it.Directives, c.variables) {
				total = saturate(total + c.set(it.Definition.SelectionSet, c.narrow(parent, it.Definition.TypeCondition), page, root))
			}
		}
	}
	return total
}

func (c *coster) narrow(parent *ast.Definition, condition string) *ast.Definition {
	if d := c.schema.Types[condition]; d != nil {
		return d
	}
	return parent
}

func (c *coster) field(f *ast.Field, parent *ast.Definition, page int, root bool) int {
	if len(f.Name) > 1 && f.Name[:2] == "__" || parent == nil {
		return 0
	}
	definition := parent.Fields.ForName(f.Name)
	if definition == nil {
		return 0
	}
	named := c.schema.Types[definition.Type.Name()]
	own := c.page(f, parent, definition)
	if named == nil || !named.IsCompositeType() {
		if root {
			return 1
		}
		return 0
	}
	count := 1
	if definition.Type.Elem != nil {
		count = c.length(parent.Name+"."+f.Name, own, page)
	}
	if definition.Type.Elem != nil {
		own = 0 // used up by the list itself
	}
	return saturate(count * saturate(1+c.set(f.SelectionSet, named, own, false)))
}

func (c *coster) length(key string, own, around int) int {
	switch size, declared := c.table.Sizes[key]; {
	case declared:
		return size
	case own > 0:
		return own
	case around > 0:
		return around
	}
	return max(c.table.DefaultSize, 1)
}

// page is the page size a field asks for, 0 if it takes no page argument.
func (c *coster) page(f *ast.Field, parent *ast.Definition, definition *ast.FieldDefinition) int {
	size, paged := 0, false
	for _, name := range [...]string{"first", "last"} {
		argument := definition.Arguments.ForName(name)
		if argument == nil || argument.Type.Name() != "Int" || argument.Type.Elem != nil {
			continue
		}
		paged = true
		asked, given := c.integer(f.Arguments.ForName(name), argument.DefaultValue)
		if !given {
			continue
		}
		largest := MaxPage
		if n, declared := c.table.Pages[parent.Name+"."+f.Name]; declared {
			largest = n
		}
		if (asked < 1 || asked > largest) && c.refusal == nil {
			c.refusal = Refuse(ArgumentOutOfRange, "%s 必须在 1 到 %d 之间 · %[1]s must be within 1..%[2]d", name, largest)
			if f.Position != nil {
				c.refusal.At(f.Position.Line, f.Position.Column)
			}
		}
		size = max(size, asked)
	}
	if paged && size == 0 {
		return max(c.table.DefaultSize, 1)
	}
	return size
}

func (c *coster) integer(argument *ast.Argument, fallback *ast.Value) (int, bool) {
	value := fallback
	if argument != nil {
		value = argument.Value
		if value.Kind == ast.Variable {
			v, given := c.variables[value.Raw]
			if given {
				n, isInt := v.(int)
				return n, isInt
			}
			value = fallback
		}
	}
	if value == nil || value.Kind != ast.IntValue {
		return 0, false
	}
	n, err := strconv.Atoi(value.Raw)
	if err != nil {
		return 1 << 40, true // beyond any page: refused as out of range
	}
	return n, true
}

// Included says whether @skip and @include leave a selection in the answer, given coerced variables.
func Included(directives ast.DirectiveList, variables map[string]any) bool {
	for _, d := range directives {
		if d.Name != "skip" && d.Name != "include" {
			continue
		}
		argument := d.Arguments.ForName("if")
		if argument == nil {
			continue
		}
		on := argument.Value.Raw == "true"
		if argument.Value.Kind == ast.Variable {
			on, _ = variables[argument.Value.Raw].(bool)
		}
		if on == (d.Name == "skip") {
			return false
		}
	}
	return true
}
