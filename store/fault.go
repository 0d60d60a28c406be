package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"io/fs"
	"net"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"liuyuan/registry"
)

// fault is the one place where errors of the databases become codes of the
// registry. Errors that already carry a code, and a caller's own errors, pass.
func fault(err error) error {
	if err == nil {
		return nil
	}
	var known *registry.Error
	if errors.As(err, &known) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return postgresFault(pg, err)
	}
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		return sqliteFault(lite, err)
	}
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return full(err)
	}
	if lostConnection(err) {
		return unavailable(err)
	}
	return err
}

// lostConnection reports whether the error means that the database could not be
// reached or went away, rather than that it refused a statement.
func lostConnection(err error) bool {
	var network net.Error
	var connect *pgconn.ConnectError
	return errors.As(err, &network) || errors.As(err, &connect) ||
		errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) || errors.Is(err, net.ErrClosed) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) || errors.Is(err, fs.ErrClosed) ||
		strings.Contains(err.Error(), "conn closed") // pgconn's own text for a connection that died under a query
}

// Classes and codes of SQLSTATE are in appendix A of the PostgreSQL manual.
func postgresFault(pg *pgconn.PgError, err error) error {
	switch {
	case pg.Code == "53100" || pg.Code == "53200" && strings.Contains(pg.Message, "disk"):
		return full(err)
	case pg.Code[:2] == "08", pg.Code[:2] == "53", pg.Code[:3] == "57P", // connection; resources; shut-down
		pg.Code == "25006",                     // read-only: a standby, or a primary that was demoted
		pg.Code == "55P03",                     // lock_timeout
		pg.Code == "40001", pg.Code == "40P01", // still failing after the retries
		pg.Code == "25P03", pg.Code == "57014": // idle too long; cancelled by statement_timeout or an operator
		return unavailable(err)
	}
	return err
}

func sqliteFault(lite *sqlite.Error, err error) error {
	switch lite.Code() & 0xff {
	case sqlite3.SQLITE_FULL:
		return full(err)
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR:
		return unavailable(err)
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return registry.Fault(registry.CodeInternal, err,
			"数据库文件已损坏，请停止服务并用最近的备份恢复（liuyuan restore）",
			"the database file is damaged: stop the service and restore the latest backup (liuyuan restore)")
	case sqlite3.SQLITE_INTERRUPT:
		return context.Canceled
	}
	return err
}

func full(err error) error {
	return registry.Fault(registry.CodeStorageFull, err,
		"存储空间已满，没有写入任何内容；请腾出空间后重试",
		"the disk is full and nothing was written: free some space and try again")
}

func unavailable(err error) error {
	return registry.Fault(registry.CodeUnavailable, err,
		"数据库暂时不可用，没有写入任何内容；请稍后重试",
		"the database is not available and nothing was written: try again shortly")
}

// unknown is for a commit that was sent and whose answer was lost.
func unknown(err error) error {
	return registry.Fault(registry.CodeOutcomeUnknown, err,
		"不能确定是否已写入；请用同一个幂等键重试",
		"it is not known whether the write took effect: retry with the same idempotency key")
}

func stale(version int) error {
	if version == 0 {
		return registry.Refuse(registry.CodeVersionConflict, []string{"version"},
			"这条记录已存在；请重新读取后再改", "the record exists already: read it again before changing it")
	}
	return registry.Refuse(registry.CodeVersionConflict, []string{"version"},
		"记录已被他人修改；请重新读取后再改", "someone else changed the record: read it again before changing it")
}
