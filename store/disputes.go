package store

import (
	"slices"
	"strconv"
	"strings"

	"liuyuan/registry"
)

// Disputes gives one page of the disputes that the scope shows.
func (t *tx) Disputes(s registry.Scope, p registry.DisputePage) ([]registry.Dispute, error) {
	if p.Limit <= 0 {
		return nil, nil
	}
	q := &clause{}
	q.disputes(s, p.Filter)
	column, err := disputeColumn(p.Order)
	if err != nil {
		return nil, err
	}
	for _, bound := range []struct {
		place *registry.DisputePlace
		after bool
	}{{p.After, true}, {p.Before, false}} {
		if bound.place == nil {
			continue
		}
		op := " > "
		if bound.after == p.Descending {
			op = " < "
		}
		value, err := disputeValue(p.Order, *bound.place)
		if err != nil {
			return nil, err
		}
		q.and("(" + column + ", d.id)" + op + "(" + q.arg(value) + ", " + q.arg(string(bound.place.ID)) + ")")
	}
	direction := ""
	if p.Descending != p.Backward {
		direction = " DESC"
	}
	found, err := list(t, `SELECT d.doc FROM dispute d WHERE `+q.where()+` ORDER BY `+column+direction+`, d.id`+direction+` LIMIT `+q.arg(p.Limit), q.args, scanDispute)
	if p.Backward {
		slices.Reverse(found)
	}
	return found, err
}

// CountDisputes counts what the filter holds within the scope.
func (t *tx) CountDisputes(s registry.Scope, f registry.DisputeFilter) (int, error) {
	q := &clause{}
	q.disputes(s, f)
	n := 0
	_, err := t.one(`SELECT count(*) FROM dispute d WHERE `+q.where(), q.args, &n)
	return n, err
}

func disputeColumn(o registry.DisputeOrder) (string, error) {
	switch o {
	case "", registry.DisputesByCreated:
		return "d.created", nil
	case registry.DisputesByNumber:
		return "d.number", nil
	case registry.DisputesByRisk:
		return "d.risk", nil
	}
	return "", registry.Invalid([]string{"orderBy"}, "排序方式不认识", "unknown order")
}

func disputeValue(o registry.DisputeOrder, p registry.DisputePlace) (any, error) {
	if !storable(string(p.ID), p.Value) {
		return nil, badCursor()
	}
	switch o {
	case registry.DisputesByNumber:
		return p.Value, nil
	case registry.DisputesByRisk:
		return riskRank(registry.RiskLevel(p.Value)), nil
	}
	n, err := strconv.ParseInt(p.Value, 10, 64)
	if err != nil {
		return nil, badCursor()
	}
	return n, nil
}

// disputes writes the terms of a filter.
func (q *clause) disputes(s registry.Scope, f registry.DisputeFilter) {
	q.and("1 = 1")
	q.scope(s, "d")
	if len(f.Statuses) > 0 {
		q.and("d.status IN (" + oneOf(q, f.Statuses) + ")")
	}
	if f.Region != "" {
		if f.Region.Level() == "" {
			q.and("1 = 0")
		} else {
			q.and(q.inRegion(f.Region, "d.region"))
		}
	}
	if f.Type != "" {
		q.and(q.ofType(f.Type))
	}
	if f.TypeFamily != "" {
		q.and(q.ofType(f.TypeFamily.Family()))
	}
	if len(f.Risks) > 0 {
		ranks := make([]string, len(f.Risks))
		for i, r := range f.Risks {
			ranks[i] = strconv.Itoa(riskRank(r))
		}
		q.and("d.risk IN (" + strings.Join(ranks, ", ") + ")")
	}
	if len(f.Sources) > 0 {
		q.and("d.source IN (" + oneOf(q, f.Sources) + ")")
	}
	if f.Number != "" {
		q.and("d.number = " + q.arg(clean(f.Number)))
	}
	if f.Mediator != "" {
		q.and("EXISTS (SELECT 1 FROM assignment x WHERE x.dispute = d.id AND x.mediator = " + q.arg(clean(string(f.Mediator))) + ")")
	}
	if !f.From.IsZero() {
		q.and("d.created >= " + q.arg(micros(f.From)))
	}
	if !f.To.IsZero() {
		q.and("d.created < " + q.arg(micros(f.To)))
	}
	if f.Subject != nil {
		hash := q.arg(f.Subject)
		q.and("EXISTS (SELECT 1 FROM party x WHERE x.dispute = d.id AND (x.phone_hash = " + hash + " OR x.identity_hash = " + hash + "))")
	}
	if f.NotID != "" {
		q.and("d.id <> " + q.arg(clean(string(f.NotID))))
	}
}

// ofType: the type, or one of its second level (LL.SS; the slash follows the dot).
func (q *clause) ofType(c registry.TypeCode) string {
	term := "(d.type = " + q.arg(clean(string(c)))
	if c.Parent() == "" {
		term += " OR d.type >= " + q.arg(clean(string(c))+".") + " AND d.type < " + q.arg(clean(string(c))+"/")
	}
	return term + ")"
}
