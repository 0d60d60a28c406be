package matching

import (
	"slices"
	"strings"

	"liuyuan/registry"
)

// funnel is one run of the table: counts of who falls where, and the best k.
type funnel struct {
	considered int
	eligible   int
	counts     [][]int // by rule and verdict
	alone      []int   // people whom only this rule excludes
	k          int
	top        []ranked // best first, at most k
}

// ranked is an eligible person with the total.
type ranked struct {
	person
	total int
}

func newFunnel(a *ask, k int) *funnel {
	f := &funnel{k: k, counts: make([][]int, len(a.rules)), alone: make([]int, len(a.rules)), top: make([]ranked, 0, k)}
	flat := make([]int, 4*len(a.rules))
	for i := range f.counts {
		f.counts[i] = flat[4*i : 4*i+4 : 4*i+4]
	}
	return f
}

// count adds people to a rule's verdict.
func (f *funnel) count(rule int, v verdict, people int) {
	for int(v) >= len(f.counts[rule]) {
		f.counts[rule] = append(f.counts[rule], 0)
	}
	f.counts[rule][v] += people
}

// floor is the total below which nobody is among the best k any more.
func (f *funnel) floor() int {
	if f.k == 0 || len(f.top) < f.k {
		return 0
	}
	return f.top[f.k-1].total
}

// stands runs the rules up to the first that fails, and counts nothing.
func (a *ask) stands(p *person) bool {
	for i := range a.rules {
		if a.waived>>i&1 == 0 && a.rules[i].exclude(a, p) != 0 {
			return false
		}
	}
	return true
}

// offer keeps the person if among the best k.
func (f *funnel) offer(a *ask, x *ranked) {
	full := len(f.top) == f.k
	if full && a.compare(x, &f.top[f.k-1]) > 0 {
		return
	}
	at, _ := slices.BinarySearchFunc(f.top, x, func(e ranked, x *ranked) int { return a.compare(&e, x) })
	if full {
		f.top = f.top[:f.k-1]
	}
	f.top = slices.Insert(f.top, at, *x)
}

// total is Σ weight × score.
func (a *ask) total(p *person) int {
	total := 0
	for i := range a.soft {
		total += a.weight[i] * a.soft[i].score(a, p).score
	}
	return total
}

// totalFrom is the same sum, had the cheap way: it begins at what the best of the
// person's cell could have, takes off what the person lacks, scorer by scorer, and
// gives up below the floor. Of the distance a bound is taken off first, which costs
// little and ends most.
func (a *ask) totalFrom(p *person, bound int, bests []int, floor int) (int, bool) {
	near := a.t.proximity
	alone := best{box: box{p.at, p.at}, noPoint: !p.at.known(), online: a.q.Online}
	atBest := bestProximity(a, &alone)
	if bound -= a.weight[near] * (bests[near] - atBest); bound < floor {
		return 0, false
	}
	for _, i := range a.cheapest {
		if a.weight[i] == 0 {
			continue
		}
		most := bests[i]
		if i == near {
			most = atBest
		}
		if bound -= a.weight[i] * (most - a.soft[i].score(a, p).score); bound < floor {
			return 0, false
		}
	}
	return bound, true
}

// compare is the order of candidates: negative if x comes first.
func (a *ask) compare(x, y *ranked) int {
	switch {
	case x.total != y.total:
		return y.total - x.total
	case x.load.open() != y.load.open():
		return x.load.open() - y.load.open()
	case x.load.last() != y.load.last():
		if x.load.last() < y.load.last() {
			return -1
		}
		return 1
	}
	return a.t.compareKeys(&x.key, &y.key)
}

// candidate builds contributions and total of an eligible person in one loop.
func (a *ask) candidate(x *ranked, rank int) registry.Candidate {
	c := registry.Candidate{
		Rank: rank, Mediator: a.t.id(x.key), Contributions: make([]registry.Contribution, len(a.soft)),
		Metres: -1, OpenLoad: x.load.open(), Capacity: int(x.capacity),
	}
	for i := range a.soft {
		s := &a.soft[i]
		r := s.score(a, &x.person)
		reason := registry.Reason{Code: r.code}
		if s.params != nil {
			reason.Params = s.params(a, r)
		}
		points := r.score * a.weight[i]
		c.Contributions[i] = registry.Contribution{Criterion: s.Criterion, Score: r.score, Weight: a.weight[i], Points: points, Reason: reason}
		c.Total += points
		switch {
		case r.code == ReasonDistance:
			c.Metres = r.n
		case s.Criterion == CriterionRoom && r.code != ReasonNoRoom:
			c.Organization = a.t.organizations[r.n].id
		}
	}
	if c.Organization == "" {
		c.Organization = a.organization(&x.person)
	}
	return c
}

// organization is the institution through which a person fits who has no room for
// the matter: the committee of the standing that lets them lead, else the first post.
func (a *ask) organization(p *person) registry.OrganizationID {
	best := 4
	var id registry.OrganizationID
	for _, w := range p.standingList() {
		s := standingWord(w)
		if n := s.organization(); n >= 0 && s.kind() < best && s.term().covers(a.day) {
			best, id = s.kind(), a.t.organizations[n].id
		}
	}
	if id == "" && p.posts > 0 {
		id = a.t.organizations[postWord(p.postList()[0]).organization()].id
	}
	return id
}

// summary lists the exclusions, most frequent first, then by code.
func (f *funnel) summary(a *ask) registry.MatchSummary {
	s := registry.MatchSummary{Region: a.q.Region, Considered: f.considered, Eligible: f.eligible}
	for i, counts := range f.counts {
		for v, n := range counts {
			if n > 0 {
				reason, temporary := a.rules[i].reason(a, verdict(v))
				s.Excluded = append(s.Excluded, registry.ExclusionCount{Reason: reason, Temporary: temporary, Count: n})
			}
		}
	}
	slices.SortFunc(s.Excluded, func(x, y registry.ExclusionCount) int {
		if x.Count != y.Count {
			return y.Count - x.Count
		}
		return strings.Compare(x.Reason.Key(), y.Reason.Key())
	})
	return s
}
