package store

import (
	"strconv"
	"strings"
)

// clause builds the WHERE of a query on disputes with its arguments.
type clause struct {
	terms []string
	args  []any
}

func (q *clause) arg(v any) string {
	q.args = append(q.args, v)
	return "$" + strconv.Itoa(len(q.args))
}

func (q *clause) and(term string) { q.terms = append(q.terms, term) }

func (q *clause) where() string { return strings.Join(q.terms, " AND ") }

// oneOf writes the values of an IN.
func oneOf[T ~string](q *clause, values []T) string {
	names := make([]string, len(values))
	for i, v := range values {
		names[i] = q.arg(clean(string(v)))
	}
	return strings.Join(names, ", ")
}
