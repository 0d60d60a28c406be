package registry

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
)

//go:embed reasons.json
var reasonsFile []byte

// Wording turns reasons into sentences.
type Wording struct {
	sentences map[ReasonCode]Text
	taxonomy  *Taxonomy
	// RegionName gives a region's name; OrganizationName an institution's. Both
	// return the code itself when they do not know it.
	RegionName       func(RegionCode) string
	OrganizationName func(OrganizationID) string
}

// NewWording loads the sentences that the binary carries. Names of places and
// institutions are shown as codes until the two functions are set.
func NewWording(t *Taxonomy) (*Wording, error) {
	w := &Wording{
		taxonomy:         t,
		RegionName:       func(c RegionCode) string { return string(c) },
		OrganizationName: func(id OrganizationID) string { return string(id) },
	}
	if err := json.Unmarshal(reasonsFile, &w.sentences); err != nil {
		return nil, fmt.Errorf("reasons.json: %w", err)
	}
	return w, nil
}

// Sentence gives the template of a code; false if there is none.
func (w *Wording) Sentence(c ReasonCode) (Text, bool) {
	t, ok := w.sentences[c]
	return t, ok
}

// Message is the reason as a sentence. A code without a sentence is shown as itself.
func (w *Wording) Message(r Reason, l Locale) string {
	t, ok := w.sentences[r.Code]
	if !ok {
		return string(r.Code)
	}
	pairs := make([]string, 0, 2*len(r.Params))
	for _, p := range r.Params {
		pairs = append(pairs, "{"+p.Name+"}", w.show(p, l))
	}
	return strings.NewReplacer(pairs...).Replace(t.In(l))
}

func (w *Wording) show(p Param, l Locale) string {
	if p.Kind != ParamText && strings.Contains(p.Value, ",") {
		separator := "、"
		if l == English {
			separator = ", "
		}
		var names []string
		for _, code := range strings.Split(p.Value, ",") {
			names = append(names, w.show(Param{p.Name, p.Kind, code}, l))
		}
		return strings.Join(names, separator)
	}
	switch p.Kind {
	case ParamType:
		return w.typeName(TypeCode(p.Value), l)
	case ParamRegion:
		return w.RegionName(RegionCode(p.Value))
	case ParamOrganization:
		return w.OrganizationName(OrganizationID(p.Value))
	}
	if t, ok := codeName(p); ok {
		return t.In(l)
	}
	return p.Value
}

func (w *Wording) typeName(c TypeCode, l Locale) string {
	t, ok := w.taxonomy.Type(c)
	switch {
	case !ok:
		return string(c)
	case l == English:
		return t.NameEN
	}
	return t.Name
}

// codeName names the codes of closed lists.
func codeName(p Param) (Text, bool) {
	switch p.Kind {
	case ParamRole:
		for _, n := range Roles() {
			if string(n.Role) == p.Value {
				return n.Name, true
			}
		}
	case ParamStanding:
		for _, n := range Standings() {
			if string(n.Standing) == p.Value {
				return n.Name, true
			}
		}
	case ParamLanguage:
		for _, n := range Languages() {
			if string(n.Code) == p.Value {
				return n.Name, true
			}
		}
	case ParamFacet:
		for _, n := range Facets() {
			if string(n.Facet) == p.Value {
				return Text{p.Value, n.EN}, true
			}
		}
	case ParamLevel:
		t, ok := map[string]Text{"1": {"了解", "knows"}, "2": {"办过", "practised"}, "3": {"专家", "expert"}}[p.Value]
		return t, ok
	case ParamGender:
		return map[string]Text{"FEMALE": {"女", "female"}, "MALE": {"男", "male"}}[p.Value], true
	case ParamRisk:
		return map[string]Text{"LOW": {"低风险", "low risk"}, "MEDIUM": {"中风险", "medium risk"}, "HIGH": {"高风险", "high risk"}}[p.Value], true
	}
	return Text{}, false
}
