package store

import (
	"context"
	"time"

	"liuyuan/registry"
)

// Receipt gives the stored answer to a request; NOT_FOUND if there is none.
func (t *tx) Receipt(principal, key string) (registry.Receipt, error) {
	r := registry.Receipt{Principal: principal, Key: key}
	if !storable(principal, key) {
		return registry.Receipt{}, missing("key")
	}
	var at int64
	found, err := t.one(`SELECT operation, hash, answer, at FROM receipt WHERE principal = $1 AND key = $2`,
		[]any{principal, key}, &r.Operation, &r.Hash, &r.Answer, &at)
	if err != nil {
		return registry.Receipt{}, err
	}
	if !found {
		return registry.Receipt{}, missing("key")
	}
	r.At = fromMicros(at)
	return r, nil
}

// PutReceipt stores an answer in the transaction of its effect. On PostgreSQL a
// twin in flight is waited for; if it commits, this one is refused.
func (t *tx) PutReceipt(r registry.Receipt) error {
	if !storable(r.Principal, r.Key, r.Operation) {
		return unstorable("key")
	}
	n, err := t.exec(`INSERT INTO receipt (principal, key, operation, hash, answer, at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
		r.Principal, r.Key, r.Operation, present(r.Hash), present(r.Answer), micros(r.At))
	if err == nil && n == 0 {
		return registry.Refuse(registry.CodeKeyReused, []string{"key"},
			"这个幂等键已经用过；请读取原来的答复", "the idempotency key was used already: read the answer given then")
	}
	return err
}

// present keeps empty bytes from becoming NULL.
func present(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

// ForgetReceipts deletes the answers stored before a time and gives their number.
func (db *DB) ForgetReceipts(ctx context.Context, before time.Time) (int, error) {
	forgotten := 0
	_, err := db.Update(ctx, func(w registry.Writer) error {
		n, err := w.(*tx).exec(`DELETE FROM receipt WHERE at < $1`, micros(before))
		forgotten = int(n)
		return err
	})
	return forgotten, err
}
