package centre

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"liuyuan/identity"
	"liuyuan/registry"
)

// NewOffer asks one person, or several at once of whom the first to accept takes it.
type NewOffer struct {
	Dispute   registry.DisputeID
	Mediators []registry.MediatorID // 1 to MaxAtOnce
	Part      registry.Part
	ExpiresAt *time.Time             // nil: by the clock of the risk
	Selection registry.SelectionMode // empty: the organisation appoints
	Override  string                 // why someone from elsewhere is asked
	Replaces  registry.AssignmentID  // handover: whose work is taken over
	Key       string                 `json:"-"`
}

// MaxAtOnce is how many people may be asked at once.
const MaxAtOnce = 5

// OfferAssignment offers a dispute to a person. Every rule is checked again on the
// records as they stand; a refusal changes nothing.
func (c *Centre) OfferAssignment(ctx context.Context, v identity.Viewer, in NewOffer) (Settled, error) {
	operation := "offerAssignment"
	if len(in.Mediators) != 1 {
		operation = "offerToSeveral"
	}
	if in.Part == "" {
		in.Part = registry.PartLead
	}
	if n := len(in.Mediators); n == 0 || n > MaxAtOnce {
		return Settled{}, registry.Invalid([]string{"mediatorIds"}, fmt.Sprintf("一次可派给 1 到 %d 位", MaxAtOnce), fmt.Sprintf("1 to %d people may be asked at once", MaxAtOnce))
	}
	return c.changeCase(ctx, v, operation, in.Key, in, func(tx registry.Writer) (Settled, error) {
		w, err := c.hold(tx, v, in.Mediators, in.Dispute)
		if err != nil {
			return Settled{}, err
		}
		return w.offerAll(in)
	})
}

func (w *work) offerAll(in NewOffer) (Settled, error) {
	done := Settled{Dispute: w.d.ID}
	if err := w.mayOffer(); err != nil {
		return done, err
	}
	live, err := w.live()
	if err != nil {
		return done, err
	}
	slot, err := w.freeSlot(live, in)
	if err != nil {
		return done, err
	}
	for i, id := range in.Mediators {
		a, err := w.offer(in, id, live, slot+i)
		if err != nil {
			return done, err
		}
		done.Offers = append(done.Offers, a.ID)
	}
	done.Assignment = done.Offers[0]
	if in.Part == registry.PartLead && w.d.Status != registry.DisputeMediating {
		if err := w.d.Move(registry.DisputeAwaitingAcceptance); err != nil {
			return done, err
		}
		w.d.Choice = nil
	}
	return done, w.save()
}

// mayOffer refuses matters that are over or that a person must assess first.
func (w *work) mayOffer() error {
	if w.d.NeedsConfirmation() {
		return registry.Refuse(registry.CodeState, []string{"disputeId"},
			"这件纠纷有安全标记，研判须由第二人复核后才能派单", "this dispute has a safety flag: a second person must confirm the assessment before anything is offered")
	}
	if w.d.Held() || w.d.Status == registry.DisputeAssessing {
		return registry.Refuse(registry.CodeState, []string{"disputeId"},
			"这件纠纷须先由人工研判，研判记录后才能派单", "a person must assess this dispute before anything is offered")
	}
	if !w.d.Status.Offering() {
		return registry.Refuse(registry.CodeState, []string{"disputeId"}, "纠纷当前的状态不能派单", "nothing can be offered in the dispute's present status")
	}
	return nil
}

// live are the live assignments of the dispute; offers whose time is over are
// expired on the way, so that nobody waits for the worker.
func (w *work) live() ([]registry.Assignment, error) {
	found, err := w.tx.AssignmentsLive([]registry.DisputeID{w.d.ID})
	if err != nil {
		return nil, err
	}
	var live []registry.Assignment
	for _, a := range found {
		if a.Status == registry.AssignmentOffered && !w.now.Before(a.ExpiresAt) {
			if err := w.end(&a, registry.AssignmentExpired, registry.EventExpired, "", ""); err != nil {
				return nil, err
			}
			continue
		}
		live = append(live, a)
	}
	return live, nil
}

