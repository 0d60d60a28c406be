package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"liuyuan/store/pgtest"
)

// postgres is a throw-away server with the world's rows in it.
type postgres struct {
	cluster *pgtest.Cluster
	conns   [clients]*pgx.Conn
	pids    [clients]int
	postgis bool
	why     string // without PostGIS: what to do
}

// startPostgres starts a server tuned for reading: the whole data in memory, no
// compiler, no parallel plans (two cores are shared with the asking side).
func startPostgres(ctx context.Context) (*postgres, error) {
	c, err := pgtest.Start(pgtest.Options{Settings: []string{"shared_buffers=1GB", "work_mem=64MB", "maintenance_work_mem=512MB",
		"jit=off", "max_parallel_workers_per_gather=0", "random_page_cost=1.1", "autovacuum=off"}})
	if err != nil {
		return nil, err
	}
	p := &postgres{cluster: c}
	for i := range p.conns {
		if p.conns[i], err = pgx.Connect(ctx, c.URL("postgres")); err != nil {
			return nil, err
		}
		if err := p.conns[i].QueryRow(ctx, "SELECT pg_backend_pid()").Scan(&p.pids[i]); err != nil {
			return nil, err
		}
	}
	if err := p.exec(ctx, "CREATE EXTENSION btree_gist", "CREATE EXTENSION pg_trgm"); err != nil {
		return nil, err
	}
	if err := p.exec(ctx, "CREATE EXTENSION postgis"); err != nil {
		p.why = "PostGIS is not installed (apt-get install --no-install-recommends postgresql-15-postgis-3): its rows are left out"
		return p, nil
	}
	p.postgis = true
	return p, nil
}

func (p *postgres) exec(ctx context.Context, statements ...string) error {
	for _, s := range statements {
		if _, err := p.conns[0].Exec(ctx, s); err != nil {
			return fmt.Errorf("%s: %w", strings.SplitN(s, "\n", 2)[0], err)
		}
	}
	return nil
}

func (p *postgres) close() {
	for _, c := range p.conns {
		_ = c.Close(context.Background())
	}
	_ = p.cluster.Close()
}

// cpu is the processor time of the server processes behind our connections.
func (p *postgres) cpu() time.Duration {
	total := time.Duration(0)
	for _, pid := range p.pids {
		text, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/schedstat")
		if err != nil {
			continue
		}
		first, _, _ := strings.Cut(string(text), " ")
		if ns, err := strconv.ParseInt(first, 10, 64); err == nil {
			total += time.Duration(ns)
		}
	}
	return total
}

// load makes the tables of a world anew. All are written in the order of family
// and cell, so that neighbours lie side by side on disk.
func (p *postgres) load(ctx context.Context, w *world) error {
	err := p.exec(ctx, "DROP TABLE IF EXISTS skill, mediator, near",
		"CREATE TABLE skill (family int2, cell int4, id int4, lat float8, lng float8, languages int4, capacity int2, open int2, points int2)")
	if err != nil {
		return err
	}
	rows := w.skillRows()
	_, err = p.conns[0].CopyFrom(ctx, pgx.Identifier{"skill"}, []string{"family", "cell", "id", "lat", "lng", "languages", "capacity", "open", "points"},
		pgx.CopyFromSlice(len(rows), func(i int) ([]any, error) {
			r, s := &w.rows[rows[i].row], rows[i].skill
			return []any{int16(s.family), rows[i].cell, rows[i].row, r.lat, r.lng, int32(r.languages), int16(r.capacity), int16(r.open), int16(s.points)}, nil
		}))
	if err != nil {
		return err
	}
	if err := p.exec(ctx, "CREATE INDEX skill_cell ON skill (family, cell)", "CREATE INDEX skill_id ON skill (id)", "VACUUM ANALYZE skill"); err != nil || !p.postgis {
		return err
	}
	return p.exec(ctx,
		"CREATE TABLE near AS SELECT *, ST_SetSRID(ST_MakePoint(lng, lat), 4326) AS geom FROM skill ORDER BY family, cell",
		"CREATE INDEX near_gist ON near USING gist (family, geom)", "VACUUM ANALYZE near",
		"CREATE TABLE mediator AS SELECT DISTINCT ON (id) id, languages, capacity, open, ST_SetSRID(ST_MakePoint(lng, lat), 4326)::geography AS place FROM skill ORDER BY id",
		"ALTER TABLE mediator ADD PRIMARY KEY (id)", "CREATE INDEX mediator_place ON mediator USING gist (place)", "VACUUM ANALYZE mediator")
}

