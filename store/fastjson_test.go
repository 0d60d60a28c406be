package store

import (
	"encoding/json"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"liuyuan/registry"
)

// fillValue draws any value of a type: every field of every struct, lists nil,
// empty or not.
func fillValue(t *rapid.T, v reflect.Value, full bool) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fillValue(t, v.Field(i), full)
		}
	case reflect.Pointer:
		if full || rapid.Bool().Draw(t, "set") {
			v.Set(reflect.New(v.Type().Elem()))
			fillValue(t, v.Elem(), full)
		}
	case reflect.Slice:
		n := rapid.IntRange(-1, 3).Draw(t, "n")
		if full {
			n = 2
		}
		if n >= 0 {
			v.Set(reflect.MakeSlice(v.Type(), n, n))
		}
		for i := range max(n, 0) {
			fillValue(t, v.Index(i), full)
		}
	case reflect.String:
		if full {
			v.SetString("字x")
		} else {
			v.SetString(rapid.String().Draw(t, "text"))
		}
	case reflect.Int:
		v.SetInt(rapid.Int64().Draw(t, "n") | 1)
	case reflect.Float64:
		v.SetFloat(rapid.Float64().Filter(func(f float64) bool { return f == f && f-f == 0 && f != 0 }).Draw(t, "f"))
	case reflect.Bool:
		v.SetBool(full || rapid.Bool().Draw(t, "b"))
	default:
		t.Fatalf("a field of the kind %s: teach the fast reader, and this test", v.Kind())
	}
}

func TestFastReaderReadsWhatEncodingJSONReads(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var m, want registry.Mediator
		fillValue(t, reflect.ValueOf(&m).Elem(), false)
		doc, err := encode(m)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(doc), &want); err != nil {
			t.Fatal(err)
		}
		for _, w := range []*words{nil, newWords()} {
			got, err := decodeMediator(doc, w)
			if err != nil || !reflect.DeepEqual(want, got) {
				t.Fatalf("%v: %s\nread as %+v", err, doc, got)
			}
		}
	})
}

func TestFastReaderKnowsEveryField(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var m, got registry.Mediator
		fillValue(t, reflect.ValueOf(&m).Elem(), true)
		doc, err := encode(m)
		if err != nil {
			t.Fatal(err)
		}
		r := jsonReader{text: doc}
		if r.mediator(&got); r.strange || !reflect.DeepEqual(m, got) {
			t.Fatalf("the fast reader does not know all of %s", doc)
		}
	})
}

func TestOneReaderReadsManyPeopleWithoutTheTextsOfPeople(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := jsonReader{words: newWords(), lean: true}
		for range 2 { // the second page is written over the first
			r.lists.reuse()
			var want, got [5]registry.Mediator
			for i := range want {
				fillValue(t, reflect.ValueOf(&want[i]).Elem(), false)
				doc, err := encode(want[i])
				if err != nil {
					t.Fatal(err)
				}
				want[i] = registry.Mediator{}
				if err := json.Unmarshal([]byte(doc), &want[i]); err != nil {
					t.Fatal(err)
				}
				if err := r.read(doc, &got[i]); err != nil {
					t.Fatal(err)
				}
				for _, m := range []*registry.Mediator{&want[i], &got[i]} { // encoding/json, for what is strange, gives them
					m.Name, m.Introduction, m.DutyPhone, m.StatusReason = "", "", "", ""
				}
			}
			if !reflect.DeepEqual(want, got) {
				t.Fatalf("%+v\nread as %+v", want, got)
			}
		}
	})
}

func TestSkippingAStringEndsWhereItEnds(t *testing.T) {
	for _, text := range []string{"", `"`, `\`, `\"`, `\\`, `a\`, `"a"`, "字\n"} {
		doc, _ := json.Marshal([]string{text, "next"})
		r := jsonReader{text: string(doc), at: 1}
		r.skip()
		if !r.next(',') || r.str() != "next" {
			t.Errorf("%s: ends at %d", doc, r.at)
		}
	}
	for _, doc := range []string{`"`, `"a`, `"\"`, ``} {
		r := jsonReader{text: doc}
		if r.skip(); !r.strange {
			t.Errorf("%s has an end", doc)
		}
	}
}

func TestFastReaderLeavesWhatItDoesNotKnowToEncodingJSON(t *testing.T) {
	for _, doc := range []string{
		`{ "id":"a" }`, `{"id":"a","height":3}`, `{"roles":["X\u0041"]}`, `{"point":{"lat":1,"alt":2}}`, `{"version":1e2}`, `{"capacity":2.0}`,
		`{"ID":"a"}`, `{"online":null}`, `{"name":null}`,
	} {
		var want registry.Mediator
		wantErr := json.Unmarshal([]byte(doc), &want)
		got, err := decodeMediator(doc, nil)
		if (err == nil) != (wantErr == nil) || !reflect.DeepEqual(want, got) {
			t.Errorf("%s: %+v, %v", doc, got, err)
		}
	}
	for _, doc := range []string{``, `{`, `{"id"`, `{"id":"a`, `{"id":"a\`, `{"roles":[`, `{"version":}`, `{"id":"a"}}`, `{"online":tru}`} {
		if _, err := decodeMediator(doc, nil); err == nil {
			t.Errorf("%q was read", doc)
		}
	}
}

func FuzzFastReader(f *testing.F) {
	f.Add(`{"id":"a","name":"陈","roles":["MEDIATOR"],"point":{"lat":1.5,"lng":-2},"version":1}`)
	f.Fuzz(func(t *testing.T, doc string) {
		got, err := decodeMediator(doc, nil) // must not panic, whatever it is
		var want registry.Mediator
		if json.Unmarshal([]byte(doc), &want) != nil {
			return
		}
		if written, _ := encode(want); written == doc && (err != nil || !reflect.DeepEqual(want, got)) {
			t.Errorf("%q: %+v, %v; encoding/json: %+v", doc, got, err, want)
		}
	})
}
