package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"liuyuan/registry"
)

// Names inside a data directory.
const (
	sqliteFile = "liuyuan.db"
	guardFile  = "liuyuan.lock"  // held by an exclusive process as long as it runs
	setupFile  = "liuyuan.setup" // held while a file is made or migrated
)

// applicationID marks a SQLite file as ours: "LYuN" in the header.
const applicationID = 0x4c59754e

// OpenSQLite opens the embedded store in a data directory, which is made if it
// is missing. It refuses (INVALID) a directory or file that is not ours, (STATE)
// a newer schema, an older one unless Options.Migrate, and, if Options.Exclusive,
// a directory in use by another exclusive process.
func OpenSQLite(ctx context.Context, dir string, options Options) (*DB, error) {
	if err := checkDirectory(dir); err != nil {
		return nil, fault(err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fault(err)
	}
	db := newDB(sqliteDialect, options)
	db.lite = &lite{path: filepath.Join(dir, sqliteFile), train: &train{closing: db.closing}}
	if options.Exclusive {
		guard, err := tryLock(filepath.Join(dir, guardFile))
		if errors.Is(err, errLocked) {
			return nil, registry.Refuse(registry.CodeState, nil,
				"数据目录正被另一个 liuyuan 服务使用；请先停止它，或换一个目录",
				"another liuyuan service is using the data directory: stop it first, or choose another directory")
		}
		if err != nil {
			return nil, fault(err)
		}
		db.lite.guard = guard
	}
	if err := db.lite.start(ctx, db); err != nil {
		_ = db.lite.release(db)
		return nil, fault(err)
	}
	return db, nil
}

func (l *lite) start(ctx context.Context, db *DB) error {
	setup, err := waitLock(ctx, filepath.Join(filepath.Dir(l.path), setupFile))
	if err != nil {
		return err
	}
	defer func() { _ = setup.release() }()
	if err := l.prepareFile(ctx); err != nil {
		return err
	}
	if l.writer, err = sql.Open("sqlite", dsn(l.path, true)); err != nil {
		return err
	}
	l.writer.SetMaxOpenConns(1)
	stored, err := storedSchema(ctx, l.writer, `SELECT 1 FROM sqlite_master WHERE name = 'goose_db_version'`)
	if err != nil {
		return err
	}
	if err := migrate(ctx, l.writer, db.dialect, stored, db.options.Migrate); err != nil {
		return err
	}
	if l.train.session, err = newSession(ctx, l.writer); err != nil {
		return err
	}
	if db.pool, err = sql.Open("sqlite", dsn(l.path, false)); err != nil {
		return err
	}
	readers := db.connections()
	db.pool.SetMaxOpenConns(readers + 1) // one for watch
	db.pool.SetMaxIdleConns(readers + 1)
	l.readers = make(chan *session, readers)
	for range readers {
		l.readers <- nil
	}
	db.listen(func(ctx context.Context) { l.watch(ctx, db) })
	return nil
}

// prepareFile marks a new file as ours and refuses any other.
func (l *lite) prepareFile(ctx context.Context) error {
	fresh, err := checkFile(l.path)
	if err != nil || !fresh {
		return err
	}
	pool, err := sql.Open("sqlite", address(l.path, url.Values{}))
	if err != nil {
		return err
	}
	// The mark is written before the writer turns the file to WAL, so that it stands
	// in the file's own header from the first moment.
	_, err = pool.ExecContext(ctx, fmt.Sprintf(`PRAGMA page_size = 8192; PRAGMA application_id = %d`, applicationID))
	return errors.Join(err, pool.Close())
}

// checkFile reads the header: the magic text, and the application at byte 68
// (sqlite.org/fileformat2.html, section 1.3). An empty or missing file is fresh.
func checkFile(path string) (fresh bool, err error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	defer func() { _ = f.Close() }()
	header := make([]byte, 72)
	n, err := io.ReadFull(f, header)
	if n == 0 && errors.Is(err, io.EOF) {
		return true, nil
	}
	if n < len(header) || string(header[:16]) != "SQLite format 3\x00" || binary.BigEndian.Uint32(header[68:]) != applicationID {
		return false, notOurs()
	}
	return false, nil
}

// checkDirectory refuses a directory that holds other things and no database.
func checkDirectory(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return notOurs()
	}
	foreign := false
	for _, e := range entries {
		switch name := e.Name(); {
		case name == sqliteFile:
			return nil
		case strings.HasPrefix(name, "liuyuan"), name == "index", name == "lost+found":
		default:
			foreign = true
		}
	}
	if foreign {
		return notOurs()
	}
	return nil
}

func notOurs() error {
	return registry.Invalid(nil,
		"这不是 Liuyuan 的数据目录；请指定空目录或原来的数据目录",
		"this is not a Liuyuan data directory: name an empty one or the one used before")
}

// storedSchema is the version of the database's schema, 0 if it is empty.
func storedSchema(ctx context.Context, pool *sql.DB, exists string) (int64, error) {
	var one int
	err := pool.QueryRowContext(ctx, exists).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	var version int64
	err = pool.QueryRowContext(ctx, `SELECT coalesce(max(version_id), 0) FROM goose_db_version WHERE is_applied`).Scan(&version)
	return version, err
}