// postgresContenders are the hand-made table and PostGIS in three ways.
func postgresContenders(w *world, p *postgres) []*contender {
	d := postgresDialect()
	list := []*contender{{name: handMade, exact: true, group: "reduced", note: "(family, cell) clustered, rings of 8, 20, 50 km; socket, prepared SQL",
		cpu: p.cpu, ask: p.rings(w, w.bestOf(d, "skill", "family = $4::int2 AND cell = ANY($5::int4[])", d.haversine()))}}
	if !p.postgis {
		return list
	}
	place := "ST_SetSRID(ST_MakePoint($2::float8, $1::float8), 4326)"
	box := w.bestOf(d, "near", "family = $4::int2 AND geom && ST_MakeEnvelope($5::float8, $6::float8, $7::float8, $8::float8, 4326)", d.haversine())
	knn := w.bestOf(d, "(SELECT * FROM near WHERE family = $4::int2 ORDER BY geom <-> "+place+" LIMIT 300) AS nearest", "true", d.haversine())
	// A user's first query; the sphere instead of the spheroid, so that answers agree.
	plain := w.bestOf(d, "(SELECT m.*, s.points FROM mediator m JOIN skill s ON s.id = m.id WHERE s.family = $4::int2) AS able",
		"ST_DWithin(place, "+place+"::geography, 50005, false)", d.rounded("ST_Distance(place, "+place+"::geography, false)"))
	return append(list,
		&contender{name: tunedPostGIS, exact: true, group: "reduced", note: "GiST (family, geom), box, inline distance; socket, prepared SQL", cpu: p.cpu,
			ask: func(client int, q *question) ([]int, error) {
				b := box50(q)
				return p.query(client, nil, box, q.lat, q.lng, int32(q.languages), int16(q.family), b.west, b.south, b.east, b.north)
			}},
		&contender{name: "PostGIS nearest 300, then score", group: "reduced", note: "not exact; same table; socket, prepared SQL", cpu: p.cpu,
			ask: func(client int, q *question) ([]int, error) {
				return p.query(client, nil, knn, q.lat, q.lng, int32(q.languages), int16(q.family))
			}},
		&contender{name: "PostGIS ST_DWithin, idiomatic", exact: true, group: "reduced", note: "GiST (geography), join; socket, prepared SQL", cpu: p.cpu,
			ask: func(client int, q *question) ([]int, error) {
				return p.query(client, nil, plain, q.lat, q.lng, int32(q.languages), int16(q.family))
			}})
}

// The contenders that ratios refer to.
const (
	handMade     = "PostgreSQL, hand-made cell table"
	tunedPostGIS = "PostGIS, tuned GiST box"
)

func box50(q *question) bounds { return box(q.lat, q.lng, reach) }

// rings widens the search until nobody beyond can be among the ten best.
func (p *postgres) rings(w *world, text string) func(int, *question) ([]int, error) {
	return func(client int, q *question) ([]int, error) {
		var best tenBest
		before := 0
		for _, metres := range steps() {
			found, err := p.query(client, best, text, q.lat, q.lng, int32(q.languages), int16(q.family), cellsWithin(q.lat, q.lng, metres, before))
			if err != nil {
				return nil, err
			}
			if best = found; best.done(w, q.family, metres) {
				break
			}
			before = metres
		}
		return best, nil
	}
}

// query adds the totals of a statement's rows to those found already.
func (p *postgres) query(client int, best tenBest, text string, args ...any) ([]int, error) {
	rows, err := p.conns[client].Query(context.Background(), text, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id, total int
		if err := rows.Scan(&id, &total); err != nil {
			return nil, err
		}
		best.offer(total)
	}
	return best, rows.Err()
}
