package main

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// skillRow is a person's family of disputes, filed by cell.
type skillRow struct {
	cell  int32
	row   int32
	skill skill
}

// skillRows are all skills by family and cell.
func (w *world) skillRows() []skillRow {
	var all []skillRow
	for i := range w.rows {
		r := &w.rows[i]
		for _, s := range r.skills {
			all = append(all, skillRow{cellOf(r.lat, r.lng), int32(i), s})
		}
	}
	slices.SortFunc(all, func(a, b skillRow) int {
		return cmp.Or(cmp.Compare(a.skill.family, b.skill.family), cmp.Compare(a.cell, b.cell), cmp.Compare(a.row, b.row))
	})
	return all
}

// sqliteContender is an R*Tree of three dimensions: longitude, latitude and the
// family, with everything else as auxiliary columns of the tree.
func sqliteContender(ctx context.Context, w *world) (*contender, error) {
	dir, err := os.MkdirTemp("", "liuyuan-bench-")
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", filepath.Join(dir, "rtree.db")+"?_pragma=cache_size(-524288)&_pragma=journal_mode(off)&_pragma=synchronous(off)")
	if err != nil {
		return nil, err
	}
	c := &contender{name: "SQLite R*Tree", exact: true, group: "reduced", note: "modernc, in process, prepared SQL",
		close: func() { _ = db.Close(); _ = os.RemoveAll(dir) }}
	if err := loadTree(ctx, db, w); err != nil {
		c.close()
		return nil, err
	}
	text := w.bestOf(sqliteDialect(), "tree", "west <= ?7 AND east >= ?5 AND south <= ?8 AND north >= ?6 AND low <= ?4 AND high >= ?4", sqliteDialect().haversine())
	var statements [clients]*sql.Stmt
	for i := range statements {
		conn, err := db.Conn(ctx)
		if err == nil {
			statements[i], err = conn.PrepareContext(ctx, text)
		}
		if err != nil {
			c.close()
			return nil, err
		}
	}
	c.ask = func(client int, q *question) ([]int, error) {
		b := box50(q)
		return treeQuery(statements[client], q.lat, q.lng, q.languages, q.family, b.west, b.south, b.east, b.north)
	}
	return c, nil
}

func treeQuery(s *sql.Stmt, args ...any) (best []int, err error) {
	rows, err := s.Query(args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var id, total int
		if err := rows.Scan(&id, &total); err != nil {
			return nil, err
		}
		best = append(best, total)
	}
	return best, rows.Err()
}

func loadTree(ctx context.Context, db *sql.DB, w *world) (err error) {
	if _, err = db.ExecContext(ctx, `CREATE VIRTUAL TABLE tree USING rtree(key, west, east, south, north, low, high,
		+id INTEGER, +lat REAL, +lng REAL, +languages INTEGER, +capacity INTEGER, +open INTEGER, +points INTEGER)`); err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // does nothing after Commit
	s, err := tx.PrepareContext(ctx, `INSERT INTO tree VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)`)
	if err != nil {
		return err
	}
	for n, x := range w.skillRows() {
		r := &w.rows[x.row]
		if _, err := s.ExecContext(ctx, n, r.lng, r.lng, r.lat, r.lat, x.skill.family, x.skill.family,
			x.row, r.lat, r.lng, r.languages, r.capacity, r.open, x.skill.points); err != nil {
			return err
		}
	}
	return tx.Commit()
}
