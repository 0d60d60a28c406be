package execute

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/graphql-go/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator/core"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"liuyuan/schema/guard"
)

// parse parses a document that passed guard.Scan. The message of the parser is dropped: it may repeat the input.
func parse(text string) (doc *ast.QueryDocument, refusal *guard.Refusal) {
	failed := guard.Refuse(guard.ParseFailed, "GraphQL 语法错误 · syntax error")
	defer func() {
		if recover() != nil {
			doc, refusal = nil, failed
		}
	}()
	doc, err := parser.ParseQuery(&ast.Source{Input: text})
	if err != nil {
		if located, ok := err.(*gqlerror.Error); ok {
			for _, l := range located.Locations {
				failed.At(l.Line, l.Column)
			}
		}
		return nil, failed
	}
	if len(doc.Operations)+len(doc.Fragments) == 0 {
		return nil, failed.At(1, 1)
	}
	return doc, nil
}

// validate applies the rules of the specification and answers at most limits.Errors refusals.
func (e *Engine) validate(doc *ast.QueryDocument, limits guard.Limits) (refusals []*guard.Refusal) {
	defer func() {
		if recover() != nil {
			refusals = []*guard.Refusal{guard.Refuse(guard.ValidationFailed, "查询不合模式 · the document does not fit the schema")}
		}
	}()
	collected := collector{limit: max(limits.Errors, 1), tell: e.teller(limits)}
	observers := &core.Events{}
	for _, rule := range e.rules(limits.Suggestions) {
		rule.RuleFunc(observers, func(options ...core.ErrorOption) { collected.add(options) })
	}
	core.Walk(e.types.syntax, doc, observers)
	return collected.refusals
}

// rules are those of gqlparser, for the public the ones that suggest nothing, and the two checks of literals that
// gqlparser leaves out.
func (e *Engine) rules(suggestions bool) []core.Rule {
	quiet := map[string]core.Rule{
		"FieldsOnCorrectType": rules.FieldsOnCorrectTypeRuleWithoutSuggestions,
		"KnownArgumentNames":  rules.KnownArgumentNamesRuleWithoutSuggestions,
		"KnownTypeNames":      rules.KnownTypeNamesRuleWithoutSuggestions,
		"ValuesOfCorrectType": rules.ValuesOfCorrectTypeRuleWithoutSuggestions,
	}
	inner := rules.NewDefaultRules().GetInner()
	list := []core.Rule{{Name: "LiteralsFitScalars", RuleFunc: e.literalsFitScalars}}
	for _, name := range ordered(nil, inner) {
		rule := core.Rule{Name: name, RuleFunc: inner[name]}
		if replaced, exists := quiet[name]; exists && !suggestions {
			rule = replaced
		}
		list = append(list, rule)
	}
	return list
}

// literalsFitScalars refuses Int literals beyond 32 bits and literals that a custom scalar does not read.
func (e *Engine) literalsFitScalars(observers *core.Events, fail core.AddErrFunc) {
	observers.OnValue(func(_ *core.Walker, v *ast.Value) {
		if v.Definition == nil || v.Definition.Kind != ast.Scalar || v.ExpectedType == nil || v.Kind == ast.Variable || v.Kind == ast.NullValue {
			return
		}
		isInt := v.Definition.Name == "Int" && v.Kind == ast.IntValue
		custom := !isBuiltInScalar(v.Definition.Name) && (v.Kind != ast.ListValue || v.ExpectedType.Elem == nil)
		scalar, known := e.types.schema.Type(v.Definition.Name).(*graphql.Scalar)
		if !known || !isInt && !custom || holdsVariable(v) {
			return
		}
		if _, err := scalarLiteralValue(scalar, v); err != nil {
			fail(core.Message("Expected a value of type %q.", v.Definition.Name), core.At(v.Position))
		}
	})
}

func holdsVariable(v *ast.Value) bool {
	return v.Kind == ast.Variable || slices.ContainsFunc(v.Children, func(c *ast.ChildValue) bool { return holdsVariable(c.Value) })
}

// collector keeps the first refusals; a message, and a place, is told once.
type collector struct {
	limit    int
	tell     func(string) string
	refusals []*guard.Refusal
	messages map[string]bool
	places   map[guard.Location]bool
}

func (c *collector) add(options []core.ErrorOption) {
	if len(c.refusals) >= c.limit {
		return
	}
	err := &gqlerror.Error{}
	for _, option := range options {
		option(err)
	}
	if c.messages == nil {
		c.messages, c.places = map[string]bool{}, map[guard.Location]bool{}
	}
	seen := c.messages[err.Message]
	c.messages[err.Message] = true
	refusal := &guard.Refusal{Code: guard.ValidationFailed, Message: c.tell(err.Message)}
	for _, l := range err.Locations {
		place := guard.Location{Line: l.Line, Column: l.Column}
		seen = seen || c.places[place]
		refusal.Locations = append(refusal.Locations, place)
	}
	for _, place := range refusal.Locations {
		c.places[place] = true
	}
	if !seen {
		c.refusals = append(c.refusals, refusal)
	}
}

// quoted finds the names and values in a validator's message; unquoted finds a value at its end.
var (
	quoted   = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)
	unquoted = regexp.MustCompile(`(value: |found |type: )[^"…].*$`)
)

// teller hides what the document said: everything but names of the schema, and for those who may see suggestions
// everything but plain names.
func (e *Engine) teller(limits guard.Limits) func(string) string {
	return func(message string) string {
		message = unquoted.ReplaceAllString(message, "${1}…")
		message = quoted.ReplaceAllStringFunc(message, func(text string) string {
			name := strings.Trim(text, `"`)
			if e.names[strings.Trim(name, "[]!@$")] || limits.Suggestions && isPlainName(name) {
				return text
			}
			return `"…"`
		})
		return fmt.Sprintf("查询不合模式 · %s", message)
	}
}

var plainName = regexp.MustCompile(`^[@$\[]?[_A-Za-z][_0-9A-Za-z.]{0,63}[\]!]*$`)

func isPlainName(name string) bool { return plainName.MatchString(name) }

// schemaNames is every name that the schema itself tells.
func schemaNames(syntax *ast.Schema) map[string]bool {
	names := map[string]bool{"__typename": true}
	for name, d := range syntax.Types {
		names[name] = true
		for _, f := range d.Fields {
			names[f.Name], names[name+"."+f.Name] = true, true
			for _, a := range f.Arguments {
				names[a.Name] = true
			}
		}
		for _, v := range d.EnumValues {
			names[v.Name] = true
		}
	}
	for name, d := range syntax.Directives {
		names[name] = true
		for _, a := range d.Arguments {
			names[a.Name] = true
		}
	}
	return names
}
