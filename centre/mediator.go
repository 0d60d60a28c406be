package centre

import (
	"context"

	"liuyuan/identity"
	"liuyuan/registry"
)

// Person is a mediator with the live load, as an answer shows them.
type Person struct {
	registry.Mediator
	registry.Workload
	// Day is the calendar day the answer is given for: standing, leave and
	// freshness are judged by it.
	Day registry.Date
}

// Available reports whether the person takes new work on the day.
func (p Person) Available() bool {
	return p.ActiveOn(p.Day) && !p.OnLeave(p.Day) && p.Open < p.Capacity
}

// Mediators gives the people asked, in the order asked; nil for one that does not
// exist, was removed, or is not the viewer's to see.
func (c *Centre) Mediators(ctx context.Context, v identity.Viewer, ids []registry.MediatorID) ([]*Person, error) {
	people := make([]*Person, len(ids))
	err := c.view(ctx, func(tx registry.Reader) error {
		found, err := c.persons(tx, v, ids)
		if err != nil {
			return err
		}
		for i, id := range ids {
			people[i] = found[id]
		}
		return nil
	})
	return people, err
}

func (c *Centre) persons(tx registry.Reader, v identity.Viewer, ids []registry.MediatorID) (map[registry.MediatorID]*Person, error) {
	records, err := tx.MediatorsByID(ids)
	if err != nil {
		return nil, err
	}
	loads, err := tx.Workloads(ids)
	if err != nil {
		return nil, err
	}
	day := registry.DateOf(c.clock())
	found := make(map[registry.MediatorID]*Person, len(records))
	for _, m := range records {
		if m.Status == registry.MediatorRemoved || v.Public() && !m.ActiveOn(day) {
			continue
		}
		found[m.ID] = &Person{Mediator: m, Day: day}
	}
	for _, w := range loads {
		if p := found[w.Mediator]; p != nil {
			p.Workload = w
		}
	}
	return found, nil
}

// MediatorList is one page of the roster with the size of the whole.
type MediatorList struct {
	People []Person
	More   bool // further records in the direction of the page
	Total  int
}

// ListMediators gives one page of the roster; page.Limit is 1…100.
func (c *Centre) ListMediators(ctx context.Context, v identity.Viewer, page registry.MediatorPage) (MediatorList, error) {
	var list MediatorList
	if err := c.allow(v, "Query", "mediators"); err != nil {
		return list, err
	}
	page.Filter.Day = registry.DateOf(c.clock())
	if v.Public() {
		// The public sees people who take part today, and sorts by nothing it may not see.
		if page.Order == registry.OrderByOpenLoad || page.Order == registry.OrderByAssuredAt {
			return list, registry.Refuse(registry.CodeForbidden, []string{"orderBy"}, "您的角色不能按此排序", "your role may not sort by this")
		}
		page.Filter.ActiveOnly = true
	}
	limit := page.Limit
	page.Limit++
	err := c.view(ctx, func(tx registry.Reader) error {
		records, err := tx.Mediators(page)
		if err != nil {
			return err
		}
		if list.Total, err = tx.CountMediators(page.Filter); err != nil {
			return err
		}
		if list.More = len(records) > limit; list.More {
			if page.Backward {
				records = records[1:]
			} else {
				records = records[:limit]
			}
		}
		list.People, err = c.withLoads(tx, records, page.Filter.Day)
		return err
	})
	return list, err
}

func (c *Centre) withLoads(tx registry.Reader, records []registry.Mediator, day registry.Date) ([]Person, error) {
	ids := make([]registry.MediatorID, len(records))
	for i, m := range records {
		ids[i] = m.ID
	}
	loads, err := tx.Workloads(ids)
	if err != nil {
		return nil, err
	}
	open := map[registry.MediatorID]registry.Workload{}
	for _, w := range loads {
		open[w.Mediator] = w
	}
	people := make([]Person, len(records))
	for i, m := range records {
		people[i] = Person{Mediator: m, Workload: open[m.ID], Day: day}
	}
	return people, nil
}
