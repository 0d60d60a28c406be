package guard

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParseRequestReadsStrictJSON(t *testing.T) {
	deep := func(n int) string {
		return `{"query":"q","variables":{"v":` + strings.Repeat("[", n) + strings.Repeat("]", n) + `}}`
	}
	items := func(n int) string {
		return `{"query":"q","variables":{"v":[` + strings.TrimSuffix(strings.Repeat("1,", n), ",") + `]}}`
	}
	for body, code := range map[string]Code{
		`{"query":"{a}"}`: "", `{"query":"{a}","variables":null,"extensions":{},"more":[1]}`: "",
		``: BadJSON, `{`: BadJSON, `null`: BadJSON, `"q"`: BadJSON, `{"query":1}`: BadJSON, `{"query":"q","variables":[]}`: BadJSON,
		`{"query":"q","extensions":"x"}`: BadJSON, `{"query":"q","operationName":{}}`: BadJSON, `{"query":"a","query":"b"}`: BadJSON,
		`{"query":"q","variables":{"a":1,"a":2}}`: BadJSON, `{"query":"q"} x`: BadJSON, `{"query":"q"}{}`: BadJSON, "{\"query\":\"\xff\"}": BadJSON,
		`[{"query":"q"}]`: BatchingDisabled, `[]`: BatchingDisabled, strings.Repeat("[", 5000): BadJSON,
		deep(15): "", deep(16): VariablesTooDeep, items(1000): "", items(1001): VariablesTooLarge,
		`{"query":"q","variables":{"v":"` + strings.Repeat("x", 64<<10) + `"}}`: VariablesTooLarge,
		`{"query":"` + strings.Repeat("x", 65<<10) + `"}`:                       "",
	} {
		_, refusal := ParseRequest([]byte(body))
		if code == "" && refusal != nil || code != "" && (refusal == nil || refusal.Code != code) {
			t.Errorf("%.80s: %v, want %q", body, refusal, code)
		}
	}
}

func TestParseVariablesTakesOneObject(t *testing.T) {
	for text, ok := range map[string]bool{`{"a":1}`: true, `null`: true, `{}`: true, `[]`: false, `1`: false, ``: false, `{},"x":{}`: false, `{}} {`: false} {
		if _, refusal := ParseVariables([]byte(text)); (refusal == nil) != ok {
			t.Errorf("%s: %v", text, refusal)
		}
	}
}

func TestParsedVariablesAreWhatEncodingJSONReads(t *testing.T) {
	value := rapid.Deferred(func() *rapid.Generator[any] {
		scalar := rapid.OneOf(rapid.Just[any](nil), rapid.Just[any](true), rapid.Map(rapid.String(), func(s string) any { return s }), rapid.Map(rapid.Int(), func(n int) any { return n }))
		return rapid.OneOf(scalar, scalar, rapid.Map(rapid.SliceOfN(scalar, 0, 4), func(l []any) any { return l }),
			rapid.Map(rapid.MapOfN(rapid.String(), scalar, 0, 4), func(m map[string]any) any { return m }))
	})
	rapid.Check(t, func(t *rapid.T) {
		text, err := json.Marshal(map[string]any{"v": value.Draw(t, "value")})
		if err != nil {
			t.Fatal(err)
		}
		got, refusal := ParseVariables(text)
		decoder := json.NewDecoder(strings.NewReader(string(text)))
		decoder.UseNumber()
		var want map[string]any
		if err := decoder.Decode(&want); err != nil {
			t.Fatal(err)
		}
		if refusal != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("%s: %v %v, want %v", text, got, refusal, want)
		}
	})
}

func FuzzParseRequest(f *testing.F) {
	for _, seed := range []string{`{"query":"{a}"}`, `{"query":"q","variables":{"a":[1,{"b":null}]}}`, `[{}]`, `{"a":1,"a":2}`, `{"variables":{"x":"\ud800"}}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		request, refusal := ParseRequest(body)
		if refusal == nil && !json.Valid(body) {
			t.Fatalf("%q is not JSON and was read as %+v", body, request)
		}
	})
}
