package execute

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/graphql-go/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// Coercion of input values after section 3 of the specification: strict types, defaults, single values as lists, and
// an explicit null kept apart from an absent key. Coerced values are int, float64, string, bool, the enum's internal
// value, whatever a custom scalar parses, []any and map[string]any; nil is null.

var errAbsent = errors.New("absent") // a variable without a value

// expected is the message of a failed coercion. It names the wanted type and never the value.
func expected(t graphql.Type) error { return fmt.Errorf("expected %s", t) }

// at puts the place of a failure before its message: a field of the schema or an index.
func at(place string, err error) error {
	var p *placed
	if errors.As(err, &p) {
		return &placed{place + p.place, p.err}
	}
	return &placed{place, err}
}

type placed struct {
	place string
	err   error
}

func (p *placed) Error() string { return strings.TrimPrefix(p.place, ".") + ": " + p.err.Error() }

// value coerces a JSON value.
func (r *typeSystem) value(t graphql.Type, v any) (any, error) {
	if nonNull, ok := t.(*graphql.NonNull); ok {
		if v == nil {
			return nil, expected(t)
		}
		t = nonNull.OfType
	}
	if v == nil {
		return nil, nil
	}
	switch t := t.(type) {
	case *graphql.List:
		items, isList := v.([]any)
		if !isList {
			item, err := r.value(t.OfType, v)
			return []any{item}, err
		}
		list := make([]any, len(items))
		for i, item := range items {
			var err error
			if list[i], err = r.value(t.OfType, item); err != nil {
				return nil, at("."+strconv.Itoa(i), err)
			}
		}
		return list, nil
	case *graphql.InputObject:
		return r.objectValue(t, v)
	case *graphql.Enum:
		if name, isString := v.(string); isString {
			if value, known := r.enums[t.Name()][name]; known {
				return value, nil
			}
		}
		return nil, expected(t)
	case *graphql.Scalar:
		return scalarValue(t, v)
	}
	return nil, expected(t)
}

func (r *typeSystem) objectValue(t *graphql.InputObject, v any) (any, error) {
	given, isObject := v.(map[string]any)
	if !isObject {
		return nil, expected(t)
	}
	input := r.inputs[t.Name()]
	for name := range given {
		if _, known := input.byName[name]; !known {
			return nil, fmt.Errorf("%s has no such field", t)
		}
	}
	object := make(map[string]any, len(input.fields))
	for _, f := range input.fields {
		member, present := given[f.name]
		if present {
			value, err := r.value(f.input, member)
			if err != nil {
				return nil, at("."+f.name, err)
			}
			object[f.name] = value
		} else if err := absent(object, f); err != nil {
			return nil, at("."+f.name, err)
		}
	}
	return object, nil
}

// absent gives an argument or input field that is not there its default.
func absent(into map[string]any, f argumentType) error {
	if f.hasDefault {
		into[f.name] = f.fallback
		return nil
	}
	if _, required := f.input.(*graphql.NonNull); required {
		return fmt.Errorf("%s is required", f.input)
	}
	return nil
}

func scalarValue(t *graphql.Scalar, v any) (result any, err error) {
	number, isNumber := v.(json.Number)
	switch t.Name() {
	case "Int":
		if n, ok := wholeNumber(string(number)); isNumber && ok && n >= math.MinInt32 && n <= math.MaxInt32 {
			return int(n), nil
		}
	case "Float":
		if f, parseErr := number.Float64(); isNumber && parseErr == nil {
			return f, nil
		}
	case "String":
		if s, ok := v.(string); ok {
			return s, nil
		}
	case "Boolean":
		if b, ok := v.(bool); ok {
			return b, nil
		}
	case "ID":
		if s, ok := v.(string); ok {
			return s, nil
		}
		if n, ok := wholeNumber(string(number)); isNumber && ok {
			return strconv.FormatInt(n, 10), nil
		}
	default:
		return parseCustom(t, func() any { return t.ParseValue(plain(v)) })
	}
	return nil, expected(t)
}

// parseCustom runs a custom scalar's parser; nil, an error value or a panic is a refusal.
func parseCustom(t *graphql.Scalar, parse func() any) (result any, err error) {
	defer func() {
		if recover() != nil {
			result, err = nil, expected(t)
		}
	}()
	result = parse()
	if _, failed := result.(error); failed || isNil(result) {
		return nil, expected(t)
	}
	return result, nil
}

