package execute

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/graphql-go/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator"

	"liuyuan/schema/guard"
)

// Engine runs documents over one schema. It is safe for concurrent use.
type Engine struct {
	options   Options
	types     *typeSystem
	sdl       string
	names     map[string]bool
	documents *cache
	runs      sync.Pool // of *run, for their buffers
}

// New builds an engine. It fails if the printed schema is not valid SDL: an interface whose fields differ from its
// objects', a default of another type, a name with two underscores.
func New(schema graphql.Schema, o Options) (*Engine, error) {
	o.fill()
	sdl := PrintSDL(schema, o)
	syntax, err := validator.LoadSchema(validator.Prelude, &ast.Source{Name: "schema.graphql", Input: sdl})
	if err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	delete(syntax.Directives, "defer") // in gqlparser's prelude, not in ours
	types, err := newTypeSystem(&schema, syntax)
	if err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	return &Engine{options: o, types: types, sdl: sdl, names: schemaNames(syntax), documents: newCache(o.CacheTokens)}, nil
}

// SDL is the schema as text; see PrintSDL.
func (e *Engine) SDL() string { return e.sdl }

// UnsizedLists names the list fields of objects that Options.Costs.Sizes does not mention and that no page argument
// bounds, neither their own nor that of a field answering their type. They cost DefaultSize; a test of the schema may
// ask for none.
func (e *Engine) UnsizedLists() []string {
	paged := map[string]bool{} // types answered by a field with first or last
	e.eachField(func(_ string, f *ast.FieldDefinition) {
		if takesPage(f) && f.Type.Elem == nil {
			paged[f.Type.Name()] = true
		}
	})
	var names []string
	e.eachField(func(parent string, f *ast.FieldDefinition) {
		_, sized := e.options.Costs.Sizes[parent+"."+f.Name]
		isList := f.Type.Elem != nil && e.types.syntax.Types[f.Type.Name()].IsCompositeType()
		if isList && !sized && !takesPage(f) && !paged[parent] {
			names = append(names, parent+"."+f.Name)
		}
	})
	slices.Sort(names)
	return names
}

