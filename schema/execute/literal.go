package execute

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/graphql-go/graphql"
	goast "github.com/graphql-go/graphql/language/ast"
	"github.com/vektah/gqlparser/v2/ast"
)

// literalOf is the GraphQL literal of a Go value of the input type, as graphql-go holds it for a default.
func literalOf(t graphql.Type, v any) *ast.Value {
	if nonNull, ok := t.(*graphql.NonNull); ok {
		return literalOf(nonNull.OfType, v)
	}
	if isNil(v) {
		return &ast.Value{Kind: ast.NullValue, Raw: "null"}
	}
	switch t := t.(type) {
	case *graphql.List:
		return listLiteral(t, v)
	case *graphql.Enum:
		return &ast.Value{Kind: ast.EnumValue, Raw: fmt.Sprint(t.Serialize(v))}
	case *graphql.InputObject:
		return objectLiteral(t, v)
	case *graphql.Scalar:
		return scalarLiteral(t.Serialize(v))
	}
	return &ast.Value{Kind: ast.NullValue, Raw: "null"}
}

func listLiteral(t *graphql.List, v any) *ast.Value {
	items := reflect.ValueOf(v)
	if items.Kind() != reflect.Slice {
		return literalOf(t.OfType, v)
	}
	list := &ast.Value{Kind: ast.ListValue}
	for i := range items.Len() {
		list.Children = append(list.Children, &ast.ChildValue{Value: literalOf(t.OfType, items.Index(i).Interface())})
	}
	return list
}

func objectLiteral(t *graphql.InputObject, v any) *ast.Value {
	object := &ast.Value{Kind: ast.ObjectValue}
	given, _ := v.(map[string]any)
	for _, name := range ordered(nil, t.Fields()) {
		if member, present := given[name]; present {
			object.Children = append(object.Children, &ast.ChildValue{Name: name, Value: literalOf(t.Fields()[name].Type, member)})
		}
	}
	return object
}

func scalarLiteral(v any) *ast.Value {
	rv := reflect.ValueOf(v)
	switch rv.Kind() {
	case reflect.Bool:
		return &ast.Value{Kind: ast.BooleanValue, Raw: strconv.FormatBool(rv.Bool())}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return &ast.Value{Kind: ast.IntValue, Raw: strconv.FormatInt(rv.Int(), 10)}
	case reflect.Float32, reflect.Float64:
		raw := string(appendFloat(nil, rv.Float()))
		if strings.ContainsAny(raw, ".eE") {
			return &ast.Value{Kind: ast.FloatValue, Raw: raw}
		}
		return &ast.Value{Kind: ast.IntValue, Raw: raw}
	}
	return &ast.Value{Kind: ast.StringValue, Raw: fmt.Sprint(v)}
}

// printValue prints a literal with the spaces of graphql-js.
func printValue(v *ast.Value) string {
	parts := make([]string, len(v.Children))
	for i, child := range v.Children {
		parts[i] = printValue(child.Value)
		if v.Kind == ast.ObjectValue {
			parts[i] = child.Name + ": " + parts[i]
		}
	}
	switch v.Kind {
	case ast.ListValue:
		return "[" + strings.Join(parts, ", ") + "]"
	case ast.ObjectValue:
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return v.String()
}

// goLiteral converts a literal for the ParseLiteral of a custom scalar; null becomes nil.
func goLiteral(v *ast.Value) goast.Value {
	switch v.Kind {
	case ast.IntValue:
		return goast.NewIntValue(&goast.IntValue{Value: v.Raw})
	case ast.FloatValue:
		return goast.NewFloatValue(&goast.FloatValue{Value: v.Raw})
	case ast.StringValue, ast.BlockValue:
		return goast.NewStringValue(&goast.StringValue{Value: v.Raw})
	case ast.BooleanValue:
		return goast.NewBooleanValue(&goast.BooleanValue{Value: v.Raw == "true"})
	case ast.EnumValue:
		return goast.NewEnumValue(&goast.EnumValue{Value: v.Raw})
	case ast.Variable:
		return goast.NewVariable(&goast.Variable{Name: goast.NewName(&goast.Name{Value: v.Raw})})
	case ast.ListValue:
		list := goast.NewListValue(&goast.ListValue{})
		for _, child := range v.Children {
			list.Values = append(list.Values, goLiteral(child.Value))
		}
		return list
	case ast.ObjectValue:
		object := goast.NewObjectValue(&goast.ObjectValue{})
		for _, child := range v.Children {
			object.Fields = append(object.Fields, goast.NewObjectField(&goast.ObjectField{
				Name: goast.NewName(&goast.Name{Value: child.Name}), Value: goLiteral(child.Value)}))
		}
		return object
	}
	return nil
}
