package guard

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"unicode/utf8"
)

// Limits of the request body. They are the same for every caller, since nobody writes more by hand or by a client.
const (
	BodyBytes      = 256 << 10 // BODY_TOO_LARGE; enforced by the reader of the body
	VariablesBytes = 64 << 10  // VARIABLES_TOO_LARGE
	VariablesDepth = 16        // VARIABLES_TOO_DEEP
	ListItems      = 1000      // of one list in the variables: VARIABLES_TOO_LARGE
)

// Request is the body of a GraphQL-over-HTTP request. Numbers in it are json.Number.
type Request struct {
	Query         string
	DocumentID    string // of a trusted document
	OperationName string
	Variables     map[string]any
	Extensions    map[string]any
}

// ParseRequest reads a request body strictly: UTF-8, one JSON object, no duplicate keys, nothing after it, and the
// limits above. Keys it does not know are ignored. A list of requests is refused as BATCHING_DISABLED.
func ParseRequest(body []byte) (Request, *Refusal) {
	value, refusal := parse(body, "variables")
	if refusal != nil {
		return Request{}, refusal
	}
	fields, isObject := value.(map[string]any)
	if _, isList := value.([]any); isList {
		return Request{}, Refuse(BatchingDisabled, "每次只能发一个请求 · send one request at a time, batching is off")
	}
	if !isObject {
		return Request{}, Refuse(BadJSON, "请求必须是 JSON 对象 · the body must be a JSON object")
	}
	return requestOf(fields)
}

// ParseVariables reads a JSON object, or null, under the limits for variables, as GET requests carry it.
func ParseVariables(text []byte) (map[string]any, *Refusal) {
	wrapped := append(append([]byte(`{"variables":`), text...), '}')
	value, refusal := parse(wrapped, "variables")
	if refusal != nil {
		return nil, refusal
	}
	object, _ := value.(map[string]any)
	if len(object) != 1 { // text closed the wrapper itself
		return nil, Refuse(BadJSON, "变量不是合法 JSON · the variables are not valid JSON")
	}
	return objectOrNull(object, "variables")
}

func requestOf(fields map[string]any) (r Request, refusal *Refusal) {
	for name, target := range map[string]*string{"query": &r.Query, "documentId": &r.DocumentID, "operationName": &r.OperationName} {
		switch v := fields[name].(type) {
		case string:
			*target = v
		case nil:
		default:
			return r, Refuse(BadJSON, "%s 必须是字符串 · %[1]s must be a string", name)
		}
	}
	if r.Variables, refusal = objectOrNull(fields, "variables"); refusal != nil {
		return r, refusal
	}
	r.Extensions, refusal = objectOrNull(fields, "extensions")
	return r, refusal
}

func objectOrNull(fields map[string]any, name string) (map[string]any, *Refusal) {
	switch v := fields[name].(type) {
	case map[string]any:
		return v, nil
	case nil:
		return nil, nil
	}
	return nil, Refuse(BadJSON, "%s 必须是对象 · %[1]s must be an object", name)
}

// parse reads strict JSON; what stands under the top-level key measured is held to the limits for variables.
func parse(text []byte, measured string) (any, *Refusal) {
	if !utf8.Valid(text) {
		return nil, badJSON()
	}
	p := parser{decoder: json.NewDecoder(bytes.NewReader(text)), measured: measured}
	p.decoder.UseNumber()
	value, err := p.value(0)
	if err == nil {
		if _, end := p.decoder.Token(); !errors.Is(end, io.EOF) {
			err = badJSON()
		}
	}
	var refusal *Refusal
	switch {
	case err == nil:
		return value, nil
	case errors.As(err, &refusal):
		return nil, refusal
	}
	return nil, badJSON()
}

func badJSON() *Refusal {
	return Refuse(BadJSON, "请求不是合法 JSON · the body is not valid JSON: check quotes, commas and repeated keys")
}

type parser struct {
	decoder  *json.Decoder
	measured string
	inside   bool // below the measured key
}

// value reads one value; depth is the number of lists and objects around it.
func (p *parser) value(depth int) (any, error) {
	token, err := p.decoder.Token()
	if err != nil {
		return nil, err
	}
	delimiter, isDelimiter := token.(json.Delim)
	if !isDelimiter {
		return token, nil
	}
	if depth > VariablesDepth { // the request itself is one level
		if p.inside {
			return nil, Refuse(VariablesTooDeep, "变量嵌套过深 · variables nest deeper than %d", VariablesDepth)
		}
		return nil, badJSON()
	}
	if delimiter == '[' {
		return p.list(depth)
	}
	return p.object(depth)
}

func (p *parser) list(depth int) (any, error) {
	list := []any{}
	for p.decoder.More() {
		if len(list) == ListItems && p.inside {
			return nil, Refuse(VariablesTooLarge, "变量列表过长 · a list in the variables holds more than %d items", ListItems)
		}
		item, err := p.value(depth + 1)
		if err != nil {
			return nil, err
		}
		list = append(list, item)
	}
	_, err := p.decoder.Token()
	return list, err
}

func (p *parser) object(depth int) (any, error) {
	object := map[string]any{}
	for p.decoder.More() {
		token, err := p.decoder.Token()
		if err != nil {
			return nil, err
		}
		key, _ := token.(string)
		if _, twice := object[key]; twice {
			return nil, badJSON()
		}
		if object[key], err = p.member(key, depth); err != nil {
			return nil, err
		}
	}
	_, err := p.decoder.Token()
	return object, err
}

func (p *parser) member(key string, depth int) (any, error) {
	if depth > 0 || key != p.measured {
		return p.value(depth + 1)
	}
	p.inside = true
	before := p.decoder.InputOffset()
	value, err := p.value(depth + 1)
	p.inside = false
	if err == nil && p.decoder.InputOffset()-before > VariablesBytes {
		err = Refuse(VariablesTooLarge, "变量过大 · the variables are larger than %d bytes", VariablesBytes)
	}
	return value, err
}
