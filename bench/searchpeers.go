package main

import (
	"context"
	"database/sql"
	"path/filepath"
	"time"

	"github.com/jackc/pgx/v5"
)

// trigramPostgres is pg_trgm: a GIN index over all that can be found, LIKE. The
// answer is the number of hits and ten of them, in no order.
func trigramPostgres(ctx context.Context, s *searchWorld) (*searcher, error) {
	p, err := startPostgres(ctx)
	if err != nil {
		return nil, err
	}
	c := &searcher{name: "PostgreSQL pg_trgm", note: "GIN, LIKE; unordered; socket, prepared SQL", cpu: p.cpu, close: p.close}
	start := time.Now()
	err = p.exec(ctx, "CREATE TABLE doc (id int PRIMARY KEY, name text COLLATE \"C\", body text)")
	if err == nil {
		_, err = p.conns[0].CopyFrom(ctx, pgx.Identifier{"doc"}, []string{"id", "name", "body"},
			pgx.CopyFromSlice(len(s.texts), func(i int) ([]any, error) { return []any{i, s.texts[i].name, s.texts[i].body}, nil }))
	}
	if err == nil {
		err = p.exec(ctx, "CREATE INDEX doc_body ON doc USING gin (body gin_trgm_ops)", "CREATE INDEX doc_name ON doc (name)", "VACUUM ANALYZE doc")
	}
	if err != nil {
		p.close()
		return nil, err
	}
	c.built = time.Since(start)
	c.find = func(q string) (int, error) {
		return pgHits(ctx, p.conns[0], "SELECT id, count(*) OVER () FROM doc WHERE body LIKE '%' || $1 || '%' LIMIT 10", q)
	}
	c.all = func(q string) ([]string, error) {
		rows, err := p.conns[0].Query(ctx, "SELECT id FROM doc WHERE body LIKE '%' || $1 || '%'", q)
		if err != nil {
			return nil, err
		}
		numbers, err := pgx.CollectRows(rows, pgx.RowTo[int])
		return s.ids(numbers), err
	}
	c.suggest = func(q string) (int, error) {
		return pgRows(ctx, p.conns[0], "SELECT id FROM doc WHERE name >= $1 AND name < $2 LIMIT 8", q, after(q))
	}
	return c, nil
}

// after is the least text that follows everything with the prefix.
func after(prefix string) string { return prefix + "\U0010ffff" }

func pgHits(ctx context.Context, conn *pgx.Conn, text, q string) (total int, err error) {
	rows, err := conn.Query(ctx, text, q)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var id int
		if err := rows.Scan(&id, &total); err != nil {
			return 0, err
		}
	}
	return total, rows.Err()
}

func pgRows(ctx context.Context, conn *pgx.Conn, text string, args ...any) (n int, err error) {
	rows, err := conn.Query(ctx, text, args...)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for rows.Next() {
		n++
	}
	return n, rows.Err()
}

// trigramSQLite is FTS5 with its trigram tokenizer; queries of one or two
// characters, which it cannot hold, scan its content.
func trigramSQLite(ctx context.Context, s *searchWorld) (*searcher, error) {
	dir, remove, err := tempDir()
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", filepath.Join(dir, "fts.db")+"?_pragma=cache_size(-524288)&_pragma=journal_mode(off)&_pragma=synchronous(off)")
	if err != nil {
		remove()
		return nil, err
	}
	c := &searcher{name: "SQLite FTS5 trigram", note: "modernc, in process, unordered", close: func() { _ = db.Close(); remove() }}
	db.SetMaxOpenConns(1)
	start := time.Now()
	if err := fillFTS(ctx, db, s); err != nil {
		c.close()
		return nil, err
	}
	c.built = time.Since(start)
	c.find = func(q string) (int, error) {
		if short(q) {
			return sqliteHits(ctx, db, "SELECT rowid, count(*) OVER () FROM doc WHERE body LIKE '%' || ?1 || '%' LIMIT 10", q)
		}
		return sqliteHits(ctx, db, "SELECT rowid, count(*) OVER () FROM doc WHERE doc MATCH ?1 LIMIT 10", `"`+q+`"`)
	}
	c.all = func(q string) ([]string, error) {
		ask, with := "SELECT rowid FROM doc WHERE doc MATCH ?1", `"`+q+`"`
		if short(q) {
			ask, with = "SELECT rowid FROM doc WHERE body LIKE '%' || ?1 || '%'", q
		}
		numbers, err := sqliteNumbers(ctx, db, ask, with)
		return s.ids(numbers), err
	}
	c.suggest = func(q string) (n int, err error) {
		rows, err := db.QueryContext(ctx, "SELECT id FROM named WHERE name >= ?1 AND name < ?2 LIMIT 8", q, after(q))
		if err != nil {
			return 0, err
		}
		defer func() { _ = rows.Close() }()
		for rows.Next() {
			n++
		}
		return n, rows.Err()
	}
	return c, nil
}

func fillFTS(ctx context.Context, db *sql.DB, s *searchWorld) error {
	for _, statement := range []string{"CREATE VIRTUAL TABLE doc USING fts5(body, tokenize='trigram')", "CREATE TABLE named (id INTEGER PRIMARY KEY, name TEXT)"} {
		if _, err := db.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // does nothing after Commit
	doc, err := tx.PrepareContext(ctx, "INSERT INTO doc (rowid, body) VALUES (?1, ?2)")
	if err != nil {
		return err
	}
	named, err := tx.PrepareContext(ctx, "INSERT INTO named VALUES (?1, ?2)")
	if err != nil {
		return err
	}
	for i, t := range s.texts {
		if _, err := doc.ExecContext(ctx, i, t.body); err != nil {
			return err
		}
		if _, err := named.ExecContext(ctx, i, t.name); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, "CREATE INDEX named_by ON named (name)"); err != nil {
		return err
	}
	return tx.Commit()
}

func sqliteHits(ctx context.Context, db *sql.DB, text, q string) (total int, err error) {
	rows, err := db.QueryContext(ctx, text, q)
	if err != nil {
		return 0, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var id int
		if err := rows.Scan(&id, &total); err != nil {
			return 0, err
		}
	}
	return total, rows.Err()
}

func sqliteNumbers(ctx context.Context, db *sql.DB, text, q string) (numbers []int, err error) {
	rows, err := db.QueryContext(ctx, text, q)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var n int
		if err := rows.Scan(&n); err != nil {
			return nil, err
		}
		numbers = append(numbers, n)
	}
	return numbers, rows.Err()
}

// ids are the identifiers of documents by number.
func (s *searchWorld) ids(numbers []int) []string {
	out := make([]string, len(numbers))
	for i, n := range numbers {
		out[i] = s.texts[n].id
	}
	return out
}