// UnknownCosts names the entries of Options.Costs that are of no field of the schema; a test may ask for none.
func (e *Engine) UnknownCosts() []string {
	known := map[string]bool{}
	e.eachField(func(parent string, f *ast.FieldDefinition) { known[parent+"."+f.Name] = true })
	var names []string
	for _, table := range []map[string]int{e.options.Costs.Sizes, e.options.Costs.Pages} {
		for name := range table {
			if !known[name] {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return names
}

func (e *Engine) eachField(do func(parent string, f *ast.FieldDefinition)) {
	for name, d := range e.types.syntax.Types {
		if d.BuiltIn || d.Kind != ast.Object && d.Kind != ast.Interface {
			continue
		}
		for _, f := range d.Fields {
			do(name, f)
		}
	}
}

func takesPage(f *ast.FieldDefinition) bool {
	return f.Arguments.ForName("first") != nil || f.Arguments.ForName("last") != nil
}

// Request is one request after transport: what to run, with what, and how much the caller may ask for.
// Variables are JSON values with json.Number, as guard.ParseRequest gives them.
type Request struct {
	Document      string
	OperationName string
	Variables     map[string]any
	Limits        guard.Limits
	// QueryOnly refuses everything but queries as METHOD_NOT_ALLOWED, before validation; it is set for GET.
	QueryOnly bool
}

// Kind is the kind of an operation.
type Kind string

// The kinds of operations.
const (
	Query        Kind = "query"
	Mutation     Kind = "mutation"
	Subscription Kind = "subscription"
)

// Operation is a request that passed every check. It can be run.
type Operation struct {
	Kind      Kind
	Cost      int // requested
	engine    *Engine
	operation *operation
	variables map[string]any
}

// Prepare checks a request and answers either an operation or why it is refused; all refusals of one request have
// the same code.
func (e *Engine) Prepare(r Request) (*Operation, []*guard.Refusal) {
	doc, refusals := e.document(r)
	if refusals != nil {
		return nil, refusals
	}
	op, refusal := doc.pick(r.OperationName)
	if refusal != nil {
		return nil, []*guard.Refusal{refusal}
	}
	variables, refusals := e.variables(op, r.Variables, r.Limits)
	if refusals != nil {
		return nil, refusals
	}
	cost, refusal := guard.Cost(e.types.syntax, op.ast, variables, e.options.Costs)
	if refusal == nil && cost > r.Limits.Cost {
		refusal = guard.Refuse(guard.QueryCostExceeded, "查询成本 %d 超过上限 %d，请减少 first 或字段 · the query costs %[1]d, at most %[2]d is allowed; ask for fewer items or fields", cost, r.Limits.Cost)
	}
	if refusal != nil {
		return nil, []*guard.Refusal{refusal}
	}
	return &Operation{Kind: Kind(op.ast.Operation), Cost: cost, engine: e, operation: op, variables: variables}, nil
}

// document is the document of a request, kept or new.
func (e *Engine) document(r Request) (*document, []*guard.Refusal) {
	text, limits := r.Document, r.Limits
	tokens, refusal := guard.Scan(text, limits)
	if refusal != nil {
		return nil, []*guard.Refusal{refusal}
	}
	if kept := e.documents.get(text); kept != nil {
		if refusal = admit(kept.ast, kept.shape, r); refusal != nil {
			return nil, []*guard.Refusal{refusal}
		}
		return kept, nil
	}
	parsed, refusal := parse(text)
	if refusal != nil {
		return nil, []*guard.Refusal{refusal}
	}
	shape, refusal := guard.Measure(parsed)
	if refusal == nil {
		refusal = admit(parsed, shape, r)
	}
	if refusal != nil {
		return nil, []*guard.Refusal{refusal}
	}
	if refusals := e.validate(parsed, limits); refusals != nil {
		return nil, refusals
	}
	doc := e.newDocument(parsed, shape, tokens)
	e.documents.add(text, doc)
	return doc, nil
}

// admit holds a parsed document to what the request and its caller may.
func admit(parsed *ast.QueryDocument, shape guard.Shape, r Request) *guard.Refusal {
	for _, op := range parsed.Operations {
		chosen := r.OperationName == "" || op.Name == r.OperationName
		if r.QueryOnly && chosen && op.Operation != ast.Query {
			return guard.Refuse(guard.MethodNotAllowed, "GET 只能查询，请用 POST · only queries may be sent with GET; use POST")
		}
	}
	return shape.Allow(r.Limits)
}

func (d *document) pick(name string) (*operation, *guard.Refusal) {
	if name != "" {
		if op := d.operations[name]; op != nil {
			return op, nil
		}
		return nil, guard.Refuse(guard.ValidationFailed, "没有这个名称的操作 · the document has no operation of that name")
	}
	if len(d.ast.Operations) != 1 {
		return nil, guard.Refuse(guard.ValidationFailed, "请用 operationName 指明操作 · name the operation to run with operationName")
	}
	return d.operations[d.ast.Operations[0].Name], nil
}

// variables coerces the values of an operation's variables; every wrong one is told, up to limits.Errors.
func (e *Engine) variables(op *operation, given map[string]any, limits guard.Limits) (map[string]any, []*guard.Refusal) {
	coerced := make(map[string]any, len(op.inputs))
	var refusals []*guard.Refusal
	for i, definition := range op.ast.VariableDefinitions {
		f := op.inputs[i]
		err := error(nil)
		if v, present := given[f.name]; present {
			coerced[f.name], err = e.types.value(f.input, v)
		} else {
			err = absent(coerced, f)
		}
		if value, present := coerced[f.name]; err == nil && present && value == nil && slices.Contains(op.conditions, f.name) {
			err = errors.New("@skip and @include need true or false")
		}
		if err == nil || len(refusals) >= max(limits.Errors, 1) {
			continue
		}
		name := "$" + f.name
		if !limits.Suggestions {
			name = "$" + strconv.Itoa(i+1)
		}
		refusal := guard.Refuse(guard.ValidationFailed, "变量值不合类型 · variable %s: %s", name, strings.TrimPrefix(err.Error(), "."))
		refusals = append(refusals, refusal.At(definition.Position.Line, definition.Position.Column))
	}
	return coerced, refusals
}
