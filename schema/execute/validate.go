package execute

import (
	"fmt"
	"regexp"
	"strings"

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
	if strings.Contains(text, `"""`) {
		mendBlockStrings(doc, text)
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

// rules are those of gqlparser, for the public the ones that suggest nothing, but for the rule on values, which is
// our own; see values.go.
func (e *Engine) rules(suggestions bool) []core.Rule {
	quiet := map[string]core.Rule{
		"FieldsOnCorrectType": rules.FieldsOnCorrectTypeRuleWithoutSuggestions,
		"KnownArgumentNames":  rules.KnownArgumentNamesRuleWithoutSuggestions,
		"KnownTypeNames":      rules.KnownTypeNamesRuleWithoutSuggestions,
	}
	inner := rules.NewDefaultRules().GetInner()
	inner["ValuesOfCorrectType"] = e.types.valuesOfCorrectType
	list := make([]core.Rule, 0, len(inner))
	for _, name := range ordered(nil, inner) {
		rule := core.Rule{Name: name, RuleFunc: inner[name]}
		if replaced, exists := quiet[name]; exists && !suggestions {
			rule = replaced
		}
		list = append(list, rule)
	}
	return list
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

// quoted finds the names in a validator's message.
var quoted = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)

// teller hides what the document said: everything but names of the schema, and for those who may see suggestions
// everything but plain names.
func (e *Engine) teller(limits guard.Limits) func(string) string {
	return func(message string) string {
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
