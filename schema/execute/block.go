package execute

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// mendBlockStrings reads the block strings of a document again: gqlparser v2.5.64 counts the first line into the
// common indentation, so that text which starts beside the quotes keeps the indentation of its other lines.
func mendBlockStrings(doc *ast.QueryDocument, text string) {
	runes := []rune(text)
	var value func(*ast.Value)
	value = func(v *ast.Value) {
		if v == nil {
			return
		}
		if v.Kind == ast.BlockValue && v.Position != nil {
			v.Raw = blockString(string(runes[v.Position.Start:]))
		}
		for _, child := range v.Children {
			value(child.Value)
		}
	}
	directives := func(list ast.DirectiveList) {
		for _, d := range list {
			for _, a := range d.Arguments {
				value(a.Value)
			}
		}
	}
	var set func(ast.SelectionSet)
	set = func(selections ast.SelectionSet) {
		for _, s := range selections {
			switch it := s.(type) {
			case *ast.Field:
				for _, a := range it.Arguments {
					value(a.Value)
				}
				directives(it.Directives)
				set(it.SelectionSet)
			case *ast.InlineFragment:
				directives(it.Directives)
				set(it.SelectionSet)
			case *ast.FragmentSpread:
				directives(it.Directives)
			}
		}
	}
	for _, op := range doc.Operations {
		for _, v := range op.VariableDefinitions {
			value(v.DefaultValue)
		}
		directives(op.Directives)
		set(op.SelectionSet)
	}
	for _, f := range doc.Fragments {
		directives(f.Directives)
		set(f.SelectionSet)
	}
}

// blockString is the value of the block string that text starts with, after section 2.9.4 of the specification.
func blockString(text string) string {
	const escaped = "\x00" // cannot stand in a document
	text = strings.ReplaceAll(strings.TrimPrefix(text, `"""`), `\"""`, escaped)
	text, _, _ = strings.Cut(text, `"""`)
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", escaped, `"""`).Replace(text)
	lines := strings.Split(text, "\n")
	indent := -1
	for _, line := range lines[1:] {
		if n := indentation(line); n < len(line) && (indent < 0 || n < indent) {
			indent = n
		}
	}
	for i := 1; i < len(lines) && indent > 0; i++ {
		lines[i] = lines[i][min(indent, len(lines[i])):]
	}
	for len(lines) > 0 && indentation(lines[0]) == len(lines[0]) {
		lines = lines[1:]
	}
	for len(lines) > 0 && indentation(lines[len(lines)-1]) == len(lines[len(lines)-1]) {
		lines = lines[:len(lines)-1]
	}
	return strings.Join(lines, "\n")
}

// indentation is the number of leading spaces and tabs.
func indentation(line string) int { return len(line) - len(strings.TrimLeft(line, " \t")) }
