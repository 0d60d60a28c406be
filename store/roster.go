package store

import (
	"math"
	"slices"
	"strconv"

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
	asked, err := t.ask(q, "m.doc", fewPeople)
	if err != nil {
		return nil, err
	}
	found, err := list(t, numbered(asked.text+` ORDER BY `+order+` LIMIT ?`), append(asked.args, p.Limit), scanMediator)
	if p.Backward {
		slices.Reverse(found)
	}
	return found, err
}

// CountMediators counts what the filter holds.
func (t *tx) CountMediators(f registry.MediatorFilter) (int, error) {
	q := &question{}
	q.filter(f)
	asked, err := t.ask(q, "count(*)", math.MaxInt)
	if err != nil {
		return 0, err
	}
	n := 0
	_, err = t.one(numbered(asked.text), asked.args, &n)
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

func (q *question) bound(column, op string, order registry.MediatorOrder, p registry.MediatorPlace) error {
	if !storable(string(p.ID), p.Value) {
		return badCursor()
	}
	if column == "" {
		q.and("m.id"+op+"?", string(p.ID))
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
	q.and("("+column+", m.id)"+op+"(?, ?)", value, string(p.ID))
	return nil
}

func badCursor() error {
	return registry.Refuse(registry.CodeBadCursor, []string{"after"}, "分页位置无效，请从第一页重新开始", "the page position is not valid: start again from the first page")
}

// fewPeople is how many people it is better to collect and sort than to meet by
// chance along an ordered index.
const fewPeople = 10000

// ask chooses between two ways to find the same people: along the order's index,
// looking at each one's traits; or from the people of the rarest trait, if they
// are fewer than few. SQLite keeps no statistics, and a room's three people must
// not be sought along a province's million.
func (t *tx) ask(q *question, columns string, few int) (condition, error) {
	start, fewest := -1, few
	for i, has := range q.traits {
		n := 0
		text := `SELECT count(*) FROM (SELECT 1 FROM trait x WHERE ` + has.text + ` LIMIT ` + strconv.Itoa(fewPeople) + `) AS capped`
		if _, err := t.one(numbered(text), has.args, &n); err != nil {
			return condition{}, err
		}
		if n < fewest {
			start, fewest = i, n
		}
	}
	where := q.where(start)
	if start < 0 {
		return when(`SELECT `+columns+` FROM mediator m WHERE `+where.text, where.args...), nil
	}
	has := q.traits[start]
	return when(`WITH few AS MATERIALIZED (SELECT DISTINCT x.mediator FROM trait x WHERE `+has.text+`) SELECT `+columns+
		` FROM few CROSS JOIN mediator m WHERE m.no = few.mediator AND `+where.text, append(slices.Clone(has.args), where.args...)...), nil
}
