package registry

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// A bound of the week is kept by any sequence of offers and answers, and leaves of
// the person's own are left as they were.
func TestAQuotaIsNeverExceededAndLeavesOtherLeavesAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const day = Date("2026-03-04")
		own := Leave{Term{From: "2026-03-04", To: "2026-03-08"}} // the very days that the bound may close
		m := Mediator{Version: 7, Leaves: []Leave{own}}
		if rapid.Bool().Draw(t, "nobody's leave") {
			m.Leaves = nil
		}
		before := slices.Clone(m.Leaves)
		n := rapid.IntRange(0, 3).Draw(t, "more")
		m.Limit(n, "2026-03-09", day)
		spent := 0
		for _, offer := range rapid.SliceOf(rapid.Bool()).Draw(t, "offers") {
			switch q := m.QuotaOn(day); {
			case offer && q.Left > 0:
				if no := m.Spend(day); no != 7 {
					t.Fatalf("counted in bound %d", no)
				}
				spent++
			case !offer && spent > 0:
				if !m.GiveBack(7, day) {
					t.Fatal("not given back")
				}
				spent--
			}
			closed := len(m.Leaves) > len(before)
			if spent > n || m.Quota.Left != n-spent || closed != (m.Quota.Left == 0) || !slices.Equal(m.Leaves[:len(before)], before) {
				t.Fatalf("%d of %d spent: %+v, leaves %v", spent, n, m.Quota, m.Leaves)
			}
		}
		if m.GiveBack(6, day) || m.GiveBack(0, day) || m.GiveBack(7, "2026-03-09") {
			t.Fatal("given back to a bound that is gone")
		}
		m.Limit(0, day, day)
		if m.Quota != nil || !slices.Equal(m.Leaves, before) {
			t.Fatalf("after lifting: %+v, leaves %v", m.Quota, m.Leaves)
		}
	})
}
