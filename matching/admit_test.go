package matching

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"liuyuan/registry"
)

// TestTheChangeThatIsNamedAdmitsThePersonAndNothingLessDoes carries out what an
// explanation names: with all of it the person stands, without any part of it not.
func TestTheChangeThatIsNamedAdmitsThePersonAndNothingLessDoes(t *testing.T) {
	tax := testTaxonomy(t)
	rapid.Check(t, func(rt *rapid.T) {
		r := smallRoster(rt, tax, 6)
		q := drawQuestion(rt, r.People)
		for _, e := range r.People {
			before, ok := explainOne(t, tax, e, q, nil)
			if !ok {
				continue
			}
			if (before.Candidate == nil) != (len(before.WhatWouldChange) > 0) || (before.Candidate == nil) != (len(before.Exclusions) > 0) {
				rt.Fatalf("%+v", before)
			}
			if after, _ := explainOne(t, tax, e, q, before.WhatWouldChange); after.Candidate == nil {
				rt.Fatalf("%+v\n%+v\nasked %+v\nafter %v still excluded by %v", e.Mediator, e.Workload, q, before.WhatWouldChange, after.Exclusions)
			}
			for i, spared := range before.WhatWouldChange {
				if after, _ := explainOne(t, tax, e, q, slices.Delete(slices.Clone(before.WhatWouldChange), i, i+1)); after.Candidate != nil {
					rt.Fatalf("%+v\n%+v\nasked %+v\n%v is not needed among %v", e.Mediator, e.Workload, q, spared, before.WhatWouldChange)
				}
			}
		}
	})
}

// explainOne explains one person after changes to record, load, question and policy.
func explainOne(t *testing.T, tax *registry.Taxonomy, e Entry, q registry.MatchQuestion, changes []registry.Reason) (registry.MatchExplanation, bool) {
	policy := mustPolicy(t)
	for _, c := range changes {
		carryOut(t, c, &e, &q, policy)
	}
	pool := newTestPool(tax, &Roster{Regions: smallRegions(), Organizations: smallOrganizations(), People: []Entry{e}})
	return pool.Explain(policy, q, e.Mediator.ID)
}

func carryOut(t *testing.T, c registry.Reason, e *Entry, q *registry.MatchQuestion, policy *Policy) {
	m := &e.Mediator
	value := func(name string) string {
		return c.Params[slices.IndexFunc(c.Params, func(p registry.Param) bool { return p.Name == name })].Value
	}
	number := func(name string) int {
		n, err := strconv.Atoi(value(name))
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	without := func(list []registry.MediatorID) []registry.MediatorID {
		return slices.DeleteFunc(slices.Clone(list), func(id registry.MediatorID) bool { return id == m.ID })
	}
	moment := func(clock string) {
		at, err := time.ParseInLocation("2006-01-02 15:04", value("date")+" "+clock, registry.Shanghai())
		if err != nil {
			t.Fatal(err)
		}
		q.At = at
	}
	switch c.Code {
	case "CHANGE_EXCLUSION":
		q.Exclude, q.Asked, q.Conflicted = without(q.Exclude), without(q.Asked), without(q.Conflicted)
	case "CHANGE_STATUS":
		m.Status = registry.MediatorActive
	case "CHANGE_LEAVE":
		m.Leaves = nil
	case "CHANGE_AFTER":
		moment(q.At.In(registry.Shanghai()).Format("15:04"))
	case "CHANGE_DUTY":
		moment(value("time"))
	case "CHANGE_RENEW":
		m.Standings = append(slices.Clone(m.Standings), registry.StandingTerm{Kind: registry.StandingEngaged})
	case "CHANGE_PART":
		q.Part = registry.PartInvited
	case "CHANGE_ROLES":
		q.Roles = slices.Clone(q.Roles)
		for _, role := range strings.Split(value("roles"), ",") {
			q.Roles = append(q.Roles, registry.Role(role))
		}
	case "CHANGE_SPECIALITY":
		m.Specialties = append(slices.Clone(m.Specialties), registry.Specialty{Type: registry.TypeCode(value("type")), Level: 1})
	case "CHANGE_AREA":
		m.ServiceAreas = append(slices.Clone(m.ServiceAreas), registry.RegionCode(value("region")))
	case "CHANGE_REACH":
		km, err := strconv.ParseFloat(value("kilometres"), 64)
		if err != nil {
			t.Fatal(err)
		}
		policy.ReachMetres = int(km*1000 + 0.5)
	case "CHANGE_PLACE":
		m.Point = q.Point
	case "CHANGE_INTERPRETER":
		q.Languages = slices.DeleteFunc(slices.Clone(q.Languages), func(l registry.Language) bool {
			return slices.Contains(strings.Split(value("languages"), ","), string(l))
		})
	case "CHANGE_GENDER":
		q.Gender = ""
	case "CHANGE_GENDER_RECORD":
		m.Gender = q.Gender
	case "CHANGE_CAPACITY", "CHANGE_RAISE_CAPACITY":
		m.Capacity = number("capacity")
	case "CHANGE_CLOSE_WORK":
		e.Workload.Open -= number("units")
		if e.Workload.Open < 0 {
			t.Fatalf("%+v closes more than is open", c)
		}
	default:
		t.Fatalf("%s is no change that this test knows", c.Code)
	}
}
