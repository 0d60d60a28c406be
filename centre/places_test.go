package centre

import (
	"context"
	"reflect"
	"testing"

	"github.com/rs/zerolog"

	"liuyuan/registry"
	"liuyuan/seed"
	"liuyuan/store"
)

// written is a centre over a store of the seed's places, that follows nothing by
// itself: the test calls what a follower calls.
func written(t *testing.T) (*Centre, *store.DB) {
	t.Helper()
	ctx := context.Background()
	db, err := store.OpenSQLite(ctx, t.TempDir(), store.Options{SortKey: NameKey})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	_, err = db.Update(ctx, func(w registry.Writer) error {
		for _, r := range seed.Regions() {
			if _, err := w.PutRegion(r); err != nil {
				return err
			}
		}
		for _, o := range seed.Organizations() {
			if _, err := w.PutOrganization(o); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	c, err := New(ctx, Options{Store: db, Log: zerolog.Nop()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c, db
}

func TestAChangedInstitutionLeavesTheWordsAsTheyAre(t *testing.T) {
	c, db := written(t)
	before := c.places.Load()
	room := before.organizations[1]
	room.Name = "改名后的调解室"
	added := registry.Organization{ID: "00000000-0000-5000-8000-000000000001", Kind: registry.KindRoom, Name: "新调解室", Region: "440703101"}
	putAll(t, db, nil, []registry.Organization{room, added})
	if err := c.refreshPlaces(context.Background(), touched{organizations: []registry.OrganizationID{room.ID, added.ID}}); err != nil {
		t.Fatal(err)
	}
	after := c.places.Load()
	if after.lexicon != before.lexicon || after.classifier != before.classifier {
		t.Error("the words were made again for institutions")
	}
	if before.organizationName(room.ID) == room.Name {
		t.Error("a snapshot that others hold was changed")
	}
	for id, want := range map[registry.OrganizationID]string{room.ID: room.Name, added.ID: added.Name} {
		if got := after.organizationName(id); got != want {
			t.Errorf("%s is called %s, want %s", id, got, want)
		}
	}
	same(t, c)
}

func TestAChangedRegionIsKnownByItsNewName(t *testing.T) {
	c, db := written(t)
	before := c.places.Load()
	town, ok := before.region("440703101")
	if !ok {
		t.Fatal("no 棠下")
	}
	town.Aliases = append(town.Aliases, "龙舟之乡")
	putAll(t, db, []registry.Region{town}, nil)
	if err := c.refreshPlaces(context.Background(), touched{regions: []registry.RegionCode{town.Code}}); err != nil {
		t.Fatal(err)
	}
	if filters, _ := c.Understand("龙舟之乡 律师"); len(filters) != 2 || filters[0].Value != "440703101" {
		t.Errorf("read as %v", filters)
	}
	if got := c.places.Load().classifier.Classify("在龙舟之乡被拖欠工资").Places; len(got) != 1 || got[0] != "440703101" {
		t.Errorf("the text's places are %v", got)
	}
	same(t, c)
}

func putAll(t *testing.T, db *store.DB, regions []registry.Region, organizations []registry.Organization) {
	t.Helper()
	_, err := db.Update(context.Background(), func(w registry.Writer) error {
		for _, r := range regions {
			if _, err := w.PutRegion(r); err != nil {
				return err
			}
		}
		for _, o := range organizations {
			if _, err := w.PutOrganization(o); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// same compares the snapshot with one that is read as a whole.
func same(t *testing.T, c *Centre) {
	t.Helper()
	patched := c.places.Load()
	if err := c.loadPlaces(context.Background()); err != nil {
		t.Fatal(err)
	}
	whole := c.places.Load()
	if !reflect.DeepEqual(patched.regions, whole.regions) || !reflect.DeepEqual(patched.organizations, whole.organizations) ||
		!reflect.DeepEqual(patched.byID, whole.byID) || !reflect.DeepEqual(patched.byCode, whole.byCode) {
		t.Error("the refreshed snapshot is not the one that the store gives")
	}
}
