package storetest

import (
	"math/rand/v2"
	"testing"

	"liuyuan/registry"
	"liuyuan/store"
)

func rosterTests() map[string]func(*testing.T, Factory) {
	return map[string]func(*testing.T, Factory){
		"every filter finds what a plain scan finds":             filtersAgree,
		"pages in every order and direction are those of a scan": pagesAgree,
		"walking by pages gives everyone once":                   pagesCover,
		"a place that fits no order is a bad cursor":             badPlaces,
		"seats and members are those of a plain scan":            seatsAgree,
		"codes contain one another by whole segments only":       segmentsKept,
	}
}

func randomFilter(r *rand.Rand) registry.MediatorFilter {
	f := registry.MediatorFilter{Day: pick(r, days)}
	maybe := func(set func()) {
		if r.IntN(4) == 0 {
			set()
		}
	}
	maybe(func() { f.Roles = some(r, roles(), 1, 4) })
	maybe(func() { f.Region = pick(r, append(places, "4407031", "x")) })
	maybe(func() { f.DisputeType = pick(r, append(types, "1", "11", "99")) })
	maybe(func() { f.Organization = pick(r, append(institutions, "none")) })
	maybe(func() { f.Languages = some(r, languages, 1, 2) })
	maybe(func() { f.Standings = some(r, standings(), 1, 2) })
	maybe(func() { free := r.IntN(2) == 0; f.Available = &free })
	maybe(func() { f.ActiveOnly = true })
	return f
}

func filtersAgree(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	people, loads := filled(t, db, 10, 300)
	r := rand.New(rand.NewPCG(11, 0))
	nonEmpty := 0
	view(t, db, func(reader registry.Reader) error {
		for range 400 {
			p := registry.MediatorPage{Filter: randomFilter(r), Limit: 1000}
			want := page(people, loads, p)
			got, err := reader.Mediators(p)
			if diff := different(want, got); diff != "" || err != nil {
				t.Fatalf("%+v: %v %s", p.Filter, err, diff)
			}
			n, err := reader.CountMediators(p.Filter)
			if n != len(want) || err != nil {
				t.Fatalf("%+v: count %d of %d, %v", p.Filter, n, len(want), err)
			}
			if n > 0 {
				nonEmpty++
			}
		}
		return nil
	})
	if nonEmpty < 100 {
		t.Errorf("only %d of the questions found anyone: they test too little", nonEmpty)
	}
}

var orders = []registry.MediatorOrder{"", registry.OrderByName, registry.OrderByOpenLoad, registry.OrderByAssuredAt}

func pagesAgree(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	people, loads := filled(t, db, 12, 200)
	r := rand.New(rand.NewPCG(13, 0))
	view(t, db, func(reader registry.Reader) error {
		for range 400 {
			p := registry.MediatorPage{Order: pick(r, orders), Descending: r.IntN(2) == 0, Backward: r.IntN(2) == 0, Limit: r.IntN(30)}
			if r.IntN(2) == 0 {
				p.Filter = randomFilter(r)
			}
			somewhere := func() *registry.MediatorPlace {
				if r.IntN(2) == 0 {
					return nil
				}
				m := pick(r, people)
				at := place(m, loads[m.ID], p.Order)
				return &at
			}
			p.After, p.Before = somewhere(), somewhere()
			got, err := reader.Mediators(p)
			if diff := different(page(people, loads, p), got); diff != "" || err != nil {
				t.Fatalf("%+v: %v %s", p, err, diff)
			}
		}
		return nil
	})
}

func pagesCover(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	people, loads := filled(t, db, 14, 100)
	view(t, db, func(reader registry.Reader) error {
		for _, order := range orders {
			p := registry.MediatorPage{Order: order, Limit: 7}
			var all []registry.Mediator
			for {
				found, err := reader.Mediators(p)
				if err != nil {
					return err
				}
				if len(found) == 0 {
					break
				}
				all = append(all, found...)
				last := found[len(found)-1]
				at := place(last, loads[last.ID], order)
				p.After = &at
			}
			if diff := different(page(people, loads, registry.MediatorPage{Order: order, Limit: 1000}), all); diff != "" {
				t.Errorf("order %q: %s", order, diff)
			}
		}
		return nil
	})
}

func badPlaces(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	filled(t, db, 15, 3)
	view(t, db, func(r registry.Reader) error {
		for _, p := range []registry.MediatorPage{
			{Order: registry.OrderByOpenLoad, After: &registry.MediatorPlace{Value: "much", ID: "a"}},
			{Order: registry.OrderByName, Before: &registry.MediatorPlace{Value: "a\x00", ID: "a"}},
			{After: &registry.MediatorPlace{ID: "\xff"}},
		} {
			p.Limit = 5
			_, err := r.Mediators(p)
			wantCode(t, err, registry.CodeBadCursor)
		}
		_, err := r.Mediators(registry.MediatorPage{Order: "HEIGHT", Limit: 1})
		wantCode(t, err, registry.CodeInvalid)
		return nil
	})
}

func seatsAgree(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	people, _ := filled(t, db, 16, 300)
	view(t, db, func(r registry.Reader) error {
		for _, p := range append(places, "", "4407031") {
			for _, day := range days {
				got, err := r.Seats(p, day)
				if diff := different(seats(people, p, day), got); diff != "" || err != nil {
					t.Errorf("Seats(%s, %s): %v %s", p, day, err, diff)
				}
			}
		}
		for _, o := range append(institutions, "none") {
			n, err := r.CountMembers(o)
			if all := members(people, o, "", 1000); n != len(all) || err != nil {
				t.Errorf("CountMembers(%s): %d of %d, %v", o, n, len(all), err)
			}
			for _, limit := range []int{0, 1, 10, 1000} {
				after := people[100].ID
				got, err := r.Members(o, after, limit)
				if diff := different(members(people, o, after, limit), got); diff != "" || err != nil {
					t.Errorf("Members(%s, %d): %v %s", o, limit, err, diff)
				}
			}
		}
		return nil
	})
}

func segmentsKept(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	m := person("m", "陈")
	m.ServiceAreas = []registry.RegionCode{"440703101203"}
	update(t, db, func(w registry.Writer) error { _, err := w.PutMediator(m); return err })
	view(t, db, func(r registry.Reader) error {
		for region, want := range map[registry.RegionCode]int{
			"44": 1, "4407": 1, "440703": 1, "440703101": 1, "440703101203": 1, "440703101203-07": 1,
			"440703101204": 0, "440703102": 0, "4407031012": 0, "440703101203-7": 0, "440704": 0, "x": 0,
		} {
			n, err := r.CountMediators(registry.MediatorFilter{Region: region})
			if n != want || err != nil {
				t.Errorf("%s: %d, %v", region, n, err)
			}
		}
		return nil
	})
}
