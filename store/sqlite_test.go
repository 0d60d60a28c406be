package store_test

import (
	"context"
	"testing"

	"liuyuan/store"
	"liuyuan/store/storetest"
)

func openSQLite(t testing.TB, options store.Options) *store.DB {
	t.Helper()
	db, err := store.OpenSQLite(context.Background(), t.TempDir(), options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func TestSQLite(t *testing.T) { storetest.Run(t, openSQLite) }
