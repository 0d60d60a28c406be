package store

import (
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// fill inserts n rows, which are made one by one: row appends the values of the
// i-th. PostgreSQL takes them by COPY, SQLite by long INSERTs. There parameters go
// by position (finding one by name is a walk through all), and OR FAIL spares
// SQLite a journal of each statement: the transaction ends anyway.
func (t *tx) fill(table string, columns []string, n int, row func(i int, values []any) []any) error {
	if t.conn != nil {
		return t.copyRows(table, columns, n, row)
	}
	const parameters = 1000 // of one statement
	each := parameters / len(columns)
	places := "(" + strings.Repeat("?, ", len(columns)-1) + "?)"
	args := make([]any, 0, parameters)
	for from := 0; from < n; from += each {
		rows := min(each, n-from)
		args = args[:0]
		for i := range rows {
			args = row(from+i, args)
		}
		text := `INSERT OR FAIL INTO ` + table + ` (` + strings.Join(columns, ", ") + `) VALUES ` + strings.Repeat(places+", ", rows-1) + places
		if _, err := t.exec(text, args...); err != nil {
			return err
		}
	}
	return nil
}

// copyRows runs native COPY on the connection of the transaction.
func (t *tx) copyRows(table string, columns []string, n int, row func(i int, values []any) []any) error {
	if err := t.usable(); err != nil {
		return err
	}
	values := make([]any, 0, len(columns))
	rows := pgx.CopyFromSlice(n, func(i int) ([]any, error) { return row(i, values), nil })
	return t.fail(t.conn.Raw(func(driver any) error {
		_, err := driver.(*stdlib.Conn).Conn().CopyFrom(t.ctx, pgx.Identifier{table}, columns, rows)
		return err
	}))
}

// fillRows inserts rows that are there already.
func (t *tx) fillRows(table string, columns []string, rows [][]any) error {
	return t.fill(table, columns, len(rows), func(i int, values []any) []any { return append(values, rows[i]...) })
}
