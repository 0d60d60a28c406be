package store

import (
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// fill inserts many rows: by COPY on PostgreSQL, by long INSERTs on SQLite. There
// parameters go by position (finding one by name is a walk through all), and OR
// FAIL spares SQLite a journal of each statement: the transaction ends anyway.
func (t *tx) fill(table string, columns []string, rows [][]any) error {
	if t.conn != nil {
		return t.copyRows(table, columns, rows)
	}
	const parameters = 1000 // of one statement
	for chunk := range slices.Chunk(rows, parameters/len(columns)) {
		args := make([]any, 0, parameters)
		for _, values := range chunk {
			args = append(args, values...)
		}
		row := "(" + strings.Repeat("?, ", len(columns)-1) + "?)"
		text := `INSERT OR FAIL INTO ` + table + ` (` + strings.Join(columns, ", ") + `) VALUES ` + strings.Repeat(row+", ", len(chunk)-1) + row
		if _, err := t.exec(text, args...); err != nil {
			return err
		}
	}
	return nil
}

// copyRows runs native COPY on the connection of the transaction.
func (t *tx) copyRows(table string, columns []string, rows [][]any) error {
	if err := t.usable(); err != nil {
		return err
	}
	return t.fail(t.conn.Raw(func(driver any) error {
		_, err := driver.(*stdlib.Conn).Conn().CopyFrom(t.ctx, pgx.Identifier{table}, columns, pgx.CopyFromRows(rows))
		return err
	}))
}
