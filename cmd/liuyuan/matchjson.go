package main

import (
	"time"

	"liuyuan/centre"
	"liuyuan/registry"
)

// The shapes of match --json; names as in the API.
type (
	matchOut struct {
		DisputeType   registry.TypeCode  `json:"disputeType"`
		RiskLevel     registry.RiskLevel `json:"riskLevel"`
		RiskTerms     []string           `json:"riskTerms"`
		PolicyVersion string             `json:"policyVersion"`
		AsOf          string             `json:"asOf"`
		Candidates    []candidateOut     `json:"candidates"`
		Summary       summaryOut         `json:"summary"`
		Binding       *reasonOut         `json:"binding,omitempty"`
		Relaxations   []relaxationOut    `json:"relaxations"`
	}
	candidateOut struct {
		Rank           int               `json:"rank"`
		MediatorID     string            `json:"mediatorId"`
		Name           string            `json:"name"`
		Roles          []registry.Role   `json:"roles"`
		Organization   string            `json:"organization,omitempty"`
		Total          int               `json:"total"`
		DistanceMetres *int              `json:"distanceMetres"`
		OpenLoad       int               `json:"openLoad"`
		Capacity       int               `json:"capacity"`
		Contributions  []contributionOut `json:"contributions"`
	}
	contributionOut struct {
		Criterion registry.Criterion `json:"criterion"`
		Score     int                `json:"score"`
		Weight    int                `json:"weight"`
		Points    int                `json:"points"`
		Reason    reasonOut          `json:"reason"`
	}
	reasonOut struct {
		Code    registry.ReasonCode `json:"code"`
		Message string              `json:"message"`
	}
	summaryOut struct {
		Considered int            `json:"considered"`
		Eligible   int            `json:"eligible"`
		Excluded   []exclusionOut `json:"excluded"`
	}
	exclusionOut struct {
		Reason    reasonOut `json:"reason"`
		Temporary bool      `json:"temporary"`
		Count     int       `json:"count"`
	}
	relaxationOut struct {
		Change   reasonOut `json:"change"`
		Eligible int       `json:"eligible"`
	}
)

func matchJSON(c *centre.Centre, a *centre.Answer, words registry.Words) matchOut {
	say := func(r registry.Reason) reasonOut { return reasonOut{r.Code, c.Message(r, registry.Chinese)} }
	out := matchOut{DisputeType: a.Type, RiskLevel: words.Risk, RiskTerms: append([]string{}, words.RiskTerms...), PolicyVersion: a.PolicyVersion, AsOf: a.AsOf.In(registry.Shanghai()).Format(time.RFC3339),
		Candidates: []candidateOut{}, Relaxations: []relaxationOut{},
		Summary: summaryOut{Considered: a.Summary.Considered, Eligible: a.Summary.Eligible, Excluded: []exclusionOut{}}}
	for _, x := range a.Candidates {
		row := candidateOut{Rank: x.Rank, MediatorID: string(x.Mediator), Name: x.Person.Name, Roles: x.Person.Roles,
			Total: x.Total, OpenLoad: x.OpenLoad, Capacity: x.Capacity}
		if x.Organization != "" {
			row.Organization = c.OrganizationName(x.Organization)
		}
		if x.Metres >= 0 {
			row.DistanceMetres = &x.Metres
		}
		for _, p := range x.Contributions {
			row.Contributions = append(row.Contributions, contributionOut{p.Criterion, p.Score, p.Weight, p.Points, say(p.Reason)})
		}
		out.Candidates = append(out.Candidates, row)
	}
	for _, e := range a.Summary.Excluded {
		out.Summary.Excluded = append(out.Summary.Excluded, exclusionOut{say(e.Reason), e.Temporary, e.Count})
	}
	if a.Binding != nil {
		binding := say(*a.Binding)
		out.Binding = &binding
	}
	for _, r := range a.Relaxations {
		out.Relaxations = append(out.Relaxations, relaxationOut{say(r.Change), r.Eligible})
	}
	return out
}

func parseTime(s string) (time.Time, error) {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return t, registry.Invalid([]string{"at"}, "时间须写作 2026-03-02T09:30:00+08:00", "a time is written 2026-03-02T09:30:00+08:00")
	}
	return t, nil
}
