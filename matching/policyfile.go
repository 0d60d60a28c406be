package matching

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// ParsePolicy reads a policy file. It refuses unknown names, missing or negative
// figures, numbers that are none, scores outside 0…100; the error names the place.
func ParsePolicy(data []byte) (*Policy, error) {
	p := &Policy{}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(p); err != nil {
		return nil, unreadable(err, data, int(dec.InputOffset()))
	}
	if dec.More() {
		return nil, badPolicy("policy", "策略文件末尾有多余内容", "the policy file has something after its end")
	}
	if err := p.check(); err != nil {
		return nil, err
	}
	return p, complete(data)
}

// unreadable says what cannot be read, and in which line.
func unreadable(err error, data []byte, read int) error {
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	place := func(at int) string {
		return fmt.Sprint(1 + bytes.Count(data[:min(max(at, 0), len(data))], []byte("\n")))
	}
	switch {
	case errors.As(err, &wrong):
		field := wrong.Field
		if field == "" {
			field = "policy"
		}
		line := place(int(wrong.Offset))
		return badPolicy(field, "第 "+line+" 行：这里须是整数、文字或名单，读到的是 "+wrong.Value,
			"line "+line+": "+wrong.Value+" cannot stand here; see the file of the policy in force for what can")
	case errors.As(err, &syntax):
		line := place(int(syntax.Offset) - 1)
		return badPolicy("policy", "第 "+line+" 行不是正确的 JSON（数字须是整数，不能写 NaN）", "line "+line+" is not JSON (figures are whole numbers; NaN is none): "+syntax.Error())
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return badPolicy("policy", "策略文件是空的或没有写完", "the policy file is empty or ends too soon")
	}
	if _, name, ok := strings.Cut(err.Error(), "unknown field "); ok {
		name = strings.Trim(name, `"`)
		line := place(bytes.Index(data, []byte(`"`+name+`"`)))
		return badPolicy(name, "第 "+line+" 行：没有 "+name+" 这一项", "line "+line+": there is no field "+name)
	}
	return badPolicy("policy", "策略文件读不懂", "the policy file cannot be read")
}

// complete refuses a file that leaves a figure out: what is absent would count as
// 0 in silence. Which figures there must be is read off the policy itself.
func complete(data []byte) error {
	whole, err := json.Marshal(Policy{})
	if err != nil {
		return err
	}
	var want, have any
	if err := errors.Join(json.Unmarshal(whole, &want), json.Unmarshal(data, &have)); err != nil {
		return err
	}
	return compareShape("", want, have)
}

func compareShape(place string, want, have any) error {
	switch want := want.(type) {
	case map[string]any:
		have, _ := have.(map[string]any)
		for _, name := range slices.Sorted(maps.Keys(want)) {
			at := strings.TrimPrefix(place+"."+name, ".")
			value, ok := have[name]
			if !ok {
				return badPolicy(at, "缺少这一项", "this is missing")
			}
			if err := compareShape(at, want[name], value); err != nil {
				return err
			}
		}
	case []any: // a fixed number of figures
		if have, _ := have.([]any); len(have) != len(want) {
			return badPolicy(place, fmt.Sprintf("须有 %d 个数", len(want)), fmt.Sprintf("there must be %d figures", len(want)))
		}
	}
	return nil
}
