package centre

import (
	"context"
	"slices"

	"liuyuan/identity"
	"liuyuan/registry"
)

// Pause stops new work for a person until a day: "none until Monday".
type Pause struct {
	Mediator registry.MediatorID
	Until    registry.Date // first day with new work again
	Version  *int
	Key      string `json:"-"`
}

// maxPause is how long a person may pause without the roster's keeper, in days.
const maxPause = 92

// PauseOffers stops new offers to a person until a day, as a leave from today to
// the day before: unanswered offers move on, accepted work stays. A mediator pauses
// the own work, staff anyone's who serves or lives in their region. A day that is
// today ends the pause.
func (c *Centre) PauseOffers(ctx context.Context, v identity.Viewer, in Pause) (Written, error) {
	if err := c.allow(v, "Mutation", "pauseOffers"); err != nil {
		return Written{}, err
	}
	return c.halt(ctx, v, "pauseOffers", in.Key, in.Mediator, in, func(tx registry.Writer) (registry.Mediator, error) {
		m, err := c.ownWork(tx, v, in.Mediator, in.Version)
		if err != nil {
			return m, err
		}
		today := registry.DateOf(tx.Now())
		if err := checkReturn(in.Until, today); err != nil {
			return m, err
		}
		// What runs now is replaced, a bound of the week too; leaves to come stay.
		m.Quota = nil
		m.Leaves = slices.DeleteFunc(slices.Clone(m.Leaves), func(l registry.Leave) bool { return l.Covers(today) })
		if in.Until > today {
			m.Leaves = append(m.Leaves, registry.Leave{Term: registry.Term{From: today, To: in.Until.AddDays(-1)}})
		}
		return m, m.Validate(c.taxonomy)
	})
}

// ownWork gives a person whose availability the viewer may change; NOT_FOUND if not.
func (c *Centre) ownWork(tx registry.Reader, v identity.Viewer, id registry.MediatorID, version *int) (registry.Mediator, error) {
	m, err := tx.Mediator(id)
	if err == nil && (m.Status == registry.MediatorRemoved || !pauses(v, &m)) {
		err = registry.NotFound("mediatorId")
	}
	if err != nil {
		return m, err
	}
	return m, checkVersion(version, m.Version)
}

func checkReturn(until, today registry.Date) error {
	if until < today || today.AddDays(maxPause) < until {
		return registry.Invalid([]string{"until"}, "恢复接案的日子须在今天或之后、三个月之内", "the day of the return is today or later, within three months")
	}
	return nil
}

// pauses reports whether the viewer may pause the person.
func pauses(v identity.Viewer, m *registry.Mediator) bool {
	if v.Has(registry.AccessMediator) && v.Mediator == m.ID {
		return true
	}
	return v.Casework() && (v.Covers(m.Home) || slices.ContainsFunc(m.ServiceAreas, v.Covers))
}
