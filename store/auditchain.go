package store

import (
	"context"
	"database/sql"
	"encoding/hex"
	"fmt"
	"time"

	"liuyuan/registry"
)

// Each line of the audit log is chained to all before it, so that none can be
// changed or taken out later without a trace. SQLite, with its one writer, chains
// a line as it is written. On PostgreSQL that would make all writers wait for each
// other, so lines are chained after their commit, under the lock of the counter
// that numbers the feed; whoever comes next chains what a crash left over.

// Bounds of one chaining: lines at once, and how far back a line that committed
// late is looked for (a verification looks at all).
const (
	chainBatch  = 1000
	chainWindow = 10_000
	maxProblems = 100 // told by a verification
)

// auditLine is a line as it is stored.
type auditLine struct {
	no, at                         int64
	principal, action, object, doc string
}

func (l *auditLine) hash(before []byte) []byte {
	return registry.AuditHash(before, l.at, l.principal, l.action, l.object, l.doc)
}

// chain chains what is not chained yet, at most a batch, and gives the number.
func (t *tx) chain(everything bool) (int, error) {
	if !t.db.dialect.numbersAtInsert {
		if _, err := t.exec(lockCounter); err != nil {
			return 0, err
		}
	}
	var seq, last int64
	hash := make([]byte, 32)
	if _, err := t.one(`SELECT seq, hash, (SELECT max(no) FROM audit_chain) FROM audit_chain ORDER BY seq DESC LIMIT 1`, nil, &seq, &hash, &last); err != nil {
		return 0, err
	}
	if last -= chainWindow; everything {
		last = 0
	}
	lines, err := list(t, `SELECT a.no, a.at, a.principal, a.action, a.object, a.doc FROM audit a
		WHERE a.no > $1 AND NOT EXISTS (SELECT 1 FROM audit_chain c WHERE c.no = a.no) ORDER BY a.no LIMIT $2`, []any{last, chainBatch},
		func(row *sql.Rows) (l auditLine, err error) {
			return l, row.Scan(&l.no, &l.at, &l.principal, &l.action, &l.object, &l.doc)
		})
	for _, l := range lines {
		if err != nil {
			break
		}
		seq++
		hash = l.hash(hash)
		err = t.later(`INSERT INTO audit_chain (seq, no, hash) VALUES ($1, $2, $3)`, seq, l.no, hash)
	}
	return len(lines), err
}

// chainAll chains what was committed, lines of long ago too if asked.
func (db *DB) chainAll(ctx context.Context, everything bool) error {
	for n := chainBatch; n == chainBatch; {
		if _, err := db.update(ctx, func(t *tx) (err error) {
			n, err = t.chain(everything)
			return err
		}, false); err != nil {
			return err
		}
	}
	return nil
}

// VerifyAudit follows the chain from its first line to its last and tells what
// does not fit. A noted line and hash of an earlier verification (0: none) must
// still be in it: so a log that was cut short, or written anew, is found out.
func (db *DB) VerifyAudit(ctx context.Context, noted int64, hash string) (registry.AuditProof, error) {
	proof := registry.AuditProof{Problems: []string{}}
	if err := db.chainAll(ctx, true); err != nil {
		return proof, err
	}
	problem := func(format string, args ...any) {
		if len(proof.Problems) < maxProblems {
			proof.Problems = append(proof.Problems, fmt.Sprintf(format, args...))
		}
	}
	err := db.view(ctx, func(t *tx) error {
		before, found := make([]byte, 32), noted == 0
		err := t.each(`SELECT c.seq, c.hash, coalesce(a.no, 0), coalesce(a.at, 0), coalesce(a.principal, ''), coalesce(a.action, ''), coalesce(a.object, ''), coalesce(a.doc, '')
			FROM audit_chain c LEFT JOIN audit a ON a.no = c.no ORDER BY c.seq`, nil, func(row *sql.Rows) error {
			var seq int64
			var kept []byte
			var l auditLine
			if err := row.Scan(&seq, &kept, &l.no, &l.at, &l.principal, &l.action, &l.object, &l.doc); err != nil {
				return err
			}
			proof.Lines++
			switch when := fromMicros(l.at).Format(time.RFC3339); {
			case seq != proof.Lines:
				problem("第 %d 条缺失 · line %d is missing", proof.Lines, proof.Lines)
				proof.Lines = seq
			case l.no == 0:
				problem("第 %d 条被删除 · line %d was deleted", seq, seq)
			case string(l.hash(before)) != string(kept):
				problem("第 %d 条（%s）被改动 · line %d was changed", seq, when, seq)
			}
			before = kept
			found = found || seq == noted && hex.EncodeToString(kept) == hash
			return nil
		})
		if !found {
			problem("所记的第 %d 条已不在链中 · line %d as noted is no longer in the chain", noted, noted)
		}
		proof.Head = hex.EncodeToString(before)
		return err
	})
	return proof, err
}
