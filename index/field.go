package index

import (
	bleve "github.com/blevesearch/bleve_index_api"
)

// Fields of a document. They are part of the mapping: a change of any meaning
// needs a new mappingVersion.
const (
	fieldName      = "n"  // own name: characters, pairs, "^" + first character; of people, last character + "$"
	fieldBrand     = "b"  // brand of an institution: characters, pairs
	fieldPost      = "o"  // names and brands of a person's institutions: pairs
	fieldIntro     = "i"  // introduction: pairs, Latin words
	fieldWhole     = "x"  // whole name and whole brand
	fieldPinyin    = "p"  // whole name and brand in pinyin
	fieldInitials  = "q"  // whole name and brand in initials, also shortened
	fieldSyllables = "y"  // syllables and pairs of syllables of name and brand
	fieldKind      = "k"  // registry.DirectoryKind
	fieldWithin    = "r"  // regions that contain a place of the record
	fieldArea      = "a"  // places that a person serves, as written
	fieldTown      = "w"  // where the region facet counts the record
	fieldType      = "t"  // dispute types as written, and "10.*" for each family
	fieldRole      = "e"  // roles
	fieldLanguage  = "l"  // languages
	fieldFacet     = "f"  // facets
	fieldGender    = "g"  // gender
	fieldDuty      = "d"  // weekdays of duty, 1…7, and terms.TimeEvening
	fieldTie       = "ti" // order among equals
	fieldLength    = "ln" // characters of the name
	fieldReal      = "re" // "1": not synthetic
	fieldHouse     = "h"  // "1": an institution
	fieldLevel     = "lv" // rank of an institution's place
	fieldSuggest   = "s"  // begins under which an institution is suggested
	fieldRecord    = "v"  // stored only: what an answer shows, see card
)

// keywords is a field of finished terms. Bleve's own analysis would cut the same
// text again for each field and count frequencies that nobody asks for; ranking
// here goes by field and whole match (rank.go), so only presence is kept.
type keywords struct {
	name  string
	terms bleve.TokenFrequencies
}

func newKeywords(name string, terms ...string) *keywords {
	f := &keywords{name: name, terms: make(bleve.TokenFrequencies, len(terms))}
	f.add(terms...)
	return f
}

func (f *keywords) add(terms ...string) {
	for _, t := range terms {
		if t == "" || f.terms[t] != nil {
			continue
		}
		tf := &bleve.TokenFreq{Term: []byte(t)}
		tf.SetFrequency(1)
		f.terms[t] = tf
	}
}

func (f *keywords) Name() string             { return f.name }
func (f *keywords) Value() []byte            { return nil }
func (f *keywords) ArrayPositions() []uint64 { return nil }
func (f *keywords) EncodedFieldType() byte   { return 't' }
func (f *keywords) Analyze()                 {}
func (f *keywords) AnalyzedLength() int      { return len(f.terms) }
func (f *keywords) NumPlainTextBytes() uint64 {
	return 0
}
func (f *keywords) AnalyzedTokenFrequencies() bleve.TokenFrequencies { return f.terms }
func (f *keywords) Options() bleve.FieldIndexingOptions {
	return bleve.IndexField | bleve.SkipFreqNorm
}

// stored is a field that is kept as bytes and not searched.
type stored struct {
	name  string
	value []byte
}

func (f *stored) Name() string                                     { return f.name }
func (f *stored) Value() []byte                                    { return f.value }
func (f *stored) ArrayPositions() []uint64                         { return nil }
func (f *stored) EncodedFieldType() byte                           { return 't' }
func (f *stored) Analyze()                                         {}
func (f *stored) AnalyzedLength() int                              { return 0 }
func (f *stored) NumPlainTextBytes() uint64                        { return uint64(len(f.value)) }
func (f *stored) AnalyzedTokenFrequencies() bleve.TokenFrequencies { return nil }
func (f *stored) Options() bleve.FieldIndexingOptions              { return bleve.StoreField }
