package registry

import "strings"

// ReasonCode names why: the code of a contribution, an exclusion, a relaxation or
// a gap. Every code has a sentence in both languages in reasons.json.
type ReasonCode string

// Reason is a code with parameters. Words are made at the edge, by Wording.
type Reason struct {
	Code   ReasonCode `json:"code"`
	Params []Param    `json:"params,omitempty"`
}

// ParamKind says how a parameter is shown.
type ParamKind string

// The kinds: plain text and numbers as they are; codes by their name in the
// reader's language. Several codes of a kind are joined by commas.
const (
	ParamText         ParamKind = "text"
	ParamType         ParamKind = "type"
	ParamRegion       ParamKind = "region"
	ParamRole         ParamKind = "role"
	ParamStanding     ParamKind = "standing"
	ParamLanguage     ParamKind = "language"
	ParamGender       ParamKind = "gender"
	ParamFacet        ParamKind = "facet"
	ParamRisk         ParamKind = "risk"
	ParamOrganization ParamKind = "organization"
	ParamLevel        ParamKind = "level" // of a speciality: 1, 2, 3
)

// Param is one named value of a reason.
type Param struct {
	Name  string    `json:"name"`
	Kind  ParamKind `json:"kind"`
	Value string    `json:"value"`
}

// Because makes a reason.
func Because(code ReasonCode, params ...Param) Reason { return Reason{Code: code, Params: params} }

// Say is a parameter shown as it is.
func Say(name, value string) Param { return Param{name, ParamText, value} }

// Name is a parameter shown by the name of its code.
func Name[T ~string](name string, kind ParamKind, code T) Param {
	return Param{name, kind, string(code)}
}

// Key is a text that is equal for equal reasons: code and parameters.
func (r Reason) Key() string {
	var b strings.Builder
	b.WriteString(string(r.Code))
	for _, p := range r.Params {
		b.WriteString("\x00" + p.Name + "\x00" + p.Value)
	}
	return b.String()
}
