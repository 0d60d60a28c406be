package registry

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
)

// TypeCode is a dispute type: level one "LL" (10), level two "LL.SS" (10.01).
// Codes are never reused; a retired one becomes an alias.
type TypeCode string

// Parent is the level-one code of a level-two code, empty for level one.
func (c TypeCode) Parent() TypeCode {
	if head, _, ok := strings.Cut(string(c), "."); ok {
		return TypeCode(head)
	}
	return ""
}

// Family is the level-one code: the parent, or the code itself at level one.
func (c TypeCode) Family() TypeCode {
	if p := c.Parent(); p != "" {
		return p
	}
	return c
}

// Covers reports whether other is the type itself or one of its second level.
func (c TypeCode) Covers(other TypeCode) bool { return c == other || c == other.Parent() }

// Valid reports whether the code has the shape LL or LL.SS.
func (c TypeCode) Valid() bool {
	for i := 0; i < len(c); i++ {
		if i == 2 && c[i] != '.' || i != 2 && (c[i] < '0' || c[i] > '9') {
			return false
		}
	}
	return len(c) == 2 || len(c) == 5
}

// DisputeType is one entry of the two-level taxonomy.
type DisputeType struct {
	Code      TypeCode `json:"code"`
	Name      string   `json:"name"`
	NameEN    string   `json:"nameEn"`
	Formal    []string `json:"formal,omitempty"`    // words of documents: 拖欠劳动报酬
	Spoken    []string `json:"spoken,omitempty"`    // spoken Mandarin: 老板跑路
	Cantonese []string `json:"cantonese,omitempty"` // 老细走佬, 冇粮出
	// Note says what a clerk must know: who decides first, where it is routed.
	Note string `json:"note,omitempty"`
	// Ministry is the code of the ministry's list used for its form (01–17, 99).
	Ministry TypeCode `json:"ministry,omitempty"`
}

// Synonyms are all words for the type, formal first.
func (t DisputeType) Synonyms() []string {
	all := make([]string, 0, len(t.Formal)+len(t.Spoken)+len(t.Cantonese))
	all = append(all, t.Formal...)
	all = append(all, t.Spoken...)
	return append(all, t.Cantonese...)
}

// Taxonomy is the versioned table of dispute types. It is read-only after loading. The
// version is raised with every change of types or words: 2026.1 were the types with
// their first words, 2026.2 has 110 words more, so that each type has at least eight,
// 2026.3 another 552, by which people ask for somebody at a counter.
type Taxonomy struct {
	Version string                `json:"version"`
	Types   []DisputeType         `json:"types"`   // level one before its level two, ascending
	Aliases map[TypeCode]TypeCode `json:"aliases"` // retired code → code in force
	byCode  map[TypeCode]int
}

//go:embed taxonomy.json
var taxonomyFile []byte

// LoadTaxonomy reads and checks the taxonomy that the binary carries.
func LoadTaxonomy() (*Taxonomy, error) { return ParseTaxonomy(taxonomyFile) }

// ParseTaxonomy reads a taxonomy file. It refuses malformed or repeated codes,
// a level-two code without its parent, and an alias that leads nowhere.
func ParseTaxonomy(data []byte) (*Taxonomy, error) {
	t := &Taxonomy{byCode: map[TypeCode]int{}}
	if err := json.Unmarshal(data, t); err != nil {
		return nil, fmt.Errorf("taxonomy: %w", err)
	}
	for i, d := range t.Types {
		if !d.Code.Valid() || d.Name == "" || d.NameEN == "" {
			return nil, fmt.Errorf("taxonomy: entry %d (%q) needs a code LL or LL.SS and both names", i, d.Code)
		}
		if _, dup := t.byCode[d.Code]; dup {
			return nil, fmt.Errorf("taxonomy: %s appears twice", d.Code)
		}
		if p := d.Code.Parent(); p != "" {
			if _, ok := t.byCode[p]; !ok {
				return nil, fmt.Errorf("taxonomy: %s comes before its parent", d.Code)
			}
		}
		t.byCode[d.Code] = i
	}
	for from, to := range t.Aliases {
		if _, ok := t.byCode[to]; !ok {
			return nil, fmt.Errorf("taxonomy: alias %s leads to the unknown %s", from, to)
		}
		if _, taken := t.byCode[from]; taken {
			return nil, fmt.Errorf("taxonomy: %s is both a type and an alias", from)
		}
	}
	return t, nil
}

// Resolve gives the code in force for a code or a retired alias.
func (t *Taxonomy) Resolve(c TypeCode) (TypeCode, bool) {
	if to, ok := t.Aliases[c]; ok {
		c = to
	}
	_, ok := t.byCode[c]
	return c, ok
}

// Type gives the entry of a code or alias.
func (t *Taxonomy) Type(c TypeCode) (DisputeType, bool) {
	c, ok := t.Resolve(c)
	if !ok {
		return DisputeType{}, false
	}
	return t.Types[t.byCode[c]], true
}

// Children are the level-two types below a level-one code.
func (t *Taxonomy) Children(c TypeCode) []DisputeType {
	var kids []DisputeType
	for _, d := range t.Types {
		if d.Code.Parent() == c {
			kids = append(kids, d)
		}
	}
	return kids
}
