package execute

import (
	"sync"
	"sync/atomic"

	"github.com/graphql-go/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"liuyuan/schema/guard"
)

// operation is one operation of a document with its plans.
type operation struct {
	ast        *ast.OperationDefinition
	root       *objectType
	inputs     []argumentType // its variables
	conditions []string       // variables that @skip and @include ask
	types      *typeSystem

	mu    sync.Mutex
	plans map[string]*plan // by the values of conditions
}

// maxPlans bounds the plans kept for one operation: with many conditions each combination has its own.
const maxPlans = 16

// maxObjects bounds the object plans kept in one plan: with abstract types each runtime type has its own.
const maxObjects = 2000

func (e *Engine) newDocument(parsed *ast.QueryDocument, shape guard.Shape, tokens int) *document {
	doc := &document{ast: parsed, shape: shape, tokens: tokens, operations: map[string]*operation{}}
	conditions := conditionVariables(parsed)
	for _, definition := range parsed.Operations {
		op := &operation{ast: definition, types: e.types, plans: map[string]*plan{}}
		root := e.types.schema.QueryType()
		switch definition.Operation {
		case ast.Mutation:
			root = e.types.schema.MutationType()
		case ast.Subscription:
			root = e.types.schema.SubscriptionType()
		}
		op.root = e.types.objects[root.Name()]
		for _, v := range definition.VariableDefinitions {
			if conditions[v.Variable] {
				op.conditions = append(op.conditions, v.Variable)
			}
			op.inputs = append(op.inputs, e.variable(v))
		}
		doc.operations[definition.Name] = op
	}
	return doc
}

func (e *Engine) variable(v *ast.VariableDefinition) argumentType {
	f := argumentType{name: v.Variable, input: e.types.input(v.Type)}
	if v.DefaultValue != nil {
		value, err := e.types.literal(f.input, v.DefaultValue, nil)
		f.hasDefault, f.fallback = err == nil, value
	}
	return f
}

// conditionVariables is the variables in the arguments of directives; validation allows @skip and @include only.
func conditionVariables(doc *ast.QueryDocument) map[string]bool {
	names := map[string]bool{}
	var visit func(ast.SelectionSet)
	note := func(directives ast.DirectiveList) {
		for _, d := range directives {
			for _, a := range d.Arguments {
				if a.Value.Kind == ast.Variable {
					names[a.Value.Raw] = true
				}
			}
		}
	}
	visit = func(set ast.SelectionSet) {
		for _, selection := range set {
			switch it := selection.(type) {
			case *ast.Field:
				note(it.Directives)
				visit(it.SelectionSet)
			case *ast.InlineFragment:
				note(it.Directives)
				visit(it.SelectionSet)
			case *ast.FragmentSpread:
				note(it.Directives)
			}
		}
	}
	for _, op := range doc.Operations {
		visit(op.SelectionSet)
	}
	for _, f := range doc.Fragments {
		visit(f.SelectionSet)
	}
	return names
}

// plan is an operation with its conditions decided.
type plan struct {
	types      *typeSystem
	conditions map[string]any
	root       *objectPlan
	kept       atomic.Int32
}

// plan is the plan for these variables, kept or new.
func (op *operation) plan(variables map[string]any) *plan {
	key := make([]byte, len(op.conditions))
	conditions := make(map[string]any, len(op.conditions))
	for i, name := range op.conditions {
		conditions[name] = variables[name]
		if on, _ := variables[name].(bool); on {
			key[i] = 1
		}
	}
	op.mu.Lock()
	defer op.mu.Unlock()
	if p := op.plans[string(key)]; p != nil {
		return p
	}
	p := &plan{types: op.types, conditions: conditions}
	p.root = p.object(op.root, []ast.SelectionSet{op.ast.SelectionSet})
	if len(op.plans) < maxPlans {
		op.plans[string(key)] = p
	}
	return p
}

// objectPlan is what to do for one object of a known type: its fields in the order of the query.
type objectPlan struct {
	object *objectType
	fields []*fieldPlan
}

type fieldPlan struct {
	key       string
	encoded   []byte // "key":
	field     *fieldType
	typename  []byte // the answer of __typename, else nil
	nodes     []*ast.Field
	arguments map[string]any // nil if they must be read anew for each request
	selection *selection
	info      graphql.ResolveInfo
}

// selection is the merged selection sets below a field, planned for each runtime type when it is first met: planning
// every possible type ahead would grow exponentially with the depth of abstract types.
type selection struct {
	plan  *plan
	sets  []ast.SelectionSet
	known atomic.Pointer[[]*objectPlan]
}

func (s *selection) of(t *objectType) *objectPlan {
	known := s.known.Load()
	if known != nil {
		for _, p := range *known {
			if p.object == t {
				return p
			}
		}
	}
	p := s.plan.object(t, s.sets)
	if s.plan.kept.Add(1) <= maxObjects {
		list := []*objectPlan{p}
		if known != nil {
			list = append(list, *known...)
		}
		s.known.CompareAndSwap(known, &list) // who loses plans again next time
	}
	return p
}

