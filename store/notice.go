package store

import (
	"database/sql"

	"liuyuan/registry"
)

// Notices gives the notices of assignments, by identifier.
func (t *tx) Notices(ids []registry.AssignmentID) ([]registry.Notice, error) {
	ids = storables(ids)
	if len(ids) == 0 {
		return nil, nil
	}
	q := &clause{}
	q.and("assignment IN (" + oneOf(q, ids) + ")")
	return list(t, `SELECT doc FROM notice WHERE `+q.where()+` ORDER BY id`, q.args, scanNotice)
}

// DueNotices gives pending notices whose time has come.
func (t *tx) DueNotices(limit int) ([]registry.Notice, error) {
	return list(t, `SELECT doc FROM notice WHERE state = 'PENDING' AND due <= $1 ORDER BY due, id LIMIT $2`, []any{micros(t.Now()), limit}, scanNotice)
}

// PutNotice inserts or replaces a notice; of one kind an assignment has one.
func (t *tx) PutNotice(n registry.Notice) error {
	if !storable(n.ID) || n.ID == "" || !storable(n.Assignment) {
		return unstorable("id")
	}
	doc, err := encode(n)
	if err != nil {
		return err
	}
	columns := []any{string(n.ID), string(n.State), micros(n.DueAt), doc}
	if t.conn != nil {
		return t.later(`WITH new AS (INSERT INTO notice (id, state, due, doc, assignment, kind) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING 1)
			UPDATE notice SET state = $2, due = $3, doc = $4 WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM new)`, append(columns, string(n.Assignment), string(n.Kind))...)
	}
	done, err := t.exec(`INSERT INTO notice (id, state, due, doc, assignment, kind) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
		append(columns, string(n.Assignment), string(n.Kind))...)
	if err != nil || done == 1 {
		return err
	}
	_, err = t.exec(`UPDATE notice SET state = $2, due = $3, doc = $4 WHERE id = $1`, columns...)
	return err
}

func scanNotice(row *sql.Rows) (registry.Notice, error) { return scanDocument[registry.Notice](row) }
