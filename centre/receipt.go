package centre

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"

	"liuyuan/identity"
	"liuyuan/registry"
)

// MaxIdempotencyKey is the longest idempotency key, in bytes.
const MaxIdempotencyKey = 200

// once runs an operation's effect and stores its answer under the caller's
// idempotency key in the same transaction: the same key and input replay the
// answer, another input is refused, and of parallel twins one has the effect.
// Refusals are not stored. Without a key the effect just runs. The second value
// is the position of the feed that holds the effect.
func once[T any](ctx context.Context, c *Centre, v identity.Viewer, operation, key string, input any, effect func(registry.Writer) (T, error)) (T, int64, error) {
	var answer T
	if len(key) > MaxIdempotencyKey {
		return answer, 0, registry.Invalid([]string{"idempotencyKey"},
			fmt.Sprintf("幂等键最长 %d 字节", MaxIdempotencyKey), fmt.Sprintf("an idempotency key has at most %d bytes", MaxIdempotencyKey))
	}
	hash, err := hashOf(operation, input)
	if err != nil {
		return answer, 0, err
	}
	replayed := false
	run := func(tx registry.Writer) error {
		if key == "" {
			answer, err = effect(tx)
			return err
		}
		replayed, err = replay(tx, v.Principal, key, hash, &answer)
		if err != nil || replayed {
			return err
		}
		if answer, err = effect(tx); err != nil {
			return err
		}
		stored, err := json.Marshal(answer)
		if err != nil {
			return err
		}
		return tx.PutReceipt(registry.Receipt{Principal: v.Principal, Key: key, Operation: operation, Hash: hash, Answer: stored, At: tx.Now()})
	}
	seq, err := c.store.Update(ctx, run)
	if key != "" && err != nil && refusal(err) && !errors.Is(err, errKeyReused) {
		// A twin may have committed between our look for its answer and our refusal,
		// which then rests on its effect: look again, and replay it.
		seq, err = c.store.Update(ctx, run)
	}
	if err == nil && replayed {
		var at registry.Mark
		if at, err = c.store.Mark(ctx); err == nil {
			seq = at.Seq
		}
	}
	return answer, seq, err
}

// errKeyReused marks the refusal of another input under a used key, so that it is
// told apart from the race of two twins.
var errKeyReused = errors.New("another input under the same idempotency key")

func replay(tx registry.Writer, principal, key string, hash []byte, answer any) (bool, error) {
	r, err := tx.Receipt(principal, key)
	if registry.CodeOf(err) == registry.CodeNotFound {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if string(r.Hash) != string(hash) {
		e := registry.Refuse(registry.CodeKeyReused, []string{"idempotencyKey"},
			"这个幂等键已用于另一项请求，请换一个新键", "this idempotency key was used for another request; use a new one")
		e.Cause = errKeyReused
		return false, e
	}
	return true, json.Unmarshal(r.Answer, answer)
}

func hashOf(operation string, input any) ([]byte, error) {
	body, err := json.Marshal(input)
	if err != nil {
		return nil, fmt.Errorf("hashing the input of %s: %w", operation, err)
	}
	sum := sha256.Sum256(append([]byte(operation+"\x00"), body...))
	return sum[:], nil
}
