package index

import (
	"fmt"
	"hash/fnv"
	"strconv"
	"unicode/utf8"

	bleve "github.com/blevesearch/bleve_index_api"

	"liuyuan/registry"
	"liuyuan/terms"
)

// tieBuckets is how many places the order among equals has before identifiers
// are compared; three hexadecimal digits.
const tieBuckets = 1 << 12

// maxLength caps the stored length of a name, in characters.
const maxLength = registry.MaxName

// document is a record as Bleve takes it: finished terms and one stored card.
type document struct {
	id       string
	fields   []bleve.Field
	taxonomy *registry.Taxonomy
}

func (d *document) ID() string                                 { return d.id }
func (d *document) Size() int                                  { return len(d.id) + 64*len(d.fields) }
func (d *document) VisitComposite(bleve.CompositeFieldVisitor) {}
func (d *document) HasComposite() bool                         { return false }
func (d *document) NumPlainTextBytes() uint64                  { return 0 }
func (d *document) StoredFieldsBytes() uint64                  { return 0 }
func (d *document) Indexed() bool                              { return false }
func (d *document) VisitFields(visit bleve.FieldVisitor) {
	for _, f := range d.fields {
		visit(f)
	}
}

// AddIDField is called by Bleve before it takes the document in.
func (d *document) AddIDField() {
	d.fields = append(d.fields, &idField{keywords: *newKeywords("_id", d.id), value: []byte(d.id)})
}

// idField is both searched and stored.
type idField struct {
	keywords
	value []byte
}

func (f *idField) Value() []byte                       { return f.value }
func (f *idField) Options() bleve.FieldIndexingOptions { return bleve.IndexField | bleve.StoreField }

// keyword adds a field of terms unless it would be empty.
func (d *document) keyword(name string, terms ...string) {
	if f := newKeywords(name, terms...); len(f.terms) > 0 {
		d.fields = append(d.fields, f)
	}
}

// newDocument turns a record into terms. It reports false for a person who is
// removed: such a record stays in the store and appears nowhere.
func newDocument(in registry.IndexDocument, tax *registry.Taxonomy) (*document, bool) {
	d := &document{id: in.ID(), taxonomy: tax}
	if in.Mediator != nil {
		if in.Mediator.Status == registry.MediatorRemoved {
			return d, false
		}
		d.mediator(in.Mediator, in.Posts)
		return d, true
	}
	d.organization(in.Organization)
	return d, true
}

func (d *document) mediator(m *registry.Mediator, posts []registry.Organization) {
	c := card{Kind: registry.HitMediator, Version: m.Version, Name: m.Name, Introduction: m.Introduction}
	for _, s := range m.Specialties {
		c.Types = append(c.Types, s.Type)
	}
	post := newKeywords(fieldPost)
	for _, o := range posts {
		post.add(terms.Pairs(terms.Key(o.Name))...)
		post.add(shortGrams(o.Brand)...)
		c.Posts = append(c.Posts, o.Name)
	}
	if len(post.terms) > 0 {
		d.fields = append(d.fields, post)
	}
	var places []registry.RegionCode
	if m.Home != "" {
		places = append(places, m.Home)
	}
	for _, s := range m.Seats {
		places = append(places, s.Region)
	}
	places = append(places, m.ServiceAreas...)
	d.places(places, true)
	d.keyword(fieldRole, words(m.Roles)...)
	d.keyword(fieldLanguage, words(m.Languages)...)
	d.keyword(fieldFacet, words(m.Facets)...)
	d.keyword(fieldGender, string(m.Gender))
	d.keyword(fieldDuty, duties(m)...)
	d.keyword(fieldIntro, terms.Pairs(terms.Fold(m.Introduction))...)
	d.keyword(fieldName, append(shortGrams(m.Name), endGram(m.Name))...)
	d.sounds([]string{m.Name}, nil)
	d.common(c, m.Synthetic)
}

func (d *document) organization(o *registry.Organization) {
	c := card{Kind: registry.DirectoryKindOf(o.Kind), Version: o.Version, Name: o.Name, Brand: o.Brand, Types: o.Specialties}
	d.places([]registry.RegionCode{o.Region}, false)
	d.keyword(fieldFacet, words(o.Facets)...)
	if o.Brand != "" {
		d.keyword(fieldBrand, shortGrams(o.Brand)...)
	}
	d.keyword(fieldHouse, "1")
	d.keyword(fieldLevel, string(o.Region.Level()))
	d.keyword(fieldSuggest, suggestKeys(o)...)
	d.keyword(fieldName, shortGrams(o.Name)...)
	d.sounds([]string{o.Name, o.Brand}, shortened(o))
	d.common(c, o.Synthetic)
}

