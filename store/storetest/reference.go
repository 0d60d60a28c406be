package storetest

import (
	"cmp"
	"slices"
	"strconv"

	"liuyuan/registry"
)

// The reference says in plain loops what the SQL of the stores must find.

func byID(a, b registry.Mediator) int { return cmp.Compare(a.ID, b.ID) }

func anyOf[T comparable](have, wanted []T) bool {
	return slices.ContainsFunc(wanted, func(w T) bool { return slices.Contains(have, w) })
}

func fits(m registry.Mediator, load int, f registry.MediatorFilter) bool {
	if m.Status == registry.MediatorRemoved || len(f.Roles) > 0 && !anyOf(m.Roles, f.Roles) {
		return false
	}
	if f.Region != "" && !slices.ContainsFunc(placesOf(m), func(p registry.RegionCode) bool { return p.Contains(f.Region) || f.Region.Contains(p) }) {
		return false
	}
	if f.DisputeType != "" && !slices.ContainsFunc(m.Specialties, func(s registry.Specialty) bool { return f.DisputeType.Covers(s.Type) }) {
		return false
	}
	if f.Organization != "" && !slices.ContainsFunc(m.Posts, func(p registry.Post) bool { return p.Organization == f.Organization }) {
		return false
	}
	for _, l := range f.Languages {
		if !slices.Contains(m.Languages, l) {
			return false
		}
	}
	if len(f.Standings) > 0 && !slices.ContainsFunc(m.Standings, func(s registry.StandingTerm) bool { return slices.Contains(f.Standings, s.Kind) && s.Covers(f.Day) }) {
		return false
	}
	if f.ActiveOnly && !m.ActiveOn(f.Day) {
		return false
	}
	free := m.ActiveOn(f.Day) && !m.OnLeave(f.Day) && load < m.Capacity
	return f.Available == nil || *f.Available == free
}

func placesOf(m registry.Mediator) []registry.RegionCode {
	all := slices.Clone(m.ServiceAreas)
	for _, s := range m.Seats {
		all = append(all, s.Region)
	}
	return append(all, m.Home)
}

// place is where a person stands in an order; sortKey is the identity in these tests.
func place(m registry.Mediator, load int, o registry.MediatorOrder) registry.MediatorPlace {
	p := registry.MediatorPlace{ID: m.ID}
	switch o {
	case registry.OrderByName:
		p.Value = m.Name
	case registry.OrderByOpenLoad:
		p.Value = strconv.Itoa(load)
	case registry.OrderByAssuredAt:
		p.Value = string(m.AssuredAt)
	}
	return p
}

// comparePlaces orders places; loads in these tests have one digit.
func comparePlaces(a, b registry.MediatorPlace) int {
	return cmp.Or(cmp.Compare(a.Value, b.Value), cmp.Compare(a.ID, b.ID))
}

// page is what Mediators must give.
func page(people []registry.Mediator, loads map[registry.MediatorID]int, p registry.MediatorPage) []registry.Mediator {
	compare := func(a, b registry.MediatorPlace) int {
		if p.Descending {
			a, b = b, a
		}
		return comparePlaces(a, b)
	}
	at := func(m registry.Mediator) registry.MediatorPlace { return place(m, loads[m.ID], p.Order) }
	var found []registry.Mediator
	for _, m := range people {
		if fits(m, loads[m.ID], p.Filter) && (p.After == nil || compare(at(m), *p.After) > 0) && (p.Before == nil || compare(at(m), *p.Before) < 0) {
			found = append(found, m)
		}
	}
	slices.SortFunc(found, func(a, b registry.Mediator) int { return compare(at(a), at(b)) })
	switch n := len(found) - p.Limit; {
	case p.Limit == 0:
		return nil
	case n > 0 && p.Backward:
		return found[n:]
	case n > 0:
		return found[:p.Limit]
	}
	return found
}

// seats is what Seats must give.
func seats(people []registry.Mediator, region registry.RegionCode, day registry.Date) []registry.SeatHolder {
	var all []registry.SeatHolder
	for _, m := range people {
		for _, s := range m.Seats {
			if h := (registry.SeatHolder{Seat: s, Mediator: m.ID}); m.Status != registry.MediatorRemoved && region.Contains(s.Region) && s.Covers(day) && !slices.Contains(all, h) {
				all = append(all, h)
			}
		}
	}
	slices.SortFunc(all, func(a, b registry.SeatHolder) int {
		return cmp.Or(cmp.Compare(a.Region, b.Region), cmp.Compare(a.Role, b.Role), cmp.Compare(a.Mediator, b.Mediator), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	return all
}

// members is what Members must give.
func members(people []registry.Mediator, org registry.OrganizationID, after registry.MediatorID, limit int) []registry.MediatorID {
	var ids []registry.MediatorID
	for _, m := range people { // by identifier
		if m.Status != registry.MediatorRemoved && m.ID > after && len(ids) < limit &&
			slices.ContainsFunc(m.Posts, func(p registry.Post) bool { return p.Organization == org }) {
			ids = append(ids, m.ID)
		}
	}
	return ids
}
