package centre

import (
	"context"
	"maps"
	"time"

	"liuyuan/identity"
	"liuyuan/registry"
)

// NewConsent records that parties agree to an invited person.
type NewConsent struct {
	Assignment registry.AssignmentID
	Parties    []registry.PartyID // empty: all of the dispute
	Note       string
	Version    *int
	Key        string `json:"-"`
}

// RecordConsent keeps the parties' consent to an invited person (人民调解法 art. 20).
// Until every party has given it the invitation cannot be accepted, and nobody
// but staff is shown that the person was asked.
func (c *Centre) RecordConsent(ctx context.Context, v identity.Viewer, in NewConsent) (Settled, error) {
	return c.onAssignment(ctx, v, "recordConsent", in.Key, in.Assignment, in.Version, in, func(w *work, a *registry.Assignment) error {
		if err := checkNote("note", in.Note); err != nil {
			return err
		}
		if a.Part != registry.PartInvited || !a.Status.Live() {
			return registry.Refuse(registry.CodeState, []string{"assignmentId"}, "只有在办的邀请需要记录当事人同意", "consent is recorded for a live invitation only")
		}
		parties, err := w.tx.Parties(w.scope, []registry.DisputeID{w.d.ID})
		if err != nil {
			return err
		}
		given := maps.Clone(a.Consents)
		if given == nil {
			given = map[registry.PartyID]time.Time{}
		}
		agreed, err := named(parties, in.Parties)
		for _, p := range agreed {
			given[p] = w.now
		}
		if err != nil {
			return err
		}
		a.Consents = given
		if a.Version, err = w.tx.PutAssignment(*a); err != nil {
			return err
		}
		return w.note(registry.EventConsented, a, "", in.Note)
	})
}

// named are the parties asked for, all if none is; NOT_FOUND if one is another's.
func named(parties []registry.Party, wanted []registry.PartyID) ([]registry.PartyID, error) {
	missing := map[registry.PartyID]bool{}
	for _, id := range wanted {
		missing[id] = true
	}
	var ids []registry.PartyID
	for _, p := range parties {
		if len(wanted) == 0 || missing[p.ID] {
			ids = append(ids, p.ID)
			delete(missing, p.ID)
		}
	}
	if len(missing) > 0 {
		return nil, registry.NotFound("partyIds")
	}
	return ids, nil
}

// consented refuses an invitation that a party has not agreed to.
func (w *work) consented(a *registry.Assignment) error {
	if a.Part != registry.PartInvited {
		return nil
	}
	parties, err := w.tx.Parties(everything(), []registry.DisputeID{w.d.ID})
	if err != nil {
		return err
	}
	ids, err := named(parties, nil)
	if err == nil && !a.Consented(ids) {
		err = registry.Refuse(registry.CodeConsentMissing, []string{"assignmentId"},
			"邀请他人参与须先征得每一方当事人同意；请登记当事人并记录同意", "every party must agree to an invited person first: register the parties and record their consent")
	}
	return err
}

// shownTo reports whether a viewer is told of an assignment: an invitation is
// between the centre and the person until it is accepted.
func shownTo(v identity.Viewer, a *registry.Assignment) bool {
	settled := a.Status == registry.AssignmentAccepted || a.Status == registry.AssignmentCompleted
	return a.Part != registry.PartInvited || settled || v.Casework() || v.IsSystem() || v.Mediator == a.Mediator
}
