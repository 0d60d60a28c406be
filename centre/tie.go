package centre

import (
	"context"
	"time"

	"github.com/google/uuid"

	"liuyuan/identity"
	"liuyuan/registry"
)

// NewTie declares a conflict of interest between a person and one dispute, or a
// party wherever it appears (by phone or identity number, of which only a keyed
// hash is kept).
type NewTie struct {
	Dispute        registry.DisputeID
	Mediator       registry.MediatorID
	Kind           registry.TieKind
	Phone          string
	IdentityNumber string
	Note           string
	Key            string `json:"-"`
}

// DeclareTie records a tie. It excludes from now on; work already accepted is for
// the clerk to hand over.
func (c *Centre) DeclareTie(ctx context.Context, v identity.Viewer, in NewTie) (Settled, error) {
	if c.keyring == nil {
		return Settled{}, noKeys()
	}
	return c.changeCase(ctx, v, "declareTie", in.Key, in, func(tx registry.Writer) (Settled, error) {
		w, err := c.hold(tx, v, []registry.MediatorID{in.Mediator}, in.Dispute)
		if err != nil {
			return Settled{}, err
		}
		if err := checkNote("note", in.Note); err != nil {
			return Settled{}, err
		}
		if _, err := tx.Mediator(in.Mediator); err != nil {
			return Settled{}, registry.NotFound("mediatorId")
		}
		if err := (registry.PartyFacts{Name: registry.UnknownName, Phone: in.Phone, IdentityNumber: in.IdentityNumber}).Validate(registry.PartyPerson); err != nil {
			return Settled{}, err
		}
		subject := c.identityHash(in.IdentityNumber)
		if subject == nil {
			subject = c.phoneHash(in.Phone)
		}
		id, err := w.declare(in.Mediator, in.Kind, subject)
		if err != nil {
			return Settled{}, err
		}
		return Settled{Dispute: w.d.ID, Tie: id}, w.save()
	})
}

// declare writes a tie of the held dispute and its line in the history.
func (w *work) declare(id registry.MediatorID, kind registry.TieKind, subject []byte) (registry.TieID, error) {
	known := false
	for _, n := range registry.TieKinds() {
		known = known || n.Kind == kind
	}
	if !known {
		return "", registry.Invalid([]string{"kind"}, "利害关系的种类不认识", "unknown kind of tie")
	}
	own, err := uuid.NewV7()
	if err != nil {
		return "", err
	}
	t := registry.Tie{ID: registry.TieID(own.String()), Mediator: id, Dispute: w.d.ID, Subject: subject, Kind: kind, DeclaredAt: w.now, DeclaredBy: w.v.Principal}
	if _, err := w.tx.PutTie(t); err != nil {
		return "", err
	}
	return t.ID, w.note(registry.EventTieDeclared, &registry.Assignment{Mediator: id}, string(kind), "")
}

// Waiver records that a tie was disclosed to parties who accept the person still.
type Waiver struct {
	Tie     registry.TieID
	Dispute registry.DisputeID
	Parties []registry.PartyID // empty: all of the dispute
	Key     string             `json:"-"`
}

// WaiveTie records the parties' consent after disclosure; once all parties have
// given it, the tie no longer excludes. Whoever is a party can never mediate.
func (c *Centre) WaiveTie(ctx context.Context, v identity.Viewer, in Waiver) (Settled, error) {
	return c.changeCase(ctx, v, "waiveTie", in.Key, in, func(tx registry.Writer) (Settled, error) {
		w, err := c.hold(tx, v, nil, in.Dispute)
		if err != nil {
			return Settled{}, err
		}
		t, parties, err := w.tie(in.Tie)
		if err != nil {
			return Settled{}, err
		}
		if t.Kind == registry.TieParty {
			return Settled{}, registry.Refuse(registry.CodeConflictOfInterest, []string{"tieId"}, "当事人本人不能调解自己的纠纷", "a party cannot mediate the own dispute")
		}
		if t.Waivers == nil {
			t.Waivers = map[registry.PartyID]time.Time{}
		}
		waived, err := named(parties, in.Parties)
		if err != nil {
			return Settled{}, err
		}
		for _, p := range waived {
			t.Waivers[p] = w.now
		}
		if _, err := tx.PutTie(t); err != nil {
			return Settled{}, err
		}
		if err := w.note(registry.EventTieWaived, &registry.Assignment{Mediator: t.Mediator}, string(t.Kind), ""); err != nil {
			return Settled{}, err
		}
		return Settled{Dispute: w.d.ID, Tie: t.ID}, w.save()
	})
}

// tie gives a tie that concerns the held dispute, and its parties.
func (w *work) tie(id registry.TieID) (registry.Tie, []registry.Party, error) {
	parties, err := w.tx.Parties(w.scope, []registry.DisputeID{w.d.ID})
	if err != nil {
		return registry.Tie{}, nil, err
	}
	ties, err := w.tx.Ties(w.d.ID)
	if err != nil {
		return registry.Tie{}, nil, err
	}
	for _, t := range ties {
		if t.ID == id {
			return t, parties, nil
		}
	}
	return registry.Tie{}, nil, registry.NotFound("tieId")
}

// Ties gives the ties that concern a dispute.
func (c *Centre) Ties(ctx context.Context, v identity.Viewer, id registry.DisputeID) (ties []registry.Tie, err error) {
	err = c.view(ctx, func(tx registry.Reader) error {
		if _, err := tx.Dispute(identity.ScopeOf(v), id); err != nil {
			return err
		}
		ties, err = tx.Ties(id)
		return err
	})
	return ties, err
}
