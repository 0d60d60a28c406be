package centre

import (
	"context"

	"github.com/google/uuid"

	"liuyuan/identity"
	"liuyuan/registry"
)

// Written is the answer to a change of the roster.
type Written struct {
	Mediator registry.MediatorID `json:"mediator"`
	Version  int                 `json:"version"`
	// Seq is the position of the feed that holds the change (syncToken).
	Seq int64 `json:"-"`
}

// RegisterMediator adds a person to the roster. The identifier, the status and the
// day of confirmation are given here; the rest is the admin's.
func (c *Centre) RegisterMediator(ctx context.Context, v identity.Viewer, m registry.Mediator, idempotencyKey string) (Written, error) {
	if err := c.allow(v, "Mutation", "registerMediator"); err != nil {
		return Written{}, err
	}
	m.Status = registry.MediatorActive
	m.AssuredAt = registry.DateOf(c.clock())
	m.Version = 0
	return c.change(ctx, v, "registerMediator", idempotencyKey, m, func(tx registry.Writer) (registry.Mediator, error) {
		id, err := uuid.NewV7()
		if err != nil {
			return m, err
		}
		m.ID = registry.MediatorID(id.String())
		return m, c.checkRecord(c.places.Load(), v, m)
	})
}

// MediatorChange changes a person of the roster. Change is given the present
// record and edits it; Input is what the caller sent, for replays; Version, when
// given, must be the present one.
type MediatorChange struct {
	Mediator       registry.MediatorID
	Version        *int
	Input          any
	Change         func(*registry.Mediator)
	IdempotencyKey string
}

// UpdateMediator changes a person's record and confirms it as of today.
func (c *Centre) UpdateMediator(ctx context.Context, v identity.Viewer, in MediatorChange) (Written, error) {
	if err := c.allow(v, "Mutation", "updateMediator"); err != nil {
		return Written{}, err
	}
	input := []any{in.Mediator, in.Version, in.Input}
	return c.change(ctx, v, "updateMediator", in.IdempotencyKey, input, func(tx registry.Writer) (registry.Mediator, error) {
		return c.edited(tx, v, in.Mediator, in.Version, func(m *registry.Mediator) error {
			in.Change(m)
			m.AssuredAt = registry.DateOf(c.clock())
			return nil
		})
	})
}

// Suspension takes a person out of matching until it ends or is lifted.
type Suspension struct {
	Mediator       registry.MediatorID `json:"mediator"`
	Reason         string              `json:"reason"`
	Until          registry.Date       `json:"until"` // last day; empty: until lifted
	Version        *int                `json:"version"`
	IdempotencyKey string              `json:"-"`
}

// SuspendMediator stops new work for a person: unanswered offers move on, accepted
// work stays.
func (c *Centre) SuspendMediator(ctx context.Context, v identity.Viewer, in Suspension) (Written, error) {
	if err := c.allow(v, "Mutation", "suspendMediator"); err != nil {
		return Written{}, err
	}
	return c.halt(ctx, v, "suspendMediator", in.IdempotencyKey, in.Mediator, in, func(tx registry.Writer) (registry.Mediator, error) {
		return c.edited(tx, v, in.Mediator, in.Version, func(m *registry.Mediator) error {
			if in.Reason == "" {
				return registry.Invalid([]string{"reason"}, "请写明暂停的原因", "say why the person is suspended")
			}
			if in.Until != "" && in.Until < registry.DateOf(c.clock()) {
				return registry.Invalid([]string{"until"}, "暂停的最后一天已经过去", "the last day of the suspension is over")
			}
			m.Status, m.StatusReason, m.StatusUntil = registry.MediatorSuspended, in.Reason, in.Until
			return nil
		})
	})
}

// edited is one change of an existing record, checked.
func (c *Centre) edited(tx registry.Writer, v identity.Viewer, id registry.MediatorID, version *int, apply func(*registry.Mediator) error) (registry.Mediator, error) {
	m, err := tx.Mediator(id)
	if registry.CodeOf(err) == registry.CodeNotFound || err == nil && (m.Status == registry.MediatorRemoved || !c.keeps(v, m)) {
		return m, registry.NotFound("mediatorId") // one answer for "not there" and "not yours"
	}
	if err != nil {
		return m, err
	}
	if err := checkVersion(version, m.Version); err != nil {
		return m, err
	}
	if err := apply(&m); err != nil {
		return m, err
	}
	return m, c.checkRecord(c.places.Load(), v, m)
}

// change writes one record with its receipt and waits until search and match see it.
func (c *Centre) change(ctx context.Context, v identity.Viewer, operation, key string, input any, build func(registry.Writer) (registry.Mediator, error)) (Written, error) {
	return c.written(ctx, v, operation, key, input, func(tx registry.Writer) (Written, error) {
		_, w, err := putMediator(tx, build)
		return w, err
	})
}

// written is change with the whole effect.
func (c *Centre) written(ctx context.Context, v identity.Viewer, operation, key string, input any, effect func(registry.Writer) (Written, error)) (Written, error) {
	w, seq, err := once(ctx, c, v, operation, key, input, effect)
	if err != nil {
		return Written{}, err
	}
	w.Seq = seq
	c.settle(ctx, seq)
	return w, nil
}

// putMediator writes the record that is built from what stands.
func putMediator(tx registry.Writer, build func(registry.Writer) (registry.Mediator, error)) (registry.Mediator, Written, error) {
	m, err := build(tx)
	if err != nil {
		return m, Written{}, err
	}
	version, err := tx.PutMediator(m)
	return m, Written{Mediator: m.ID, Version: version}, err
}

// keeps reports whether the record is within the admin's region: the home, or
// where none is given, the first service area.
func (c *Centre) keeps(v identity.Viewer, m registry.Mediator) bool {
	if v.IsSystem() {
		return true
	}
	base := m.Home
	if base == "" && len(m.ServiceAreas) > 0 {
		base = m.ServiceAreas[0]
	}
	return v.Covers(base)
}

// checkRecord refuses a record the roster may not hold: its own checks, places and
// institutions that do not exist, and a place outside the admin's region.
func (c *Centre) checkRecord(p *places, v identity.Viewer, m registry.Mediator) error {
	if err := m.Validate(c.taxonomy); err != nil {
		return err
	}
	for _, a := range m.ServiceAreas {
		if _, ok := p.region(a); !ok {
			return unknownPlace("serviceAreaCodes")
		}
	}
	if m.Home != "" {
		if _, ok := p.region(m.Home); !ok {
			return unknownPlace("homeRegionCode")
		}
	}
	for _, post := range m.Posts {
		if _, ok := p.organization(post.Organization); !ok {
			return unknownOrganization("posts", "organizationId")
		}
	}
	for _, s := range m.Standings {
		if _, ok := p.organization(s.Organization); s.Organization != "" && !ok {
			return unknownOrganization("standings", "organizationId")
		}
	}
	if !c.keeps(v, m) {
		return registry.Refuse(registry.CodeForbidden, []string{"homeRegionCode"},
			"只能维护本辖区的名册", "you keep the roster of your own region only")
	}
	return nil
}

func unknownPlace(field string) error {
	return registry.Invalid([]string{field}, "没有这个区划代码", "no region has this code")
}

func unknownOrganization(field ...string) error {
	return registry.Invalid(field, "没有这个机构", "no organisation has this id")
}
