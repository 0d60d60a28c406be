package registry

import (
	"slices"
	"time"
)

// Choice is a list of three to five names put to the parties, each of whom may
// strike names and rank the rest, unseen by the other, until the deadline.
type Choice struct {
	Mode     SelectionMode           `json:"mode"`
	Names    []MediatorID            `json:"names"`
	Deadline time.Time               `json:"deadline"`
	Ballots  map[PartySide]Ballot    `json:"ballots,omitempty"`
	Waiver   map[PartySide]time.Time `json:"waiver,omitempty"` // sides that leave it to the organisation
}

// Ballot is one side's answer.
type Ballot struct {
	Strikes []MediatorID `json:"strikes,omitempty"`
	Ranking []MediatorID `json:"ranking,omitempty"` // best first; unranked names come last
	At      time.Time    `json:"at"`
}

// Bounds of a choice (FINRA rule 12403 as a model; local policy).
const (
	MinChoice = 3
	MaxChoice = 5
)

// Complete reports whether both sides have answered.
func (c *Choice) Complete() bool {
	for _, side := range []PartySide{SideApplicant, SideRespondent} {
		_, answered := c.Ballots[side]
		_, waived := c.Waiver[side]
		if !answered && !waived {
			return false
		}
	}
	return true
}

// Order is the combined ranking: names nobody struck, by the sum of both sides'
// ranks (FINRA's method), then by their place in the list. A side that did not
// answer ranks all alike.
func (c *Choice) Order() []MediatorID {
	type standing struct {
		id       MediatorID
		sum, seq int
	}
	var left []standing
	for i, id := range c.Names {
		s := standing{id: id, seq: i}
		struck := false
		for _, b := range c.Ballots {
			struck = struck || slices.Contains(b.Strikes, id)
			rank := slices.Index(b.Ranking, id)
			if rank < 0 {
				rank = len(c.Names)
			}
			s.sum += rank
		}
		if !struck {
			left = append(left, s)
		}
	}
	slices.SortStableFunc(left, func(a, b standing) int {
		if a.sum != b.sum {
			return a.sum - b.sum
		}
		return a.seq - b.seq
	})
	var order []MediatorID
	for _, s := range left {
		order = append(order, s.id)
	}
	return order
}

// Validate refuses a ballot over names that were not put, named twice, or more
// strikes than leave a choice.
func (b Ballot) Validate(c *Choice) error {
	if len(b.Strikes) >= len(c.Names)-1 {
		return Invalid([]string{"strikes"}, "划去的人太多：至少要留下两人", "too many strikes: leave at least two")
	}
	seen := map[MediatorID]bool{}
	for _, id := range append(slices.Clone(b.Strikes), b.Ranking...) {
		if seen[id] || !slices.Contains(c.Names, id) {
			return Invalid([]string{"ranking"}, "只能对名单上的人各划去或排序一次", "strike or rank each name of the list once")
		}
		seen[id] = true
	}
	return nil
}
