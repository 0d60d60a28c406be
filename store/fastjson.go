package store

import (
	"encoding/json"
	"hash/maphash"
	"strconv"
	"strings"

	"liuyuan/registry"
)

// Reading three million people at start is mostly reading JSON, and encoding/json
// takes ten times what SQLite takes to deliver it. This reader knows the one shape
// that encoding/json writes for a Mediator. Anything else, such as a field of
// tomorrow, it leaves to encoding/json: what the store wrote is read slowly at
// worst, never wrongly.

// words mostly keeps one copy of texts that come again and again: codes, days,
// identifiers of institutions. A text has one place; a later one of the same place
// pushes it out, so it never grows. A nil words keeps nothing.
type words struct {
	seed maphash.Seed
	kept [1 << 14]string
}

func newWords() *words { return &words{seed: maphash.MakeSeed()} }

func (w *words) keep(s string) string {
	if w == nil {
		return strings.Clone(s)
	}
	kept := &w.kept[maphash.String(w.seed, s)%uint64(len(w.kept))]
	if *kept != s {
		*kept = strings.Clone(s)
	}
	return *kept
}

func decodeMediator(doc string, w *words) (registry.Mediator, error) {
	var m registry.Mediator
	r := jsonReader{words: w}
	return m, r.read(doc, &m)
}

// jsonReader walks compact JSON; strange is set at the first thing it does not know.
type jsonReader struct {
	text    string
	at      int
	words   *words
	lists   lists
	lean    bool // leaves out the texts that only people read
	strange bool
}

// read reads one document, by encoding/json if it is of another shape.
func (r *jsonReader) read(doc string, m *registry.Mediator) error {
	r.text, r.at, r.strange = doc, 0, false
	*m = registry.Mediator{}
	if r.mediator(m); r.strange || r.at != len(doc) {
		*m = registry.Mediator{}
		return decode([]byte(doc), m)
	}
	return nil
}

// lists are the elements of the lists that were read. The lists of many people lie
// in few blocks of memory when a reader reads them one after another.
type lists struct {
	roles       []registry.Role
	standings   []registry.StandingTerm
	specialties []registry.Specialty
	facets      []registry.Facet
	posts       []registry.Post
	hours       []registry.DutyHours
	seats       []registry.Seat
	regions     []registry.RegionCode
	languages   []registry.Language
	leaves      []registry.Leave
}

// reuse lets the next lists be written over those that were read.
func (l *lists) reuse() {
	*l = lists{l.roles[:0], l.standings[:0], l.specialties[:0], l.facets[:0], l.posts[:0], l.hours[:0], l.seats[:0], l.regions[:0], l.languages[:0], l.leaves[:0]}
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

// prose is a text that only people read.
func (r *jsonReader) prose() string {
	if r.lean {
		r.skip()
		return ""
	}
	return r.str()
}

// skip passes over a string.
func (r *jsonReader) skip() {
	for r.must('"'); !r.strange; r.at++ {
		n := strings.IndexByte(r.text[r.at:], '"')
		if n < 0 {
			r.fail()
			return
		}
		r.at += n
		slashes := 0
		for r.text[r.at-1-slashes] == '\\' { // ends at the opening quote at the latest
			slashes++
		}
		if slashes%2 == 0 {
			r.at++
			return
		}
	}
}

func codes[T ~string](r *jsonReader, read *[]T) []T { return array(r, read, code[T]) }

// array reads a list to the end of those that were read; null is nil.
func array[T any](r *jsonReader, read *[]T, element func(*jsonReader) T) []T {
	if r.literal("null") {
		return nil
	}
	if r.must('['); r.next(']') {
		return []T{}
	}
	if cap(*read) == 0 {
		*read = make([]T, 0, 2)
	}
	begin := len(*read)
	for !r.strange {
		one := element(r)
		*read = append(*read, one)
		if !r.next(',') {
			break
		}
	}
	r.must(']')
	return (*read)[begin:len(*read):len(*read)]
}
