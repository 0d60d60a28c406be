package centre

import (
	"context"
	"fmt"
	"time"

	"liuyuan/identity"
	"liuyuan/registry"
)

// Settled is the answer to a change of a dispute: what was changed, by identifier.
// It is what a replay gives again, so it holds no personal data.
type Settled struct {
	Dispute    registry.DisputeID    `json:"dispute"`
	Assignment registry.AssignmentID `json:"assignment,omitempty"`
	// Offers are all offers of one change, the first being Assignment.
	Offers []registry.AssignmentID `json:"offers,omitempty"`
	Tie    registry.TieID          `json:"tie,omitempty"`
	Record registry.MatchRecordID  `json:"record,omitempty"`
	// Seq is the position of the feed that holds the change (syncToken).
	Seq int64 `json:"-"`
}

// work is one change of one dispute, made while its record and the people
// concerned are held. Whatever it writes stands or falls together.
type work struct {
	c     *Centre
	tx    registry.Writer
	v     identity.Viewer
	scope registry.Scope
	now   time.Time // the database's clock
	d     registry.Dispute
}

// hold locks people and dispute and gives what stands then.
func (c *Centre) hold(tx registry.Writer, v identity.Viewer, people []registry.MediatorID, id registry.DisputeID) (*work, error) {
	scope := identity.ScopeOf(v)
	d, err := tx.Lock(scope, people, id)
	if registry.CodeOf(err) == registry.CodeNotFound {
		err = registry.NotFound("disputeId")
	}
	return &work{c: c, tx: tx, v: v, scope: scope, now: tx.Now(), d: d}, err
}

// changeCase runs one change of a dispute once, and waits until match sees its loads.
func (c *Centre) changeCase(ctx context.Context, v identity.Viewer, operation, key string, input any, effect func(registry.Writer) (Settled, error)) (Settled, error) {
	if err := c.allow(v, "Mutation", operation); err != nil {
		return Settled{}, err
	}
	done, seq, err := once(ctx, c, v, operation, key, input, effect)
	if err != nil {
		return Settled{}, err
	}
	done.Seq = seq
	c.settle(ctx, seq)
	return done, nil
}

// note appends to the dispute's history; what people wrote is sealed.
func (w *work) note(kind registry.EventKind, a *registry.Assignment, code, text string) error {
	e := registry.Event{Dispute: w.d.ID, Kind: kind, At: w.now, By: w.v.Principal, Role: actingRole(w.v), Status: w.d.Status, Code: code}
	if a != nil {
		e.Assignment, e.Mediator = a.ID, a.Mediator
	}
	if text != "" {
		sealed, err := w.c.seal(notePlace(w.d.ID), []byte(text))
		if err != nil {
			return err
		}
		e.Note = sealed
	}
	return w.tx.AddEvent(e)
}

func notePlace(id registry.DisputeID) identity.Place {
	return identity.Place{Table: "dispute_event", Column: "note", Row: string(id)}
}

// actingRole is under which role someone acts on a dispute; empty: the program.
func actingRole(v identity.Viewer) registry.Access {
	if v.IsSystem() {
		return ""
	}
	for _, r := range []registry.Access{registry.AccessDistrictStaff, registry.AccessStaff, registry.AccessRosterAdmin, registry.AccessMediator} {
		if v.Has(r) {
			return r
		}
	}
	return ""
}

// save writes the dispute as the change left it.
func (w *work) save() error {
	version, err := w.tx.PutDispute(w.d)
	if err == nil {
		w.d.Version = version
	}
	return err
}

// checkVersion refuses a change based on another version than the present one.
func checkVersion(given *int, present int) error {
	if given == nil || *given == present {
		return nil
	}
	return registry.Refuse(registry.CodeVersionConflict, []string{"version"},
		fmt.Sprintf("记录已被他人修改（现为第 %d 版），请重新载入后再改", present),
		fmt.Sprintf("the record was changed meanwhile (now version %d); load it again", present))
}

// MaxNote is the longest note or reason that people write, in characters.
const MaxNote = 500

func checkNote(field, text string) error {
	if len([]rune(text)) > MaxNote {
		return registry.Invalid([]string{field}, fmt.Sprintf("最多 %d 个字", MaxNote), fmt.Sprintf("at most %d characters", MaxNote))
	}
	return nil
}

// everything is the scope of checks that must see all there is, whoever asks;
// nothing read under it is shown.
func everything() registry.Scope { return identity.ScopeOf(identity.System()) }
