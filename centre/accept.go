package centre

import (
	"context"
	"strings"
	"time"

	"liuyuan/identity"
	"liuyuan/registry"
)

// Reply is the answer to an offer, as the mediator gives it or as staff record it.
type Reply struct {
	Assignment registry.AssignmentID
	Channel    registry.ContactChannel
	Reason     registry.DeclineReason // of declining
	Note       string
	Version    *int
	Key        string `json:"-"`
}

// AcceptAssignment records that a person accepts: the matter is theirs, others who
// were asked at the same time are told that it is taken, and whoever hands over
// is released. After its time an offer is OFFER_EXPIRED by the database's clock.
func (c *Centre) AcceptAssignment(ctx context.Context, v identity.Viewer, in Reply) (Settled, error) {
	return c.reply(ctx, v, "acceptAssignment", in, func(w *work, a *registry.Assignment) error {
		if err := w.mayOffer(); err != nil {
			return err
		}
		return w.accept(a, in)
	})
}

func (w *work) accept(a *registry.Assignment, in Reply) error {
	m, err := w.tx.Mediator(a.Mediator)
	if err != nil {
		return err
	}
	if !m.ActiveOn(registry.DateOf(w.now)) || m.Status == registry.MediatorRemoved {
		return notEligible("这位调解员已暂停接案，不能接受", "this person is suspended and cannot accept")
	}
	if err := w.mayTake(&m, a.Part); err != nil {
		return err
	}
	if err := w.conflictFree(a.Mediator, a.Part); err != nil {
		return err
	}
	if err := w.consented(a); err != nil {
		return err
	}
	if a.Part == registry.PartLead {
		if err := w.releaseOthers(a); err != nil {
			return err
		}
		a.Slot = 1
	}
	if err := a.Move(registry.AssignmentAccepted, w.now); err != nil {
		return err
	}
	a.Channel = channelOf(in.Channel)
	if a.Version, err = w.tx.PutAssignment(*a); err != nil {
		return err
	}
	if a.Part == registry.PartLead {
		if err := w.d.Move(registry.DisputeMediating); err != nil {
			return err
		}
	}
	return w.note(registry.EventAccepted, a, string(a.Channel), in.Note)
}