func (p *plan) object(t *objectType, sets []ast.SelectionSet) *objectPlan {
	c := collection{plan: p, object: t, byKey: map[string]*fieldPlan{}, spread: map[string]bool{}}
	for _, set := range sets {
		c.collect(set)
	}
	for _, f := range c.fields {
		p.finish(f, t)
	}
	return &objectPlan{object: t, fields: c.fields}
}

// collection gathers the fields of an object after section 6.3.2 of the specification.
type collection struct {
	plan   *plan
	object *objectType
	fields []*fieldPlan
	byKey  map[string]*fieldPlan
	spread map[string]bool
}

func (c *collection) collect(set ast.SelectionSet) {
	for _, s := range set {
		switch it := s.(type) {
		case *ast.Field:
			if guard.Included(it.Directives, c.plan.conditions) {
				c.add(it)
			}
		case *ast.InlineFragment:
			if guard.Included(it.Directives, c.plan.conditions) && c.applies(it.TypeCondition) {
				c.collect(it.SelectionSet)
			}
		case *ast.FragmentSpread:
			if guard.Included(it.Directives, c.plan.conditions) && !c.spread[it.Name] {
				c.spread[it.Name] = true
				if c.applies(it.Definition.TypeCondition) {
					c.collect(it.Definition.SelectionSet)
				}
			}
		}
	}
}

func (c *collection) applies(condition string) bool {
	return condition == "" || c.plan.types.applies[condition][c.object.object.Name()]
}

func (c *collection) add(node *ast.Field) {
	f := c.byKey[node.Alias]
	if f == nil {
		f = &fieldPlan{key: node.Alias, encoded: append(appendString(nil, node.Alias), ':')}
		c.byKey[node.Alias] = f
		c.fields = append(c.fields, f)
	}
	f.nodes = append(f.nodes, node)
}

// finish resolves the names of a collected field: its definition, constant arguments and selection.
func (p *plan) finish(f *fieldPlan, t *objectType) {
	node := f.nodes[0]
	if node.Name == "__typename" {
		f.typename = appendString(nil, t.object.Name())
		f.field = &fieldType{out: &outType{kind: leafKind, nonNull: true}, parent: t.object}
		return
	}
	f.field = t.fields[node.Name]
	f.info = graphql.ResolveInfo{FieldName: node.Name, ReturnType: f.field.definition.Type, ParentType: t.object, Schema: *p.types.schema, RootValue: f}
	if !holdsVariables(node) {
		if arguments, err := p.types.arguments(f.field, node, nil); err == nil {
			f.arguments = arguments
		}
	}
	f.selection = &selection{plan: p}
	for _, n := range f.nodes {
		f.selection.sets = append(f.selection.sets, n.SelectionSet)
	}
}

func holdsVariables(node *ast.Field) bool {
	for _, a := range node.Arguments {
		if holdsVariable(a.Value) {
			return true
		}
	}
	return false
}

// arguments reads the arguments of a field; an argument without value and default is absent from the map.
func (r *typeSystem) arguments(f *fieldType, node *ast.Field, variables map[string]any) (map[string]any, error) {
	values := make(map[string]any, len(f.arguments))
	for _, a := range f.arguments {
		var literal *ast.Value
		if given := node.Arguments.ForName(a.name); given != nil {
			literal = given.Value
		}
		if err := r.member(values, a, literal, variables); err != nil {
			position := node.Position
			if literal != nil {
				position = literal.Position
			}
			return nil, &argumentError{at("."+a.name, err), position}
		}
	}
	return values, nil
}

// argumentError is an argument that cannot be read, with the place where it is written.
type argumentError struct {
	err      error
	position *ast.Position
}

func (e *argumentError) Error() string          { return "argument " + e.err.Error() }
func (e *argumentError) GraphQLCode() string    { return string(guard.ValidationFailed) }
func (e *argumentError) GraphQLMessage() string { return "参数不合类型 · " + e.Error() }

// Selects tells a resolver whether the query asks for a field below its own: Selects(p.Info, "totalCount") or
// Selects(p.Info, "edges", "node"). It looks through fragments whatever their types.
func Selects(info graphql.ResolveInfo, path ...string) bool {
	f, ok := info.RootValue.(*fieldPlan)
	if !ok || f.selection == nil {
		return true // not planned here: assume it is asked for
	}
	return f.selection.plan.selects(f.selection.sets, path)
}

func (p *plan) selects(sets []ast.SelectionSet, path []string) bool {
	if len(path) == 0 {
		return true
	}
	for _, set := range sets {
		for _, s := range set {
			switch it := s.(type) {
			case *ast.Field:
				if it.Name == path[0] && guard.Included(it.Directives, p.conditions) && p.selects([]ast.SelectionSet{it.SelectionSet}, path[1:]) {
					return true
				}
			case *ast.InlineFragment:
				if guard.Included(it.Directives, p.conditions) && p.selects([]ast.SelectionSet{it.SelectionSet}, path) {
					return true
				}
			case *ast.FragmentSpread:
				if guard.Included(it.Directives, p.conditions) && p.selects([]ast.SelectionSet{it.Definition.SelectionSet}, path) {
					return true
				}
			}
		}
	}
	return false
}
