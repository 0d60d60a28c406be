package store

import (
	"encoding/json"
	"fmt"
)

// Records are kept as JSON documents beside the columns that filters need.

func encode(record any) (string, error) {
	doc, err := json.Marshal(record)
	if err != nil {
		return "", fmt.Errorf("encode a record: %w", err)
	}
	return string(doc), nil
}

func decode(doc []byte, record any) error {
	if err := json.Unmarshal(doc, record); err != nil {
		return fmt.Errorf("decode a stored record: %w", err)
	}
	return nil
}

// table names a table of versioned documents and its identifying column.
type table struct{ name, id string }

// put inserts a document (version 0) or replaces the one of exactly that version.
func (t *tx) put(in table, id string, version int, record any) error {
	doc, err := encode(record)
	if err != nil {
		return err
	}
	var n int64
	if version == 0 {
		n, err = t.exec(`INSERT INTO `+in.name+` (`+in.id+`, version, doc) VALUES ($1, 1, $2) ON CONFLICT DO NOTHING`, id, doc)
	} else {
		n, err = t.exec(`UPDATE `+in.name+` SET version = version + 1, doc = $2 WHERE `+in.id+` = $1 AND version = $3`, id, doc, version)
	}
	if err != nil || n == 1 {
		return err
	}
	return t.refusal(in, id, version)
}

// refusal tells why a put touched nothing: the record is missing or has another version.
func (t *tx) refusal(in table, id string, version int) error {
	var one int
	found, err := t.one(`SELECT 1 FROM `+in.name+` WHERE `+in.id+` = $1`, []any{id}, &one)
	if err != nil {
		return err
	}
	if !found && version != 0 {
		return missing(in.id)
	}
	return stale(version)
}
