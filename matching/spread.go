package matching

import (
	"cmp"
	"slices"

	"liuyuan/registry"
)

// chance is what a person could have been asked in a scenario.
type chance struct {
	cases uint64 // a mark of which cases: equal for the same ones
	share int    // millionths of units, each case shared evenly among all who may take it
}

// chances are those of everyone whom some case's rules would let stand with an empty
// desk, on duty and not on leave.
func (p *Pool) chances(policy *Policy, s Scenario) map[registry.MediatorID]chance {
	all := map[registry.MediatorID]chance{}
	for n, c := range s.Cases {
		p.mu.RLock()
		a := p.ask(policy, c.Question)
		a.waived |= 1<<a.rule(CriterionCapacity) | 1<<a.rule(CriterionLeave) | 1<<a.rule(CriterionDuty)
		var able []registry.MediatorID
		p.visit(a, func() int { return 0 }, func(v *view) {
			v.each(a.standing(v), func(q *person) {
				if q.capacity > 0 {
					able = append(able, p.tables.id(q.key))
				}
			})
		})
		p.mu.RUnlock()
		for _, id := range able {
			x := all[id]
			all[id] = chance{x.cases ^ scatter(uint64(n)), x.share + 1_000_000*c.Weight/len(able)}
		}
	}
	return all
}

// scatter makes a number of 64 random-looking bits (splitmix64).
func scatter(n uint64) uint64 {
	n = (n + 1) * 0x9e3779b97f4a7c15
	n = (n ^ n>>30) * 0xbf58476d1ce4e5b9
	n = (n ^ n>>27) * 0x94d049bb133111eb
	return n ^ n>>31
}

// evenSpread is the spread of even shares.
func evenSpread(chances map[registry.MediatorID]chance) Spread {
	shares := make(map[registry.MediatorID]int, len(chances))
	for id, c := range chances {
		shares[id] = c.share
	}
	s := spread(shares, len(shares))
	s.Units /= 1_000_000
	return s
}

// alike is the spread among people with the same chances, group by group; who is
// like nobody is not counted.
func alike(chances map[registry.MediatorID]chance, units map[registry.MediatorID]int) Spread {
	groups := map[uint64]map[registry.MediatorID]int{}
	for id, c := range chances {
		if groups[c.cases] == nil {
			groups[c.cases] = map[registry.MediatorID]int{}
		}
		groups[c.cases][id] = units[id]
	}
	var sum Spread
	for _, group := range groups {
		if s := spread(group, len(group)); len(group) > 1 && s.Units > 0 {
			sum.People += s.People
			sum.Units += s.Units
			sum.GiniThousandth += s.GiniThousandth * s.People
			sum.MaxOverMean += s.MaxOverMean * s.People
		}
	}
	if sum.People > 0 {
		sum.GiniThousandth /= sum.People
		sum.MaxOverMean /= sum.People
	}
	return sum
}

func groupSpreads(groups map[string]map[registry.MediatorID]int) []GroupSpread {
	var list []GroupSpread
	for name, units := range groups {
		list = append(list, GroupSpread{name, spread(units, len(units))})
	}
	slices.SortFunc(list, func(x, y GroupSpread) int { return cmp.Compare(x.Group, y.Group) })
	return list
}

// spread computes the figures over a number of people, those without work included.
func spread(units map[registry.MediatorID]int, people int) Spread {
	s := Spread{People: max(people, len(units))}
	loads := make([]int, s.People-len(units), s.People)
	for _, u := range units {
		loads = append(loads, u)
		s.Units += u
	}
	if s.Units == 0 {
		return s
	}
	slices.Sort(loads)
	// Gini = Σ (2i − n − 1) x_i / (n Σ x), loads ascending, i from 1.
	weighted := 0
	for i, x := range loads {
		weighted += (2*(i+1) - s.People - 1) * x
	}
	s.GiniThousandth = 1000 * weighted / (s.People * s.Units)
	s.MaxOverMean = 100 * loads[s.People-1] * s.People / s.Units
	return s
}
