package centre

import (
	"github.com/google/uuid"

	"liuyuan/registry"
)

// tell puts a notice into the outbox, in the transaction of what it tells.
func (w *work) tell(kind registry.NoticeKind, a registry.Assignment) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	return w.tx.PutNotice(registry.Notice{
		ID: registry.NoticeID(id.String()), Kind: kind, Assignment: a.ID, Mediator: a.Mediator, Dispute: a.Dispute, Number: w.d.Number,
		ExpiresAt: a.ExpiresAt, State: registry.NoticePending, CreatedAt: w.now, DueAt: w.now,
	})
}
