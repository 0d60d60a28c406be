package centre

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"liuyuan/identity"
	"liuyuan/registry"
)

// Party is a party as a viewer may see it: masked, unless the viewer typed it
// today or mediates the matter.
type Party struct {
	ID      registry.PartyID
	Dispute registry.DisputeID
	Kind    registry.PartyKind
	Side    registry.PartySide
	registry.PartyFacts
	Masked bool
}

func (w *work) addParty(in NewParty) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	p := registry.Party{ID: registry.PartyID(id.String()), Dispute: w.d.ID, Kind: in.Kind, Side: in.Side, TypedBy: w.v.Principal, TypedAt: w.now}
	if p.Kind == "" {
		p.Kind = registry.PartyPerson
	}
	in.Name = strings.TrimSpace(in.Name)
	in.IdentityNumber = strings.ToUpper(in.IdentityNumber)
	if p.Sealed, err = w.c.sealJSON(partyPlace(p.ID), in.PartyFacts); err != nil {
		return err
	}
	p.PhoneHash, p.IdentityHash = w.c.phoneHash(in.Phone), w.c.identityHash(in.IdentityNumber)
	return w.tx.PutParty(p)
}

func (c *Centre) phoneHash(s string) []byte {
	return c.keyring.Lookup("phone", registry.NormalPhone(s))
}

func (c *Centre) identityHash(s string) []byte {
	return c.keyring.Lookup("identity", strings.ToUpper(strings.TrimSpace(s)))
}

// subjects are the keyed hashes of the parties of a dispute.
func subjects(parties []registry.Party) [][]byte {
	var hashes [][]byte
	for _, p := range parties {
		for _, h := range [][]byte{p.PhoneHash, p.IdentityHash} {
			if h != nil {
				hashes = append(hashes, h)
			}
		}
	}
	return hashes
}

// Parties gives the parties of each of the cases, masked as the viewer requires.
func (c *Centre) Parties(ctx context.Context, v identity.Viewer, cases []*Case) ([][]Party, error) {
	open := map[registry.DisputeID]int{}
	var ids []registry.DisputeID
	out := make([][]Party, len(cases))
	for i, s := range cases {
		out[i] = []Party{}
		if s.Named {
			open[s.ID] = i
			ids = append(ids, s.ID)
		}
	}
	err := c.view(ctx, func(tx registry.Reader) error {
		found, err := tx.Parties(identity.ScopeOf(v), ids)
		if err != nil {
			return err
		}
		for _, p := range found {
			i := open[p.Dispute]
			out[i] = append(out[i], c.showParty(p, cases[i].Open || typedToday(v, p, tx.Now())))
		}
		return nil
	})
	return out, err
}

// typedToday reports whether the viewer typed the party's data on this working
// day: whoever wrote a number down may still compare it.
func typedToday(v identity.Viewer, p registry.Party, now time.Time) bool {
	return p.TypedBy == v.Principal && registry.DateOf(p.TypedAt) == registry.DateOf(now)
}

func (c *Centre) showParty(p registry.Party, open bool) Party {
	shown := Party{ID: p.ID, Dispute: p.Dispute, Kind: p.Kind, Side: p.Side, Masked: !open}
	var facts registry.PartyFacts
	if !c.unseal(partyPlace(p.ID), p.Sealed, &facts) {
		shown.Name, shown.Masked = Unreadable, true
		return shown
	}
	if open {
		shown.PartyFacts = facts
	} else {
		shown.PartyFacts = facts.Masked(p.Kind)
	}
	return shown
}

// Limits of revealing (local policy).
const (
	revealLimit  = 20
	revealWindow = 10 * time.Minute
	maxPurpose   = 200 // characters
)

// RevealParty shows a party's data in full, once, for a stated purpose. The audit
// line is written in the transaction that reads the data, before the answer: no
// audit, no data. Too many in a short time are RATE_LIMITED and leave an alert.
func (c *Centre) RevealParty(ctx context.Context, v identity.Viewer, id registry.PartyID, purpose string) (Party, error) {
	if err := c.allow(v, "Mutation", "revealParty"); err != nil {
		return Party{}, err
	}
	purpose = strings.TrimSpace(purpose)
	if n := utf8.RuneCountInString(purpose); n == 0 || n > maxPurpose {
		return Party{}, registry.Invalid([]string{"purpose"}, "请写明查看的用途，如“联系当事人”", "say what it is for, such as to contact the party")
	}
	var shown Party
	limited := false
	_, err := c.store.Update(ctx, func(tx registry.Writer) error {
		p, err := tx.Party(identity.ScopeOf(v), id)
		if registry.CodeOf(err) == registry.CodeNotFound {
			return registry.NotFound("partyId")
		}
		if err != nil {
			return err
		}
		// The counter makes twins of one principal wait for each other.
		if _, err := tx.Next("reveal:" + v.Principal); err != nil {
			return err
		}
		n, err := tx.CountAudit(v.Principal, registry.AuditReveal, tx.Now().Add(-revealWindow))
		if err != nil {
			return noAudit(err)
		}
		line := registry.Audit{At: tx.Now(), By: v.Principal, Action: registry.AuditReveal, Object: string(id), Fields: []string{"name", "phone", "identityNumber"}, Purpose: purpose}
		if limited = n >= revealLimit; limited {
			line.Action = registry.AuditRevealLimit
		} else {
			shown = c.showParty(p, true)
		}
		if err := tx.AddAudit(line); err != nil {
			return noAudit(err)
		}
		return nil
	})
	if err == nil && limited {
		c.log.Warn().Str("principal", v.Principal).Msg("too many parties were revealed in a short time")
		err = registry.Refuse(registry.CodeRateLimited, nil,
			fmt.Sprintf("十分钟内最多查看 %d 位当事人，请稍后再试", revealLimit), fmt.Sprintf("at most %d parties are revealed in ten minutes; try again later", revealLimit))
	}
	if err != nil {
		return Party{}, err
	}
	return shown, nil
}

// noAudit tells that nothing is shown because the look could not be written down.
func noAudit(err error) error {
	if registry.CodeOf(err) != registry.CodeInternal || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err // it tells by itself what happened
	}
	return registry.Fault(registry.CodeUnavailable, err,
		"查看记录写不进审计日志，因此没有显示任何内容；请稍后重试", "the look could not be written into the audit log, so nothing is shown: try again shortly")
}
