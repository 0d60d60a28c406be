package storetest

import (
	"testing"
	"time"

	"liuyuan/registry"
	"liuyuan/store"
)

func recordTests() map[string]func(*testing.T, Factory) {
	return map[string]func(*testing.T, Factory){
		"an empty store has no records and no changes":    emptyStore,
		"regions are kept and listed by code":             regionsKept,
		"institutions are kept and listed by identifier":  organizationsKept,
		"a put needs the stored version":                  versionsChecked,
		"keys are kept, replaced and listed":              keysKept,
		"identifiers that cannot be stored are refused":   strangeIdentifiers,
		"texts come back as they were, whatever the sign": textsKept,
	}
}

func emptyStore(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	view(t, db, func(r registry.Reader) error {
		_, err := r.Region("44")
		wantCode(t, err, registry.CodeNotFound)
		_, err = r.Organization("x")
		wantCode(t, err, registry.CodeNotFound)
		_, err = r.Mediator("x")
		wantCode(t, err, registry.CodeNotFound)
		_, err = r.Key("x")
		wantCode(t, err, registry.CodeNotFound)
		_, err = r.Receipt("p", "k")
		wantCode(t, err, registry.CodeNotFound)
		regions, err := r.Regions()
		if regions != nil || err != nil {
			t.Errorf("Regions: %v, %v", regions, err)
		}
		organizations, err := r.Organizations()
		if organizations != nil || err != nil {
			t.Errorf("Organizations: %v, %v", organizations, err)
		}
		people, err := r.Mediators(registry.MediatorPage{Limit: 10})
		if people != nil || err != nil {
			t.Errorf("Mediators: %v, %v", people, err)
		}
		n, err := r.CountMediators(registry.MediatorFilter{})
		if n != 0 || err != nil {
			t.Errorf("CountMediators: %v, %v", n, err)
		}
		members, err := r.Members("x", "", 10)
		if members != nil || err != nil {
			t.Errorf("Members: %v, %v", members, err)
		}
		keys, err := r.Keys()
		if keys != nil || err != nil {
			t.Errorf("Keys: %v, %v", keys, err)
		}
		return nil
	})
	mark, err := db.Mark(testContext(t))
	if err != nil || mark.Seq != 0 || mark.Epoch == "" {
		t.Errorf("Mark: %v, %v", mark, err)
	}
	changes, err := db.Feed(testContext(t), 0, 10)
	if changes != nil || err != nil {
		t.Errorf("Feed: %v, %v", changes, err)
	}
}

func regionsKept(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	district := registry.Region{Code: "440703", Name: "蓬江区", Point: &registry.Point{Lat: 22.5951, Lng: 113.0785}, PointApprox: true}
	town := registry.Region{Code: "440703101", Name: "棠下镇", Aliases: []string{"棠下"}}
	update(t, db, func(w registry.Writer) error {
		for _, r := range []registry.Region{town, district} {
			if v, err := w.PutRegion(r); err != nil || v != 1 {
				t.Errorf("PutRegion: version %d, %v", v, err)
			}
		}
		return nil
	})
	district.Version, town.Version = 1, 1
	view(t, db, func(r registry.Reader) error {
		all, err := r.Regions()
		if diff := different([]registry.Region{district, town}, all); diff != "" || err != nil {
			t.Errorf("Regions: %v %s", err, diff)
		}
		one, err := r.Region("440703101")
		if diff := different(town, one); diff != "" || err != nil {
			t.Errorf("Region: %v %s", err, diff)
		}
		_, err = r.Region("44070310")
		wantCode(t, err, registry.CodeNotFound)
		return nil
	})
}

func organizationsKept(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	room := registry.Organization{ID: "b", Kind: registry.KindRoom, Name: "棠下镇劳资纠纷调解室", Region: "440703101",
		Specialties: []registry.TypeCode{"10", "10.01"}, Facets: []registry.Facet{registry.FacetGroup}, Committee: "a"}
	committee := registry.Organization{ID: "a", Kind: registry.KindCommittee, Name: "棠下镇人民调解委员会", Region: "440703101", Synthetic: true}
	update(t, db, func(w registry.Writer) error {
		for _, o := range []registry.Organization{room, committee} {
			if v, err := w.PutOrganization(o); err != nil || v != 1 {
				t.Errorf("PutOrganization: version %d, %v", v, err)
			}
		}
		return nil
	})
	room.Version, committee.Version = 1, 1
	view(t, db, func(r registry.Reader) error {
		all, err := r.Organizations()
		if diff := different([]registry.Organization{committee, room}, all); diff != "" || err != nil {
			t.Errorf("Organizations: %v %s", err, diff)
		}
		one, err := r.Organization("b")
		if diff := different(room, one); diff != "" || err != nil {
			t.Errorf("Organization: %v %s", err, diff)
		}
		return nil
	})
}

