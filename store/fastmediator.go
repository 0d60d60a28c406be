package store

import "liuyuan/registry"

// mediator reads a person; the test of this file fails when a field is missing.
func (r *jsonReader) mediator(m *registry.Mediator) {
	r.object(func(key string) {
		switch key {
		case "id":
			m.ID = registry.MediatorID(r.str())
		case "name":
			m.Name = r.prose()
		case "gender":
			m.Gender = code[registry.Gender](r)
		case "roles":
			m.Roles = codes(r, &r.lists.roles)
		case "standings":
			m.Standings = array(r, &r.lists.standings, (*jsonReader).standing)
		case "specialties":
			m.Specialties = array(r, &r.lists.specialties, (*jsonReader).specialty)
		case "facets":
			m.Facets = codes(r, &r.lists.facets)
		case "posts":
			m.Posts = array(r, &r.lists.posts, (*jsonReader).post)
		case "seats":
			m.Seats = array(r, &r.lists.seats, (*jsonReader).seat)
		case "serviceAreas":
			m.ServiceAreas = codes(r, &r.lists.regions)
		case "home":
			m.Home = code[registry.RegionCode](r)
		case "point":
			m.Point = r.point()
		case "languages":
			m.Languages = codes(r, &r.lists.languages)
		default:
			r.mediatorTexts(m, key)
		}
	})
}

func (r *jsonReader) mediatorTexts(m *registry.Mediator, key string) {
	switch key {
	case "introduction":
		m.Introduction = r.prose()
	case "dutyPhone":
		m.DutyPhone = r.prose()
	case "online":
		m.Online = r.boolean()
	case "capacity":
		m.Capacity = r.integer()
	case "leaves":
		m.Leaves = array(r, &r.lists.leaves, (*jsonReader).leave)
	case "quota":
		m.Quota = r.quota()
	case "assuredAt":
		m.AssuredAt = code[registry.Date](r)
	case "status":
		m.Status = code[registry.MediatorStatus](r)
	case "statusReason":
		m.StatusReason = r.prose()
	case "statusUntil":
		m.StatusUntil = code[registry.Date](r)
	case "synthetic":
		m.Synthetic = r.boolean()
	case "version":
		m.Version = r.integer()
	default:
		r.fail()
	}
}

func (r *jsonReader) term(t *registry.Term, key string) {
	switch key {
	case "from":
		t.From = code[registry.Date](r)
	case "to":
		t.To = code[registry.Date](r)
	default:
		r.fail()
	}
}

func (r *jsonReader) standing() (s registry.StandingTerm) {
	r.object(func(key string) {
		switch key {
		case "kind":
			s.Kind = code[registry.Standing](r)
		case "organization":
			s.Organization = code[registry.OrganizationID](r)
		default:
			r.term(&s.Term, key)
		}
	})
	return s
}

func (r *jsonReader) specialty() (s registry.Specialty) {
	r.object(func(key string) {
		switch key {
		case "type":
			s.Type = code[registry.TypeCode](r)
		case "level":
			s.Level = r.integer()
		default:
			r.fail()
		}
	})
	return s
}

func (r *jsonReader) post() (p registry.Post) {
	r.object(func(key string) {
		switch key {
		case "organization":
			p.Organization = code[registry.OrganizationID](r)
		case "presence":
			p.Presence = code[registry.Presence](r)
		case "hours":
			p.Hours = array(r, &r.lists.hours, (*jsonReader).hours)
		default:
			r.fail()
		}
	})
	return p
}

func (r *jsonReader) hours() (h registry.DutyHours) {
	r.object(func(key string) {
		switch key {
		case "weekday":
			h.Weekday = r.integer()
		case "from":
			h.From = registry.Clock(r.integer())
		case "to":
			h.To = registry.Clock(r.integer())
		default:
			r.fail()
		}
	})
	return h
}

func (r *jsonReader) seat() (s registry.Seat) {
	r.object(func(key string) {
		switch key {
		case "region":
			s.Region = code[registry.RegionCode](r)
		case "role":
			s.Role = code[registry.Role](r)
		default:
			r.term(&s.Term, key)
		}
	})
	return s
}

func (r *jsonReader) leave() (l registry.Leave) {
	r.object(func(key string) { r.term(&l.Term, key) })
	return l
}

func (r *jsonReader) quota() *registry.Quota {
	if r.literal("null") {
		return nil
	}
	q := &registry.Quota{}
	r.object(func(key string) {
		switch key {
		case "no":
			q.No = r.integer()
		case "left":
			q.Left = r.integer()
		case "until":
			q.Until = code[registry.Date](r)
		case "since":
			q.Since = code[registry.Date](r)
		default:
			r.fail()
		}
	})
	return q
}

func (r *jsonReader) point() *registry.Point {
	if r.literal("null") {
		return nil
	}
	p := &registry.Point{}
	r.object(func(key string) {
		switch key {
		case "lat":
			p.Lat = r.float()
		case "lng":
			p.Lng = r.float()
		default:
			r.fail()
		}
	})
	return p
}
