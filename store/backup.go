package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"liuyuan/registry"
)

// Backup writes everything in one consistent moment to a new file, while others
// read and write. The file is read back and checked before it gets its name; an
// existing file is not overwritten (INVALID). Either database restores it.
func (db *DB) Backup(ctx context.Context, file string) (Backup, error) {
	if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
		return Backup{}, registry.Invalid([]string{"file"}, "备份文件已存在；请换一个文件名", "the backup file exists: choose another name")
	}
	part, err := os.CreateTemp(filepath.Dir(file), ".liuyuan-backup-*")
	if err != nil {
		return Backup{}, fault(err)
	}
	defer func() { _ = os.Remove(part.Name()) }() // gone already if all went well
	err = db.writeArchive(ctx, part)
	if err == nil {
		err = part.Sync()
	}
	if err = errors.Join(err, part.Close()); err != nil {
		return Backup{}, fault(err)
	}
	made, err := ReadBackup(part.Name())
	if err != nil {
		return made, err
	}
	return made, fault(os.Rename(part.Name(), file))
}

func (db *DB) writeArchive(ctx context.Context, part *os.File) error {
	status, err := db.Status(ctx)
	if err != nil {
		return err
	}
	w, err := newArchiveWriter(part)
	if err != nil {
		return err
	}
	return db.view(ctx, func(t *tx) error {
		head := Backup{Format: backupFormat, Database: db.dialect.name, Schema: status.Schema, Made: t.Now()}
		if _, err := t.one(db.dialect.mark, nil, &head.Mark.Epoch, &head.Mark.Seq, new(int64)); err != nil {
			return err
		}
		if err := w.line(head); err != nil {
			return err
		}
		for _, a := range archivedTables() {
			if err := w.line(archiveTable{a.name}); err != nil {
				return err
			}
			text := `SELECT ` + strings.Join(a.columns, ", ") + ` FROM ` + a.name + ` ORDER BY ` + a.key
			row := a.row()
			if err := t.each(text, nil, func(rows *sql.Rows) error {
				if err := rows.Scan(row...); err != nil {
					return err
				}
				return w.line(row)
			}); err != nil {
				return err
			}
		}
		return w.end()
	})
}

// ReadBackup reads a backup file to its end and checks it; INVALID if it is
// damaged.
func ReadBackup(file string) (Backup, error) {
	f, err := os.Open(file)
	if err != nil {
		return Backup{}, registry.Fault(registry.CodeInvalid, err, "备份文件打不开", "the backup file cannot be opened")
	}
	defer func() { _ = f.Close() }()
	return readArchive(f, nil, nil)
}

// Restore fills the store from a checked backup in one transaction and begins a
// new epoch, by which indexes and pools know that they are of another life. A
// store that holds records is refused (STATE) unless replace. A backup of a newer
// schema is refused.
func (db *DB) Restore(ctx context.Context, file string, replace bool) (Backup, error) {
	if head, err := ReadBackup(file); err != nil {
		return head, err
	}
	f, err := os.Open(file)
	if err != nil {
		return Backup{}, fault(err)
	}
	defer func() { _ = f.Close() }()
	var head Backup
	_, err = db.update(ctx, func(t *tx) error {
		if _, err := f.Seek(0, 0); err != nil {
			return err
		}
		if err := t.clear(replace); err != nil {
			return err
		}
		var err error
		if head, err = t.readAll(f); err != nil {
			return err
		}
		for n := chainBatch; n == chainBatch; { // the same lines in the same order have the same hashes
			if n, err = t.chain(true); err != nil {
				return err
			}
		}
		return db.at("restore.commit")
	}, true)
	if err == nil {
		db.remeasure(ctx)
		db.ring()
	}
	return head, err
}

// clear empties every table and begins a new epoch.
func (t *tx) clear(replace bool) error {
	if !t.db.dialect.numbersAtInsert { // before anything else, as sweepers do
		if _, err := t.exec(lockCounter); err != nil {
			return err
		}
	}
	if _, err := t.exec(`INSERT INTO meta (name, value) VALUES ('restoring', '')`); err != nil {
		return err
	}
	for _, a := range archivedTables() {
		var held bool
		if _, err := t.one(`SELECT EXISTS (SELECT 1 FROM `+a.name+`)`, nil, &held); err != nil {
			return err
		}
		if held && !replace {
			return registry.Refuse(registry.CodeState, nil,
				"数据库里已有记录；确要用备份取代全部内容，请明确指定", "the store holds records: say so if the backup shall replace them all")
		}
		if _, err := t.exec(`DELETE FROM ` + a.name); err != nil {
			return err
		}
	}
	epoch := make([]byte, 16)
	_, _ = rand.Read(epoch) // it never fails
	for _, text := range []string{`DELETE FROM trait`, `DELETE FROM change`, `DELETE FROM audit_chain`, `DELETE FROM meta WHERE name = 'restoring'`, t.db.dialect.restart} {
		if _, err := t.exec(text); err != nil {
			return err
		}
	}
	_, err := t.exec(`UPDATE meta SET value = $1 WHERE name = 'epoch'`, hex.EncodeToString(epoch))
	return err
}

// readAll fills the empty tables.
func (t *tx) readAll(f *os.File) (Backup, error) {
	known, err := migrations(t.db.dialect)
	if err != nil {
		return Backup{}, err
	}
	newest := known[len(known)-1]
	var table archived
	var rows [][]any
	flush := func() error {
		defer func() { rows = rows[:0] }()
		if len(rows) == 0 {
			return nil
		}
		if table.name == "mediator" {
			return t.restoreMediators(rows)
		}
		return t.fillRows(table.name, table.columns, rows)
	}
	head, err := readArchive(f, func(b Backup) error {
		if b.Schema > newest {
			return newer(b.Schema, newest)
		}
		return nil
	}, func(a archived, row []any) error {
		if a.name != table.name || len(rows) == importChunk {
			if err := flush(); err != nil {
				return err
			}
			table = a
		}
		rows = append(rows, a.values(row))
		return nil
	})
	if err != nil {
		return head, err
	}
	return head, flush()
}

// restoreMediators adds what is drawn from the records.
func (t *tx) restoreMediators(rows [][]any) error {
	people := make([]prepared, len(rows))
	for i, row := range rows {
		p := &people[i]
		p.doc = row[2].(string)
		var err error
		if p.Mediator, err = decodeMediator(p.doc, nil); err != nil {
			return damaged(err)
		}
		p.drawn, p.traits = t.db.draw(&p.Mediator), traits(&p.Mediator)
	}
	if err := t.fill("mediator", append(mediatorColumns(), "open_load", "last_assigned"), len(people), func(i int, values []any) []any {
		return append(people[i].columns(values), rows[i][3], rows[i][4])
	}); err != nil {
		return err
	}
	return t.fillTraits(people)
}
