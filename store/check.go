package store

import (
	"context"
	"database/sql"
	"fmt"
	"hash/fnv"

	"liuyuan/registry"
)

// Check compares the store with itself: the file's own structure (SQLite), the
// columns and traits drawn from the records, and the numbers of the feed. It
// reads everything in one snapshot and gives what is wrong, nil if nothing is.
func (db *DB) Check(ctx context.Context) ([]string, error) {
	var problems []string
	err := db.view(ctx, func(t *tx) error {
		for _, check := range []func() ([]string, error){t.checkFile, t.checkMediators, t.checkFeed} {
			found, err := check()
			if err != nil {
				return err
			}
			problems = append(problems, found...)
		}
		return nil
	})
	return problems, err
}

func (t *tx) checkFile() ([]string, error) {
	if t.db.lite == nil {
		return nil, nil
	}
	lines, err := list(t, `PRAGMA integrity_check`, nil, text[string])
	if len(lines) == 1 && lines[0] == "ok" {
		return nil, err
	}
	return lines, err
}

// checkMediators compares what is drawn from the records with the records. Traits
// are compared by sums of hashes, so that memory does not grow with the roster.
func (t *tx) checkMediators() ([]string, error) {
	var problems []string
	var drawn, stored [traitWithin + 1]uint64
	after := ""
	for {
		page, err := list(t, `SELECT no, id, version, doc, sort_key, status, status_until, assured, capacity FROM mediator WHERE id > $1 ORDER BY id LIMIT $2`,
			[]any{after, eachPage}, scanStored)
		if err != nil {
			return nil, err
		}
		for _, s := range page {
			if want := t.db.draw(&s.m); s.drawn != want || string(s.m.ID) != s.id {
				problems = append(problems, fmt.Sprintf("mediator %s: a column differs from the record", s.id))
			}
			for _, a := range traits(&s.m) {
				drawn[a.kind] += a.hash(s.no)
			}
			after = s.id
		}
		if len(page) < eachPage {
			break
		}
	}
	err := t.each(`SELECT kind, value, mediator, since, until FROM trait`, nil, func(row *sql.Rows) error {
		var a trait
		var no int64
		if err := row.Scan(&a.kind, &a.value, &no, &a.since, &a.until); err != nil {
			return err
		}
		if a.kind < 1 || a.kind > traitWithin {
			a.kind = 0
		}
		stored[a.kind] += a.hash(no)
		return nil
	})
	for kind := range drawn {
		if drawn[kind] != stored[kind] {
			problems = append(problems, fmt.Sprintf("trait kind %d: the table differs from the records", kind))
		}
	}
	return problems, err
}

// stored is a person's row as it stands in the table.
type stored struct {
	no    int64
	id    string
	m     registry.Mediator
	drawn drawn
}

func scanStored(row *sql.Rows) (stored, error) {
	var s stored
	var doc string
	d := &s.drawn
	if err := row.Scan(&s.no, &s.id, &d.version, &doc, &d.sortKey, &d.status, &d.until, &d.assured, &d.capacity); err != nil {
		return s, err
	}
	var err error
	s.m, err = decodeMediator(doc, nil)
	return s, err
}

func (a trait) hash(no int64) uint64 {
	h := fnv.New64a()
	_, _ = fmt.Fprintf(h, "%d\x00%s\x00%d\x00%s\x00%s", a.kind, a.value, no, a.since, a.until) // a hash takes everything
	return h.Sum64()
}

// checkFeed looks for holes: numbers are gapless from 1, or from what was pruned.
func (t *tx) checkFeed() ([]string, error) {
	var first, last, n int64
	_, err := t.one(`SELECT coalesce(min(seq), 1), coalesce(max(seq), 0), count(seq) FROM change`, nil, &first, &last, &n)
	if err != nil {
		return nil, err
	}
	var mark registry.Mark
	if err := t.mark(&mark); err != nil {
		return nil, err
	}
	if last-first+1 != n || mark.Seq != last {
		return []string{fmt.Sprintf("feed: %d changes numbered %d to %d, counter %d", n, first, last, mark.Seq)}, nil
	}
	return nil, nil
}

// drawn are the columns that are drawn from a record.
type drawn struct {
	version                         int
	sortKey, status, until, assured string
	capacity                        int
}

func (db *DB) draw(m *registry.Mediator) drawn {
	return drawn{m.Version, db.sortKey(m.Name), clean(string(m.Status)), clean(string(m.StatusUntil)), clean(string(m.AssuredAt)), m.Capacity}
}

// Resort stores the sort keys anew: after SortKey changed what it gives.
func (db *DB) Resort(ctx context.Context) error {
	after, done := "", false
	for !done {
		_, err := db.update(ctx, func(t *tx) error {
			page, err := list(t, `SELECT no, id, version, doc, sort_key, status, status_until, assured, capacity FROM mediator WHERE id > $1 ORDER BY id LIMIT $2`,
				[]any{after, eachPage}, scanStored)
			for _, s := range page {
				if key := t.db.sortKey(s.m.Name); err == nil && key != s.drawn.sortKey {
					_, err = t.exec(`UPDATE mediator SET sort_key = $2 WHERE no = $1`, s.no, key)
				}
			}
			if err == nil && len(page) > 0 {
				after = page[len(page)-1].id
			}
			done = len(page) < eachPage
			return err
		}, true)
		if err != nil {
			return err
		}
	}
	return nil
}
