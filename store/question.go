package store

import (
	"strconv"
	"strings"

	"liuyuan/registry"
)

// condition is a piece of SQL with ? for its arguments.
type condition struct {
	text string
	args []any
}

func when(text string, args ...any) condition { return condition{text, args} }

// question is a WHERE over mediator m.
type question struct {
	traits []condition // on a trait x that the person must have, each by exact values
	terms  []condition // on the person's row
}

func (q *question) and(text string, args ...any) { q.terms = append(q.terms, when(text, args...)) }

// has asks that the person has a trait of the kind.
func (q *question) has(kind traitKind, c condition) {
	q.traits = append(q.traits, when("x.kind = "+strconv.Itoa(int(kind))+" AND "+c.text, c.args...))
}

// where joins all conditions but the trait that the asking starts from; -1: none.
func (q *question) where(start int) condition {
	var all condition
	add := func(c condition) {
		if all.text != "" {
			all.text += " AND "
		}
		all.text += c.text
		all.args = append(all.args, c.args...)
	}
	for _, term := range q.terms {
		add(term)
	}
	for i, has := range q.traits {
		if i != start {
			add(when("EXISTS (SELECT 1 FROM trait x WHERE "+has.text+" AND x.mediator = m.no)", has.args...))
		}
	}
	return all
}

// numbered writes the arguments of a text as $1, $2, …
func numbered(text string) string {
	var b strings.Builder
	n := 0
	for i := range len(text) {
		if text[i] != '?' {
			b.WriteByte(text[i])
			continue
		}
		n++
		b.WriteByte('$')
		b.WriteString(strconv.Itoa(n))
	}
	return b.String()
}

// filter writes the conditions of a roster filter.
func (q *question) filter(f registry.MediatorFilter) {
	day := clean(string(f.Day))
	q.and("m.status <> 'REMOVED'")
	if len(f.Roles) > 0 {
		q.has(traitRole, among(f.Roles))
	}
	if f.Region != "" {
		q.region(f.Region)
	}
	if f.DisputeType != "" {
		q.has(traitType, when("x.value = ?", clean(string(f.DisputeType))))
	}
	if f.Organization != "" {
		q.has(traitPost, when("x.value = ?", clean(string(f.Organization))))
	}
	for _, l := range f.Languages {
		q.has(traitLanguage, when("x.value = ?", clean(string(l))))
	}
	if len(f.Standings) > 0 {
		c := among(f.Standings)
		q.has(traitStanding, when(c.text+" AND "+inForce, append(c.args, day, day)...))
	}
	if f.Available != nil {
		not := ""
		if !*f.Available {
			not = "NOT "
		}
		q.and(not+"("+active+" AND m.open_load < m.capacity AND NOT EXISTS (SELECT 1 FROM trait x WHERE x.kind = "+
			strconv.Itoa(int(traitLeave))+" AND x.value = '' AND x.mediator = m.no AND "+inForce+"))", day, day, day)
	}
	if f.ActiveOnly {
		q.and(active, day)
	}
}

// inForce takes the day twice, active once.
const (
	inForce = "(x.since = '' OR x.since <= ?) AND (x.until = '' OR x.until >= ?)"
	active  = "(m.status = 'ACTIVE' OR m.status = 'SUSPENDED' AND m.status_until <> '' AND m.status_until < ?)"
)

// region: a place within it, or one that contains it.
func (q *question) region(r registry.RegionCode) {
	if r.Level() == "" {
		q.and("1 = 0")
		return
	}
	c := when("(x.kind = "+strconv.Itoa(int(traitWithin))+" AND x.value = ?", string(r))
	if above := r.Lineage()[1:]; len(above) > 0 {
		in := among(above)
		c = when(c.text+" OR x.kind = "+strconv.Itoa(int(traitPlace))+" AND "+in.text, append(c.args, in.args...)...)
	}
	q.traits = append(q.traits, when(c.text+")", c.args...))
}

func among[T ~string](values []T) condition {
	var c condition
	for _, v := range values {
		c.args = append(c.args, clean(string(v)))
	}
	c.text = "x.value IN (?" + strings.Repeat(", ?", len(values)-1) + ")"
	return c
}
