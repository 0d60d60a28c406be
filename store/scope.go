package store

import (
	"strings"

	"liuyuan/registry"
)

// scope writes the terms under which disputes are shown; alias names the dispute
// table. The zero Scope shows nothing. Codes are compared as whole segments: the
// range holds what continues the code, the length what is a code at all.
func (q *clause) scope(s registry.Scope, alias string) {
	if s.Everything {
		return
	}
	var any []string
	for _, r := range s.Regions {
		if r.Level() != "" {
			any = append(any, q.inRegion(r, alias+".region"))
		}
	}
	if s.Mediator != "" && storable(s.Mediator) {
		any = append(any, "EXISTS (SELECT 1 FROM assignment mine WHERE mine.dispute = "+alias+".id AND mine.mediator = "+q.arg(string(s.Mediator))+" AND mine.status IN ('OFFERED', 'ACCEPTED', 'COMPLETED'))")
	}
	if len(any) == 0 {
		any = []string{"1 = 0"}
	}
	q.and("(" + strings.Join(any, " OR ") + ")")
}

func (q *clause) inRegion(r registry.RegionCode, column string) string {
	return "(" + column + " >= " + q.arg(string(r)) + " AND " + column + " < " + q.arg(within(r)) + " AND length(" + column + ") IN (2, 4, 6, 9, 12, 15))"
}

// shown joins the terms of rows that belong to a dispute.
func (q *clause) shown(s registry.Scope, column string) {
	if s.Everything {
		return
	}
	inner := &clause{args: q.args}
	inner.scope(s, "d")
	q.args = inner.args
	q.and("EXISTS (SELECT 1 FROM dispute d WHERE d.id = " + column + " AND " + inner.where() + ")")
}
