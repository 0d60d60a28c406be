package store

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"time"

	"github.com/klauspost/compress/zstd"

	"liuyuan/registry"
)

// A backup is one file for both databases: zstd over lines of JSON. The first
// line is the Backup, then each table has a line with its name followed by a line
// for each row; the last holds the SHA-256 of all lines before it and their
// number. What is drawn from records (traits, sort keys) and what belongs to one
// life of a database (the feed) is not in it.

// Backup describes a backup file.
type Backup struct {
	Format   int           `json:"liuyuanBackup"` // 1
	Database string        `json:"database"`      // sqlite or postgres
	Schema   int64         `json:"schema"`
	Made     time.Time     `json:"made"`
	Mark     registry.Mark `json:"mark"`           // the last change that is in it
	Rows     int64         `json:"rows,omitempty"` // of all tables; set when read
}

const backupFormat = 1

// archived is a table of a backup. Bytes are base64 in the file.
type archived struct {
	name    string
	columns []string
	types   string // one letter a column: t text, n number, b bytes
	key     string // the columns that order it
}

func archivedTables() []archived {
	return []archived{
		{"region", []string{"code", "version", "doc"}, "tnt", "code"},
		{"organization", []string{"id", "version", "doc"}, "tnt", "id"},
		{"mediator", []string{"id", "version", "doc", "open_load", "last_assigned"}, "tntnn", "id"},
		{"api_key", []string{"id", "doc"}, "tt", "id"},
		{"receipt", []string{"principal", "key", "operation", "hash", "answer", "at"}, "tttbbn", "principal, key"},
		{"dispute", []string{"id", "version", "doc", "number", "status", "type", "risk", "source", "region", "created"}, "tntttt" + "nttn", "id"},
		{"party", []string{"id", "no", "dispute", "kind", "side", "sealed", "phone_hash", "identity_hash", "typed_by", "typed_at"}, "tntttbzztn", "id"},
		{"assignment", []string{"id", "version", "doc", "dispute", "mediator", "part", "status", "slot", "weight", "offered", "expires"}, "tnttttt" + "nnnn", "id"},
		{"dispute_event", []string{"dispute", "no", "doc"}, "tnt", "dispute, no"},
		{"tie", []string{"id", "version", "doc", "mediator", "dispute", "subject"}, "tntttz", "id"},
		{"notice", []string{"id", "assignment", "kind", "state", "due", "doc"}, "ttttnt", "id"},
		{"audit", []string{"at", "principal", "action", "object", "doc"}, "ntttt", "coalesce((SELECT c.seq FROM audit_chain c WHERE c.no = audit.no), 9223372036854775807), no"},
		{"match_record", []string{"id", "dispute", "at", "doc"}, "ttnt", "id"},
		{"counter", []string{"name", "n"}, "tn", "name"},
	}
}

// row makes room for one row of the table.
func (a archived) row() []any {
	row := make([]any, len(a.types))
	for i, kind := range a.types {
		switch kind {
		case 'n':
			row[i] = new(int64)
		case 'b', 'z':
			row[i] = new([]byte)
		default:
			row[i] = new(string)
		}
	}
	return row
}

// values are the contents of a row made by row; empty bytes of kind z are NULL.
func (a archived) values(row []any) []any {
	out := make([]any, len(row))
	for i, cell := range row {
		switch v := cell.(type) {
		case *int64:
			out[i] = *v
		case *[]byte:
			if out[i] = present(*v); a.types[i] == 'z' {
				out[i] = orNull(*v)
			}
		case *string:
			out[i] = *v
		}
	}
	return out
}

type archiveTable struct {
	Table string `json:"table"`
}

type archiveEnd struct {
	Lines  int64  `json:"lines"`
	SHA256 string `json:"sha256"`
}

// archiveWriter writes the lines of a backup.
type archiveWriter struct {
	packed *zstd.Encoder
	sum    hash.Hash
	lines  int64
}

func newArchiveWriter(w io.Writer) (*archiveWriter, error) {
	packed, err := zstd.NewWriter(w, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
	return &archiveWriter{packed: packed, sum: sha256.New()}, err
}

func (a *archiveWriter) line(v any) error {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	text = append(text, '\n')
	_, _ = a.sum.Write(text) // a hash takes everything
	a.lines++
	_, err = a.packed.Write(text)
	return err
}

func (a *archiveWriter) end() error {
	if err := a.line(archiveEnd{a.lines, hex.EncodeToString(a.sum.Sum(nil))}); err != nil {
		return err
	}
	return a.packed.Close()
}

// readArchive reads a backup to its end and checks it. Each table is announced
// before its rows; a row is valid until the function returns.
func readArchive(r io.Reader, begin func(Backup) error, each func(a archived, row []any) error) (Backup, error) {
	var head Backup
	packed, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(1<<30))
	if err != nil {
		return head, err
	}
	defer packed.Close()
	lines := bufio.NewReaderSize(packed, 1<<20)
	sum := sha256.New()
	tables := map[string]archived{}
	for _, a := range archivedTables() {
		tables[a.name] = a
	}
	var table archived
	for n := int64(0); ; n++ {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return head, damaged(err)
		}
		switch {
		case n == 0:
			if err := json.Unmarshal(line, &head); err != nil || head.Format != backupFormat {
				return head, damaged(errors.New("not a backup of a known format"))
			}
			if begin != nil {
				if err := begin(head); err != nil {
					return head, err
				}
			}
		case bytes.HasPrefix(line, []byte(`{"table"`)):
			var t archiveTable
			err := json.Unmarshal(line, &t)
			known := false
			if table, known = tables[t.Table]; err != nil || !known {
				return head, damaged(fmt.Errorf("unknown table %q", t.Table))
			}
		case bytes.HasPrefix(line, []byte(`{"lines"`)):
			var end archiveEnd
			if err := json.Unmarshal(line, &end); err != nil || end.Lines != n || end.SHA256 != hex.EncodeToString(sum.Sum(nil)) {
				return head, damaged(errors.New("the checksum does not fit"))
			}
			if _, err := lines.ReadByte(); !errors.Is(err, io.EOF) {
				return head, damaged(errors.New("the end is missing, or something follows it"))
			}
			return head, nil
		default:
			row := table.row()
			if err := json.Unmarshal(line, &row); err != nil || len(row) != len(table.types) {
				return head, damaged(errors.New("a row does not fit its table"))
			}
			head.Rows++
			if each != nil {
				if err := each(table, row); err != nil {
					return head, err
				}
			}
		}
		_, _ = sum.Write(line) // a hash takes everything
	}
}

func damaged(err error) error {
	return registry.Fault(registry.CodeInvalid, err,
		"备份文件不完整或已损坏，没有恢复任何内容；请换一份备份",
		"the backup file is incomplete or damaged and nothing was restored: use another one")
}
