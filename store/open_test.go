package store_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"liuyuan/registry"
	"liuyuan/store"
)

func wantCode(t testing.TB, err error, code registry.ErrorCode) {
	t.Helper()
	if registry.CodeOf(err) != code {
		t.Errorf("got %v, want the code %s", err, code)
	}
}

// raw runs a statement beside the store.
func raw(t *testing.T, dir, text string) {
	t.Helper()
	pool, err := sql.Open("sqlite", filepath.Join(dir, "liuyuan.db"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pool.Exec(text); err != nil {
		t.Fatal(err)
	}
	if err := pool.Close(); err != nil {
		t.Fatal(err)
	}
}

func made(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	db, err := store.OpenSQLite(context.Background(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestADirectoryThatIsNotOursIsRefusedAndLeftAsItIs(t *testing.T) {
	foreign := func(name, content string) string {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	other := t.TempDir()
	raw(t, other, "CREATE TABLE mediator (x)")
	for name, dir := range map[string]string{
		"another program's files":  foreign("letter.txt", "hello"),
		"a text of the right name": foreign("liuyuan.db", strings.Repeat("not a database ", 100)),
		"a short file":             foreign("liuyuan.db", "SQLite format 3\x00"),
		"another SQLite file":      other,
		"a file, not a directory":  filepath.Join(foreign("f", ""), "f"),
	} {
		before, _ := os.ReadDir(dir)
		db, err := store.OpenSQLite(context.Background(), dir, store.Options{Migrate: true})
		if registry.CodeOf(err) != registry.CodeInvalid {
			t.Errorf("%s: %v, %v", name, db, err)
		}
		if after, _ := os.ReadDir(dir); len(after) > len(before)+1 { // the set-up lock may stay
			t.Errorf("%s: the directory was written to", name)
		}
	}
}

func TestSchemasNewerOrOlderThanTheProgramAreRefused(t *testing.T) {
	dir := made(t)
	raw(t, dir, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, 1)")
	_, err := store.OpenSQLite(context.Background(), dir, store.Options{Migrate: true})
	wantCode(t, err, registry.CodeState)

	url := freshURL(t)
	conn, err := pgx.Connect(context.Background(), url)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Exec(context.Background(), "INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, true)"); err != nil {
		t.Fatal(err)
	}
	if err := conn.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
	_, err = store.OpenPostgres(context.Background(), url, store.Options{Migrate: true})
	wantCode(t, err, registry.CodeState)
}

func TestADatabaseOfSomethingElseIsRefused(t *testing.T) {
	c, err := cluster()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Exec(context.Background(), "CREATE DATABASE foreign_one"); err != nil {
		t.Fatal(err)
	}
	conn, err := pgx.Connect(context.Background(), c.URL("foreign_one"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Exec(context.Background(), "CREATE TABLE mediator (x int)"); err != nil {
		t.Fatal(err)
	}
	if err := conn.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
	_, err = store.OpenPostgres(context.Background(), c.URL("foreign_one"), store.Options{Migrate: true})
	wantCode(t, err, registry.CodeInvalid)
	_, err = store.OpenPostgres(context.Background(), "postgres://user:secret@host:port/db", store.Options{})
	wantCode(t, err, registry.CodeInvalid)
	if strings.Contains(err.Error(), "secret") {
		t.Errorf("the password is in the error: %v", err)
	}
	_, err = store.OpenPostgres(context.Background(), "postgres:///db?host="+t.TempDir(), store.Options{})
	wantCode(t, err, registry.CodeUnavailable)
}

func TestAnExclusiveDirectoryIsSharedWithOtherCommandsOnly(t *testing.T) {
	dir := made(t)
	serve, err := store.OpenSQLite(context.Background(), dir, store.Options{Exclusive: true})
	if err != nil {
		t.Fatal(err)
	}
	_, err = store.OpenSQLite(context.Background(), dir, store.Options{Exclusive: true})
	wantCode(t, err, registry.CodeState)

	command, err := store.OpenSQLite(context.Background(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	put := func(db *store.DB, id string) {
		if _, err := db.Update(context.Background(), func(w registry.Writer) error { _, err := w.PutMediator(somebody(id)); return err }); err != nil {
			t.Error(err)
		}
	}
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() { put(serve, "s"+string(rune('a'+i))) })
		wg.Go(func() { put(command, "c"+string(rune('a'+i))) })
	}
	wg.Wait()
	if stored, changes := contents(t, serve); len(stored) != 40 || changes != 40 {
		t.Errorf("%d people, %d changes", len(stored), changes)
	}
	for len(serve.Wake()) > 0 {
		<-serve.Wake()
	}
	put(command, "last")
	select {
	case <-serve.Wake(): // another process's commit is heard
	case <-t.Context().Done():
	}
	if err := command.Close(); err != nil {
		t.Error(err)
	}
	if err := serve.Close(); err != nil {
		t.Error(err)
	}
	again, err := store.OpenSQLite(context.Background(), dir, store.Options{Exclusive: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Close(); err != nil {
		t.Error(err)
	}
}

func TestProcessesThatMakeTheSameDirectoryAtOnceMakeItOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "data")
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			db, err := store.OpenSQLite(context.Background(), dir, store.Options{})
			if err != nil {
				t.Error(err)
				return
			}
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

func TestADamagedFileIsReportedNotServed(t *testing.T) {
	dir := made(t)
	path := filepath.Join(dir, "liuyuan.db")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 8192; i < len(data); i++ {
		data[i] = 0xAA
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := store.OpenSQLite(context.Background(), dir, store.Options{})
	if err == nil {
		_, err = db.Mark(context.Background())
		_ = db.Close()
	}
	wantCode(t, err, registry.CodeInternal)
	if !strings.Contains(err.Error(), "restore") {
		t.Errorf("the error does not say what to do: %v", err)
	}
}
