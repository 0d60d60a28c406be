package execute

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"unicode/utf8"

	"github.com/graphql-go/graphql"
)

// leafWriter appends a value as JSON.
type leafWriter func(buf []byte, v any) ([]byte, error)

func leafWriterOf(t graphql.Type) leafWriter {
	switch t := t.(type) {
	case *graphql.Enum:
		return enumWriter(t)
	case *graphql.Scalar:
		switch t.Name() {
		case "Int":
			return appendInt
		case "Float":
			return appendNumber
		case "String":
			return appendText
		case "ID":
			return appendText
		case "Boolean":
			return appendBool
		}
		return customWriter(t)
	}
	return nil
}

func enumWriter(t *graphql.Enum) leafWriter {
	encoded := make(map[any][]byte, len(t.Values()))
	for _, v := range t.Values() {
		encoded[v.Value] = appendString(nil, v.Name)
	}
	return func(buf []byte, v any) ([]byte, error) {
		rv := reflect.ValueOf(v)
		for rv.Kind() == reflect.Pointer {
			rv = rv.Elem()
		}
		if rv.Comparable() {
			if text, known := encoded[rv.Interface()]; known {
				return append(buf, text...), nil
			}
		}
		return buf, fmt.Errorf("enum %s has no value for a %T", t.Name(), v)
	}
}

func customWriter(t *graphql.Scalar) leafWriter {
	return func(buf []byte, v any) ([]byte, error) {
		switch s := t.Serialize(v).(type) {
		case nil:
			return buf, fmt.Errorf("scalar %s cannot serialize a %T", t.Name(), v)
		case string:
			return appendString(buf, s), nil
		case bool:
			return strconv.AppendBool(buf, s), nil
		case int:
			return strconv.AppendInt(buf, int64(s), 10), nil
		default:
			text, err := json.Marshal(s)
			return append(buf, text...), err
		}
	}
}

var errNotLeaf = errors.New("the value does not fit its scalar type")

func appendInt(buf []byte, v any) ([]byte, error) {
	if n, ok := v.(int); ok && n >= math.MinInt32 && n <= math.MaxInt32 {
		return strconv.AppendInt(buf, int64(n), 10), nil
	}
	rv := indirect(v)
	var n int64
	switch {
	case rv.CanInt():
		n = rv.Int()
	case rv.CanUint() && rv.Uint() <= math.MaxInt32:
		n = int64(rv.Uint())
	case rv.CanFloat() && rv.Float() == math.Trunc(rv.Float()) && math.Abs(rv.Float()) <= math.MaxInt32+1:
		n = int64(rv.Float())
	case rv.Kind() == reflect.Bool:
		if rv.Bool() {
			n = 1
		}
	default:
		return buf, errNotLeaf
	}
	if n < math.MinInt32 || n > math.MaxInt32 {
		return buf, errNotLeaf
	}
	return strconv.AppendInt(buf, n, 10), nil
}

func appendNumber(buf []byte, v any) ([]byte, error) {
	var f float64
	switch rv := indirect(v); {
	case rv.CanFloat():
		f = rv.Float()
	case rv.CanInt():
		f = float64(rv.Int())
	case rv.CanUint():
		f = float64(rv.Uint())
	default:
		return buf, errNotLeaf
	}
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return buf, errNotLeaf
	}
	return appendFloat(buf, f), nil
}

// appendFloat writes a finite number as ECMAScript and encoding/json do.
func appendFloat(buf []byte, f float64) []byte {
	if f == 0 {
		return append(buf, '0') // also for negative zero
	}
	format := byte('f')
	if abs := math.Abs(f); abs < 1e-6 || abs >= 1e21 {
		format = 'e'
	}
	buf = strconv.AppendFloat(buf, f, format, -1, 64)
	if n := len(buf); format == 'e' && n >= 4 && buf[n-4] == 'e' && buf[n-3] == '-' && buf[n-2] == '0' {
		buf[n-2] = buf[n-1] // e-09 to e-9
		buf = buf[:n-1]
	}
	return buf
}

func appendText(buf []byte, v any) ([]byte, error) {
	if s, ok := v.(string); ok {
		return appendString(buf, s), nil
	}
	switch rv := indirect(v); {
	case rv.Kind() == reflect.String:
		return appendString(buf, rv.String()), nil
	case rv.CanInt():
		return append(strconv.AppendInt(append(buf, '"'), rv.Int(), 10), '"'), nil
	case rv.CanUint():
		return append(strconv.AppendUint(append(buf, '"'), rv.Uint(), 10), '"'), nil
	case rv.CanFloat():
		return append(appendFloat(append(buf, '"'), rv.Float()), '"'), nil
	case rv.Kind() == reflect.Bool:
		return append(strconv.AppendBool(append(buf, '"'), rv.Bool()), '"'), nil
	}
	return buf, errNotLeaf
}

func appendBool(buf []byte, v any) ([]byte, error) {
	switch rv := indirect(v); {
	case rv.Kind() == reflect.Bool:
		return strconv.AppendBool(buf, rv.Bool()), nil
	case rv.CanInt():
		return strconv.AppendBool(buf, rv.Int() != 0), nil
	}
	return buf, errNotLeaf
}

func indirect(v any) reflect.Value {
	rv := reflect.ValueOf(v)
	for rv.Kind() == reflect.Pointer {
		rv = rv.Elem()
	}
	return rv
}

// isNil reports nil and typed nil pointers, maps, functions and interfaces. A nil slice is an empty list.
func isNil(v any) bool {
	switch v.(type) {
	case nil:
		return true
	case string, int, bool, float64, []any:
		return false
	}
	switch rv := reflect.ValueOf(v); rv.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Func, reflect.Interface, reflect.Chan:
		return rv.IsNil()
	}
	return false
}

const hex = "0123456789abcdef"

// appendString writes a JSON string: control characters, quotes and backslashes escaped, invalid UTF-8 replaced.
func appendString(buf []byte, s string) []byte {
	buf = append(buf, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' && c < utf8.RuneSelf {
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			if r != utf8.RuneError || size > 1 {
				i += size
				continue
			}
		}
		buf = append(buf, s[start:i]...)
		buf = appendEscape(buf, c)
		i++
		start = i
	}
	return append(append(buf, s[start:]...), '"')
}

func appendEscape(buf []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(buf, '\\', c)
	case '\n':
		return append(buf, '\\', 'n')
	case '\r':
		return append(buf, '\\', 'r')
	case '\t':
		return append(buf, '\\', 't')
	case '\b':
		return append(buf, '\\', 'b')
	case '\f':
		return append(buf, '\\', 'f')
	}
	if c >= utf8.RuneSelf {
		return append(buf, "\uFFFD"...)
	}
	return append(buf, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
}
