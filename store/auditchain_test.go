package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"liuyuan/registry"
	"liuyuan/store"
)

// tamperer runs SQL on the database of a store as an intruder would, who has
// turned the triggers off.
type tamperer func(text string) error

func audited(t *testing.T, db *store.DB, n int) {
	t.Helper()
	var group sync.WaitGroup
	for writer := range 4 {
		group.Go(func() {
			for i := range n / 4 {
				_, err := db.Update(context.Background(), func(w registry.Writer) error {
					return w.AddAudit(registry.Audit{At: time.Unix(int64(i), 0), By: fmt.Sprint("key:", writer), Action: registry.AuditReveal, Object: "p", Purpose: "联系当事人"})
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
}

func verified(t *testing.T, db *store.DB, noted int64, hash string) registry.AuditProof {
	t.Helper()
	proof, err := db.VerifyAudit(context.Background(), noted, hash)
	must(t, err)
	return proof
}

func auditChain(t *testing.T, open func() *store.DB, tamper tamperer) {
	db := open()
	audited(t, db, 40)
	first := verified(t, db, 0, "")
	if first.Lines != 40 || len(first.Problems) > 0 {
		t.Fatalf("an honest log: %+v", first)
	}
	audited(t, db, 20)
	if p := verified(t, db, first.Lines, first.Head); p.Lines != 60 || len(p.Problems) > 0 {
		t.Errorf("after further lines: %+v", p)
	}
	file := filepath.Join(t.TempDir(), "backup")
	_, err := db.Backup(context.Background(), file)
	must(t, err)
	restore := func() {
		_, err := db.Restore(context.Background(), file, true)
		must(t, err)
		if p := verified(t, db, first.Lines, first.Head); p.Lines != 60 || len(p.Problems) > 0 {
			t.Errorf("after a restore: %+v", p)
		}
	}
	restore()
	for _, text := range []string{`UPDATE audit SET doc = '{}'`, `DELETE FROM audit`, `DELETE FROM audit_chain`, `UPDATE audit_chain SET seq = 99`} {
		if err := tamper(text); err == nil || !strings.Contains(err.Error(), "append-only") {
			t.Errorf("%s: %v", text, err)
		}
	}
	third := `(SELECT no FROM audit_chain WHERE seq = 3)`
	for name, c := range map[string]struct{ problem, text string }{
		"a line changed":       {"line 3 was changed", `UPDATE audit SET principal = 'somebody' WHERE no = ` + third},
		"a line deleted":       {"line 3 was deleted", `DELETE FROM audit WHERE no = ` + third},
		"a line and its link":  {"line 3 is missing", `DELETE FROM audit_chain WHERE seq = 3`},
		"the log cut short":    {"line 40 as noted", `DELETE FROM audit WHERE no IN (SELECT no FROM audit_chain WHERE seq > 30); DELETE FROM audit_chain WHERE seq > 30`},
		"the log written anew": {"line 40 as noted", `UPDATE audit SET object = 'q'; DELETE FROM audit_chain`},
	} {
		for _, on := range []string{"off", c.text, "on"} {
			must(t, tamper(on))
		}
		if p := verified(t, db, first.Lines, first.Head); !strings.Contains(strings.Join(p.Problems, "\n"), c.problem) {
			t.Errorf("%s: %q is not told: %v", name, c.problem, p.Problems)
		}
		restore()
	}
}

func TestAChangedAuditLogIsFoundOut(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) {
		dir := t.TempDir()
		auditChain(t, func() *store.DB {
			db, err := store.OpenSQLite(context.Background(), dir, store.Options{})
			must(t, err)
			t.Cleanup(func() { _ = db.Close() })
			return db
		}, func(text string) error {
			switch text {
			case "off":
				text = `INSERT INTO meta (name, value) VALUES ('restoring', ''); DROP TRIGGER audit_never_changes; DROP TRIGGER audit_chain_never_changes`
			case "on":
				text = `DELETE FROM meta WHERE name = 'restoring'; CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'append-only'); END; CREATE TRIGGER audit_chain_never_changes BEFORE UPDATE ON audit_chain BEGIN SELECT RAISE(ABORT, 'append-only'); END`
			}
			pool, err := sql.Open("sqlite", filepath.Join(dir, "liuyuan.db"))
			must(t, err)
			defer func() { _ = pool.Close() }()
			_, err = pool.Exec(text)
			return err
		})
	})
	t.Run("PostgreSQL", func(t *testing.T) {
		c := ownCluster(t)
		url := freshIn(t, c)
		auditChain(t, func() *store.DB { return openPostgresAt(t, url, store.Options{}) }, func(text string) error {
			switch text {
			case "off":
				text = `ALTER TABLE audit DISABLE TRIGGER ALL; ALTER TABLE audit_chain DISABLE TRIGGER ALL`
			case "on":
				text = `ALTER TABLE audit ENABLE TRIGGER ALL; ALTER TABLE audit_chain ENABLE TRIGGER ALL`
			}
			conn, err := pgx.Connect(context.Background(), url)
			must(t, err)
			defer func() { _ = conn.Close(context.Background()) }()
			_, err = conn.Exec(context.Background(), text)
			return err
		})
	})
}