// wholeNumber reads 5, 5.0 and 5e0 as 5, as JavaScript does.
func wholeNumber(s string) (int64, bool) {
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return n, true
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f != math.Trunc(f) || math.Abs(f) > 1<<53 {
		return 0, false
	}
	return int64(f), true
}

// plain turns json.Number into int where it is whole, else float64, for the parsers of custom scalars.
func plain(v any) any {
	switch v := v.(type) {
	case json.Number:
		if n, err := strconv.Atoi(v.String()); err == nil {
			return n
		}
		f, _ := v.Float64()
		return f
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = plain(v[i])
		}
		return list
	case map[string]any:
		object := make(map[string]any, len(v))
		for k := range v {
			object[k] = plain(v[k])
		}
		return object
	}
	return v
}

// literal coerces a literal of the document. It fails with errAbsent for a variable without a value.
func (r *typeSystem) literal(t graphql.Type, v *ast.Value, variables map[string]any) (any, error) {
	nonNull, required := t.(*graphql.NonNull)
	if v.Kind == ast.Variable {
		value, given := variables[v.Raw]
		if !given {
			return nil, errAbsent
		}
		if value == nil && required {
			return nil, expected(t)
		}
		return value, nil
	}
	if v.Kind == ast.NullValue {
		if required {
			return nil, expected(t)
		}
		return nil, nil
	}
	if required {
		t = nonNull.OfType
	}
	switch t := t.(type) {
	case *graphql.List:
		return r.listOf(t, v, variables)
	case *graphql.InputObject:
		return r.objectOf(t, v, variables)
	case *graphql.Enum:
		if value, known := r.enums[t.Name()][v.Raw]; known && v.Kind == ast.EnumValue {
			return value, nil
		}
	case *graphql.Scalar:
		return scalarLiteralValue(t, v)
	}
	return nil, expected(t)
}

func (r *typeSystem) listOf(t *graphql.List, v *ast.Value, variables map[string]any) (any, error) {
	if v.Kind != ast.ListValue {
		item, err := r.literal(t.OfType, v, variables)
		return []any{item}, err
	}
	list := make([]any, len(v.Children))
	for i, child := range v.Children {
		item, err := r.literal(t.OfType, child.Value, variables)
		if errors.Is(err, errAbsent) {
			_, required := t.OfType.(*graphql.NonNull)
			if required {
				return nil, at("."+strconv.Itoa(i), expected(t.OfType))
			}
			item, err = nil, nil
		}
		if err != nil {
			return nil, at("."+strconv.Itoa(i), err)
		}
		list[i] = item
	}
	return list, nil
}

func (r *typeSystem) objectOf(t *graphql.InputObject, v *ast.Value, variables map[string]any) (any, error) {
	if v.Kind != ast.ObjectValue {
		return nil, expected(t)
	}
	input := r.inputs[t.Name()]
	for _, child := range v.Children {
		if _, known := input.byName[child.Name]; !known {
			return nil, fmt.Errorf("%s has no such field", t)
		}
	}
	object := make(map[string]any, len(input.fields))
	for _, f := range input.fields {
		if err := r.member(object, f, v.Children.ForName(f.name), variables); err != nil {
			return nil, at("."+f.name, err)
		}
	}
	return object, nil
}

// member reads one argument or input field from its literal, nil if it is not written.
func (r *typeSystem) member(into map[string]any, f argumentType, v *ast.Value, variables map[string]any) error {
	if v == nil {
		return absent(into, f)
	}
	value, err := r.literal(f.input, v, variables)
	if errors.Is(err, errAbsent) {
		return absent(into, f)
	}
	if err == nil {
		into[f.name] = value
	}
	return err
}

func scalarLiteralValue(t *graphql.Scalar, v *ast.Value) (any, error) {
	isText := v.Kind == ast.StringValue || v.Kind == ast.BlockValue
	switch t.Name() {
	case "Int":
		if n, err := strconv.ParseInt(v.Raw, 10, 32); err == nil && v.Kind == ast.IntValue {
			return int(n), nil
		}
	case "Float":
		if f, err := strconv.ParseFloat(v.Raw, 64); err == nil && (v.Kind == ast.IntValue || v.Kind == ast.FloatValue) {
			return f, nil
		}
	case "String":
		if isText {
			return v.Raw, nil
		}
	case "Boolean":
		if v.Kind == ast.BooleanValue {
			return v.Raw == "true", nil
		}
	case "ID":
		if isText || v.Kind == ast.IntValue {
			return v.Raw, nil
		}
	default:
		return parseCustom(t, func() any { return t.ParseLiteral(goLiteral(v)) })
	}
	return nil, expected(t)
}