func versionsChecked(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	puts := map[string]func(w registry.Writer, version int) (int, error){
		"region": func(w registry.Writer, v int) (int, error) {
			return w.PutRegion(registry.Region{Code: "44", Name: "广东省", Version: v})
		},
		"organization": func(w registry.Writer, v int) (int, error) {
			return w.PutOrganization(registry.Organization{ID: "o", Name: "室", Kind: registry.KindRoom, Region: "44", Version: v})
		},
		"mediator": func(w registry.Writer, v int) (int, error) {
			m := person("m", "陈阿船")
			m.Version = v
			return w.PutMediator(m)
		},
	}
	for noun, put := range puts {
		try := func(version int) (next int, err error) {
			_, err = db.Update(testContext(t), func(w registry.Writer) error {
				next, err = put(w, version)
				return err
			})
			return next, err
		}
		_, err := try(3)
		wantCode(t, err, registry.CodeNotFound)
		if v, err := try(0); v != 1 || err != nil {
			t.Errorf("%s: insert gave %d, %v", noun, v, err)
		}
		_, err = try(0)
		wantCode(t, err, registry.CodeVersionConflict)
		if v, err := try(1); v != 2 || err != nil {
			t.Errorf("%s: replace gave %d, %v", noun, v, err)
		}
		for _, stale := range []int{1, 3, -1} {
			_, err = try(stale)
			wantCode(t, err, registry.CodeVersionConflict)
		}
	}
}

func keysKept(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	at := time.Date(2026, 3, 1, 8, 30, 0, 123456000, time.UTC)
	a := registry.Key{ID: "a", Hash: []byte{1, 2, 0, 255}, Role: registry.AccessStaff, Region: "440703", Note: "窗口", CreatedAt: at}
	b := registry.Key{ID: "b", Hash: []byte{9}, Role: registry.AccessMediator, Mediator: "m", CreatedAt: at, ExpiresAt: at.AddDate(0, 1, 0)}
	if seq := update(t, db, func(w registry.Writer) error {
		if err := w.PutKey(b); err != nil {
			return err
		}
		return w.PutKey(a)
	}); seq != 0 {
		t.Errorf("keys are no part of the feed, but the position is %d", seq)
	}
	b.RevokedAt = at.AddDate(0, 0, 1)
	update(t, db, func(w registry.Writer) error { return w.PutKey(b) })
	view(t, db, func(r registry.Reader) error {
		all, err := r.Keys()
		if diff := different([]registry.Key{a, b}, all); diff != "" || err != nil {
			t.Errorf("Keys: %v %s", err, diff)
		}
		one, err := r.Key("b")
		if diff := different(b, one); diff != "" || err != nil {
			t.Errorf("Key: %v %s", err, diff)
		}
		return nil
	})
}

func strangeIdentifiers(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	for _, id := range []string{"", "a\x00b", "\xff"} {
		for noun, put := range map[string]func(w registry.Writer) error{
			"region": func(w registry.Writer) error {
				_, err := w.PutRegion(registry.Region{Code: registry.RegionCode(id)})
				return err
			},
			"organization": func(w registry.Writer) error {
				_, err := w.PutOrganization(registry.Organization{ID: registry.OrganizationID(id)})
				return err
			},
			"mediator": func(w registry.Writer) error {
				_, err := w.PutMediator(registry.Mediator{ID: registry.MediatorID(id)})
				return err
			},
			"key": func(w registry.Writer) error { return w.PutKey(registry.Key{ID: registry.KeyID(id)}) },
		} {
			_, err := db.Update(testContext(t), put)
			if registry.CodeOf(err) != registry.CodeInvalid {
				t.Errorf("%s %q: %v", noun, id, err)
			}
		}
		view(t, db, func(r registry.Reader) error {
			_, err := r.Mediator(registry.MediatorID(id))
			wantCode(t, err, registry.CodeNotFound)
			_, err = r.Organization(registry.OrganizationID(id))
			wantCode(t, err, registry.CodeNotFound)
			_, err = r.Receipt(id, "k")
			wantCode(t, err, registry.CodeNotFound)
			if found, err := r.MediatorsByID([]registry.MediatorID{registry.MediatorID(id)}); found != nil || err != nil {
				t.Errorf("MediatorsByID(%q): %v, %v", id, found, err)
			}
			return nil
		})
	}
}

func textsKept(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	m := person("m", "𠮷野家·阿布都热合曼")
	m.Introduction = "a\x00b \u2028 <b>&\"' \\ 引号“”\n\t😀 " + "é"
	update(t, db, func(w registry.Writer) error { _, err := w.PutMediator(m); return err })
	m.Version = 1
	view(t, db, func(r registry.Reader) error {
		got, err := r.Mediator("m")
		if diff := different(m, got); diff != "" || err != nil {
			t.Errorf("Mediator: %v %s", err, diff)
		}
		return nil
	})
}