// releaseOthers ends every other live lead: rescinded if only asked, withdrawn if
// it is the one whose work is taken over.
func (w *work) releaseOthers(a *registry.Assignment) error {
	live, err := w.live()
	if err != nil {
		return err
	}
	for _, other := range live {
		switch {
		case other.ID == a.ID || other.Part != registry.PartLead:
			continue
		case other.Status == registry.AssignmentOffered:
			err = w.rescind(&other, "TAKEN")
		case other.ID == a.Replaces:
			err = w.withdraw(&other, "HANDOVER", "")
		default:
			return leadTaken()
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func leadTaken() error {
	return registry.Refuse(registry.CodeLeadTaken, []string{"assignmentId"}, "另一位调解员已先接受，不用再答复", "someone else accepted first; no answer is needed")
}

func channelOf(ch registry.ContactChannel) registry.ContactChannel {
	if ch == "" {
		return registry.ChannelConsole
	}
	return ch
}

// DeclineAssignment records that a person declines. A conflict of interest is
// kept as a declared tie. Who is next by the ranking is the caller's to ask (Next).
func (c *Centre) DeclineAssignment(ctx context.Context, v identity.Viewer, in Reply) (Settled, error) {
	return c.reply(ctx, v, "declineAssignment", in, func(w *work, a *registry.Assignment) error {
		a.Declined, a.Channel = in.Reason, channelOf(in.Channel)
		if err := w.end(a, registry.AssignmentDeclined, registry.EventDeclined, string(in.Reason), in.Note); err != nil {
			return err
		}
		if in.Reason == registry.DeclineConflict {
			if _, err := w.declare(a.Mediator, registry.TieInterest, nil); err != nil {
				return err
			}
		}
		return w.reopen()
	})
}

// reply settles an offer that still waits for its answer.
func (c *Centre) reply(ctx context.Context, v identity.Viewer, operation string, in Reply, settle func(*work, *registry.Assignment) error) (Settled, error) {
	return c.onAssignment(ctx, v, operation, in.Key, in.Assignment, in.Version, in, func(w *work, a *registry.Assignment) error {
		if err := checkNote("note", in.Note); err != nil {
			return err
		}
		if !v.Casework() && !v.IsSystem() && v.Mediator != a.Mediator {
			return registry.NotFound("assignmentId")
		}
		if err := w.stillOffered(a); err != nil {
			return err
		}
		return settle(w, a)
	})
}

// stillOffered tells why an offer can no longer be answered.
func (w *work) stillOffered(a *registry.Assignment) error {
	switch {
	case a.Status == registry.AssignmentExpired, a.Status == registry.AssignmentOffered && !w.now.Before(a.ExpiresAt):
		return registry.Refuse(registry.CodeOfferExpired, []string{"assignmentId"}, "派单已过答复时限；仍愿接受的，请联系综治中心重新派单", "the time to answer is over; to take it still, ask the centre for a new offer")
	case a.Status == registry.AssignmentOffered:
		return nil
	case a.Status == registry.AssignmentRescinded && w.d.Status == registry.DisputeMediating:
		return leadTaken()
	}
	return registry.Refuse(registry.CodeState, []string{"assignmentId"}, "这份派单已经有了结果，请刷新后再看", "this offer has been settled already; load it again")
}

// onAssignment runs one change of an existing assignment while its dispute and all
// people concerned are held, and saves the dispute.
func (c *Centre) onAssignment(ctx context.Context, v identity.Viewer, operation, key string, id registry.AssignmentID, version *int, input any, apply func(*work, *registry.Assignment) error) (Settled, error) {
	return c.changeCase(ctx, v, operation, key, input, func(tx registry.Writer) (Settled, error) {
		scope := identity.ScopeOf(v)
		a, err := tx.Assignment(scope, id)
		if registry.CodeOf(err) == registry.CodeNotFound {
			err = registry.NotFound("assignmentId")
		}
		if err != nil {
			return Settled{}, err
		}
		w, err := c.hold(tx, v, []registry.MediatorID{a.Mediator}, a.Dispute)
		if err != nil {
			return Settled{}, err
		}
		if a, err = tx.Assignment(scope, id); err != nil { // as it stands under the locks
			return Settled{}, err
		}
		if err := checkVersion(version, a.Version); err != nil {
			return Settled{}, err
		}
		if err := apply(w, &a); err != nil {
			return Settled{}, err
		}
		return Settled{Dispute: a.Dispute, Assignment: a.ID}, w.save()
	})
}

// Withdrawal ends live work, or takes an offer back.
type Withdrawal struct {
	Assignment registry.AssignmentID
	Reason     string
	Version    *int
	Key        string `json:"-"`
}

// WithdrawAssignment takes a person off a matter, asked or accepted, with a reason;
// without a lead the matter awaits a match again.
func (c *Centre) WithdrawAssignment(ctx context.Context, v identity.Viewer, in Withdrawal) (Settled, error) {
	return c.onAssignment(ctx, v, "withdrawAssignment", in.Key, in.Assignment, in.Version, in, func(w *work, a *registry.Assignment) error {
		if strings.TrimSpace(in.Reason) == "" {
			return registry.Invalid([]string{"reason"}, "请写明退出或撤回的原因", "say why the person is taken off")
		}
		if err := checkNote("reason", in.Reason); err != nil {
			return err
		}
		if err := w.withdraw(a, "", in.Reason); err != nil {
			return err
		}
		return w.reopen()
	})
}

// undoWithin is how long a mistaken offer may be undone (local policy).
const undoWithin = 10 * time.Minute

// UndoOffer takes back an offer made by mistake: within minutes, as long as nobody
// answered. It counts in no ledger.
func (c *Centre) UndoOffer(ctx context.Context, v identity.Viewer, id registry.AssignmentID, key string) (Settled, error) {
	return c.onAssignment(ctx, v, "undoOffer", key, id, nil, id, func(w *work, a *registry.Assignment) error {
		if err := w.stillOffered(a); err != nil {
			return err
		}
		if w.now.Sub(a.OfferedAt) > undoWithin {
			return registry.Refuse(registry.CodeState, []string{"assignmentId"}, "派单已超过十分钟，请改用撤回并写明原因", "more than ten minutes have passed: withdraw the offer with a reason")
		}
		a.Undone, a.Slot = true, 0
		if err := w.end(a, registry.AssignmentRescinded, registry.EventUndone, "", ""); err != nil {
			return err
		}
		if err := w.tell(registry.NoticeRescinded, *a); err != nil {
			return err
		}
		return w.reopen()
	})
}