// freeSlot finds the first slot of a lead; LEAD_TAKEN while one is live, unless
// the offer takes over that one's work.
func (w *work) freeSlot(live []registry.Assignment, in NewOffer) (int, error) {
	if in.Part != registry.PartLead {
		if in.Replaces != "" {
			return 0, registry.Invalid([]string{"replaces"}, "只有主持人的工作可以交接", "only a lead's work is handed over")
		}
		return 1, nil
	}
	slot := 1
	replaced := false
	for _, a := range live {
		if a.Part != registry.PartLead {
			continue
		}
		if a.ID != in.Replaces {
			return 0, registry.Refuse(registry.CodeLeadTaken, []string{"disputeId"},
				"这件纠纷已派给一位主持人；请先撤回，或办理交接", "a lead was asked or has accepted already: take that back first, or hand the work over")
		}
		replaced, slot = true, a.Slot+1
	}
	if in.Replaces != "" && !replaced {
		return 0, registry.Refuse(registry.CodeState, []string{"replaces"}, "要交接的派单已经结束", "the assignment to be taken over has ended")
	}
	return slot, nil
}

func (w *work) offer(in NewOffer, id registry.MediatorID, live []registry.Assignment, slot int) (registry.Assignment, error) {
	var a registry.Assignment
	for _, other := range live {
		if other.Mediator == id {
			return a, registry.Refuse(registry.CodeState, []string{"mediatorId"}, "这位调解员已在本案中，不用再派", "this person takes part in the dispute already")
		}
	}
	m, err := w.tx.Mediator(id)
	if registry.CodeOf(err) == registry.CodeNotFound {
		err = registry.NotFound("mediatorId")
	}
	if err != nil {
		return a, err
	}
	if err := w.eligible(&m, in.Part, in.Override); err != nil {
		return a, err
	}
	expires, err := w.expiry(in.ExpiresAt)
	if err != nil {
		return a, err
	}
	counted, err := w.spend(&m)
	if err != nil {
		return a, err
	}
	own, err := uuid.NewV7()
	if err != nil {
		return a, err
	}
	a = registry.Assignment{
		ID: registry.AssignmentID(own.String()), Dispute: w.d.ID, Mediator: id, Part: in.Part, Status: registry.AssignmentOffered,
		Weight: w.d.Weight, Slot: slot, Selection: in.Selection, OfferedAt: w.now, OfferedBy: w.v.Principal, ExpiresAt: expires, Replaces: in.Replaces, Quota: counted,
	}
	if a.Selection == "" {
		a.Selection = registry.SelectionAppointed
	}
	if in.Part != registry.PartLead {
		a.Slot = 1
	} else {
		a.Committee = w.committee(&m)
	}
	if a.Version, err = w.tx.PutAssignment(a); err != nil {
		return a, err
	}
	if err := w.note(registry.EventOffered, &a, string(in.Part), in.Override); err != nil {
		return a, err
	}
	return a, w.tell(registry.NoticeOffered, a)
}

// end settles a live assignment with another status than accepted.
func (w *work) end(a *registry.Assignment, status registry.AssignmentStatus, kind registry.EventKind, code, note string) error {
	if err := a.Move(status, w.now); err != nil {
		return err
	}
	version, err := w.tx.PutAssignment(*a)
	if err != nil {
		return err
	}
	a.Version = version
	if err := w.giveBack(a); err != nil {
		return err
	}
	return w.note(kind, a, code, note)
}

// rescind takes an offer back, for the reason that the code says, and tells the person.
func (w *work) rescind(a *registry.Assignment, code string) error {
	if err := w.end(a, registry.AssignmentRescinded, registry.EventRescinded, code, ""); err != nil {
		return err
	}
	return w.tell(registry.NoticeRescinded, *a)
}

// withdraw takes a person off, asked or accepted, and tells them.
func (w *work) withdraw(a *registry.Assignment, code, reason string) error {
	if err := w.end(a, registry.AssignmentWithdrawn, registry.EventWithdrawn, code, reason); err != nil {
		return err
	}
	return w.tell(registry.NoticeWithdrawn, *a)
}

// reopen sets the status that the remaining live leads call for.
func (w *work) reopen() error {
	if w.d.Status.Final() || w.d.Status == registry.DisputeAgreed || w.d.Status == registry.DisputePerforming {
		return nil
	}
	live, err := w.live()
	if err != nil {
		return err
	}
	next := registry.DisputeAwaitingMatch
	for _, a := range live {
		if a.Part != registry.PartLead {
			continue
		}
		if a.Status == registry.AssignmentAccepted {
			next = registry.DisputeMediating
			break
		}
		next = registry.DisputeAwaitingAcceptance
	}
	if w.d.Status == next || next == registry.DisputeAwaitingMatch && w.unasked() {
		return nil
	}
	return w.d.Move(next)
}

// unasked reports whether the matter is not yet where a lead is asked, so that the
// end of an invitation leaves its status alone.
func (w *work) unasked() bool {
	switch w.d.Status {
	case registry.DisputeRegistered, registry.DisputeAssessing:
		return true
	}
	return w.d.Status == registry.DisputeAwaitingChoice && w.d.Choice != nil
}
