package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"liuyuan/registry"
)

//go:embed migrations
var migrationFiles embed.FS

// Status tells the schema of a store.
type Status struct {
	Database string // sqlite or postgres
	Schema   int64  // version in force
	Newest   int64  // newest version that this program knows
	Mark     registry.Mark
}

// Status gives the schema and the position of the feed.
func (db *DB) Status(ctx context.Context) (Status, error) {
	s := Status{Database: db.dialect.name}
	err := db.view(ctx, func(t *tx) error {
		_, err := t.one(`SELECT max(version_id) FROM goose_db_version WHERE is_applied`, nil, &s.Schema)
		return err
	})
	if err != nil {
		return s, err
	}
	known, err := migrations(db.dialect)
	if err != nil {
		return s, err
	}
	s.Newest = known[len(known)-1]
	s.Mark, err = db.Mark(ctx)
	return s, err
}

// migrate sets up an empty database and brings an older one up to date if that
// is allowed. The schema is checked before anything is written.
func migrate(ctx context.Context, pool *sql.DB, d dialect, stored int64, allowed bool) error {
	known, err := migrations(d)
	if err != nil {
		return err
	}
	newest := known[len(known)-1]
	switch {
	case stored > newest:
		return newer(stored, newest)
	case stored == newest:
		return nil
	case stored > 0 && !allowed:
		return registry.Refuse(registry.CodeState, nil,
			fmt.Sprintf("数据库结构版本为 %d，本程序需要 %d；请先备份，再运行 liuyuan migrate", stored, newest),
			fmt.Sprintf("the database has schema %d and this program needs %d: back up, then run liuyuan migrate", stored, newest))
	}
	provider, err := gooseProvider(pool, d)
	if err != nil {
		return err
	}
	_, err = provider.Up(ctx)
	return err
}

func newer(stored, newest int64) error {
	return registry.Refuse(registry.CodeState, nil,
		fmt.Sprintf("数据库结构版本为 %d，比本程序认识的 %d 新；请使用更新的程序", stored, newest),
		fmt.Sprintf("the database has schema %d, newer than the %d this program knows: use a newer program", stored, newest))
}

func gooseProvider(pool *sql.DB, d dialect) (*goose.Provider, error) {
	files, err := fs.Sub(migrationFiles, d.migrations)
	if err != nil {
		return nil, err
	}
	if d.numbersAtInsert {
		return goose.NewProvider(goose.DialectSQLite3, pool, files)
	}
	// Two nodes that start together: the second waits, five minutes at most, then finds
	// nothing to do.
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300))
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectPostgres, pool, files, goose.WithSessionLocker(locker))
}

// migrations gives the embedded versions, ascending.
func migrations(d dialect) ([]int64, error) {
	entries, err := migrationFiles.ReadDir(d.migrations)
	if err != nil {
		return nil, err
	}
	var versions []int64
	for _, e := range entries {
		v, err := goose.NumericComponent(e.Name())
		if err != nil {
			return nil, err
		}
		versions = append(versions, v)
	}
	if len(versions) == 0 {
		return nil, errors.New("no migrations are embedded")
	}
	return versions, nil
}
