package store_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/jackc/pgx/v5"

	"liuyuan/store"
)

// planned is a node of what EXPLAIN ANALYZE tells.
type planned struct {
	Rows  float64   `json:"Actual Rows"`
	Loops float64   `json:"Actual Loops"`
	Plans []planned `json:"Plans"`
}

func (p planned) rows() float64 {
	n := p.Rows * p.Loops
	for _, q := range p.Plans {
		n += q.rows()
	}
	return n
}

// The planner last looked when every change had a number, as autovacuum may find it
// between two chunks of an import.
func TestASweepLooksAtEachChangeAFewTimesWhateverThePlannerBelieves(t *testing.T) {
	t.Parallel()
	const batch = 2000
	ctx, url := context.Background(), freshURL(t)
	openPostgresAt(t, url, store.Options{})
	conn, err := pgx.Connect(ctx, url)
	must(t, err)
	t.Cleanup(func() { _ = conn.Close(ctx) })
	for _, statement := range []string{
		`INSERT INTO change (kind, record, seq) SELECT 'MEDIATOR', i::text, i FROM generate_series(1, 20000) i`,
		`UPDATE change_counter SET n = 20000`,
		`ANALYZE change`,
		`INSERT INTO change (kind, record) SELECT 'MEDIATOR', i::text FROM generate_series(1, 2000) i`,
	} {
		_, err := conn.Exec(ctx, statement)
		must(t, err)
	}
	var text []byte
	must(t, conn.QueryRow(ctx, `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) `+store.NumberChanges, 20000, batch).Scan(&text))
	var told []struct{ Plan planned }
	must(t, json.Unmarshal(text, &told))
	if n := told[0].Plan.rows(); n < batch || n > 20*batch {
		t.Errorf("%.0f rows were gone through to number %d:\n%s", n, batch, text)
	}
	var numbered int
	must(t, conn.QueryRow(ctx, `SELECT count(*) FROM change WHERE seq > 20000`).Scan(&numbered))
	if numbered != batch {
		t.Errorf("%d were numbered", numbered)
	}
}
