package registry

import "slices"

// Quota bounds new work for a while, beside the capacity: "three more this week".
// When nothing is left the person is on leave until it ends: "none until Monday".
type Quota struct {
	No    int  `json:"no"`              // names this bound: the record's version when it was set
	Left  int  `json:"left"`            // matters still taken
	Until Date `json:"until"`           // first day without the bound
	Since Date `json:"since,omitempty"` // first day of the leave it caused; empty: none yet
}

// MaxQuota is the largest bound of this kind.
const MaxQuota = 100

// QuotaOn is the bound in force on the day; nil if there is none.
func (m *Mediator) QuotaOn(day Date) *Quota {
	if m.Quota == nil || m.Quota.Until <= day {
		return nil
	}
	return m.Quota
}

// Limit sets the bound anew, or lifts it with an until that is not after the day.
func (m *Mediator) Limit(more int, until, day Date) {
	m.reopen()
	m.Quota = nil
	if until > day {
		m.Quota = &Quota{No: m.Version, Left: more, Until: until}
		m.close(day)
	}
}

// Spend takes one matter off the bound in force and gives its number; 0 if there
// is none. It must not be called with nothing left.
func (m *Mediator) Spend(day Date) int {
	q := m.QuotaOn(day)
	if q == nil {
		return 0
	}
	next := *q
	next.Left--
	m.Quota = &next
	m.close(day)
	return next.No
}

// GiveBack returns a matter that was counted in the bound of the number and did
// not become work; false if that bound is gone.
func (m *Mediator) GiveBack(no int, day Date) bool {
	q := m.QuotaOn(day)
	if q == nil || q.No != no || no == 0 {
		return false
	}
	m.reopen()
	next := *q
	next.Left, next.Since = next.Left+1, ""
	m.Quota = &next
	return true
}

// close puts the person on leave for the rest of the bound once nothing is left.
func (m *Mediator) close(day Date) {
	if m.Quota.Left == 0 {
		m.Quota.Since = day
		m.Leaves = append(slices.Clone(m.Leaves), m.Quota.leave())
	}
}

// reopen takes away the leave that the bound caused.
func (m *Mediator) reopen() {
	if m.Quota != nil && m.Quota.Since != "" {
		closed := m.Quota.leave()
		for i := len(m.Leaves) - 1; i >= 0; i-- { // an equal one before it is the person's own
			if m.Leaves[i] == closed {
				m.Leaves = slices.Delete(slices.Clone(m.Leaves), i, i+1)
				return
			}
		}
	}
}

func (q *Quota) leave() Leave { return Leave{Term: Term{From: q.Since, To: q.Until.AddDays(-1)}} }
