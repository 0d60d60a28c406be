package store_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/pressly/goose/v3/lock"

	"liuyuan/store"
)

// While somebody migrates, here we with goose's lock, nodes that start together touch
// nothing; then one sets the database up, once.
func TestTwoNodesNeverMigrateTogether(t *testing.T) {
	t.Parallel()
	c, err := cluster()
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	if err := c.Exec(ctx, "CREATE DATABASE empty_one"); err != nil {
		t.Fatal(err)
	}
	conn, err := pgx.Connect(ctx, c.URL("empty_one"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(ctx) }()
	ask := func(question string, into any, args ...any) {
		t.Helper()
		if err := conn.QueryRow(ctx, question, args...).Scan(into); err != nil {
			t.Fatal(err)
		}
	}
	ask("SELECT pg_try_advisory_lock($1)", new(bool), lock.DefaultLockID)
	const nodes = 3
	var wg sync.WaitGroup
	for range nodes {
		wg.Go(func() {
			db, err := store.OpenPostgres(ctx, c.URL("empty_one"), store.Options{})
			if err != nil {
				t.Error(err)
				return
			}
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	soon, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	if err := c.Await(soon, fmt.Sprintf(`SELECT count(*) >= %d FROM pg_stat_activity
		WHERE datname = 'empty_one' AND query LIKE '%%pg_try_advisory_lock%%' AND pid <> %d`, nodes, conn.PgConn().PID())); err != nil {
		t.Errorf("the nodes do not ask for the lock: %v", err)
	}
	var tables int
	if ask("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'goose_db_version'", &tables); tables != 0 {
		t.Errorf("%d tables were made while another node migrates", tables)
	}
	ask("SELECT pg_advisory_unlock($1)", new(bool), lock.DefaultLockID)
	wg.Wait()
	var twice, versions int
	ask("SELECT count(*) FROM goose_db_version", &versions)
	if ask("SELECT count(*) - count(DISTINCT version_id) FROM goose_db_version", &twice); versions < 2 || twice != 0 {
		t.Errorf("%d versions, %d of them applied twice", versions, twice)
	}
}
