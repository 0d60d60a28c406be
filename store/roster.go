package store

import (
	"slices"
	"strconv"
	"strings"

	"liuyuan/registry"
)

// Mediators gives one page of the roster. Descending reverses the whole order,
// ties included, so that both directions walk the same index.
func (t *tx) Mediators(p registry.MediatorPage) ([]registry.Mediator, error) {
	if p.Limit <= 0 {
		return nil, nil
	}
	q := &question{}
	q.filter(p.Filter)
	column, err := orderColumn(p.Order)
	if err != nil {
		return nil, err
	}
	for _, bound := range []struct {
		place *registry.MediatorPlace
		after bool
	}{{p.After, true}, {p.Before, false}} {
		if bound.place == nil {
			continue
		}
		op := " > "
		if bound.after == p.Descending {
			op = " < "
		}
		if err := q.bound(column, op, p.Order, *bound.place); err != nil {
			return nil, err
		}
	}
	direction := ""
	if p.Descending != p.Backward {
		direction = " DESC"
	}
	order := "m.id" + direction
	if column != "" {
		order = column + direction + ", " + order
	}
	found, err := list(t, `SELECT m.doc FROM mediator m WHERE `+q.where()+` ORDER BY `+order+` LIMIT `+q.arg(p.Limit), q.args, scanMediator)
	if p.Backward {
		slices.Reverse(found)
	}
	return found, err
}

// CountMediators counts what the filter holds.
func (t *tx) CountMediators(f registry.MediatorFilter) (int, error) {
	q := &question{}
	q.filter(f)
	n := 0
	_, err := t.one(`SELECT count(*) FROM mediator m WHERE `+q.where(), q.args, &n)
	return n, err
}

func orderColumn(o registry.MediatorOrder) (string, error) {
	switch o {
	case "":
		return "", nil
	case registry.OrderByName:
		return "m.sort_key", nil
	case registry.OrderByOpenLoad:
		return "m.open_load", nil
	case registry.OrderByAssuredAt:
		return "m.assured", nil
	}
	return "", registry.Invalid([]string{"orderBy"}, "排序方式不认识", "unknown order")
}

// question builds a WHERE with its arguments.
type question struct {
	terms []string
	args  []any
}

func (q *question) arg(v any) string {
	q.args = append(q.args, v)
	return "$" + strconv.Itoa(len(q.args))
}

func (q *question) and(term string) { q.terms = append(q.terms, term) }

func (q *question) where() string { return strings.Join(q.terms, " AND ") }

func (q *question) bound(column, op string, order registry.MediatorOrder, p registry.MediatorPlace) error {
	if !storable(string(p.ID), p.Value) {
		return badCursor()
	}
	id := q.arg(string(p.ID))
	if column == "" {
		q.and("m.id" + op + id)
		return nil
	}
	var value any = p.Value
	if order == registry.OrderByOpenLoad {
		n, err := strconv.ParseInt(p.Value, 10, 64)
		if err != nil {
			return badCursor()
		}
		value = n
	}
	q.and("(" + column + ", m.id)" + op + "(" + q.arg(value) + ", " + id + ")")
	return nil
}

func badCursor() error {
	return registry.Refuse(registry.CodeBadCursor, []string{"after"}, "分页位置无效，请从第一页重新开始", "the page position is not valid: start again from the first page")
}

// filter writes the terms of a roster filter.
func (q *question) filter(f registry.MediatorFilter) {
	q.and("m.status <> 'REMOVED'")
	if len(f.Roles) > 0 {
		q.has(traitRole, "x.value IN ("+arguments(q, f.Roles)+")")
	}
	if f.Region != "" {
		q.has(traitPlace, q.places(f.Region))
	}
	if f.DisputeType != "" {
		q.has(traitType, q.types(f.DisputeType))
	}
	if f.Organization != "" {
		q.has(traitPost, "x.value = "+q.arg(clean(string(f.Organization))))
	}
	for _, l := range f.Languages {
		q.has(traitLanguage, "x.value = "+q.arg(clean(string(l))))
	}
	if len(f.Standings) > 0 {
		day := q.arg(clean(string(f.Day)))
		q.has(traitStanding, "x.value IN ("+arguments(q, f.Standings)+") AND "+inForce(day))
	}
	if f.Available != nil {
		q.available(*f.Available, f.Day)
	}
	if f.ActiveOnly {
		q.and(active(q.arg(clean(string(f.Day)))))
	}
}

func active(day string) string {
	return "(m.status = 'ACTIVE' OR m.status = 'SUSPENDED' AND m.status_until <> '' AND m.status_until < " + day + ")"
}

// has asks that the person has a trait of the kind.
func (q *question) has(kind traitKind, condition string) {
	q.and("EXISTS (SELECT 1 FROM trait x WHERE x.kind = " + strconv.Itoa(int(kind)) + " AND x.mediator = m.no AND " + condition + ")")
}

func arguments[T ~string](q *question, values []T) string {
	names := make([]string, len(values))
	for i, v := range values {
		names[i] = q.arg(clean(string(v)))
	}
	return strings.Join(names, ", ")
}

func inForce(day string) string {
	return "(x.since = '' OR x.since <= " + day + ") AND (x.until = '' OR x.until >= " + day + ")"
}

// places: within the region, or containing it.
func (q *question) places(r registry.RegionCode) string {
	if r.Level() == "" {
		return "1 = 0"
	}
	term := "(x.value >= " + q.arg(string(r)) + " AND x.value < " + q.arg(within(r))
	if above := r.Lineage()[1:]; len(above) > 0 {
		term += " OR x.value IN (" + arguments(q, above) + ")"
	}
	return term + ")"
}

// types: the type, or one of its second level.
func (q *question) types(c registry.TypeCode) string {
	term := "(x.value = " + q.arg(clean(string(c)))
	if c.Parent() == "" { // the second level of LL is LL.SS, and the slash follows the dot
		term += " OR x.value >= " + q.arg(clean(string(c))+".") + " AND x.value < " + q.arg(clean(string(c))+"/")
	}
	return term + ")"
}

func (q *question) available(wanted bool, day registry.Date) {
	d := q.arg(clean(string(day)))
	term := active(d) +
		" AND m.open_load < m.capacity" +
		" AND NOT EXISTS (SELECT 1 FROM trait x WHERE x.kind = " + strconv.Itoa(int(traitLeave)) + " AND x.value = '' AND x.mediator = m.no AND " + inForce(d) + ")"
	if !wanted {
		term = "NOT (" + term + ")"
	}
	q.and(term)
}
