package store

import (
	"encoding/json"
	"strconv"
	"strings"

	"liuyuan/registry"
)

// Reading three million people at start is mostly reading JSON, and encoding/json
// takes ten times what SQLite takes to deliver it. This reader knows the one shape
// that encoding/json writes for a Mediator. Anything else, such as a field of
// tomorrow, it leaves to encoding/json: what the store wrote is read slowly at
// worst, never wrongly.

// words keeps one copy of texts that come again and again: codes, days,
// identifiers of institutions. A nil words keeps nothing.
type words map[string]string

func (w words) keep(s string) string {
	if w == nil {
		return strings.Clone(s)
	}
	if kept, ok := w[s]; ok {
		return kept
	}
	kept := strings.Clone(s)
	w[kept] = kept
	return kept
}

func decodeMediator(doc string, w words) (registry.Mediator, error) {
	var m registry.Mediator
	r := jsonReader{text: doc, words: w}
	if r.mediator(&m); r.strange || r.at != len(doc) {
		m = registry.Mediator{}
		return m, decode([]byte(doc), &m)
	}
	return m, nil
}

// jsonReader walks compact JSON; strange is set at the first thing it does not know.
type jsonReader struct {
	text    string
	at      int
	words   words
	strange bool
}

// next consumes the byte if it comes next.
func (r *jsonReader) next(c byte) bool {
	if r.at < len(r.text) && r.text[r.at] == c {
		r.at++
		return true
	}
	return false
}

func (r *jsonReader) must(c byte) {
	if !r.next(c) {
		r.fail()
	}
}

func (r *jsonReader) fail() {
	r.strange = true
	r.at = len(r.text)
}

// literal consumes the word if it comes next.
func (r *jsonReader) literal(word string) bool {
	if strings.HasPrefix(r.text[r.at:], word) {
		r.at += len(word)
		return true
	}
	return false
}

// object calls field with each key, at the key's value.
func (r *jsonReader) object(field func(key string)) {
	if r.must('{'); r.next('}') {
		return
	}
	for !r.strange {
		key := r.raw()
		r.must(':')
		field(key)
		if !r.next(',') {
			break
		}
	}
	r.must('}')
}

// raw is a string without escapes, sharing the document's memory.
func (r *jsonReader) raw() string {
	r.must('"')
	end := strings.IndexByte(r.text[r.at:], '"')
	if end < 0 || strings.IndexByte(r.text[r.at:r.at+end], '\\') >= 0 {
		r.fail()
		return ""
	}
	s := r.text[r.at : r.at+end]
	r.at += end + 1
	return s
}

// str is any string, in memory of its own.
func (r *jsonReader) str() string {
	if r.at >= len(r.text) || r.text[r.at] != '"' {
		r.fail()
		return ""
	}
	for end := r.at + 1; end < len(r.text); end++ {
		switch r.text[end] {
		case '\\':
			end++
		case '"':
			quoted := r.text[r.at : end+1]
			r.at = end + 1
			if strings.IndexByte(quoted, '\\') < 0 {
				return strings.Clone(quoted[1 : len(quoted)-1])
			}
			var s string
			if err := json.Unmarshal([]byte(quoted), &s); err != nil {
				r.fail()
			}
			return s
		}
	}
	r.fail()
	return ""
}

// number is the text of a number.
func (r *jsonReader) number() string {
	begin := r.at
	for r.at < len(r.text) && strings.IndexByte("+-.0123456789eE", r.text[r.at]) >= 0 {
		r.at++
	}
	return r.text[begin:r.at]
}

func (r *jsonReader) integer() int {
	n, err := strconv.Atoi(r.number())
	if err != nil {
		r.fail()
	}
	return n
}

func (r *jsonReader) float() float64 {
	f, err := strconv.ParseFloat(r.number(), 64)
	if err != nil {
		r.fail()
	}
	return f
}

func (r *jsonReader) boolean() bool {
	switch {
	case r.literal("true"):
		return true
	case !r.literal("false"):
		r.fail()
	}
	return false
}

// code is a short text without escapes that comes again and again.
func code[T ~string](r *jsonReader) T {
	s := r.raw()
	if r.strange {
		return ""
	}
	return T(r.words.keep(s))
}

func codes[T ~string](r *jsonReader) []T { return array(r, code[T]) }

// array reads a list; null is nil.
func array[T any](r *jsonReader, element func(*jsonReader) T) []T {
	if r.literal("null") {
		return nil
	}
	if r.must('['); r.next(']') {
		return []T{}
	}
	all := make([]T, 0, 2)
	for !r.strange {
		all = append(all, element(r))
		if !r.next(',') {
			break
		}
	}
	r.must(']')
	return all
}