// common adds what people and institutions share.
func (d *document) common(c card, synthetic bool) {
	d.keyword(fieldWhole, terms.Key(c.Name), terms.Key(c.Brand))
	d.keyword(fieldKind, string(c.Kind))
	types := newKeywords(fieldType)
	for _, t := range c.Types {
		if code, ok := d.taxonomy.Resolve(t); ok {
			types.add(string(code), familyTerm(code))
		}
	}
	if len(types.terms) > 0 {
		d.fields = append(d.fields, types)
	}
	if !synthetic {
		d.keyword(fieldReal, "1")
	}
	d.keyword(fieldTie, tieTerm(tieOf(d.id)))
	d.keyword(fieldLength, lengthTerm(utf8.RuneCountInString(terms.Key(c.Name))))
	d.fields = append(d.fields, &stored{name: fieldRecord, value: c.encode()})
}

// suggestKeys are the texts under which an institution is suggested: its name,
// its name behind the place (劳资纠纷专项调解室), its brand, each also in pinyin and
// initials.
func suggestKeys(o *registry.Organization) []string {
	name := terms.Key(o.Name)
	texts := []string{name, terms.Key(o.Brand)}
	if tail := behindPlace(name); tail != "" {
		texts = append(texts, tail)
	}
	keys := texts
	for _, t := range texts {
		for _, s := range terms.Soundings(t) {
			keys = append(keys, s.Whole(), s.Initials())
		}
	}
	for _, t := range shortened(o) {
		for _, s := range terms.Soundings(t) {
			keys = append(keys, s.Initials())
		}
	}
	return keys
}

// sounds adds pinyin and initials of names, and the initials of short forms.
func (d *document) sounds(names, short []string) {
	pinyin, initials, syl := newKeywords(fieldPinyin), newKeywords(fieldInitials), newKeywords(fieldSyllables)
	for _, s := range names {
		for _, reading := range terms.Soundings(s) {
			pinyin.add(reading.Whole())
			initials.add(reading.Initials())
			for i, one := range reading {
				syl.add(one)
				if i > 0 {
					syl.add(reading[i-1] + one)
				}
			}
		}
	}
	for _, s := range short {
		for _, reading := range terms.Soundings(s) {
			initials.add(reading.Initials())
		}
	}
	for _, f := range []*keywords{pinyin, initials, syl} {
		if len(f.terms) > 0 {
			d.fields = append(d.fields, f)
		}
	}
}

// places adds the regions of a record. A person who serves a whole district is
// counted by the region facet for each of its towns, an institution only where
// it stands.
func (d *document) places(codes []registry.RegionCode, serves bool) {
	within, area, town := newKeywords(fieldWithin), newKeywords(fieldArea), newKeywords(fieldTown)
	var wide []registry.RegionCode
	for _, c := range codes {
		for _, r := range c.Lineage() {
			within.add(string(r))
		}
		if !serves {
			continue
		}
		area.add(string(c))
		if c.At(registry.Town) == "" && c.Level() != "" {
			wide = append(wide, c)
		}
	}
	for _, c := range wide {
		if !coveredByOther(wide, c) {
			town.add(string(c))
		}
	}
	for _, c := range codes {
		if t := c.At(registry.Town); t != "" && !covered(wide, t) {
			town.add(string(t))
		}
	}
	for _, f := range []*keywords{within, area, town} {
		if len(f.terms) > 0 {
			d.fields = append(d.fields, f)
		}
	}
}

func covered(by []registry.RegionCode, r registry.RegionCode) bool {
	for _, w := range by {
		if w.Contains(r) {
			return true
		}
	}
	return false
}

// coveredByOther keeps nested areas from being counted twice.
func coveredByOther(by []registry.RegionCode, r registry.RegionCode) bool {
	for _, w := range by {
		if w != r && w.Contains(r) {
			return true
		}
	}
	return false
}

// evening is the minute of the day from which duty is in the evening.
const evening = 18 * 60

// duties are the weekdays of duty, 1 to 7, and whether any is in the evening.
func duties(m *registry.Mediator) []string {
	var out []string
	for _, p := range m.Posts {
		for _, h := range p.Hours {
			out = append(out, strconv.Itoa(h.Weekday))
			if h.To > evening {
				out = append(out, terms.TimeEvening)
			}
		}
	}
	return out
}

func familyTerm(c registry.TypeCode) string { return string(c.Family()) + ".*" }
func tieTerm(n uint16) string               { return fmt.Sprintf("%03x", n) }
func lengthTerm(n int) string               { return fmt.Sprintf("%02d", min(n, maxLength)) }

// tieOf orders equals by a hash of the identifier: the same at every time and in
// every segment, and no record is first for being old.
func tieOf(id string) uint16 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(id))
	s := h.Sum32()
	return uint16((s ^ s>>12 ^ s>>24) % tieBuckets)
}

func words[T ~string](in []T) []string {
	out := make([]string, len(in))
	for i, w := range in {
		out[i] = string(w)
	}
	return out
}
